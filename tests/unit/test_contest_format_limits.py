"""Both sides of each limit of each field of the contest format."""

from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib.domain.contest import Metric
from chalicelib.domain.contest_format import check_contest
from chalicelib.domain.contest_format.fields import field_names
from tests.contest_faults import C, P, Path, Q, faults_of, read, shown, with_field

RIGHT: list[tuple[Path, Any]] = [
    (("slug",), "a" * 32),
    (("title",), "x" * 200),
    (("host",), "x" * 200),
    (("contact",), "x" * 200),
    (("retention_days",), 49),
    (("retention_days",), 3650),
    (("identity", "field"), "phone"),
    (("identity", "categories"), ["Nhân dân"]),
    (("identity", "categories"), [f"Đối tượng {n}" for n in range(20)]),
    (("identity", "categories"), ["x" * 50]),
    (("paper", "quota"), {"the-che": 3, "thu-tuc": 2}),
    (("paper", "quota"), {"the-che": 1}),
    (("paper", "time_limit_s"), 30),
    (("paper", "time_limit_s"), 86_400),
    (("paper", "draft_interval_s"), 0),
    (("paper", "draft_interval_s"), 30),
    (("paper", "draft_interval_s"), 3_600),
    (("paper", "shuffle_options"), False),
    (("paper", "reveal_score"), "on_submit"),
    (("fairness", "min_seconds_per_question"), 0),
    (("fairness", "min_seconds_per_question"), 60),
    (("ranking", "order"), ["score"]),
    (("ranking", "order"), ["submitted_at", "score", "elapsed"]),
    (("ranking", "one_collective_prize_per_unit"), True),
    (("ranking", "complaint_days"), 0),
    (("ranking", "claim_days"), 0),
    ((*P, "title"), "x" * 200),
    ((*P, "count"), 1_000),
    ((*P, "amount_vnd"), 0),
    ((*P, "amount_vnd"), 10**12),
    ((*P, "award"), "x" * 200),
    *(((*C, "metric"), metric.value) for metric in Metric),
    (("topics", 0, "name"), "x" * 100),
    (("units", 0, "name"), "x" * 100),
    (("units", 0, "kind"), "x" * 50),
    (("units", 0, "headcount"), 1),
    (("units", 0, "headcount"), 10**6),
    ((*Q, "id"), "z" * 32),
    ((*Q, "text"), "x\n" * 499 + "xx"),
    ((*Q, "options"), ["x\n" * 149 + "xx", "y" * 300]),
    ((*Q, "options"), list("abcdefgh")),
    ((*Q, "explanation"), "x\n" * 999 + "xx"),
    ((*Q, "explanation"), ""),
    ((*Q, "source"), "x\n" * 249 + "xx"),
    ((*Q, "difficulty"), 1),
    ((*Q, "difficulty"), 3),
]

WRONG: list[tuple[Path, Any]] = [
    *((("slug",), value) for value in ("", "A", "a b", "-a", "đ", "a" * 33, 1)),
    *(((name,), value) for name in ("title", "host", "contact") for value in ("", "x" * 201, 1)),
    (("title",), "a\u202eb"),
    (("title",), "a\nb"),
    *((("opens_at",), value) for value in ("2024-07-01", 1, datetime(2024, 7, 1, 7))),
    (("opens_at",), datetime(1999, 12, 31, tzinfo=UTC)),
    (("closes_at",), datetime(3000, 1, 1, tzinfo=UTC)),
    *((("retention_days",), value) for value in (0, 48, 3651, True, 90.0)),
    *((("identity", "field"), value) for value in ("email", "Phone", None, 1)),
    *((("identity", "categories"), value) for value in ([], "Nhân dân", ["x"] * 21, None)),
    *((("identity", "excluded"), value) for value in ("0905000001", {}, 1)),
    *((("paper", "quota"), value) for value in ({}, [], 3)),
    *((("paper", "time_limit_s"), value) for value in (0, 29, 86_401, "900", True)),
    *((("paper", "draft_interval_s"), value) for value in (-1, 1, 29, 3_601, False)),
    (("paper", "shuffle_options"), 1),
    (("paper", "reveal_score"), "never"),
    *((("fairness", "min_seconds_per_question"), value) for value in (-1, 61, 1.5)),
    *((("ranking", "order"), value) for value in ([], "score", {})),
    (("ranking", "one_collective_prize_per_unit"), "false"),
    *(
        (("ranking", name), value)
        for name in ("complaint_days", "claim_days")
        for value in (-1, 366)
    ),
    *(((*P, "title"), value) for value in ("", "x" * 201, 1)),
    *(((*P, "count"), value) for value in (0, 1_001, "1")),
    *(((*P, "amount_vnd"), value) for value in (-1, 10**12 + 1, 600_000.0, "600.000")),
    *(((*P, "award"), value) for value in ("", "x" * 201)),
    *(((*C, "metric"), value) for value in ("winners", 1)),
    *((("topics", 0, "id"), value) for value in ("", "A", "x" * 33)),
    *((("topics", 0, "name"), value) for value in ("", "x" * 101)),
    *((("units", 0, "id"), value) for value in ("", "A", "x" * 33)),
    *((("units", 0, "name"), value) for value in ("", "x" * 101)),
    (("units", 0, "kind"), "x" * 51),
    *((("units", 0, "headcount"), value) for value in (0, 10**6 + 1)),
    (("topics",), []),
    (("units",), []),
    (("questions",), []),
    (("questions",), {}),
    *(((*Q, "id"), value) for value in ("", "A", "x" * 33, 1)),
    *(((*Q, "text"), value) for value in ("", "x" * 1_001)),
    *(((*Q, "options"), value) for value in (["a"], list("abcdefghi"), "ab")),
    *(((*Q, "key"), value) for value in ([], "A")),
    ((*Q, "explanation"), "x" * 2_001),
    ((*Q, "source"), "x" * 501),
    *(((*Q, "difficulty"), value) for value in (0, 4, "2")),
]


@pytest.mark.parametrize(("path", "value"), RIGHT)
def test_values_within_their_limits_are_kept(path: Path, value: Any) -> None:
    assert read(path, check_contest(with_field(path, value)).document) == value


@pytest.mark.parametrize(("path", "value"), WRONG)
def test_values_beyond_their_limits_are_named(path: Path, value: Any) -> None:
    assert shown(path) in faults_of(with_field(path, value))


def test_every_field_that_works_has_a_case_on_each_side() -> None:
    """What is not wrong by itself, or does not fit here, is tested by name elsewhere."""
    elsewhere = {"opens_at", "closes_at", "identity.excluded[].id", "identity.excluded[].role",
                 "topics[].id", "units[].id", "questions[].topic", "questions[].key",
                 "prizes.collective[].title", "prizes.collective[].count",
                 "prizes.collective[].amount_vnd", "prizes.collective[].award"}  # fmt: skip
    works = {name for name, field in field_names() if field.later is None} - elsewhere
    for cases in (RIGHT, WRONG):
        named = {
            "".join("[]" if isinstance(p, int) else f".{p}" for p in path)[1:] for path, _ in cases
        }
        assert works <= named
