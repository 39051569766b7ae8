"""Cells as a workbook's first sheet holds them: compared with what a second reader finds."""

import io
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from chalicelib.domain.checks import clean_text
from chalicelib.stores.first_sheet import FirstSheet, Kind, address, read_first_sheet
from chalicelib.stores.question_sheet import read_question_sheet
from tests.folders import HEADINGS, QUESTIONS, ROWS, workbook
from tests.workbooks import a_bank, edited, sheet_of, with_parts, with_shared_strings

TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn"), include_characters="\n\t"), max_size=40
)


def read(content: bytes) -> FirstSheet:
    return read_first_sheet(content, 1_000)


def text_at(content: bytes, row: int = 1, column: int = 1) -> str:
    return read(content).rows[row][column].text


@pytest.mark.parametrize(
    ("column", "row", "said"), [(1, 1, "A1"), (26, 9, "Z9"), (27, 10, "AA10"), (16_384, 1, "XFD1")]
)
def test_addresses(column: int, row: int, said: str) -> None:
    assert address(column, row) == said


@given(st.integers(1, 16_384), st.integers(1, 10**6))
def test_addresses_as_openpyxl_writes_them(column: int, row: int) -> None:
    assert address(column, row) == f"{openpyxl.utils.get_column_letter(column)}{row}"


@settings(max_examples=50)
@given(st.lists(st.lists(TEXTS, min_size=1, max_size=4), min_size=1, max_size=4))
def test_texts_are_those_that_a_second_reader_finds(rows: list[list[str]]) -> None:
    book = openpyxl.Workbook()
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            cell = book.worksheets[0].cell(number, column, text)
            cell.data_type = "s"
    written = io.BytesIO()
    book.save(written)
    found = read(written.getvalue())
    second = CalamineWorkbook.from_filelike(io.BytesIO(written.getvalue())).get_sheet_by_index(0)
    theirs = second.to_python(skip_empty_area=False)
    for number, row in enumerate(theirs, start=1):
        for column, text in enumerate(row, start=1):
            ours = found.rows.get(number, {}).get(column)
            assert clean_text(ours.text if ours else "") == clean_text(str(text))


def test_texts_in_a_part_of_their_own_are_the_same() -> None:
    shared = with_shared_strings(a_bank())
    assert shared != a_bank()
    assert read_question_sheet(shared, {}).questions == QUESTIONS
    theirs = CalamineWorkbook.from_filelike(io.BytesIO(shared)).get_sheet_by_index(0).to_python()
    assert theirs[0] == HEADINGS
    assert theirs[1][2] == ROWS[0][2]


def test_pieces_of_rich_text_are_joined_and_readings_left_out() -> None:
    strings = b"<sst><si><r><rPr/><t>M</t></r><r><t>ot</t></r><rPh><t>x</t></rPh></si></sst>"
    sheet = sheet_of('<row><c t="s"><v>0</v></c></row>')
    assert text_at(with_shared_strings(sheet, strings)) == "Mot"


@pytest.mark.parametrize(
    ("cell", "kind", "text"),
    [
        ("<c><v>15</v></c>", Kind.NUMBER, "15"),
        ("<c><v>15.0</v></c>", Kind.NUMBER, "15"),
        ("<c><v>0.30000000000000004</v></c>", Kind.NUMBER, "0.3"),
        ('<c t="str"><v>x</v></c>', Kind.TEXT, "x"),
        ('<c t="b"><v>1</v></c>', Kind.BOOLEAN, "1"),
        ('<c t="e"><v>#N/A</v></c>', Kind.ERROR, "#N/A"),
        ('<c t="d"><v>2024-07-01</v></c>', Kind.DATE, "2024-07-01"),
        ("<c><f>1+1</f><v>2</v></c>", Kind.FORMULA, "2"),
        ("<c><f>1+1</f></c>", Kind.FORMULA, "="),
        ('<c t="str"><f t="shared" si="0"/><v>x</v></c>', Kind.FORMULA, "x"),
        ('<c t="inlineStr"><is><t>a_x000D_b_x005F_x0041_</t></is></c>', Kind.TEXT, "a\rb_x0041_"),
        ('<c t="inlineStr"><is><t>_xD83D_</t></is></c>', Kind.TEXT, "_xD83D_"),
    ],
)
def test_kinds_of_cells(cell: str, kind: Kind, text: str) -> None:
    found = read(sheet_of(f"<row>{cell}</row>")).rows[1][1]
    assert (found.kind, found.text) == (kind, text)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("General", Kind.NUMBER), ("0.00", Kind.NUMBER), ("@", Kind.NUMBER),
        ('#,##0 "đ"', Kind.NUMBER), ("[Red]0", Kind.NUMBER), ("0%", Kind.PERCENT),
        ("0.00%", Kind.PERCENT), ("dd/mm/yyyy", Kind.DATE), ("h:mm", Kind.DATE),
        ("[$-42A]d mmmm", Kind.DATE), ('0 "ngày"', Kind.NUMBER), ("m/d/yy h:mm", Kind.DATE),
    ],
)  # fmt: skip
def test_dates_and_percents_are_known_by_their_format(code: str, kind: Kind) -> None:
    book = openpyxl.Workbook()
    cell = book.worksheets[0]["A1"]
    cell.value, cell.number_format = 0.5, code
    written = io.BytesIO()
    book.save(written)
    assert read(written.getvalue()).rows[1][1].kind is kind


def test_rows_and_cells_without_addresses_count_on() -> None:
    rows = '<row><c><v>1</v></c></row><row r="5"><c r="C5"><v>2</v></c><c><v>3</v></c></row>'
    found = read(sheet_of(rows + "<row><c><v>4</v></c></row>")).rows
    assert {row: list(cells) for row, cells in found.items()} == {1: [1], 5: [3, 4], 6: [1]}


def test_merged_areas_are_told() -> None:
    assert read(edited(a_bank(), merge="A2:B3")).merged == ["A2:B3"]


def test_a_sheet_of_strict_workbooks_with_prefixes_is_read() -> None:
    xml = (
        '<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData>'
        '<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>Mã</x:t></x:is></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    assert text_at(with_parts(a_bank(), sheet=xml.encode())) == "Mã"


def test_the_first_sheet_is_the_first_that_people_see_listed() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "second"
    book.create_sheet("first", 0)["A1"] = "first"
    written = io.BytesIO()
    book.save(written)
    assert text_at(written.getvalue()) == "first"


def test_reading_stops_after_enough_rows() -> None:
    many: list[list[Any]] = [["x"]] * 100
    assert len(read_first_sheet(workbook(*many), 10).rows) == 11
