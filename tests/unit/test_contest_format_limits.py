"""Both sides of each limit of each field of the contest format."""

from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib.domain.contest import LastResort, Metric, PredictionTarget
from chalicelib.domain.contest_format import check_contest
from chalicelib.domain.contest_format.fields import field_names
from tests.contest_faults import C, P, Path, Q, faults_of, name_of, read, shown, with_field

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
    (("identity", "min_age"), 0),
    (("identity", "min_age"), 120),
    (("identity", "max_age"), 0),
    (("identity", "max_age"), 120),
    (("paper", "quota"), {"the-che": 3, "thu-tuc": 2}),
    (("paper", "quota"), {"the-che": 1}),
    (("paper", "time_limit_s"), 30),
    (("paper", "time_limit_s"), 86_400),
    (("paper", "draft_interval_s"), 0),
    (("paper", "draft_interval_s"), 30),
    (("paper", "draft_interval_s"), 3_600),
    (("paper", "shuffle_options"), False),
    (("paper", "reveal_score"), "on_submit"),
    *((("paper", "attempts"), value) for value in (0, 1, 50)),
    (("paper", "require_all_answers"), True),
    *((("paper", "points_per_question"), value) for value in (1, 1_000)),
    *(
        (("prediction",), {"prompt": prompt, "target": target.value})
        for prompt in ("x", "x" * 200)
        for target in PredictionTarget
    ),
    (("fairness", "min_seconds_per_question"), 0),
    (("fairness", "min_seconds_per_question"), 60),
    (("ranking", "order"), ["score"]),
    (("ranking", "order"), ["submitted_at", "score", "elapsed", "registered_at"]),
    *(
        (("ranking", "last_resort"), resort.value)
        for resort in LastResort
        if resort is not LastResort.DRAW
    ),
    (("ranking", "one_collective_prize_per_unit"), True),
    (("ranking", "complaint_days"), 0),
    (("ranking", "claim_days"), 0),
    (("approval", "second_person"), True),
    (("approval", "units_confirm"), True),
    ((*P, "title"), "x" * 200),
    ((*P, "count"), 1_000),
    ((*P, "amount_vnd"), 0),
    ((*P, "amount_vnd"), 10**12),
    ((*P, "award"), "x" * 200),
    ((*P, "category"), "Nhân dân"),
    ((*P, "full_marks_only"), True),
    *(((*P, "min_score"), value) for value in (1, 3)),
    *(((*C, "metric"), metric.value) for metric in Metric),
    ((*C, "unit_kind"), "Cơ quan"),
    *(((*C, "min_participants"), value) for value in (1, 10**6)),
    *(((*C, "min_rate"), value) for value in (1, 100)),
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
    *((("identity", name), value) for name in ("min_age", "max_age") for value in (-1, 121, "9")),
    *((("paper", "quota"), value) for value in ({}, [], 3)),
    *((("paper", "time_limit_s"), value) for value in (0, 29, 86_401, "900", True)),
    *((("paper", "draft_interval_s"), value) for value in (-1, 1, 29, 3_601, False)),
    (("paper", "shuffle_options"), 1),
    (("paper", "reveal_score"), "never"),
    *((("paper", "attempts"), value) for value in (-1, 51, True, "1")),
    *((("paper", "require_all_answers"), value) for value in (1, "true")),
    *((("paper", "points_per_question"), value) for value in (0, 1_001, 0.5)),
    *((("prediction", "prompt"), value) for value in ("", "x" * 201, "a\nb", 1)),
    *((("prediction", "target"), value) for value in ("winners", "", 1)),
    (("prediction",), "Bao nhiêu người?"),
    *((("fairness", "min_seconds_per_question"), value) for value in (-1, 61, 1.5)),
    *((("ranking", "order"), value) for value in ([], "score", {})),
    *((("ranking", "last_resort"), value) for value in ("coin", None)),
    *((("ranking", "draw_source"), value) for value in ("Giải đặc biệt", "x" * 201, "", 1)),
    (("ranking", "one_collective_prize_per_unit"), "false"),
    (("approval", "second_person"), "true"),
    (("approval", "units_confirm"), "true"),
    *(
        (("ranking", name), value)
        for name in ("complaint_days", "claim_days")
        for value in (-1, 366)
    ),
    *(((*P, "title"), value) for value in ("", "x" * 201, 1)),
    *(((*P, "count"), value) for value in (0, 1_001, "1")),
    *(((*P, "amount_vnd"), value) for value in (-1, 10**12 + 1, 600_000.0, "600.000")),
    *(((*P, "award"), value) for value in ("", "x" * 201)),
    *(((*P, "category"), value) for value in ("", "x" * 51, ["Nhân dân"])),
    ((*P, "full_marks_only"), 1),
    *(((*P, "min_score"), value) for value in (0, 101, "1")),
    *(((*C, "metric"), value) for value in ("winners", 1)),
    *(((*C, "unit_kind"), value) for value in ("", "x" * 51, 1)),
    *(((*C, "min_participants"), value) for value in (0, 10**6 + 1)),
    *(((*C, "min_rate"), value) for value in (0, 101, 0.5)),
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
                 "prizes.collective[].amount_vnd", "prizes.collective[].award",
                 "prizes.manual[].title", "prizes.manual[].count",
                 "prizes.manual[].amount_vnd", "prizes.manual[].award"}  # fmt: skip
    works = {name for name, field in field_names() if field.later is None} - elsewhere
    # Two fields that go together or not at all: right ones are given at once, or elsewhere.
    both = {"prediction.prompt", "prediction.target", "ranking.draw_source"}
    assert works - both <= {name_of(path) for path, _ in RIGHT}
    assert works <= {name_of(path) for path, _ in WRONG}
