"""Questions as an .xlsx workbook that the importer reads back: a bank, or the template to fill in.

Whatever people typed is text in it, in cells formatted as text: it stays inert when edited.
"""

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from chalicelib.domain.contest_format.fields import LETTERS
from chalicelib.domain.question_examples import INSTRUCTIONS

_LAST_ROW: Final = 5_001
_WIDTHS = {
    "Mã": 12, "Lĩnh vực": 28, "Câu hỏi": 56, "Đáp án": 10, "Giải thích": 48, "Căn cứ": 36,
    "Mức độ": 10,
}  # fmt: skip
_OPTION_WIDTH, _TOPICS_SHEET, _TEXT = 26, "Danh mục", "@"
_SHOWN_OPTIONS = 4
_THIN = Side(style="thin", color="FF9AA5B1")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD = PatternFill("solid", fgColor="FF0B4F8A")
# What XML can't hold, and what a reader would take for the escape of it.
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


def question_workbook(questions: Sequence[Mapping[str, Any]], topics: Mapping[str, str]) -> bytes:
    """The bytes of a workbook with the questions (in the form of questions.toml, faulty ones too),
    drop-downs, and a sheet that explains the columns. `topics`: id → name."""
    book = Workbook()
    del book["Sheet"]
    sheet = book.create_sheet("Câu hỏi")
    widest = max((len(_listed(question, "options")) for question in questions), default=0)
    headings = _headings(max(widest, _SHOWN_OPTIONS))
    _fill_headings(sheet, headings)
    for number, question in enumerate(questions, start=2):
        for column, text in enumerate(_row(question, headings, topics), start=1):
            _write(sheet, number, column, text)
    _fill_instructions(book.create_sheet("Hướng dẫn"))
    listed = book.create_sheet(_TOPICS_SHEET)
    listed.sheet_state = "hidden"
    for number, name in enumerate(topics.values(), start=1):
        _write(listed, number, 1, name)
    _add_choices(sheet, headings, len(topics))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _headings(options: int) -> list[str]:
    letters = LETTERS[:options]
    return ["Mã", "Lĩnh vực", "Câu hỏi", *letters, "Đáp án", "Giải thích", "Căn cứ", "Mức độ"]


def _row(
    question: Mapping[str, Any], headings: Sequence[str], topics: Mapping[str, str]
) -> list[Any]:
    options = _listed(question, "options")
    topic = question.get("topic")
    named = {
        "Mã": question.get("id"),
        "Lĩnh vực": topics.get(topic, topic) if isinstance(topic, str) else topic,
        "Câu hỏi": question.get("text"),
        "Đáp án": ",".join(str(letter) for letter in _listed(question, "key")),
        "Giải thích": question.get("explanation"),
        "Căn cứ": question.get("source"),
        "Mức độ": question.get("difficulty"),
        **dict(zip(LETTERS, options, strict=False)),
    }
    return [named.get(heading) for heading in headings]


def _listed(question: Mapping[str, Any], name: str) -> list[Any]:
    """A list of a question that may be faulty."""
    value = question.get(name)
    return value if isinstance(value, list) else []


def _fill_headings(sheet: Worksheet, headings: Sequence[str]) -> None:
    for column, heading in enumerate(headings, start=1):
        cell = sheet.cell(1, column, heading)
        cell.font = Font(bold=True, color="FFFFFFFF")
        cell.fill, cell.border = _HEAD, _BOX
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        dimension = sheet.column_dimensions[get_column_letter(column)]
        dimension.width = _WIDTHS.get(heading, _OPTION_WIDTH)
        # New rows are text as well: Excel makes no dates of "1/2" there.
        dimension.number_format = _TEXT
    sheet.row_dimensions[1].height = 24
    sheet.freeze_panes = "A2"


def _write(sheet: Worksheet, row: int, column: int, value: Any) -> None:
    cell = sheet.cell(row, column)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    cell.border = _BOX
    cell.number_format = _TEXT
    if type(value) is int:
        cell.value, cell.number_format = value, "0"
    elif value not in (None, ""):
        cell.value = _NOT_XML.sub(_escape, str(value))
        # openpyxl takes a text that begins with "=" for a formula.
        cell.data_type = "s"


def _escape(found: re.Match[str]) -> str:
    return f"_x{ord(found[0]):04X}_"


def _add_choices(sheet: Worksheet, headings: Sequence[str], topics: int) -> None:
    if topics:
        listed = f"'{_TOPICS_SHEET}'!$A$1:$A${topics}"
        said = "Chọn một lĩnh vực trong danh sách."
        _add_choice(sheet, headings.index("Lĩnh vực"), listed, said, strict=True)
    letters = ",".join(heading for heading in headings if heading in LETTERS)
    said = "Chọn một chữ; nếu có nhiều đáp án đúng, gõ các chữ cách nhau dấu phẩy, ví dụ A,C."
    _add_choice(sheet, headings.index("Đáp án"), f'"{letters}"', said, strict=False)
    said = "1: phổ thông, 2: vừa, 3: chuyên sâu. Có thể để trống."
    _add_choice(sheet, headings.index("Mức độ"), '"1,2,3"', said, strict=True)


def _add_choice(sheet: Worksheet, index: int, listed: str, said: str, *, strict: bool) -> None:
    choice = DataValidation(type="list", formula1=listed, allow_blank=True)
    choice.showErrorMessage = strict
    choice.error, choice.errorTitle = said, "Xin chọn lại"
    choice.showInputMessage, choice.prompt = True, said
    letter = get_column_letter(index + 1)
    choice.add(f"{letter}2:{letter}{_LAST_ROW}")
    sheet.add_data_validation(choice)


def _fill_instructions(sheet: Worksheet) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 18, 96
    for number, (name, said) in enumerate(INSTRUCTIONS, start=1):
        for column, text in enumerate((name, said), start=1):
            cell = sheet.cell(number, column, text)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            cell.font = Font(bold=column == 1 or not said, size=14 if number == 1 else 11)
