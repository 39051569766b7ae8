"""The accountant's prize list as .xlsx: who gets what, the sum in figures and in words."""

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from chalicelib.domain.money import vnd_in_words
from chalicelib.domain.papers.content import Basis, common_fields

_THIN = Side(style="thin")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEADS = (("STT", 5), ("Họ và tên (tập thể)", 25), ("Đơn vị", 18), ("Giải", 24), ("Kết quả", 26),
          ("Số tiền (đồng)", 14), ("Ghi chú", 20))  # fmt: skip
_LINE_POINTS, _ON_ONE_PAGE = 16, 15
_LAST = "G"
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)


def prize_list(basis: Basis) -> bytes:
    """The workbook. Whatever people typed is text in it, never a formula; sums are values, so that
    every program shows them."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Danh sách chi thưởng"
    fields = common_fields(basis)
    _head(sheet, fields)
    _rows(sheet, basis)
    _signatures(sheet, fields)
    _page(sheet, len(basis.rows))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _head(sheet: Worksheet, fields: dict[str, str]) -> None:
    _pair(sheet, 1, fields["co_quan_cap_tren"], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    _pair(sheet, 2, fields["co_quan"], "Độc lập - Tự do - Hạnh phúc")
    _wide(sheet, 4, "DANH SÁCH CHI TIỀN THƯỞNG", bold=True, size=14)
    _wide(sheet, 5, f"Cuộc thi “{fields['cuoc_thi']}”", bold=True)
    number = f"(Kèm theo Quyết định số {fields['so_quyet_dinh']} {fields['ngay_quyet_dinh']})"
    _wide(sheet, 6, number, italic=True)
    if fields["du_thao"]:
        _wide(sheet, 7, fields["du_thao"], bold=True)


def _rows(sheet: Worksheet, basis: Basis) -> None:
    _line(sheet, 9, [head for head, _ in _HEADS], bold=True)
    for cell in sheet[9]:
        cell.alignment = _MIDDLE
    for number, row in enumerate(basis.rows, start=1):
        cells = (number, row.name, row.unit, row.prize, row.result, row.amount_vnd, row.award)
        _line(sheet, 9 + number, cells)
        sheet.row_dimensions[9 + number].height = _LINE_POINTS * _lines(cells) + 4
    below = 10 + len(basis.rows)
    _line(sheet, below, ["", "Tổng cộng", "", "", "", basis.total_vnd, ""], bold=True)
    words = f"Số tiền bằng chữ: {vnd_in_words(basis.total_vnd)}."
    _wide(sheet, below + 1, words, italic=True, centred=False)


def _lines(cells: Sequence[Any]) -> int:
    """How many lines the fullest cell takes: not every program sees to that by itself."""
    widths = (width for _, width in _HEADS)
    return max(-(-len(str(cell)) // (width - 2)) for cell, width in zip(cells, widths, strict=True))


def _signatures(sheet: Worksheet, fields: dict[str, str]) -> None:
    at = sheet.max_row + 2
    _set(sheet, f"F{at}", fields["dia_danh_ngay"], italic=True)
    places = (
        ("B", "NGƯỜI LẬP", fields["nguoi_lap"]),
        ("D", "KẾ TOÁN", fields["ke_toan"]),
        ("F", f"{fields['quyen_han']}\n{fields['chuc_vu']}".strip(), fields["nguoi_ky"]),
    )
    for column, title, name in places:
        _set(sheet, f"{column}{at + 1}", title, bold=True)
        _set(sheet, f"{column}{at + 6}", name, bold=True)
    for row in (at, at + 1, at + 6):
        sheet.merge_cells(f"F{row}:{_LAST}{row}")
        sheet.row_dimensions[row].height = 36 if row == at + 1 else 18


def _page(sheet: Worksheet, rows: int) -> None:
    for index, (_, width) in enumerate(_HEADS):
        sheet.column_dimensions["ABCDEFG"[index]].width = width
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", "9"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, int(rows <= _ON_ONE_PAGE)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.print_title_rows = "9:9"
    assert sheet.oddFooter is not None
    sheet.oddFooter.center.text = "&P/&N"


def _pair(sheet: Worksheet, row: int, left: str, right: str) -> None:
    _set(sheet, f"A{row}", left, bold=row == 2)
    _set(sheet, f"E{row}", right, bold=True)
    sheet.merge_cells(f"A{row}:C{row}")
    sheet.merge_cells(f"E{row}:{_LAST}{row}")
    sheet.row_dimensions[row].height = 36 if "\n" in left else 18


def _wide(
    sheet: Worksheet, row: int, text: str, *, size: int = 12, centred: bool = True, **look: bool
) -> None:
    _set(sheet, f"A{row}", text, size=size, **look)
    sheet.merge_cells(f"A{row}:{_LAST}{row}")
    if not centred:
        sheet[f"A{row}"].alignment = Alignment(horizontal="left", wrap_text=True)


def _line(sheet: Worksheet, row: int, values: Sequence[Any], *, bold: bool = False) -> None:
    for column, value in zip("ABCDEFG", values, strict=True):
        _set(sheet, f"{column}{row}", value, bold=bold)
        cell = sheet[f"{column}{row}"]
        cell.border = _BOX
        side = "right" if column == "F" else "center" if column == "A" else "left"
        cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=True)


def _set(
    sheet: Worksheet,
    at: str,
    value: Any,
    *,
    size: int = 12,
    bold: bool = False,
    italic: bool = False,
) -> None:
    cell = sheet[at]
    cell.value = value
    cell.font = Font(name="Times New Roman", size=size, bold=bold, italic=italic)
    cell.alignment = _MIDDLE
    if isinstance(value, str):
        # openpyxl takes a text that begins with "=" for a formula.
        cell.data_type = "s"
    elif isinstance(value, int):
        cell.number_format = "#,##0"
