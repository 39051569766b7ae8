"""The contest format: what is required, what is filled in, what is for later, what is unknown."""

import copy
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.canonical import canonical
from chalicelib.domain.contest_document import contest_from_document
from chalicelib.domain.contest_format import check_contest
from chalicelib.domain.contest_format.fields import field_names
from chalicelib.domain.contest_format.kinds import Later
from tests.builders import CLOSES_AT, OPENS_AT, a_contest, a_contest_file, a_document
from tests.contest_faults import GONE, C, P, Path, Q, faults_of, name_of, read, shown, with_field


def test_the_small_contest_becomes_its_document() -> None:
    assert check_contest(a_contest_file()).document == a_document()


def test_the_document_makes_the_contest() -> None:
    assert check_contest(a_contest_file()).contest == a_contest()


def test_the_document_is_canonical_json() -> None:
    document = check_contest(a_contest_file()).document
    assert canonical(document) == canonical(a_document())


def test_a_document_without_the_newer_fields_means_their_defaults() -> None:
    """As stores hold of contests that were loaded before."""
    older = a_document()
    del older["prediction"], older["ranking"]["last_resort"]
    for name in ("min_age", "max_age"):
        del older["identity"][name]
    for name in ("attempts", "require_all_answers", "points_per_question"):
        del older["paper"][name]
    plain = ("title", "count", "amount_vnd", "award", "metric")
    for kind, prizes in older["prizes"].items():
        older["prizes"][kind] = [{k: v for k, v in prize.items() if k in plain} for prize in prizes]
    assert contest_from_document(older) == a_contest()


def test_what_is_read_is_not_changed() -> None:
    raw = a_contest_file()
    before = copy.deepcopy(raw)
    check_contest(raw)
    assert raw == before


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
    faults = faults_of(with_field(path, GONE))
    assert faults[shown(path)] == "Thiếu trường bắt buộc này; xin thêm vào."


def test_an_absent_section_misses_what_is_required_in_it() -> None:
    assert "paper.quota" in faults_of(with_field(("paper",), GONE))


DEFAULTS: list[tuple[Path, Any]] = [
    (("retention_days",), 90),
    (("identity", "field"), "phone"),
    (("paper", "draft_interval_s"), 180),
    (("paper", "shuffle_options"), True),
    (("paper", "reveal_score"), "after_close"),
    (("fairness", "min_seconds_per_question"), 2),
    (("paper", "attempts"), 1),
    (("paper", "require_all_answers"), False),
    (("paper", "points_per_question"), 1),
    (("identity", "min_age"), None),
    (("identity", "max_age"), None),
    (("prediction",), None),
    (("ranking", "last_resort"), "organizers"),
    ((*P, "category"), None),
    ((*P, "full_marks_only"), False),
    ((*P, "min_score"), None),
    ((*C, "unit_kind"), None),
    ((*C, "min_participants"), None),
    ((*C, "min_rate"), None),
    (("ranking", "order"), ["score", "elapsed", "submitted_at"]),
    (("ranking", "one_collective_prize_per_unit"), False),
    (("ranking", "complaint_days"), 5),
    (("ranking", "claim_days"), 30),
    (("approval", "second_person"), False),
    (("approval", "units_confirm"), False),
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
        (("prizes", "individual"), []), (("prizes", "manual"), []),
    ],
)  # fmt: skip
def test_fields_left_out_get_their_default(path: Path, default: Any) -> None:
    assert read(path, check_contest(with_field(path, GONE)).document) == default


LATER: list[tuple[Path, Any, Later]] = [
    (("logo",), "logo.svg", Later.PAGES),
    (("series",), "cchc", Later.SERIES),
    (("fairness", "proof_of_work_bits"), 12, Later.LOAD),
]


@pytest.mark.parametrize(("path", "value", "later"), LATER)
def test_fields_for_later_are_refused_with_the_reason(path: Path, value: Any, later: Later) -> None:
    faults = faults_of(with_field(path, value))
    assert list(faults) == [shown(path)]
    assert "hưa dùng được ở bản này" in faults[shown(path)]
    assert later in faults[shown(path)]


def test_every_field_for_later_has_a_case() -> None:
    assert {name_of(path) for path, *_ in LATER} == {
        name for name, field in field_names() if field.later is not None
    }


@pytest.mark.parametrize(
    ("path", "default"),
    [
        (("fairness", "proof_of_work_bits"), 0),
    ],
)
def test_fields_for_later_stand_at_their_default(path: Path, default: Any) -> None:
    assert check_contest(with_field(path, default)).document == a_document()


@pytest.mark.parametrize(
    ("path", "value", "mend"),
    [
        (("logo",), "logo.svg", "xin bỏ trường này."),
        (("fairness", "proof_of_work_bits"), True, "hoặc để giá trị mặc định là 0."),
    ],
)
def test_fields_for_later_tell_how_to_mend(path: Path, value: Any, mend: str) -> None:
    assert faults_of(with_field(path, value))[shown(path)].endswith(mend)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (("topics",), "Phải có ít nhất 1 mục, hiện có 0; xin sửa lại."),
        (("identity", "categories"), "Phải có từ 1 đến 20 mục, hiện có 0; xin sửa lại."),
    ],
)
def test_lists_tell_how_many_they_need(path: Path, said: str) -> None:
    assert faults_of(with_field(path, []))[shown(path)] == said


def test_a_draw_names_its_source_and_nothing_else_does() -> None:
    drawn = with_field(("ranking", "last_resort"), "draw")
    assert "phải công bố trước" in faults_of(drawn)["ranking.draw_source"]
    right = with_field(("ranking", "draw_source"), "Giải đặc biệt ngày 25/7", drawn)
    ranking = check_contest(right).contest.ranking
    assert (ranking.last_resort, ranking.draw_source) == ("draw", "Giải đặc biệt ngày 25/7")
    alone = with_field(("ranking", "draw_source"), "Giải đặc biệt")
    assert "Chỉ dùng khi" in faults_of(alone)["ranking.draw_source"]


def test_without_a_draw_a_version_is_what_it_was_before_there_were_draws() -> None:
    assert "draw_source" not in check_contest(a_contest_file()).document["ranking"]


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
PATHS = [*REQUIRED, *(path for path, _ in DEFAULTS)]


def faults_or_contest(raw: dict[str, Any]) -> None:
    """Sentences where there are faults, else a document that makes a contest."""
    faults = faults_of(raw)
    assert all(message.endswith((".", "?")) for message in faults.values())
    if not faults:
        document = check_contest(raw).document
        assert contest_from_document(document).slug == document["slug"]
        assert canonical(document)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(a_contest_file())) | st.text(), JUNK))
def test_any_table_is_a_contest_or_has_faults(raw: dict[str, Any]) -> None:
    faults_or_contest(raw)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PATHS), JUNK)
def test_any_value_in_any_place_is_a_contest_or_has_faults(path: Path, value: Any) -> None:
    faults_or_contest(with_field(path, value))
