"""Every field of a contest's files: its check, its default, and from when it works.

`docs/contest-format.md` is the same table for officials; a test compares the two.
"""

from collections.abc import Iterator
from typing import Final

from chalicelib.domain.checks import Flag, Identifier, OneOf, Text, Whole
from chalicelib.domain.contest import (
    DEFAULT_ORDER,
    IdentityField,
    LastResort,
    Metric,
    PredictionTarget,
    RankingKey,
    RevealScore,
)
from chalicelib.domain.contest_format.kinds import (
    Counts,
    Field,
    Instant,
    Items,
    Later,
    Letter,
    Section,
    Values,
    ZeroOr,
)

LETTERS: Final = "ABCDEFGH"
MOST_QUESTIONS: Final = 5_000
MOST_DRAWN: Final = 100
# Sums of prizes have to stay below 2^53, beyond which JSON numbers are no longer exact.
MOST_VND: Final = 10**12
DEFAULT_EXCLUDED_ROLE: Final = "Ban Tổ chức"


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
    Field("min_age", Whole(0, 120), None),
    Field("max_age", Whole(0, 120), None),
)

PAPER = (
    Field("quota", Counts(Whole(1, MOST_DRAWN))),
    Field("time_limit_s", Whole(30, 86_400), None),
    Field("draft_interval_s", ZeroOr(Whole(30, 3_600)), 180),
    Field("shuffle_options", Flag(), True),
    Field("reveal_score", OneOf(tuple(RevealScore)), RevealScore.AFTER_CLOSE.value),
    Field("attempts", Whole(0, 50), 1),
    Field("require_all_answers", Flag(), False),
    Field("points_per_question", Whole(1, 1_000), 1),
)

RANKING = (
    Field(
        "order",
        Values(OneOf(tuple(RankingKey)), 1, len(RankingKey)),
        [key.value for key in DEFAULT_ORDER],
    ),
    Field("last_resort", OneOf(tuple(LastResort)), LastResort.ORGANIZERS.value),
    Field("draw_source", _NAME, None),
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
                Field("category", Text(50), None),
                Field("full_marks_only", Flag(), False),
                Field("min_score", Whole(1, MOST_DRAWN), None),
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
                Field("unit_kind", Text(50), None),
                Field("min_participants", Whole(1, 10**6), None),
                Field("min_rate", Whole(1, 100), None),
            )
        ),
        [],
    ),
    Field("manual", Items(_PRIZE), []),
)

QUESTION = (
    Field("id", Identifier()),
    Field("topic", Text(100)),
    Field("text", Text(1_000, lines=True)),
    Field("options", Values(Text(300, lines=True), 2, len(LETTERS))),
    Field("key", Values(Letter(LETTERS), 1, len(LETTERS))),
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
                Field("prompt", _NAME, None),
                Field("target", OneOf(tuple(PredictionTarget)), None),
            ),
            optional=True,
        ),
    ),
    Field("ranking", Section(RANKING)),
    Field(
        "approval",
        Section(
            (
                Field("second_person", Flag(), False),
                Field("units_confirm", Flag(), False),
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
