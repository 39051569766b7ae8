"""The cells of a workbook's first sheet, with their addresses, as people typed them."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from chalicelib.stores.xlsx_formats import Formats, Looks
from chalicelib.stores.xlsx_parts import (
    DAMAGED,
    Enough,
    Parts,
    UnreadableWorkbook,
    workbook_part,
)

MOST_ROW: Final = 20_000
_MOST_COLUMN = 16_384
_MOST_MERGED = 1_000
# No cell of Excel holds more; what is longer is cut there, and is too long for every field.
_MOST_CHARS = 32_767
_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_RANGE = re.compile(r"[A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7}")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TOO_LONG = (
    f"Trang tính dài hơn {MOST_ROW} hàng; xin xóa hẳn các hàng bên dưới bảng câu hỏi "
    "(chọn hàng, Delete) rồi lưu lại."
)


class Kind(StrEnum):
    """What a cell holds, as far as it matters to who reads text."""

    TEXT = "text"
    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    BOOLEAN = "boolean"
    ERROR = "error"
    FORMULA = "formula"


@dataclass(frozen=True)
class SheetCell:
    """A cell that is not empty: `text` as typed, the number 15 is "15"."""

    kind: Kind
    text: str


@dataclass
class FirstSheet:
    """Rows by number from 1, in each the cells by column from 1; `merged` as "A2:B3"."""

    rows: dict[int, dict[int, SheetCell]] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)


def address(column: int, row: int) -> str:
    """A cell's address: (28, 3) is "AB3"."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


def read_first_sheet(content: bytes, most_rows: int) -> FirstSheet:
    """The first sheet of a workbook, of its filled rows the first `most_rows`.

    Raises UnreadableWorkbook.
    """
    parts = Parts(content)
    book = workbook_part(parts)
    sheets = _Sheets()
    parts.read(book, sheets)
    related = parts.related(book)
    kinds = {kind: name for kind, name in related.values() if kind in ("sharedStrings", "styles")}
    if sheets.first not in related:
        raise UnreadableWorkbook(DAMAGED)
    strings, formats = _Strings(), Formats()
    if parts.has(kinds.get("sharedStrings", "")):
        parts.read(kinds["sharedStrings"], strings)
    if parts.has(kinds.get("styles", "")):
        parts.read(kinds["styles"], formats)
    cells = _Cells(strings.found, formats, most_rows)
    parts.read(related[sheets.first][1], cells)
    return FirstSheet(dict(sorted(cells.sheet.rows.items())), cells.sheet.merged)


class _Sheets:
    """Which relation leads to the first sheet."""

    def __init__(self) -> None:
        self.first: str | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            found = (value for key, value in attributes.items() if key.endswith(":id"))
            self.first = next(found, None)
            raise Enough

    def end(self, name: str) -> None: ...

    def text(self, written: str) -> None: ...


class _Written:
    """Gathers the text of `t` elements, those that tell how to pronounce it left out."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._inside = self._spoken = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._inside = name in ("t", "v") and not self._spoken
        self._spoken = self._spoken or name == "rPh"

    def end(self, name: str) -> None:
        self._inside = False
        self._spoken = self._spoken and name != "rPh"

    def text(self, written: str) -> None:
        if self._inside and self._length < _MOST_CHARS:
            self._pieces.append(written[: _MOST_CHARS - self._length])
            self._length += len(written)

    def take(self) -> str:
        taken = "".join(self._pieces)
        self._pieces, self._length = [], 0
        return taken


class _Strings(_Written):
    """The strings that cells refer to by number."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def end(self, name: str) -> None:
        super().end(name)
        if name == "si":
            self.found.append(_unescaped(self.take()))


class _Cells:
    def __init__(self, strings: list[str], formats: Formats, most_rows: int) -> None:
        self.sheet = FirstSheet()
        self._strings, self._formats, self._most_rows = strings, formats, most_rows
        self._row = self._column = 0
        self._type, self._style = "n", ""
        self._formula = self._in_cell = False
        self._written = _Written()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self._begin_row(attributes.get("r", ""))
        elif name == "c":
            self._begin_cell(attributes)
        elif name == "f":
            self._formula = self._in_cell
        elif name == "mergeCell":
            self._note_merged(attributes.get("ref", ""))
        if self._in_cell:
            self._written.start(name, attributes)

    def end(self, name: str) -> None:
        if self._in_cell:
            self._written.end(name)
        if name == "c":
            self._in_cell = False
            cell = self._cell(self._written.take())
            if cell is not None:
                self.sheet.rows.setdefault(self._row, {})[self._column] = cell
        elif name == "row" and len(self.sheet.rows) > self._most_rows:
            raise Enough

    def text(self, written: str) -> None:
        if self._in_cell:
            self._written.text(written)

    def _begin_row(self, number: str) -> None:
        self._row = int(number) if number.isdecimal() and len(number) < 8 else self._row + 1
        self._column = 0
        if self._row > MOST_ROW:
            raise UnreadableWorkbook(_TOO_LONG)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        found = _REFERENCE.fullmatch(attributes.get("r", ""))
        self._column = _column(found[1]) if found else self._column + 1
        if self._column > _MOST_COLUMN:
            raise UnreadableWorkbook(DAMAGED)
        self._type = attributes.get("t", "n")
        self._style = attributes.get("s", "")
        self._formula, self._in_cell = False, True

    def _note_merged(self, area: str) -> None:
        if _RANGE.fullmatch(area) and len(self.sheet.merged) < _MOST_MERGED:
            self.sheet.merged.append(area)

    def _cell(self, written: str) -> SheetCell | None:
        if self._formula:
            # Even where its result is not stored.
            return SheetCell(Kind.FORMULA, written or "=")
        if not written:
            return None
        match self._type:
            case "s":
                return self._shared(written)
            case "inlineStr" | "str":
                return SheetCell(Kind.TEXT, _unescaped(written))
            case "b":
                return SheetCell(Kind.BOOLEAN, written)
            case "e":
                return SheetCell(Kind.ERROR, written)
            case "d":
                return SheetCell(Kind.DATE, written)
        return SheetCell(_OF_LOOKS[self._formats.look(self._style)], _typed(written))

    def _shared(self, written: str) -> SheetCell | None:
        index = int(written) if written.isdecimal() and len(written) < 8 else len(self._strings)
        if index >= len(self._strings):
            raise UnreadableWorkbook(DAMAGED)
        text = self._strings[index]
        return SheetCell(Kind.TEXT, text) if text else None


_OF_LOOKS = {Looks.PLAIN: Kind.NUMBER, Looks.PERCENT: Kind.PERCENT, Looks.DATE: Kind.DATE}


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _typed(number: str) -> str:
    """A number as Excel shows it: at most 15 digits, no point behind a whole one."""
    try:
        return f"{float(number):.15g}"
    except ValueError:
        return number


def _unescaped(written: str) -> str:
    """`_x0009_` is how workbooks write characters that XML can't; halves of pairs stay so."""
    return _ESCAPED.sub(_character, written)


def _character(found: re.Match[str]) -> str:
    point = int(found[1], 16)
    return found[0] if 0xD800 <= point <= 0xDFFF else chr(point)
