"""Questions from a workbook: what is read, and faults by row and heading."""

import io
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.stores.contest_folder import FolderFaults, read_contest
from tests.builders import a_document
from tests.folders import (
    HEADINGS,
    QUESTIONS,
    ROWS,
    a_folder,
    changed_row,
    faults_in,
    sheet_faults,
    workbook,
)


@pytest.mark.parametrize(
    ("row", "heading", "value", "said"),
    [
        (2, "Mã", "TC 1", "phải là mã"),
        (3, "Mã", "tc-001", "trùng với mục thứ 1"),
        (3, "Mã", None, "thiếu trường bắt buộc"),
        (4, "Lĩnh vực", "Khác", "không có lĩnh vực “Khác”"),
        (5, "Câu hỏi", "x" * 1001, "xin rút còn tối đa 1000"),
        (6, "B", None, "không được để trống"),
        (6, "C", "Một", "trùng với mục thứ 1"),
        (6, "Đáp án", "E", "không ứng với phương án nào"),
        (6, "Đáp án", "AC", "phải là một chữ cái"),
        (6, "Đáp án", "A,A", "trùng"),
        (6, "Đáp án", None, "thiếu trường bắt buộc"),
        (6, "Mức độ", 4, "từ 1 đến 3"),
        (6, "Mức độ", "khó", "từ 1 đến 3"),
        (6, "C", "=1+1", "ô chứa công thức"),
        (6, "Mã", "=A2", "ô chứa công thức"),
        (6, "C", datetime(2021, 7, 15), "ô bị Excel đổi"),
        (6, "C", True, "ô bị Excel đổi"),
        (6, "C", "#N/A", "ô đang báo lỗi"),
        (6, "Giải thích", "x\u202ey", "U+202E"),
    ],
)
def test_faults_of_cells_are_told_by_row_and_heading(
    tmp_path: Path, row: int, heading: str, value: Any, said: str
) -> None:
    (fault,) = sheet_faults(tmp_path, *changed_row(row, heading, value))
    assert fault.startswith(f"questions.xlsx hàng {row} ({heading}): ")
    assert said in fault


def test_percents_are_told_to_be_text(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(HEADINGS, *ROWS)))
    book.active["F6"].value, book.active["F6"].number_format = 0.5, "0%"
    file = io.BytesIO()
    book.save(file)
    (fault,) = faults_in(a_folder(tmp_path, bank=file.getvalue()))
    assert fault.startswith("questions.xlsx hàng 6 (C): ô bị Excel đổi")


@pytest.mark.parametrize(("number", "text"), [(15, "15"), (15.0, "15"), (2.5, "2.5"), (0, "0")])
def test_numbers_in_cells_become_text(tmp_path: Path, number: float, text: str) -> None:
    document = read_contest(a_folder(tmp_path, bank=workbook(*changed_row(6, "C", number))))
    assert document["questions"][4]["options"][2] == text


@pytest.mark.parametrize("key", ["A,C", "a, c", "A;C", "C A", " A , C ", "A,\nC"])
def test_several_letters_in_any_usual_spelling(tmp_path: Path, key: str) -> None:
    document = read_contest(a_folder(tmp_path, bank=workbook(*changed_row(4, "Đáp án", key))))
    assert document == a_document()


@pytest.mark.parametrize("topic", ["the-che", "Cải cách thể chế", " cải cách THỂ CHẾ "])
def test_a_topic_is_named_by_id_or_name(tmp_path: Path, topic: str) -> None:
    document = read_contest(a_folder(tmp_path, bank=workbook(*changed_row(2, "Lĩnh vực", topic))))
    assert document == a_document()


def test_headings_stand_in_any_order_and_case(tmp_path: Path) -> None:
    rows = [[heading.upper() for heading in HEADINGS], *ROWS]
    turned = [list(reversed(row)) for row in rows]
    turned[0][0] = "  mức   độ "
    assert read_contest(a_folder(tmp_path, bank=workbook(*turned))) == a_document()


def test_optional_columns_may_be_absent(tmp_path: Path) -> None:
    rows = [[*row[:8]] for row in [HEADINGS, *ROWS]]
    questions = read_contest(a_folder(tmp_path, bank=workbook(*rows)))["questions"]
    assert {(q["explanation"], q["source"], q["difficulty"]) for q in questions} == {("", "", None)}


def test_blank_rows_are_passed_over_and_rows_keep_their_number(tmp_path: Path) -> None:
    blank = [None] * len(HEADINGS)
    rows = [HEADINGS, ROWS[0], blank, *ROWS[1:], blank, ["  "]]
    assert read_contest(a_folder(tmp_path, bank=workbook(*rows))) == a_document()
    wrong = [*ROWS[1]]
    wrong[7] = "H"
    (fault,) = sheet_faults(tmp_path, HEADINGS, ROWS[0], blank, wrong, *ROWS[2:])
    assert fault.startswith("questions.xlsx hàng 4 (Đáp án): ")


def test_missing_headings_are_all_told(tmp_path: Path) -> None:
    faults = sheet_faults(tmp_path, ["Mã", "Lĩnh vực", "A", "Câu hỏi"])
    assert [fault.partition(":")[0] for fault in faults] == [
        "questions.xlsx hàng 1 (B)",
        "questions.xlsx hàng 1 (Đáp án)",
    ]


@pytest.mark.parametrize(
    ("heading", "said"),
    [("Ghi chú", "xin bỏ cột này"), ("Giải thic", "có phải là “Giải thích”?"), ("mã", "hai cột")],
)
def test_columns_that_do_not_belong_are_faults(tmp_path: Path, heading: str, said: str) -> None:
    (fault,) = sheet_faults(tmp_path, [*HEADINGS, heading], *ROWS)
    assert fault.startswith(f"questions.xlsx hàng 1 ({heading}): ")
    assert said in fault


def test_cells_beside_the_table_are_faults(tmp_path: Path) -> None:
    (fault,) = sheet_faults(tmp_path, HEADINGS, [*ROWS[0], "x"], *ROWS[1:])
    assert fault.startswith("questions.xlsx hàng 2: có ô nằm ngoài")


@pytest.mark.parametrize("rows", [[], [[None]], [HEADINGS]])
def test_a_sheet_without_questions_is_a_fault(tmp_path: Path, rows: list[list[Any]]) -> None:
    assert all(fault.startswith("questions.xlsx") for fault in sheet_faults(tmp_path, *rows))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "tệp này không phải là sổ tính Excel dạng .xlsx"),
        (b"x" * 100, "tệp này không phải là sổ tính Excel dạng .xlsx"),
        (workbook(HEADINGS)[:-200], "không đọc được tệp này như một sổ tính Excel"),
        (workbook(HEADINGS, *ROWS)[:2_000], "không đọc được tệp này như một sổ tính Excel"),
    ],
)
def test_what_is_no_workbook_is_a_fault(tmp_path: Path, content: bytes, said: str) -> None:
    (fault,) = faults_in(a_folder(tmp_path, bank=content))
    assert fault.startswith(f"questions.xlsx: {said}")


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 5_500), st.binary(min_size=1, max_size=20))
def test_a_damaged_workbook_is_never_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, place: int, damage: bytes
) -> None:
    content = bytearray(workbook(HEADINGS, *ROWS))
    content[place : place + len(damage)] = damage
    folder = a_folder(tmp_path_factory.mktemp("damage"), bank=bytes(content))
    try:
        document = read_contest(folder)
    except FolderFaults as found:
        faults = found.faults
    else:
        faults = ()
        assert len(document["questions"]) == len(QUESTIONS)
    assert all(fault.file == "questions.xlsx" for fault in faults)


def test_too_many_questions_are_counted_no_further(tmp_path: Path) -> None:
    rows = [[f"q-{n}", *ROWS[0][1:]] for n in range(5_001)]
    faults = sheet_faults(tmp_path, HEADINGS, *rows)
    assert any("hiện có 5001" in fault for fault in faults)
