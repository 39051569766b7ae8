"""docs/reliability.md and docs/security.md name tests that are there."""

import re
from collections.abc import Iterator

import pytest

from ops.packaging import ROOT

DOCUMENTS = ("docs/reliability.md", "docs/security.md")


def named() -> Iterator[tuple[str, str]]:
    for document in DOCUMENTS:
        text = (ROOT / document).read_text("utf-8")
        yield from re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", text)


@pytest.mark.parametrize(("file", "name"), sorted(set(named())))
def test_each_test_that_is_named_is_there(file: str, name: str) -> None:
    text = (ROOT / file).read_text("utf-8")
    assert f"def {name}(" in text if name else "def test_" in text


def test_many_are_named() -> None:
    assert len(set(named())) > 50
