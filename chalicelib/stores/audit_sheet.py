"""The audit log as a table to keep: an .xlsx workbook or a .csv file, whose cells are all inert."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from chalicelib.domain.audit import Entry
from chalicelib.domain.wording import VIETNAM

HEADS = (
    "Số",
    "Thời điểm (Asia/Ho_Chi_Minh)",
    "Người làm",
    "Địa chỉ mạng",
    "Việc",
    "Đối tượng",
    "Lý do",
    "Trước",
    "Sau",
    "Mã của mục (SHA-256)",
    "Mã của mục trước",
)
_WIDTHS = (8, 27, 28, 18, 22, 30, 40, 30, 30, 20, 20)
# What spreadsheets take for the beginning of a formula (OWASP, CSV injection).
_LIVELY = ("=", "+", "-", "@", "\t", "\r", "\n")
# What an .xlsx file can't hold.
_LONGEST_CELL = 32_767


def sheet(entries: Iterable[Entry], kind: str) -> bytes:
    """The bytes of a file of that kind, "xlsx" or "csv" (UTF-8 with a byte order mark, as Excel
    wants it)."""
    writers: dict[str, Callable[[Iterable[Sequence[Any]]], bytes]] = {"xlsx": _xlsx, "csv": _csv}
    return writers[kind](map(_row, entries))


def moment(milliseconds: int) -> str:
    """`2026-11-23 20:15:07.123 +07:00`: Vietnamese time, and by how much it is ahead of UTC."""
    at = datetime.fromtimestamp(milliseconds / 1_000, VIETNAM)
    return f"{at:%Y-%m-%d %H:%M:%S}.{milliseconds % 1_000:03} +07:00"


def inert(text: str) -> str:
    """A text that no spreadsheet takes for a formula, without what files of text can't hold."""
    plain = text.replace("\0", "")
    return f"'{plain}" if plain.startswith(_LIVELY) else plain


def _row(entry: Entry) -> Sequence[Any]:
    return (
        entry.number,
        moment(entry.at),
        entry.by,
        entry.source,
        entry.what,
        entry.on,
        entry.why,
        shown(entry.before),
        shown(entry.after),
        entry.hash,
        entry.previous or "",
    )


def shown(value: Any) -> str:
    """What stood before or after: a text as it is, nothing as nothing, all else as JSON."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _csv(rows: Iterable[Sequence[Any]]) -> bytes:
    written = io.StringIO(newline="")
    lines = csv.writer(written)
    lines.writerow(HEADS)
    lines.writerows([inert(str(value)) for value in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def _xlsx(rows: Iterable[Sequence[Any]]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    page = book.create_sheet("Nhật ký")
    page.freeze_panes = "A2"
    for number, width in enumerate(_WIDTHS, start=1):
        page.column_dimensions[get_column_letter(number)].width = width

    def cell(value: Any, bold: bool = False) -> Any:
        if isinstance(value, str):
            value = inert(ILLEGAL_CHARACTERS_RE.sub("", value))[:_LONGEST_CELL]
        made = WriteOnlyCell(page, value)
        if isinstance(value, str):
            made.data_type = "s"
        made.font = Font(bold=bold)
        return made

    page.append([cell(head, bold=True) for head in HEADS])
    for row in rows:
        page.append([cell(value) for value in row])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
