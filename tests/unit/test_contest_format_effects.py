"""No field is read and ignored: each one changed makes another contest, and most other rules."""

import json
from datetime import datetime
from typing import Any

import pytest

from chalicelib.domain.contest import Contest
from chalicelib.domain.contest_format import check_contest
from chalicelib.domain.contest_format.fields import field_names
from chalicelib.domain.rules_text import rules_sections
from tests.builders import ICT, a_contest_file
from tests.contest_faults import C, M, P, Path, Q, name_of, with_field

ASKED = {"prompt": "Có bao nhiêu người dự thi?", "target": "participants"}

SEEN_IN_THE_RULES: list[tuple[Path, Any]] = [
    (("title",), "Cuộc thi khác"),
    (("host",), "UBND xã"),
    (("contact",), "Công an phường"),
    (("opens_at",), datetime(2024, 7, 1, 8, tzinfo=ICT)),
    (("closes_at",), datetime(2024, 7, 22, 17, tzinfo=ICT)),
    (("retention_days",), 91),
    (("identity", "field"), "citizen_id"),
    (("identity", "categories"), ["Cán bộ", "Nhân dân", "Học sinh"]),
    (("identity", "excluded", 0, "role"), "Tổ ra đề"),
    (("identity", "min_age"), 15),
    (("identity", "max_age"), 35),
    (("paper", "quota"), {"the-che": 1, "thu-tuc": 2}),
    (("paper", "time_limit_s"), 901),
    (("paper", "draft_interval_s"), 0),
    (("paper", "shuffle_options"), False),
    (("paper", "reveal_score"), "on_submit"),
    (("paper", "attempts"), 0),
    (("paper", "require_all_answers"), True),
    (("paper", "points_per_question"), 10),
    (("fairness", "min_seconds_per_question"), 3),
    (("prediction", "prompt"), "Bao nhiêu người?"),
    (("prediction", "target"), "full_marks"),
    (("ranking", "order"), ["score", "submitted_at"]),
    (("ranking", "last_resort"), "share"),
    (("ranking", "one_collective_prize_per_unit"), True),
    (("ranking", "complaint_days"), 6),
    (("ranking", "claim_days"), 31),
    (("approval", "second_person"), True),
    (("approval", "units_confirm"), True),
    ((*P, "title"), "Giải đặc biệt"),
    ((*P, "count"), 2),
    ((*P, "amount_vnd"), 600_001),
    ((*P, "award"), "Bằng khen"),
    ((*P, "category"), "Nhân dân"),
    ((*P, "full_marks_only"), True),
    ((*P, "min_score"), 2),
    ((*M, "title"), "Trẻ tuổi nhất"),
    ((*M, "count"), 2),
    ((*M, "amount_vnd"), 1),
    ((*M, "award"), "Quà"),
    ((*C, "title"), "Đông nhất"),
    ((*C, "count"), 2),
    ((*C, "amount_vnd"), 1),
    ((*C, "award"), "Cờ"),
    ((*C, "metric"), "participants"),
    ((*C, "unit_kind"), "Cơ quan"),
    ((*C, "min_participants"), 10),
    ((*C, "min_rate"), 50),
    (("topics", 0, "name"), "Thể chế"),
    (("units", 0, "name"), "Khu phố Một"),
    (("units", 0, "headcount"), 101),
]

SEEN_ELSEWHERE: list[tuple[Path, Any]] = [
    (("slug",), "khac"),
    (("identity", "excluded", 0, "id"), "0905000002"),
    (("units", 0, "kind"), "Cơ quan"),
    ((*Q, "text"), "Câu khác?"),
    ((*Q, "options"), ["Năm", "Sáu", "Bảy"]),
    ((*Q, "key"), ["C"]),
    ((*Q, "explanation"), "Vì thế."),
    ((*Q, "source"), "Luật"),
    ((*Q, "difficulty"), 3),
    ((*Q, "topic"), "thu-tuc"),
    ((*Q, "id"), "tc-999"),
]
"""Of a contest that has no prize by kind, so that the rules need not say who belongs to which."""

IDS = {"topics[].id": "the-che", "units[].id": "khu-pho-1"}
"""Ids that other fields name: changed everywhere at once."""


def base() -> dict[str, Any]:
    """The small contest with a prediction, two attempts and a prize by rates."""
    raw = a_contest_file(prediction=ASKED, paper={"attempts": 2})
    raw["identity"]["excluded"] = [{"id": "0905000001", "role": "Ban Tổ chức"}]
    raw["prizes"]["collective"][0]["metric"] = "participation_rate"
    raw["prizes"]["collective"].append(dict(raw["prizes"]["collective"][0], metric="attempts"))
    raw["prizes"]["manual"] = [{"title": "Cao tuổi nhất", "count": 1, "amount_vnd": 0}]
    return raw


def contest_of(raw: dict[str, Any]) -> Contest:
    return check_contest(raw).contest


def changed(path: Path, value: Any) -> Contest:
    raw = with_field(path, value, base())
    if value == "citizen_id":
        raw["identity"]["excluded"] = ["012345678901"]
    return contest_of(raw)


@pytest.mark.parametrize(("path", "value"), SEEN_IN_THE_RULES)
def test_a_changed_field_makes_another_contest_and_other_rules(path: Path, value: Any) -> None:
    contest, other = contest_of(base()), changed(path, value)
    assert contest != other
    assert rules_sections(contest) != rules_sections(other)


@pytest.mark.parametrize(("path", "value"), SEEN_ELSEWHERE)
def test_a_changed_field_makes_another_contest(path: Path, value: Any) -> None:
    contest, other = contest_of(base()), changed(path, value)
    assert contest != other
    assert read_value(other, path) != read_value(contest, path)


def read_value(contest: Contest, path: Path) -> Any:
    """What the contest has where the file has the field."""
    if path[0] == "identity":
        return contest.identity.excluded
    found: Any = contest
    for part in path:
        found = found[part] if isinstance(part, int) else getattr(found, part)
    return found


@pytest.mark.parametrize("id_", IDS.values())
def test_a_changed_id_makes_another_contest(id_: str) -> None:
    window = {moment: base().pop(moment) for moment in ("opens_at", "closes_at")}
    written = json.dumps({**base(), **dict.fromkeys(window)})
    renamed = json.loads(written.replace(f'"{id_}"', '"khac"'))
    assert contest_of({**renamed, **window}) != contest_of(base())


def test_every_field_that_works_is_changed_once() -> None:
    works = {name for name, field in field_names() if field.later is None}
    named = [name_of(path) for path, _ in (*SEEN_IN_THE_RULES, *SEEN_ELSEWHERE)] + list(IDS)
    named.append("ranking.draw_source")  # just below
    assert sorted(named) == sorted(works)


def test_another_source_of_a_draw_makes_another_contest_and_other_rules() -> None:
    def drawn_by(source: str) -> Contest:
        ranking = {"last_resort": "draw", "draw_source": source}
        return contest_of({**base(), "ranking": ranking})

    contest, other = drawn_by("Giải đặc biệt"), drawn_by("Giải nhất")
    assert contest != other
    assert rules_sections(contest) != rules_sections(other)
