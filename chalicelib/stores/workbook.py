"""The .xlsx workbook of a ranking run: prizes ready to sign, standing, units."""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from chalicelib.domain.money import vnd_in_words
from chalicelib.domain.wording import VIETNAM
from chalicelib.usecases.ports import Exportable

_PROVISIONAL = "TẠM THỜI – chưa công bố"
_STATES = {
    "counted": "Được tính",
    "not_best": "Không phải lượt tốt nhất",
    "disqualified": "Bị loại",
    "reset": "Đã đặt lại",
}
_THIN = Side(style="thin")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_WIDEST = 60


def workbook(exportable: Exportable) -> bytes:
    """The bytes of the workbook. Whatever people typed is text in it, never a formula."""
    book = Workbook()
    del book["Sheet"]
    _prizes(book.create_sheet("Giải thưởng"), exportable)
    _standing(book.create_sheet("Xếp hạng"), exportable)
    _units(book.create_sheet("Đơn vị"), exportable)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _prizes(sheet: Worksheet, exportable: Exportable) -> None:
    _title(sheet, "DANH SÁCH NHẬN GIẢI THƯỞNG", exportable)
    rows = [
        *_individual_rows(exportable),
        *_collective_rows(exportable),
        *_manual_rows(exportable),
    ]
    heads = (
        "STT",
        "Giải",
        "Người (đơn vị) nhận",
        "Số liên hệ",
        "Đơn vị",
        "Kết quả",
        "Số tiền (đồng)",
        "Ký nhận",
    )
    _table(sheet, heads, [(number, *row, "") for number, row in enumerate(rows, start=1)])
    total = sum(row[-1] for row in rows)
    _line(sheet, ("", "Tổng cộng", "", "", "", "", total, ""), bold=True)
    _line(sheet, ("", f"Bằng chữ: {vnd_in_words(total)}."))
    for tie in exportable.outcome["undecided"]:
        _line(sheet, ("", f"Chưa quyết định do đồng hạng: {tie['title']} ({tie['places']} giải)."))
    sheet.append([])
    _line(sheet, ("", "Người lập bảng", "", "Kế toán", "", "Chủ tịch UBND phường"), bold=True)
    _fit(sheet)


def _individual_rows(exportable: Exportable) -> Iterable[tuple[Any, ...]]:
    for award in exportable.outcome["individual"]:
        yield _titled(award), *_person(award["winner"], exportable), award["amount_vnd"]


def _person(attempt_id: str, exportable: Exportable) -> tuple[str, str, str, str]:
    """Name, number, unit and result of a winner."""
    winner = exportable.outcome["people"][attempt_id]
    unit = _unit_names(exportable).get(winner["unit"], winner["unit"])
    result = f"{winner['score']} câu đúng, {_seconds(winner['elapsed_ms'])}"
    return winner["name"], winner["identity"], unit, result


def _collective_rows(exportable: Exportable) -> Iterable[tuple[Any, ...]]:
    units = _unit_names(exportable)
    for award in exportable.outcome["collective"]:
        name = units.get(award["winner"], award["winner"])
        yield _titled(award), name, "", name, _value(award["value"]), award["amount_vnd"]


def _manual_rows(exportable: Exportable) -> Iterable[tuple[Any, ...]]:
    units = _unit_names(exportable)
    # Runs of earlier releases have no such list.
    for award in exportable.outcome.get("manual", []):
        if award["recipient"] == "unit":
            name = units.get(award["winner"], award["winner"])
            yield award["title"], name, "", name, award["reason"], award["amount_vnd"]
        else:
            yield award["title"], *_person(award["winner"], exportable), award["amount_vnd"]


def _titled(award: dict[str, Any]) -> str:
    """The prize's title, with what makes its amount another one than the rules name."""
    if "shared" not in award:
        return str(award["title"])
    return f"{award['title']} (đồng hạng, chia đều cho {award['shared']})"


def _standing(sheet: Worksheet, exportable: Exportable) -> None:
    _title(sheet, "BẢNG XẾP HẠNG", exportable)
    units = _unit_names(exportable)
    rows = [
        (
            entry["rank"],
            entry["attempt"],
            units.get(entry["unit"], entry["unit"]),
            entry["score"],
            _seconds(entry["elapsed_ms"]),
            _STATES[entry["state"]],
        )
        for entry in exportable.outcome["standing"]
    ]
    _table(sheet, ("Hạng", "Mã lượt thi", "Đơn vị", "Số câu đúng", "Thời gian", "Trạng thái"), rows)
    _fit(sheet)


def _units(sheet: Worksheet, exportable: Exportable) -> None:
    _title(sheet, "THEO ĐƠN VỊ", exportable)
    names = _unit_names(exportable)
    rows = [
        (
            names.get(unit["id"], unit["id"]),
            unit["participants"],
            unit["full_marks"],
            unit["correct_answers"],
            _value(unit["average_score"]),
        )
        for unit in exportable.outcome["units"]
    ]
    heads = ("Đơn vị", "Số người dự thi", "Đúng tất cả", "Tổng số câu đúng", "Điểm trung bình")
    _table(sheet, heads, rows)
    _fit(sheet)


def _title(sheet: Worksheet, title: str, exportable: Exportable) -> None:
    _line(sheet, (title,), bold=True)
    _line(sheet, (f"Cuộc thi: {exportable.contest.title} – {exportable.contest.host}",))
    at = datetime.fromtimestamp(exportable.run.at / 1_000, VIETNAM)
    run = f"Lần xếp hạng {exportable.run.inputs_hash[:12]}"
    _line(sheet, (f"{run}, lúc {at:%H:%M ngày %d/%m/%Y} (giờ Việt Nam)",))
    if exportable.provisional:
        _line(sheet, (_PROVISIONAL,), bold=True)
    sheet.append([])


def _table(sheet: Worksheet, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    _line(sheet, heads, bold=True, boxed=True)
    for row in rows:
        _line(sheet, row, boxed=True)


def _line(
    sheet: Worksheet, values: Sequence[Any], *, bold: bool = False, boxed: bool = False
) -> None:
    sheet.append([""] * len(values))
    for cell, value in zip(sheet[sheet.max_row], values, strict=False):
        _set(cell, value)
        cell.font = Font(bold=bold)
        if boxed:
            cell.border = _BOX
            cell.alignment = Alignment(vertical="top", wrap_text=True)


def _set(cell: Cell | MergedCell, value: Any) -> None:
    cell.value = value
    if isinstance(value, str):
        # openpyxl takes a text that begins with "=" for a formula.
        cell.data_type = "s"
    elif isinstance(value, int):
        cell.number_format = "#,##0"


def _fit(sheet: Worksheet) -> None:
    for number, column in enumerate(sheet.iter_cols(min_row=5), start=1):
        widest = max((len(str(cell.value)) for cell in column if cell.value is not None), default=8)
        sheet.column_dimensions[get_column_letter(number)].width = min(_WIDEST, widest + 3)


def _unit_names(exportable: Exportable) -> dict[str, str]:
    return {unit.id: unit.name for unit in exportable.contest.units}


def _seconds(elapsed_ms: int) -> str:
    minutes, rest_ms = divmod(elapsed_ms, 60_000)
    return f"{minutes} phút {rest_ms / 1_000:.3f} giây".replace(".", ",")


def _value(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return round(value["num"] / value["den"], 3) if value["den"] else 0
