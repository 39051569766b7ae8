"""Questions from the first sheet of an Excel workbook, as `questions.toml` would hold them.

openpyxl is loaded on first use: most Lambda functions never read a workbook.
"""

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any
from xml.etree.ElementTree import ParseError

from chalicelib.domain.checks import clean_text
from chalicelib.domain.contest_format import Path
from chalicelib.domain.contest_format.fields import LETTERS, MOST_QUESTIONS

MOST_UNPACKED_BYTES = 100 * 2**20
_MOST_COLUMNS = 100
_FIELDS = {
    "id": "Mã",
    "topic": "Lĩnh vực",
    "text": "Câu hỏi",
    "key": "Đáp án",
    "explanation": "Giải thích",
    "source": "Căn cứ",
    "difficulty": "Mức độ",
}
_HEADINGS = {heading.casefold(): heading for heading in (*_FIELDS.values(), *LETTERS)}
_REQUIRED = ("Mã", "Lĩnh vực", "Câu hỏi", "A", "B", "Đáp án")
_BETWEEN_LETTERS = re.compile(r"[\s,;]+")
# What openpyxl raises on workbooks that are damaged or no workbooks at all.
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, ParseError, OSError, EOFError, LookupError, ValueError,
    TypeError, AttributeError, NotImplementedError,
)  # fmt: skip


@dataclass(frozen=True)
class SheetFault:
    """A fault of a cell: its row as Excel counts, its heading; None and "" for the whole sheet."""

    row: int | None
    heading: str
    message: str


@dataclass
class QuestionSheet:
    """What a sheet holds: `rows[index]` is the Excel row of `questions[index]`."""

    questions: list[dict[str, Any]] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    faults: list[SheetFault] = field(default_factory=list)

    def place(self, path: Path) -> tuple[int | None, str]:
        """The row and the heading of a path that begins with "questions"."""
        row = self.rows[path[1]] if len(path) > 1 and isinstance(path[1], int) else None
        match path[2:]:
            case ("options", int(index)):
                return row, LETTERS[index]
            case ("options",):
                return row, f"A–{LETTERS[-1]}"
            case (str(name), *_):
                return row, _FIELDS.get(name, name)
        return row, ""


def read_question_sheet(content: bytes, topics: dict[str, str]) -> QuestionSheet:
    """The questions of a workbook; `topics` leads from a topic's name in small letters to its id.

    Never raises on what the workbook holds: each fault is in `faults`.
    """
    sheet = QuestionSheet()
    try:
        with warnings.catch_warnings():
            # openpyxl warns of styles and extensions that it leaves out: they hold no text.
            warnings.simplefilter("ignore")
            _read_workbook(content, topics, sheet)
    except _UNREADABLE:
        return QuestionSheet(faults=[SheetFault(None, "", _NO_WORKBOOK)])
    return sheet


_NO_WORKBOOK = (
    "Không đọc được tệp này như một sổ tính Excel; xin mở bằng Excel, bỏ mật khẩu nếu có và lưu "
    "lại dạng .xlsx."
)


def _read_workbook(content: bytes, topics: dict[str, str], sheet: QuestionSheet) -> None:
    # Loaded here for the sake of cold starts.
    import openpyxl

    if _unpacked_bytes(content) > MOST_UNPACKED_BYTES:
        sheet.faults.append(SheetFault(None, "", "Sổ tính quá lớn; xin chỉ giữ bảng câu hỏi."))
        return
    # Not data_only: it would show the stale result of a formula as if it were typed.
    workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    try:
        if not workbook.worksheets:
            sheet.faults.append(SheetFault(None, "", "Sổ tính không có trang tính nào."))
            return
        rows = workbook.worksheets[0].iter_rows(max_col=_MOST_COLUMNS)
        _read_rows(rows, topics, sheet)
    finally:
        workbook.close()


def _unpacked_bytes(content: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return sum(part.file_size for part in archive.infolist())


def _read_rows(rows: Iterable[Any], topics: dict[str, str], sheet: QuestionSheet) -> None:
    numbered = enumerate(rows, start=1)
    _, first = next(numbered, (1, ()))
    headings = _read_headings([_text(cell) for cell in first], sheet)
    if sheet.faults:
        return
    for number, cells in numbered:
        if any(not _is_blank(cell) for cell in cells):
            sheet.rows.append(number)
            written = dict(_read_row(number, cells, headings, sheet))
            sheet.questions.append(_question(written, topics))
        if len(sheet.questions) > MOST_QUESTIONS:
            return


def _read_headings(written: list[str], sheet: QuestionSheet) -> dict[int, str]:
    """The heading of each column that has one; what is wrong with them goes to the faults."""
    headings: dict[int, str] = {}
    for column, text in enumerate(written):
        heading = _HEADINGS.get(" ".join(text.split()).casefold())
        if heading in headings.values():
            sheet.faults.append(SheetFault(1, text, "Có hai cột cùng tên; xin bỏ một cột."))
        elif heading is not None:
            headings[column] = heading
        elif text:
            sheet.faults.append(SheetFault(1, text, _unknown_heading(text)))
    sheet.faults.extend(
        SheetFault(1, heading, "Thiếu cột này; xin thêm vào hàng tiêu đề.")
        for heading in _REQUIRED
        if heading not in headings.values()
    )
    return headings


def _unknown_heading(text: str) -> str:
    near = get_close_matches(text.casefold(), _HEADINGS, n=1)
    hint = f"có phải là “{_HEADINGS[near[0]]}”?" if near else "xin bỏ cột này."
    return f"Không có cột nào tên như vậy trong mẫu; {hint}"


def _read_row(
    number: int, cells: Iterable[Any], headings: dict[int, str], sheet: QuestionSheet
) -> Iterator[tuple[str, str]]:
    """Heading and text of each cell that is not blank."""
    for column, cell in enumerate(cells):
        if _is_blank(cell):
            continue
        heading = headings.get(column, "")
        fault = _cell_fault(cell) if heading else _NO_HEADING
        if fault is not None:
            sheet.faults.append(SheetFault(number, heading, fault))
        yield heading, _text(cell)


_NO_HEADING = "Có ô nằm ngoài các cột có tiêu đề; xin xóa ô đó hoặc thêm tiêu đề."


_CHANGED_BY_EXCEL = (
    "Ô bị Excel đổi thành ngày tháng, phần trăm hoặc đúng/sai; xin đổi định dạng ô thành Text rồi "
    "gõ lại."
)


def _cell_fault(cell: Any) -> str | None:
    if cell.data_type == "f":
        return "Ô chứa công thức; xin thay bằng chữ (sao chép, rồi dán dạng Values)."
    if cell.data_type == "e":
        return "Ô đang báo lỗi của Excel; xin sửa lại."
    if cell.data_type in ("b", "d") or (cell.data_type == "n" and "%" in cell.number_format):
        return _CHANGED_BY_EXCEL
    return None


def _is_blank(cell: Any) -> bool:
    return not _text(cell)


def _text(cell: Any) -> str:
    """A cell as people typed it: the number 15 is "15"."""
    value = cell.value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else clean_text(str(value))


def _question(written: dict[str, str], topics: dict[str, str]) -> dict[str, Any]:
    """One row in the form of `questions.toml`, without its blank fields."""
    question: dict[str, Any] = {
        name: written[heading] for name, heading in _FIELDS.items() if heading in written
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
