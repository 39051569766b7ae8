"""The audit log as a file: what it says, and that no cell of it does anything."""

import csv
import io
import zipfile
from typing import Any

import pytest
from openpyxl import load_workbook

from chalicelib.domain.audit import Entry
from chalicelib.stores.audit_sheet import HEADS, moment, sheet, shown

# 2024-07-01 07:00:00.005 in Vietnam
AT = 1_719_792_000_005
LIVELY = ["=1+1", "+84912345678", "-1", "@SUM(A1)", "\tx", "\r=1", "\n=1", "\0=1+1"]


def an_entry(**over: Any) -> Entry:
    facts: dict[str, Any] = {
        "number": 12,
        "hash": "ab" * 32,
        "by": "an@example.vn",
        "what": "review",
        "on": "bai-1",
        "at": AT,
        "why": "Đã gọi điện hỏi",
        "before": ["ok"],
        "after": "disqualified",
        "source": "203.0.113.7",
        "previous": None,
    }
    return Entry(**{**facts, **over})


def rows_of_csv(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def rows_of_xlsx(content: bytes) -> list[list[Any]]:
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_both_files_say_the_same() -> None:
    heads, row = rows_of_csv(sheet([an_entry()], "csv"))
    assert heads == list(HEADS)
    assert row == [
        "12",
        "2024-07-01 07:00:00.005 +07:00",
        "an@example.vn",
        "203.0.113.7",
        "review",
        "bai-1",
        "Đã gọi điện hỏi",
        '["ok"]',
        "disqualified",
        "ab" * 32,
        "",
    ]
    heads_too, row_too = rows_of_xlsx(sheet([an_entry()], "xlsx"))
    assert heads_too == heads
    assert ["" if value is None else str(value) for value in row_too] == row


@pytest.mark.parametrize("text", LIVELY)
@pytest.mark.parametrize("field", ["by", "on", "why", "source", "before", "after"])
def test_cells_do_nothing(text: str, field: str) -> None:
    entry = an_entry(**{field: text})
    for row in (rows_of_csv(sheet([entry], "csv"))[1], rows_of_xlsx(sheet([entry], "xlsx"))[1]):
        assert not [value for value in row if str(value).startswith(tuple("=+-@\t\r\n\0"))]


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    content = sheet([an_entry(why=text) for text in LIVELY], "xlsx")
    inside = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in inside


def test_what_a_workbook_cannot_hold_is_left_out() -> None:
    assert rows_of_xlsx(sheet([an_entry(why="a\x01b" + "c" * 40_000)], "xlsx"))[1][6][:3] == "abc"


@pytest.mark.parametrize(
    ("value", "said"), [(None, ""), ("ok", "ok"), (0, "0"), ({"a": "Đ"}, '{"a": "Đ"}'), ([], "[]")]
)
def test_what_stood_there(value: Any, said: str) -> None:
    assert shown(value) == said


def test_a_moment_says_its_zone() -> None:
    assert moment(0) == "1970-01-01 07:00:00.000 +07:00"
