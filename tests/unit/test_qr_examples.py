"""The codes that the console draws by itself (`static_site/js/core/qr.js`) are held to those of
the library, and to what a reader reads, by examples that both sides have."""

import json
from pathlib import Path
from typing import Any

import pytest
import segno
import zxingcpp
from PIL import Image

EXAMPLES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "qr_examples.json").read_text("utf-8")
)
# The library puts another, meaningless word behind a text that leaves room.
FULL = [example for example in EXAMPLES if example["full"]]


def named(example: dict[str, Any]) -> str:
    return f"{example['version']}-{example['mask']}"


@pytest.mark.parametrize("example", FULL, ids=named)
def test_examples_are_as_the_library_draws_them(example: dict[str, Any]) -> None:
    code = segno.make_qr(
        example["text"],
        error="m",
        mode="byte",
        version=example["version"],
        mask=example["mask"],
        boost_error=False,
    )
    assert ["".join(map(str, row)) for row in code.matrix] == example["rows"]


@pytest.mark.parametrize("example", EXAMPLES, ids=named)
def test_examples_are_read_as_what_they_say(example: dict[str, Any]) -> None:
    rows, quiet = example["rows"], 4
    picture = Image.new("L", (len(rows) + 2 * quiet,) * 2, 255)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark == "1":
                picture.putpixel((x + quiet, y + quiet), 0)
    [code] = zxingcpp.read_barcodes(picture.resize((picture.width * 4,) * 2, Image.Resampling.BOX))
    assert code.text == example["text"]
