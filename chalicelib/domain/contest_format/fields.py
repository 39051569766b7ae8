"""Every field of a contest's files: its check, its default, and from when it works.

`docs/contest-format.md` is the same table for officials; a test compares the two.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from chalicelib.domain.checks import Check, Flag, Identifier, OneOf, Text, Whole
from chalicelib.domain.contest import DEFAULT_ORDER, IdentityField, Metric, RankingKey, RevealScore

LETTERS: Final = "ABCDEFGH"
MOST_QUESTIONS: Final = 5_000
MOST_DRAWN: Final = 100
# Sums of prizes have to stay below 2^53, beyond which JSON numbers are no longer exact.
MOST_VND: Final = 10**12
DEFAULT_EXCLUDED_ROLE: Final = "Ban Tổ chức"


class Later(StrEnum):
    """Why a field can't be used yet: what it needs."""

    RULES = "cần phần thể lệ mở rộng"
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
    """A table of fields; an absent one is an empty one."""

    fields: tuple[Field, ...]


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
    """The letter of an option, upper or lower case."""

    def fault(self, value: Any) -> str | None:
        if isinstance(value, str) and len(value.strip()) == 1 and value.strip().upper() in LETTERS:
            return None
        return f"Phải là một chữ cái của phương án, từ {LETTERS[0]} đến {LETTERS[-1]}."


@dataclass(frozen=True)
class OrderKey:
    """What the ranking goes by: some keys need what is not there yet."""

    later: tuple[str, ...] = ("prediction", "attempts", "registered_at")

    def fault(self, value: Any) -> str | None:
        if value in self.later:
            return f"“{value}” chưa dùng được ở bản này ({Later.RULES}); xin bỏ mục này."
        return OneOf(tuple(RankingKey)).fault(value)


_NAME = Text(200)
_PRIZE = (
    Field("title", _NAME),
    Field("count", Whole(1, 1_000)),
    Field("amount_vnd", Whole(0, MOST_VND)),
    Field("award", _NAME, None),
)

IDENTITY = (
    Field("field", OneOf(tuple(IdentityField)), IdentityField.PHONE.value),
    Field("categories", Values(Text(50), 1, 20)),
    Field(
        "excluded",
        Items((Field("id", Text(40)), Field("role", Text(100), DEFAULT_EXCLUDED_ROLE)), short="id"),
        [],
    ),
    Field("min_age", Whole(0, 120), None, Later.RULES),
    Field("max_age", Whole(0, 120), None, Later.RULES),
)

PAPER = (
    Field("quota", Counts(Whole(1, MOST_DRAWN))),
    Field("time_limit_s", Whole(30, 86_400), None),
    Field("draft_interval_s", ZeroOr(Whole(30, 3_600)), 180),
    Field("shuffle_options", Flag(), True),
    Field("reveal_score", OneOf(tuple(RevealScore)), RevealScore.AFTER_CLOSE.value),
    Field("attempts", Whole(0, 50), 1, Later.RULES),
    Field("require_all_answers", Flag(), False, Later.RULES),
    Field("points_per_question", Whole(1, 1_000), 1, Later.RULES),
)

RANKING = (
    Field("order", Values(OrderKey(), 1, 6), [key.value for key in DEFAULT_ORDER]),
    Field("last_resort", OneOf(("organizers", "share", "draw")), "organizers", Later.RULES),
    Field("one_collective_prize_per_unit", Flag(), False),
    Field("complaint_days", Whole(0, 365), 5),
    Field("claim_days", Whole(0, 365), 30),
)

PRIZES = (
    Field(
        "individual",
        Items(
            (
                *_PRIZE,
                Field("category", _NAME, None, Later.RULES),
                Field("full_marks_only", Flag(), False, Later.RULES),
                Field("min_score", Whole(0, MOST_DRAWN), None, Later.RULES),
            )
        ),
        [],
    ),
    Field(
        "collective",
        Items(
            (
                *_PRIZE,
                Field("metric", OneOf(tuple(Metric))),
                Field("unit_kind", Text(50), None, Later.RULES),
                Field("min_participants", Whole(1, 10**6), None, Later.RULES),
                Field("min_rate", Whole(1, 100), None, Later.RULES),
            )
        ),
        [],
    ),
    Field("manual", Items(_PRIZE), [], Later.CONSOLE),
)

QUESTION = (
    Field("id", Identifier()),
    Field("topic", Text(100)),
    Field("text", Text(1_000, lines=True)),
    Field("options", Values(Text(300, lines=True), 2, len(LETTERS))),
    Field("key", Values(Letter(), 1, len(LETTERS))),
    Field("explanation", Text(2_000, lines=True, blank=True), ""),
    Field("source", Text(500, lines=True, blank=True), ""),
    Field("difficulty", Whole(1, 3), None),
)

TOPIC = (Field("id", Identifier()), Field("name", Text(100)))
UNIT = (
    Field("id", Identifier()),
    Field("name", Text(100)),
    Field("kind", Text(50), None),
    Field("headcount", Whole(1, 10**6), None),
)

CONTEST = (
    Field("slug", Identifier()),
    Field("title", _NAME),
    Field("host", _NAME),
    Field("contact", _NAME),
    Field("logo", _NAME, None, Later.PAGES),
    Field("opens_at", Instant()),
    Field("closes_at", Instant()),
    Field("retention_days", Whole(1, 3_650), 90),
    Field("series", Identifier(), None, Later.SERIES),
    Field("identity", Section(IDENTITY)),
    Field("paper", Section(PAPER)),
    Field(
        "fairness",
        Section(
            (
                Field("min_seconds_per_question", Whole(0, 60), 2),
                Field("proof_of_work_bits", Whole(0, 24), 0, Later.LOAD),
            )
        ),
    ),
    Field(
        "prediction",
        Section(
            (
                Field("prompt", _NAME, None, Later.RULES),
                Field("target", Text(20), None, Later.RULES),
            )
        ),
    ),
    Field("ranking", Section(RANKING)),
    Field(
        "approval",
        Section(
            (
                Field("second_person", Flag(), False, Later.CONSOLE),
                Field("units_confirm", Flag(), False, Later.CONSOLE),
            )
        ),
    ),
    Field("prizes", Section(PRIZES)),
    Field("topics", Items(TOPIC, least=1)),
    Field("units", Items(UNIT, least=1)),
    Field("questions", Items(QUESTION, least=1, most=MOST_QUESTIONS)),
)


def field_names() -> Iterator[tuple[str, Field]]:
    """Each field that holds a value, with its full name: `prizes.individual[].count`."""
    yield from _names_in("", CONTEST)


def _names_in(prefix: str, fields: tuple[Field, ...]) -> Iterator[tuple[str, Field]]:
    for field in fields:
        name = prefix + field.name
        if isinstance(field.kind, Section):
            yield from _names_in(f"{name}.", field.kind.fields)
        elif isinstance(field.kind, Items) and field.later is None:
            yield from _names_in(f"{name}[].", field.kind.fields)
        else:
            yield name, field
