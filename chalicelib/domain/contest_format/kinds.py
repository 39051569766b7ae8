"""The kinds of fields that a contest's files have; `fields.py` says which there are."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from chalicelib.domain.checks import Check, Whole


class Later(StrEnum):
    """Why a field can't be used yet: what it needs."""

    CONSOLE = "cần trang quản trị"
    LOAD = "cần phần chống đăng ký tự động"
    PAGES = "cần phần hiển thị hình ảnh trên trang"
    SERIES = "chưa nhận cuộc thi nhiều vòng"


class _Required:
    def __repr__(self) -> str:
        return "bắt buộc"


REQUIRED: Final = _Required()


@dataclass(frozen=True)
class Field:
    """One field of a table. `default` is what an absent one means; `later` is set where it is
    refused unless at its default."""

    name: str
    kind: "Kind"
    default: Any = REQUIRED
    later: Later | None = None


@dataclass(frozen=True)
class Section:
    """A table of fields; an absent one is an empty one. An `optional` one in which nothing is
    given is None."""

    fields: tuple[Field, ...]
    optional: bool = False


@dataclass(frozen=True)
class Items:
    """A list of tables. `short` names the field that a bare text stands for."""

    fields: tuple[Field, ...]
    least: int = 0
    most: int | None = None
    short: str | None = None


@dataclass(frozen=True)
class Values:
    """A list of single values, all different."""

    check: Check
    least: int
    most: int


@dataclass(frozen=True)
class Counts:
    """A table whose names are free and whose values are counts."""

    check: Whole


Kind = Check | Section | Items | Values | Counts


@dataclass(frozen=True)
class Instant:
    """A date and time with its offset, in years that calendars and clocks can handle."""

    def fault(self, value: Any) -> str | None:
        if not isinstance(value, datetime) or value.tzinfo is None:
            return (
                "Phải là ngày giờ kèm múi giờ, không có dấu ngoặc kép, "
                "ví dụ 2024-07-01T07:00:00+07:00."
            )
        if not 2000 <= value.year < 3000:
            return "Năm phải từ 2000 đến 2999; xin sửa lại năm."
        return None


@dataclass(frozen=True)
class ZeroOr:
    """A whole number in a range, or 0 where that switches something off."""

    range: Whole

    def fault(self, value: Any) -> str | None:
        if (type(value) is int and value == 0) or self.range.fault(value) is None:
            return None
        return f"Phải là 0 hoặc số nguyên từ {self.range.least} đến {self.range.most}."


@dataclass(frozen=True)
class Letter:
    """One of `letters`, upper or lower case."""

    letters: str

    def fault(self, value: Any) -> str | None:
        if (
            isinstance(value, str)
            and len(value.strip()) == 1
            and value.strip().upper() in self.letters
        ):
            return None
        return f"Phải là một chữ cái của phương án, từ {self.letters[0]} đến {self.letters[-1]}."
