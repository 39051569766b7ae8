"""Workbooks of questions: the template, and the bank there and back, opened by a second reader."""

import io
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from chalicelib.domain.question_bank import faults_of_bank, tidied
from chalicelib.domain.question_examples import example_questions
from chalicelib.stores.question_sheet import read_question_sheet
from chalicelib.stores.question_workbook import question_workbook
from tests.folders import QUESTIONS

TOPICS = {"the-che": "Cải cách thể chế", "thu-tuc": "=Thủ tục", "khac": "x" * 100}
NAMES = {name.casefold(): id_ for id_, name in TOPICS.items()}
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf")), min_size=1, max_size=30).map(
    str.strip
).filter(bool)  # fmt: skip


def rows_of(content: bytes, sheet: int = 0) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(sheet).to_python()


def test_the_template_read_back_gives_its_examples_without_fault() -> None:
    examples = example_questions(TOPICS)
    sheet = read_question_sheet(question_workbook(examples, TOPICS), NAMES)
    assert (sheet.questions, sheet.faults) == (examples, [])
    assert faults_of_bank(sheet.questions, TOPICS) == []
    assert {question["topic"] for question in examples} == set(TOPICS)


def test_the_template_without_topics_has_examples_too() -> None:
    content = question_workbook(example_questions(()), {})
    assert len(read_question_sheet(content, {}).questions) == 3


def test_the_template_has_drop_downs_widths_and_instructions() -> None:
    book = openpyxl.load_workbook(io.BytesIO(question_workbook(example_questions(TOPICS), TOPICS)))
    sheet = book["Câu hỏi"]
    choices = {str(each.sqref): each.formula1 for each in sheet.data_validations.dataValidation}
    assert choices == {
        "B2:B5001": "'Danh mục'!$A$1:$A$3",
        "H2:H5001": '"A,B,C,D"',
        "K2:K5001": '"1,2,3"',
    }
    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["C"].width > 50
    assert sheet["A1"].font.bold
    assert book.worksheets[1]["A1"].value == "Cách điền"
    assert book["Danh mục"].sheet_state == "hidden"
    assert [row[0] for row in rows_of(question_workbook([], TOPICS), 2)] == [*TOPICS.values()]


def test_a_bank_comes_back_as_it_went() -> None:
    content = question_workbook(QUESTIONS, TOPICS)
    assert read_question_sheet(content, NAMES).questions == QUESTIONS
    assert [row[0] for row in rows_of(content)] == ["Mã", *(q["id"] for q in QUESTIONS)]


@settings(max_examples=60)
@given(st.lists(TEXT, min_size=2, max_size=8, unique=True), TEXT, TEXT)
def test_whatever_is_typed_comes_back(options: list[str], text: str, source: str) -> None:
    question = {"id": "x", "topic": "the-che", "text": text, "options": options,
                "key": ["A", "B"], "source": source, "difficulty": 3}  # fmt: skip
    (read,) = read_question_sheet(question_workbook([question], TOPICS), NAMES).questions
    assert read == tidied(question)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")', "=cmd|'/c'!A"],
)
def test_nothing_that_is_typed_becomes_a_formula(text: str) -> None:
    question = {"id": text, "topic": text, "text": text, "options": [text, "x"], "key": [text],
                "explanation": text, "source": text, "difficulty": text}  # fmt: skip
    content = question_workbook([question], {"x": text})
    for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            assert cell.data_type != "f"
            assert sheet.title == "Hướng dẫn" or cell.row == 1 or cell.number_format == "@"
    assert rows_of(content)[1][2].strip() == text.strip()


@pytest.mark.parametrize("text", ["a\x00b", "y\x1fx", "\ufffe", "_x0041_", "_x005F_x0041_"])
def test_what_xml_cannot_hold_comes_back_too(text: str) -> None:
    content = question_workbook([{"id": "x", "text": text}], {})
    assert read_question_sheet(content, {}).questions[0]["text"] == text


@pytest.mark.parametrize("wrong", [{}, {"options": "x", "key": 3}, {"topic": ["x"], "text": {}}])
def test_faulty_questions_are_written_as_far_as_they_go(wrong: dict[str, Any]) -> None:
    assert len(rows_of(question_workbook([{"id": "x", **wrong}], TOPICS))) == 2
