"""docs/reliability.md names tests that are there."""

import re

import pytest

from ops.packaging import ROOT

NAMED = re.findall(
    r"`(tests/[\w/]+\.py)(?:::(\w+))?`", (ROOT / "docs/reliability.md").read_text("utf-8")
)


@pytest.mark.parametrize(("file", "name"), sorted(set(NAMED)))
def test_each_test_that_is_named_is_there(file: str, name: str) -> None:
    text = (ROOT / file).read_text("utf-8")
    assert f"def {name}(" in text if name else "def test_" in text


def test_some_are_named() -> None:
    assert len(NAMED) > 15
