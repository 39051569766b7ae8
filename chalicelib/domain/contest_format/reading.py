"""Reads what the files hold by the table of fields, and notes every fault on the way.

What is faulty is left out of the document, so that the rules across fields (`rules.py`) can
still look at the rest.
"""

import copy
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from typing import Any, Final

from chalicelib.domain.checks import clean_text
from chalicelib.domain.contest_format.faults import Fault, Path
from chalicelib.domain.contest_format.kinds import (
    REQUIRED,
    Counts,
    Field,
    Items,
    Kind,
    Later,
    Section,
    Values,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ABSENT: Final = object()
_NO_TABLE = "Phải là một bảng gồm các trường có tên; xin xem mẫu."
_NO_LIST = "Phải là một danh sách; xin xem mẫu."


def read_table(
    raw: Any, fields: Iterable[Field], path: Path, faults: list[Fault]
) -> dict[str, Any]:
    """The fields of one table that are right, defaults filled in; faults are added to `faults`."""
    if not isinstance(raw, dict):
        faults.append(Fault(path, _NO_TABLE))
        return {}
    fields = tuple(fields)
    _unknown_fields(raw, fields, path, faults)
    read = {
        field.name: _read_field(raw.get(field.name, _ABSENT), field, (*path, field.name), faults)
        for field in fields
    }
    return {name: value for name, value in read.items() if value is not _ABSENT}


def instant_ms(moment: datetime) -> int:
    """Milliseconds since the epoch, rounded down."""
    return (moment - _EPOCH) // timedelta(milliseconds=1)


def _unknown_fields(
    raw: dict[str, Any], fields: tuple[Field, ...], path: Path, faults: list[Fault]
) -> None:
    names = [field.name for field in fields]
    for name in raw:
        if name not in names:
            near = get_close_matches(name, names, n=1)
            hint = f"có phải là “{near[0]}”?" if near else "xin kiểm tra chính tả hoặc bỏ đi."
            faults.append(Fault((*path, name), f"Không có trường nào tên như vậy; {hint}"))


def _read_field(raw: Any, field: Field, path: Path, faults: list[Fault]) -> Any:
    if field.later is not None:
        return _refuse_later(raw, field, field.later, path, faults)
    if isinstance(field.kind, Section):
        return _read_section(raw, field.kind, path, faults)
    if raw is not _ABSENT:
        return _read_value(raw, field.kind, path, faults)
    if field.default is not REQUIRED:
        return copy.copy(field.default)
    faults.append(Fault(path, "Thiếu trường bắt buộc này; xin thêm vào."))
    return _ABSENT


def _refuse_later(raw: Any, field: Field, later: Later, path: Path, faults: list[Fault]) -> Any:
    same = type(raw) is type(field.default) and raw == field.default
    if raw is not _ABSENT and not same:
        mend = "xin bỏ trường này" + _or_default(field.default)
        faults.append(Fault(path, f"Chưa dùng được ở bản này ({later}); {mend}."))
    return _ABSENT


def _or_default(default: Any) -> str:
    if default is None or default == []:
        return ""
    spelled = str(default).lower() if isinstance(default, bool) else default
    return f" hoặc để giá trị mặc định là {spelled}"


def _read_section(raw: Any, section: Section, path: Path, faults: list[Fault]) -> Any:
    """A section of which nothing works yet stays out of the document."""
    read = read_table({} if raw is _ABSENT else raw, section.fields, path, faults)
    if all(field.later is not None for field in section.fields):
        return _ABSENT
    nothing_given = section.optional and read == {field.name: None for field in section.fields}
    return None if nothing_given else read


def _read_value(raw: Any, kind: Kind, path: Path, faults: list[Fault]) -> Any:
    if isinstance(kind, Items):
        return _read_items(raw, kind, path, faults)
    if isinstance(kind, Values):
        return _read_values(raw, kind, path, faults)
    if isinstance(kind, Counts):
        return _read_counts(raw, kind, path, faults)
    assert not isinstance(kind, Section)
    fault = kind.fault(raw)
    if fault is not None:
        faults.append(Fault(path, fault))
        return _ABSENT
    return _kept(raw)


def _kept(value: Any) -> Any:
    if isinstance(value, str):
        return clean_text(value)
    return instant_ms(value) if isinstance(value, datetime) else value


def _read_items(raw: Any, kind: Items, path: Path, faults: list[Fault]) -> Any:
    if not _is_list(raw, kind.least, kind.most, path, faults):
        return _ABSENT
    return [
        read_table(_spelled_out(item, kind.short), kind.fields, (*path, index), faults)
        for index, item in enumerate(raw)
    ]


def _spelled_out(item: Any, short: str | None) -> Any:
    return {short: item} if short is not None and isinstance(item, str) else item


def _read_values(raw: Any, kind: Values, path: Path, faults: list[Fault]) -> Any:
    if not _is_list(raw, kind.least, kind.most, path, faults):
        return _ABSENT
    before = len(faults)
    kept = [
        _read_value(value, kind.check, (*path, index), faults) for index, value in enumerate(raw)
    ]
    repeated(kept, path, faults)
    return kept if len(faults) == before else _ABSENT


def repeated(values: Iterable[Any], path: Path, faults: list[Fault], *field: str) -> None:
    """A fault for each value that stood in the list before; those left out are passed over."""
    first: dict[Any, int] = {}
    for index, value in enumerate(values):
        if value is _ABSENT or value is None:
            continue
        if value in first:
            said = f"Trùng với mục thứ {first[value] + 1} trong danh sách; mỗi mục phải khác nhau."
            faults.append(Fault((*path, index, *field), said))
        first.setdefault(value, index)


def _read_counts(raw: Any, kind: Counts, path: Path, faults: list[Fault]) -> Any:
    if not isinstance(raw, dict):
        faults.append(Fault(path, _NO_TABLE))
        return _ABSENT
    read = {
        name: _read_value(count, kind.check, (*path, name), faults) for name, count in raw.items()
    }
    return {name: count for name, count in read.items() if count is not _ABSENT}


def _is_list(raw: Any, least: int, most: int | None, path: Path, faults: list[Fault]) -> bool:
    if not isinstance(raw, list):
        faults.append(Fault(path, _NO_LIST))
        return False
    if least <= len(raw) and (most is None or len(raw) <= most):
        return True
    limits = f"ít nhất {least} mục" if most is None else f"từ {least} đến {most} mục"
    faults.append(Fault(path, f"Phải có {limits}, hiện có {len(raw)}; xin sửa lại."))
    return False
