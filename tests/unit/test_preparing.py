"""New contests, changes field by field, the budget, files in and out."""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.domain.contest_format.writing import raw_as_json, raw_of_document
from chalicelib.domain.contest_template import a_year_on, start_from_template
from chalicelib.domain.errors import Code, Refusal
from chalicelib.stores.contest_archive import ZipArchives
from chalicelib.usecases.auditing import acts
from chalicelib.usecases.drafting import read_contest_draft, read_question_draft
from chalicelib.usecases.loading import load_contest
from chalicelib.usecases.preparing import (
    Beginning,
    begin_contest,
    budget_of,
    change_contest,
    export_contest_files,
    faults_of_draft,
    import_contest,
    set_budget,
)
from tests.builders import OPENS_AT, ROOTS, a_document
from tests.fakes import FakeStores

WHO = {"by": "clerk@example.com", "source": "203.0.113.7"}
WINDOW = {"opens_at": "2026-12-07T07:00:00+07:00", "closes_at": "2026-12-18T17:00:00+07:00"}


def refusal_of(refused: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        refused()
    return refusal.value


def begun(stores: FakeStores, **over: Any) -> str:
    given: dict[str, Any] = {"slug": "moi", "title": "Mới", "known": WINDOW, **over}
    return begin_contest(Beginning(**given), stores, **WHO)


def change(stores: FakeStores, tag: str, **changes: Any) -> str:
    named = {name.replace("__", "."): value for name, value in changes.items()}
    return change_contest("moi", named, tag, stores, **WHO)


def test_from_nothing_only_what_cannot_be_known_is_missing() -> None:
    stores = FakeStores()
    begun(stores, known={**WINDOW, "host": "UBND", "contact": "Văn phòng"})
    raw, _ = read_contest_draft("moi", stores)
    fields = {fault.path[0] for fault in faults_of_draft(raw, [])}
    assert fields == {"topics", "units", "prizes", "questions", "paper"}


def test_from_the_template_units_and_questions_are_left() -> None:
    stores = FakeStores()
    begun(stores, template=True, known={**WINDOW, "host": "UBND", "contact": "Văn phòng"})
    raw, _ = read_contest_draft("moi", stores)
    assert {fault.path[0] for fault in faults_of_draft(raw, [])} == {"questions"}
    prizes = [*raw["prizes"]["individual"], *raw["prizes"]["collective"]]
    # The plan's sum.
    assert sum(prize["count"] * prize["amount_vnd"] for prize in prizes) == 3_800_000
    assert sum(raw["paper"]["quota"].values()) == 20


def test_the_template_is_not_changed_by_who_uses_it() -> None:
    start_from_template()["topics"].clear()
    start_from_template()["identity"]["categories"].clear()
    assert start_from_template()["topics"]
    assert start_from_template()["identity"]["categories"]


def test_from_last_years_contest_rules_and_questions_come_along() -> None:
    stores = FakeStores(OPENS_AT - 1)
    load_contest(a_document(), ROOTS, "ops", stores)
    stores.now = OPENS_AT
    begun(stores, source="nho", known={})
    raw, _ = read_contest_draft("moi", stores)
    old, _ = read_contest_draft("nho", stores)
    assert (raw["slug"], raw["title"]) == ("moi", "Mới")
    assert {**raw, "slug": 1, "title": 1, "opens_at": 1, "closes_at": 1} == {
        **old, "slug": 1, "title": 1, "opens_at": 1, "closes_at": 1,
    }  # fmt: skip
    assert (raw["opens_at"], raw["closes_at"]) == (
        "2025-06-30T07:00:00+07:00",
        "2025-07-20T17:00:00+07:00",
    )
    assert read_question_draft("moi", stores)[0] == read_question_draft("nho", stores)[0]


def test_a_window_that_is_none_is_left_out() -> None:
    assert a_year_on({"opens_at": "mai", "closes_at": "2026-01-01T00:00:00"}) == {}


def test_beginning_twice_is_once_and_an_unknown_source_is_refused() -> None:
    stores = FakeStores()
    assert begun(stores) == begun(stores)
    assert len(list(acts("moi", stores.vault))) == 1
    assert refusal_of(lambda: begun(stores, template=True)).code is Code.SLUG_TAKEN
    assert refusal_of(lambda: begun(stores, slug="x", source="khong")).code is Code.NO_SUCH_CONTEST


def test_fields_are_changed_set_and_taken_away() -> None:
    stores = FakeStores()
    tag = begun(stores, template=True)
    tag = change(
        stores, tag, host="UBND", paper__time_limit_s=600, fairness__min_seconds_per_question=3
    )
    tag = change(stores, tag, paper__time_limit_s=None, opens_at=None)
    raw, found = read_contest_draft("moi", stores)
    assert found == tag
    assert raw["host"] == "UBND"
    assert raw["fairness"] == {"min_seconds_per_question": 3}
    assert "time_limit_s" not in raw["paper"]
    assert "quota" in raw["paper"]
    assert "opens_at" not in raw


def test_what_is_no_table_is_put_right_by_a_field_within() -> None:
    stores = FakeStores()
    tag = begun(stores)
    tag = change(stores, tag, paper=7)
    change(stores, tag, paper__attempts=2)
    assert read_contest_draft("moi", stores)[0]["paper"] == {"attempts": 2}


def test_the_same_change_sent_twice_is_one() -> None:
    stores = FakeStores()
    tag = begun(stores)
    assert change(stores, tag, host="UBND") == change(stores, tag, host="UBND")
    assert [act["what"] for act in acts("moi", stores.vault)] == [
        "create-draft",
        "save-contest-draft",
    ]


def test_of_two_changes_over_the_same_state_the_second_is_refused() -> None:
    stores = FakeStores()
    tag = begun(stores)
    change(stores, tag, host="UBND")
    assert refusal_of(lambda: change(stores, tag, contact="?")).code is Code.CHANGED_MEANWHILE


def test_the_budget_lies_beside_the_rules_and_is_logged_once() -> None:
    stores = FakeStores()
    begun(stores)
    assert budget_of("moi", stores) is None
    for amount in (5_000_000, 5_000_000, None):
        set_budget("moi", amount, stores, **WHO)
    logged = [act for act in acts("moi", stores.vault) if act["what"] == "set-budget"]
    assert [(act["before"], act["after"]) for act in logged] == [
        (None, 5_000_000),
        (5_000_000, None),
    ]
    assert budget_of("moi", stores) is None
    assert "budget" not in str(read_contest_draft("moi", stores)[0])
    assert refusal_of(lambda: set_budget("khong", 1, stores, **WHO)).code is Code.NO_SUCH_CONTEST


def archive(**over: Any) -> bytes:
    raw = raw_of_document(a_document())
    return ZipArchives().write({**raw_as_json(raw), **over}, raw["questions"])


def test_files_go_out_and_come_in_under_another_slug() -> None:
    stores = FakeStores()
    assert import_contest(archive(), stores, **WHO) == "nho"
    content = export_contest_files("nho", stores)
    assert content == archive()
    assert import_contest(content, stores, slug="hai", **WHO) == "hai"
    assert read_question_draft("hai", stores)[0] == read_question_draft("nho", stores)[0]
    assert read_contest_draft("hai", stores)[0] == {
        **read_contest_draft("nho", stores)[0],
        "slug": "hai",
    }


def test_files_with_faults_are_refused_with_all_of_them_unless_wanted() -> None:
    stores = FakeStores()
    faulty = archive(host=7, contact=8)
    refusal = refusal_of(lambda: import_contest(faulty, stores, **WHO))
    assert refusal.code is Code.FAULTY_FILES
    faults: Any = refusal.details["faults"]
    assert {(fault["file"], fault["field"]) for fault in faults} == {
        ("contest.toml", "host"),
        ("contest.toml", "contact"),
    }
    assert stores.vault.objects == {}
    assert import_contest(faulty, stores, faulty=True, **WHO) == "nho"
    assert read_contest_draft("nho", stores)[0]["host"] == 7


def test_what_is_no_archive_is_named_as_the_field() -> None:
    refusal = refusal_of(lambda: import_contest(b"x", FakeStores(), **WHO))
    assert (refusal.code, set(refusal.fields)) == (Code.INVALID, {"archive"})
