"""Each field of the contest format, both sides of each limit."""

import copy
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.canonical import canonical
from chalicelib.domain.contest import Metric, contest_from_document
from chalicelib.domain.contest_format import ContestFaults, check_contest
from chalicelib.domain.contest_format.fields import Later, field_names
from tests.builders import CLOSES_AT, OPENS_AT, a_contest, a_contest_file, a_document

Path = tuple[str | int, ...]
_GONE = object()


def faults_of(raw: dict[str, Any]) -> dict[str, str]:
    """Field → message; empty where the contest is right."""
    try:
        check_contest(raw)
    except ContestFaults as found:
        return {fault.field: fault.message for fault in found.faults}
    return {}


def with_field(path: Path, value: Any, raw: dict[str, Any] | None = None) -> dict[str, Any]:
    """The small contest with one value put in, or taken out."""
    changed = copy.deepcopy(raw or a_contest_file())
    place: Any = changed
    for part in path[:-1]:
        place = place.setdefault(part, {}) if isinstance(place, dict) else place[part]
    if value is _GONE:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return changed


def read(path: Path, document: dict[str, Any]) -> Any:
    place: Any = document
    for part in path:
        place = place[part]
    return place


def test_the_small_contest_becomes_its_document() -> None:
    assert check_contest(a_contest_file()).document == a_document()


def test_the_document_makes_the_contest() -> None:
    assert check_contest(a_contest_file()).contest == a_contest()


def test_the_document_is_canonical_json() -> None:
    document = check_contest(a_contest_file()).document
    assert canonical(document) == canonical(a_document())


def test_what_is_read_is_not_changed() -> None:
    raw = a_contest_file()
    before = copy.deepcopy(raw)
    check_contest(raw)
    assert raw == before


Q: Path = ("questions", 1)
P: Path = ("prizes", "individual", 0)
C: Path = ("prizes", "collective", 0)

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
    ((*Q, "options"), ["x" * 300, "y" * 300]),
    ((*Q, "options"), list("abcdefgh")),
    ((*Q, "explanation"), "x" * 2_000),
    ((*Q, "explanation"), ""),
    ((*Q, "source"), "x" * 500),
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
    *((("ranking", name), value) for name in ("complaint_days", "claim_days") for value in (-1, 366)),
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


def shown(path: Path) -> str:
    return "".join(f"[{p + 1}]" if isinstance(p, int) else f".{p}" for p in path).lstrip(".")


@pytest.mark.parametrize(("path", "value"), RIGHT)
def test_values_within_their_limits_are_kept(path: Path, value: Any) -> None:
    assert read(path, check_contest(with_field(path, value)).document) == value


@pytest.mark.parametrize(("path", "value"), WRONG)
def test_values_beyond_their_limits_are_named(path: Path, value: Any) -> None:
    assert shown(path) in faults_of(with_field(path, value))


def test_every_field_that_works_has_a_case_on_each_side() -> None:
    """What has no value that is wrong by itself, or none that fits here, is tested by name below."""
    elsewhere = {"opens_at", "closes_at", "identity.excluded[].id", "identity.excluded[].role",
                 "topics[].id", "units[].id", "questions[].topic", "questions[].key",
                 "prizes.collective[].title", "prizes.collective[].count",
                 "prizes.collective[].amount_vnd", "prizes.collective[].award"}  # fmt: skip
    works = {name for name, field in field_names() if field.later is None} - elsewhere
    for cases in (RIGHT, WRONG):
        named = {"".join("[]" if isinstance(p, int) else f".{p}" for p in path)[1:] for path, _ in cases}
        assert works <= named


REQUIRED: list[Path] = [
    *((name,) for name in ("slug", "title", "host", "contact", "opens_at", "closes_at")),
    *((name,) for name in ("topics", "units", "questions")),
    ("identity", "categories"), ("paper", "quota"),
    *((*P, name) for name in ("title", "count", "amount_vnd")),
    *((*C, name) for name in ("title", "count", "amount_vnd", "metric")),
    ("topics", 1, "id"), ("topics", 1, "name"), ("units", 2, "id"), ("units", 2, "name"),
    *((*Q, name) for name in ("id", "topic", "text", "options", "key")),
]  # fmt: skip


@pytest.mark.parametrize("path", REQUIRED)
def test_required_fields_are_missed(path: Path) -> None:
    faults = faults_of(with_field(path, _GONE))
    assert faults[shown(path)] == "Thiếu trường bắt buộc này; xin thêm vào."


def test_an_absent_section_misses_what_is_required_in_it() -> None:
    assert "paper.quota" in faults_of(with_field(("paper",), _GONE))


DEFAULTS: list[tuple[Path, Any]] = [
    (("retention_days",), 90),
    (("identity", "field"), "phone"),
    (("paper", "draft_interval_s"), 180),
    (("paper", "shuffle_options"), True),
    (("paper", "reveal_score"), "after_close"),
    (("fairness", "min_seconds_per_question"), 2),
    (("ranking", "order"), ["score", "elapsed", "submitted_at"]),
    (("ranking", "one_collective_prize_per_unit"), False),
    (("ranking", "complaint_days"), 5),
    (("ranking", "claim_days"), 30),
    (("prizes", "individual", 1, "award"), None),
    ((*Q, "difficulty"), None),
]


@pytest.mark.parametrize(("path", "default"), DEFAULTS)
def test_defaults_are_filled_in_as_if_written(path: Path, default: Any) -> None:
    document = check_contest(a_contest_file()).document
    assert read(path, document) == default
    if default is not None:
        assert check_contest(with_field(path, default)).document == document


@pytest.mark.parametrize(
    ("path", "default"),
    [
        (("paper", "time_limit_s"), None), (("identity", "excluded"), []),
        (("units", 0, "kind"), None), (("units", 0, "headcount"), None),
        ((*Q, "explanation"), ""), ((*Q, "source"), ""), (("prizes", "collective"), []),
        (("prizes", "individual"), []),
    ],
)  # fmt: skip
def test_fields_left_out_get_their_default(path: Path, default: Any) -> None:
    assert read(path, check_contest(with_field(path, _GONE)).document) == default


LATER: list[tuple[Path, Any, Later]] = [
    (("logo",), "logo.svg", Later.PAGES),
    (("series",), "cchc", Later.SERIES),
    (("identity", "min_age"), 15, Later.RULES),
    (("identity", "max_age"), 35, Later.RULES),
    (("paper", "attempts"), 2, Later.RULES),
    (("paper", "attempts"), True, Later.RULES),
    (("paper", "require_all_answers"), True, Later.RULES),
    (("paper", "points_per_question"), 10, Later.RULES),
    (("fairness", "proof_of_work_bits"), 12, Later.LOAD),
    (("prediction", "prompt"), "Bao nhiêu người dự thi?", Later.RULES),
    (("prediction", "target"), "participants", Later.RULES),
    (("ranking", "last_resort"), "share", Later.RULES),
    (("ranking", "last_resort"), "draw", Later.RULES),
    (("approval", "second_person"), True, Later.CONSOLE),
    (("approval", "units_confirm"), True, Later.CONSOLE),
    ((*P, "category"), "Cán bộ", Later.RULES),
    ((*P, "full_marks_only"), True, Later.RULES),
    ((*P, "min_score"), 10, Later.RULES),
    ((*C, "unit_kind"), "Khu phố", Later.RULES),
    ((*C, "min_participants"), 10, Later.RULES),
    ((*C, "min_rate"), 50, Later.RULES),
    (("prizes", "manual"), [{"title": "x", "count": 1, "amount_vnd": 1}], Later.CONSOLE),
]


@pytest.mark.parametrize(("path", "value", "later"), LATER)
def test_fields_for_later_are_refused_with_the_reason(path: Path, value: Any, later: Later) -> None:
    faults = faults_of(with_field(path, value))
    assert list(faults) == [shown(path)]
    assert "hưa dùng được ở bản này" in faults[shown(path)]
    assert later in faults[shown(path)]


def test_every_field_for_later_has_a_case() -> None:
    named = {"".join("[]" if isinstance(p, int) else f".{p}" for p in path)[1:] for path, *_ in LATER}
    assert named == {name for name, field in field_names() if field.later is not None}


@pytest.mark.parametrize(
    ("path", "default"),
    [
        (("paper", "attempts"), 1), (("paper", "require_all_answers"), False),
        (("paper", "points_per_question"), 1), (("fairness", "proof_of_work_bits"), 0),
        (("ranking", "last_resort"), "organizers"), (("approval", "second_person"), False),
        (("approval", "units_confirm"), False), ((*P, "full_marks_only"), False),
        (("prizes", "manual"), []),
    ],
)  # fmt: skip
def test_fields_for_later_stand_at_their_default(path: Path, default: Any) -> None:
    assert check_contest(with_field(path, default)).document == a_document()


@pytest.mark.parametrize("key", ["prediction", "attempts", "registered_at"])
def test_ranking_keys_for_later_are_refused_with_the_reason(key: str) -> None:
    faults = faults_of(with_field(("ranking", "order"), ["score", key]))
    assert "chưa dùng được ở bản này" in faults["ranking.order[2]"]


@pytest.mark.parametrize(
    "path",
    [("titel",), ("identity", "x"), ("paper", "seconds_per_question"), ("fairness", "x"),
     ("prediction", "x"), ("ranking", "x"), ("approval", "x"), ("prizes", "x"), (*P, "metric"),
     (*C, "x"), ("topics", 0, "x"), ("units", 0, "x"), (*Q, "x")],
)  # fmt: skip
def test_unknown_fields_are_faults(path: Path) -> None:
    assert "Không có trường nào tên như vậy" in faults_of(with_field(path, 1))[shown(path)]


def test_a_misspelt_field_is_told_its_name() -> None:
    raw = with_field(("titel",), "x")
    assert "có phải là “title”?" in faults_of(raw)["titel"]


@pytest.mark.parametrize("path", [("paper",), ("identity",), ("prizes",), P, Q, ("units", 0)])
@pytest.mark.parametrize("value", [1, "x", []])
def test_what_should_be_a_table_and_is_none(path: Path, value: Any) -> None:
    assert "Phải là một bảng" in faults_of(with_field(path, value))[shown(path)]


def test_all_faults_are_named_at_once() -> None:
    raw = with_field(("slug",), "A")
    raw = with_field(("paper", "time_limit_s"), 1, raw)
    raw = with_field((*Q, "key"), ["H"], raw)
    raw = with_field(("units", 1, "id"), "khu-pho-1", raw)
    assert set(faults_of(raw)) == {"slug", "paper.time_limit_s", "questions[2].key", "units[2].id"}


def test_instants_are_milliseconds_whatever_the_offset() -> None:
    raw = with_field(("opens_at",), datetime(2024, 7, 1, tzinfo=UTC))
    document = check_contest(raw).document
    assert (document["opens_at"], document["closes_at"]) == (OPENS_AT, CLOSES_AT)


def test_texts_are_composed_and_trimmed() -> None:
    raw = with_field(("title",), "  Ho\u0323\u0302i  thi ")
    assert check_contest(raw).document["title"] == "Hội  thi"


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.datetimes(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
PATHS = [path for path, _ in (*RIGHT, *DEFAULTS)]


def faults_or_contest(raw: dict[str, Any]) -> None:
    try:
        document = check_contest(raw).document
    except ContestFaults as found:
        assert found.faults
        assert all(fault.message.endswith((".", "?")) for fault in found.faults)
        return
    contest_from_document(document)
    canonical(document)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(a_contest_file())) | st.text(), JUNK))
def test_any_table_is_a_contest_or_has_faults(raw: dict[str, Any]) -> None:
    faults_or_contest(raw)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PATHS), JUNK)
def test_any_value_in_any_place_is_a_contest_or_has_faults(path: Path, value: Any) -> None:
    faults_or_contest(with_field(path, value))
