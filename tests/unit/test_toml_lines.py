"""Where fields stand in a TOML text."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from chalicelib.stores.toml_lines import line_of, lines_of_fields

TEXT = '''\
# slug = "no"
slug = "a" # [x]
"q.u" = 1
a . b.'c d' = 1
text = """
no = 1
[x] \\""" "
"""
raw = \'\'\'
[[y]]\'\'\'\'\'
empty = ""

[paper.quota]
the-che = 3
[identity]
excluded = [
  "x", # [
  { id = "]" }, [1,
   2], "z",
]
[[prizes.individual]]
count = 1
[[prizes.individual]]
count = 2
[[units]]
id = 1
[units.sub]
z = '1#='
[[units.deep]]
y = {a = 1, b = [1, 2]}
[[units.deep]]
y = 3
[[units]]
[[units.deep]]
y = 4
'''

LINES: dict[tuple[str | int, ...], int] = {
    ("slug",): 2,
    ("q.u",): 3,
    ("a", "b", "c d"): 4,
    ("text",): 5,
    ("raw",): 9,
    ("empty",): 11,
    ("paper", "quota"): 13,
    ("paper", "quota", "the-che"): 14,
    ("identity",): 15,
    ("identity", "excluded"): 16,
    ("identity", "excluded", 0): 17,
    ("identity", "excluded", 1): 18,
    ("identity", "excluded", 2): 18,
    ("identity", "excluded", 3): 19,
    ("prizes", "individual", 0): 21,
    ("prizes", "individual", 0, "count"): 22,
    ("prizes", "individual", 1): 23,
    ("prizes", "individual", 1, "count"): 24,
    ("units", 0): 25,
    ("units", 0, "id"): 26,
    ("units", 0, "sub"): 27,
    ("units", 0, "sub", "z"): 28,
    ("units", 0, "deep", 0): 29,
    ("units", 0, "deep", 0, "y"): 30,
    ("units", 0, "deep", 1): 31,
    ("units", 0, "deep", 1, "y"): 32,
    ("units", 1): 33,
    ("units", 1, "deep", 0): 34,
    ("units", 1, "deep", 0, "y"): 35,
}


def test_every_table_field_and_list_item_has_its_line() -> None:
    tomllib.loads(TEXT)
    assert lines_of_fields(TEXT) == LINES


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("identity", "excluded", 1, "id"), 18),
        (("units", 0, "deep", 0, "y", "b", 1), 30),
        (("prizes", "individual", 1, "title"), 23),
        (("paper", "quota", "x"), 14 - 1),
        (("absent",), None),
        ((), None),
    ],
)
def test_what_has_no_line_has_that_of_what_holds_it(
    path: tuple[str | int, ...], line: int | None
) -> None:
    assert line_of(path, lines_of_fields(TEXT)) == line


def paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """All paths to fields outside inline tables' items."""
    if isinstance(value, dict):
        return [p for name, each in value.items() for p in paths(each, (*path, name))]
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [p for index, each in enumerate(value) for p in paths(each, (*path, index))]
    return [path]


@pytest.mark.parametrize("file", ["contest.toml", "questions.toml"])
def test_lines_of_the_bundled_contest_hold_the_names_of_their_fields(file: str) -> None:
    text = (Path(__file__).parents[2] / "contests" / "cchc-2024" / file).read_text()
    lines, written = lines_of_fields(text), text.splitlines()
    for path in paths(tomllib.loads(text)):
        line = line_of(path, lines)
        assert line is not None
        assert str(path[-1]) in written[line - 1]
