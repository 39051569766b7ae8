"""Thirty seeded faults in one workbook, all told at once, each with the address of its cell."""

import random
from datetime import datetime
from typing import Any

from chalicelib.stores.first_sheet import address
from chalicelib.stores.question_sheet import read_question_sheet
from chalicelib.usecases.importing import Upload, begin_import, look_at_file, show_preview
from tests.drafted import EDITOR, SLUG, drafted
from tests.folders import HEADINGS, workbook
from tests.workbooks import edited

JOB = "0123456789abcdef"
ROWS = 60

# What is put into which column, and what must be said of it; each into a row of its own.
FAULTS: list[tuple[str, Any, str]] = [
    ("Mã", None, "Thiếu"),
    ("Mã", "TC 01", "mã gồm chữ thường"),
    ("Mã", "ă-1", "mã gồm chữ thường"),
    ("Mã", "x" * 33, "32"),
    ("Mã", "=A2", "công thức"),
    ("Lĩnh vực", None, "Thiếu"),
    ("Lĩnh vực", "Lĩnh vực lạ", "Không có lĩnh vực"),
    ("Lĩnh vực", '=IF(1,"the-che")', "công thức"),
    ("Câu hỏi", None, "Thiếu"),
    ("Câu hỏi", "x" * 1_001, "1000"),
    ("Câu hỏi", "a\u202eb", "U+202E"),
    ("Câu hỏi", "=1+1", "công thức"),
    ("A", None, "để trống"),
    ("A", datetime(2024, 7, 1), "Text"),
    ("A", True, "Text"),
    ("B", "Phương án 1", "Trùng"),
    ("B", "y" * 301, "300"),
    ("B", "#N/A", "báo lỗi"),
    ("C", "=NOW()", "công thức"),
    ("C", "Phương án 2", "Trùng"),
    ("C", "z\u2066", "U+2066"),
    ("Đáp án", None, "Thiếu"),
    ("Đáp án", "E", "không ứng với phương án"),
    ("Đáp án", "AB", "chữ cái"),
    ("Đáp án", "A,A", "Trùng"),
    ("Đáp án", "A,B,C,D", "Mọi phương án"),
    ("Đáp án", "1", "chữ cái"),
    ("Giải thích", "g" * 2_001, "2000"),
    ("Căn cứ", "c" * 501, "500"),
    ("Mức độ", 4, "từ 1 đến 3"),
    ("Mức độ", "khó", "từ 1 đến 3"),
]


def good_row(number: int) -> list[Any]:
    options = [f"Phương án {option}" for option in range(1, 5)]
    return [f"q-{number}", "the-che", f"Câu {number}?", *options, "A", "Vì…", "Luật", 2]


def test_thirty_faults_are_told_at_once_with_their_addresses() -> None:
    chance = random.Random(20240701)
    rows = chance.sample(range(2, ROWS + 2), len(FAULTS) + 1)
    cells: dict[str, Any] = {}
    expected: dict[str, str] = {}
    for row, (heading, value, said) in zip(rows, FAULTS, strict=False):
        cell = address(HEADINGS.index(heading) + 1, row)
        cells[cell], expected[cell] = value, said
    # One fault that shows only beside another row: an id that an earlier row has.
    doubled = max(rows[-1], 3)
    untouched = next(row for row in range(2, doubled) if row not in rows)
    cells[f"A{doubled}"], expected[f"A{doubled}"] = f"q-{untouched}", f"ở ô A{untouched}"
    content = edited(workbook(HEADINGS, *map(good_row, range(2, ROWS + 2))), **cells)

    stores = drafted()
    begin_import(SLUG, Upload(content, "x.xlsx", JOB), EDITOR, stores)
    figures = look_at_file(SLUG, JOB, "x.xlsx", read_question_sheet, stores)
    preview = show_preview(SLUG, JOB, 0, True, stores)
    told = {fault["cell"]: fault["message"] for row in preview["rows"] for fault in row["faults"]}

    assert len(expected) == 32
    assert set(told) == set(expected)
    assert {cell for cell, said in expected.items() if said not in told[cell]} == set()
    assert figures["faults"] == len(expected)
    assert (figures["rows"], figures["good"]) == (ROWS, ROWS - len(expected))
