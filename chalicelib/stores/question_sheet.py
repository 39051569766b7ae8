"""Questions from the first sheet of an Excel workbook, as `questions.toml` would hold them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Final

from chalicelib.domain.checks import clean_text
from chalicelib.domain.contest_format import Path
from chalicelib.domain.contest_format.fields import LETTERS, MOST_QUESTIONS
from chalicelib.stores.first_sheet import FirstSheet, Kind, SheetCell, address, read_first_sheet
from chalicelib.stores.xlsx_parts import UnreadableWorkbook

FIELDS: Final = {
    "id": "Mã",
    "topic": "Lĩnh vực",
    "text": "Câu hỏi",
    "key": "Đáp án",
    "explanation": "Giải thích",
    "source": "Căn cứ",
    "difficulty": "Mức độ",
}
_HEADINGS = {heading.casefold(): heading for heading in (*FIELDS.values(), *LETTERS)}
_REQUIRED = ("Mã", "Lĩnh vực", "Câu hỏi", "A", "B", "Đáp án")
_BETWEEN_LETTERS = re.compile(r"[\s,;]+")
_TOP_ROW = 1


@dataclass(frozen=True)
class SheetFault:
    """A fault of a cell: its row as Excel counts, its heading, its address; None and "" for the
    whole sheet. What is merged has its area for an address."""

    row: int | None
    heading: str
    message: str
    cell: str = ""


@dataclass
class QuestionSheet:
    """What a sheet holds: `rows[index]` is the Excel row of `questions[index]`, `columns` leads
    from a heading to its column, counted from 1. `unreadable`: the file is no workbook that is
    read, its only fault says why."""

    questions: list[dict[str, Any]] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    faults: list[SheetFault] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=dict)
    unreadable: bool = False

    def place(self, path: Path) -> tuple[int | None, str]:
        """The row and the heading of a path that begins with "questions"."""
        row = self.rows[path[1]] if len(path) > 1 and isinstance(path[1], int) else None
        match path[2:]:
            case ("options", int(index)):
                return row, LETTERS[index]
            case ("options",):
                return row, f"A–{LETTERS[-1]}"
            case (str(name), *_):
                return row, FIELDS.get(name, name)
        return row, ""

    def cell(self, path: Path) -> str:
        """The address of the cell that a path leads to, such as "F12"; "" for the whole sheet."""
        row, heading = self.place(path)
        column = self.columns.get(heading.partition("–")[0])
        return "" if row is None or column is None else address(column, row)


def read_question_sheet(content: bytes, topics: dict[str, str]) -> QuestionSheet:
    """The questions of a workbook; `topics` leads from a topic's name in small letters to its id.

    Never raises on what the workbook holds: each fault is in `faults`.
    """
    sheet = QuestionSheet()
    try:
        # One row for the headings, and one question too many, so that it can be told.
        cells = read_first_sheet(content, MOST_QUESTIONS + 2)
    except UnreadableWorkbook as refused:
        return QuestionSheet(faults=[SheetFault(None, "", str(refused))], unreadable=True)
    sheet.faults.extend(_merged(area) for area in cells.merged)
    _read_rows(cells, topics, sheet)
    return sheet


def _merged(area: str) -> SheetFault:
    first, _, last = area.partition(":")
    row = int(re.sub("[A-Z]", "", first))
    said = f"Các ô từ {first} đến {last} bị gộp; xin bỏ gộp ô (Unmerge Cells) rồi điền từng ô."
    return SheetFault(row, "", said, area)


def _read_rows(cells: FirstSheet, topics: dict[str, str], sheet: QuestionSheet) -> None:
    before = len(sheet.faults)
    headings = _read_headings(cells.rows.pop(_TOP_ROW, {}), sheet)
    if len(sheet.faults) > before:
        return
    for number, row in cells.rows.items():
        if any(_text(cell) for cell in row.values()):
            sheet.rows.append(number)
            written = dict(_read_row(number, row, headings, sheet))
            sheet.questions.append(_question(written, topics))
        if len(sheet.questions) > MOST_QUESTIONS:
            return


def _read_headings(top: dict[int, SheetCell], sheet: QuestionSheet) -> dict[int, str]:
    """The heading of each column that has one; what is wrong with them goes to the faults."""
    for column, text in ((column, _text(cell)) for column, cell in top.items()):
        heading = _HEADINGS.get(" ".join(text.split()).casefold())
        said = ""
        if heading in sheet.columns:
            said = "Có hai cột cùng tên; xin bỏ một cột."
        elif heading is not None:
            sheet.columns[heading] = column
        elif text:
            said = _unknown_heading(text)
        if said:
            sheet.faults.append(SheetFault(_TOP_ROW, text, said, address(column, _TOP_ROW)))
    sheet.faults.extend(
        SheetFault(_TOP_ROW, heading, "Thiếu cột này; xin thêm vào hàng tiêu đề.")
        for heading in _REQUIRED
        if heading not in sheet.columns
    )
    return {column: heading for heading, column in sheet.columns.items()}


def _unknown_heading(text: str) -> str:
    near = get_close_matches(text.casefold(), _HEADINGS, n=1)
    hint = f"có phải là “{_HEADINGS[near[0]]}”?" if near else "xin bỏ cột này."
    return f"Không có cột nào tên như vậy trong mẫu; {hint}"


def _read_row(
    number: int, row: dict[int, SheetCell], headings: dict[int, str], sheet: QuestionSheet
) -> Iterator[tuple[str, str]]:
    """Heading and text of each cell that is not blank."""
    for column, cell in row.items():
        text = _text(cell)
        if not text:
            continue
        heading = headings.get(column, "")
        fault = _CELL_FAULTS.get(cell.kind) if heading else _NO_HEADING
        if fault is not None:
            sheet.faults.append(SheetFault(number, heading, fault, address(column, number)))
        yield heading, text


_NO_HEADING = "Có ô nằm ngoài các cột có tiêu đề; xin xóa ô đó hoặc thêm tiêu đề."
_CHANGED_BY_EXCEL = (
    "Ô bị Excel đổi thành ngày tháng, phần trăm hoặc đúng/sai; xin đổi định dạng ô thành Text rồi "
    "gõ lại."
)
_CELL_FAULTS = {
    Kind.FORMULA: "Ô chứa công thức; xin thay bằng chữ (sao chép, rồi dán dạng Values).",
    Kind.ERROR: "Ô đang báo lỗi của Excel; xin sửa lại.",
    Kind.BOOLEAN: _CHANGED_BY_EXCEL,
    Kind.DATE: _CHANGED_BY_EXCEL,
    Kind.PERCENT: _CHANGED_BY_EXCEL,
}


def _text(cell: SheetCell) -> str:
    return clean_text(cell.text)


def _question(written: dict[str, str], topics: dict[str, str]) -> dict[str, Any]:
    """One row in the form of `questions.toml`, without its blank fields."""
    question: dict[str, Any] = {
        name: written[heading] for name, heading in FIELDS.items() if heading in written
    }
    options = [written.get(letter, "") for letter in LETTERS]
    while options and not options[-1]:
        options.pop()
    question["options"] = options
    if "topic" in question and question["topic"] not in topics.values():
        question["topic"] = topics.get(question["topic"].casefold(), question["topic"])
    if "key" in question:
        question["key"] = [each for each in _BETWEEN_LETTERS.split(question["key"]) if each]
    if "difficulty" in question and question["difficulty"].isdecimal():
        question["difficulty"] = int(question["difficulty"][:9])
    return question
