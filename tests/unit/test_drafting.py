"""Drafts of contests: kept over what was read, whoever else saves meanwhile."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.domain.contest_format import check_contest
from chalicelib.domain.contest_format.writing import raw_from_json
from chalicelib.domain.errors import Code, Refusal
from chalicelib.usecases.auditing import acts
from chalicelib.usecases.drafting import (
    create_contest_draft,
    drafted_slugs,
    has_draft,
    read_contest_draft,
    read_question_draft,
    remove_draft,
    save_contest_draft,
    save_question_draft,
)
from chalicelib.usecases.loading import load_contest
from tests.builders import OPENS_AT, ROOTS, a_document
from tests.fakes import Death, FakeStores

BY = "clerk@example.com"
RAW: dict[str, Any] = {"slug": "moi", "title": "Cuộc thi mới"}
QUESTION: dict[str, Any] = {"id": "q1", "topic": "the-che", "text": "Gì?"}


def drafted(now: int = OPENS_AT - 1) -> FakeStores:
    stores = FakeStores(now)
    create_contest_draft(RAW, [], stores, by=BY)
    return stores


def loaded(now: int = OPENS_AT - 1) -> FakeStores:
    stores = FakeStores(OPENS_AT - 3_600_000)
    load_contest(a_document(), ROOTS, BY, stores)
    stores.now = now
    return stores


def save(stores: FakeStores, tag: str, **over: Any) -> str:
    return save_contest_draft("moi", {**RAW, **over}, tag, stores, by=BY, source="203.0.113.7")


def code_of(refused: Callable[[], object]) -> Code:
    with pytest.raises(Refusal) as refusal:
        refused()
    return refusal.value.code


def what_was_done(stores: FakeStores, slug: str = "moi") -> list[str]:
    return [entry["what"] for entry in acts(slug, stores.vault)]


def test_a_new_draft_is_read_again() -> None:
    stores = drafted()
    raw, tag = read_contest_draft("moi", stores)
    assert raw == RAW
    assert tag
    assert read_question_draft("moi", stores)[0] == []
    assert list(drafted_slugs(stores)) == ["moi"]
    assert what_was_done(stores) == ["create-draft"]


def test_what_is_not_there_is_refused() -> None:
    assert code_of(lambda: read_contest_draft("khong", FakeStores())) is Code.NO_SUCH_CONTEST
    assert code_of(lambda: read_question_draft("khong", FakeStores())) is Code.NO_SUCH_CONTEST


def test_a_draft_may_be_faulty_but_not_its_slug() -> None:
    stores = FakeStores()
    create_contest_draft({"slug": "x", "opens_at": "mai", "units": 7}, [], stores, by=BY)
    for slug in ("Có dấu", "", None, 7, "../x"):
        raw = {"slug": slug}
        assert code_of(lambda raw=raw: create_contest_draft(raw, [], stores, by=BY)) is Code.INVALID


def test_the_same_creation_again_changes_nothing_and_another_is_refused() -> None:
    stores = drafted()
    before = dict(stores.vault.objects)
    create_contest_draft(RAW, [], stores, by=BY)
    assert stores.vault.objects == before
    other = {**RAW, "title": "Khác"}
    assert code_of(lambda: create_contest_draft(other, [], stores, by=BY)) is Code.SLUG_TAKEN


def test_the_slug_of_a_loaded_contest_is_taken() -> None:
    raw = {"slug": "nho", "title": "Khác"}
    assert code_of(lambda: create_contest_draft(raw, [], loaded(), by=BY)) is Code.SLUG_TAKEN


@pytest.mark.parametrize("dies_after", range(1, 4))
def test_a_creation_that_died_is_taken_up_again(dies_after: int) -> None:
    stores = FakeStores()
    stores.writes.last_before_death = dies_after
    with pytest.raises(Death):
        create_contest_draft(RAW, [QUESTION], stores, by=BY)
    stores.writes.last_before_death = None
    create_contest_draft(RAW, [QUESTION], stores, by=BY)
    assert read_contest_draft("moi", stores)[0] == RAW
    assert read_question_draft("moi", stores)[0] == [QUESTION]
    assert what_was_done(stores) == ["create-draft"]


def test_a_save_gives_the_tag_of_the_next_one() -> None:
    stores = drafted()
    tag = save(stores, read_contest_draft("moi", stores)[1], title="Hai")
    assert read_contest_draft("moi", stores) == ({**RAW, "title": "Hai"}, tag)
    save(stores, tag, title="Ba")
    last = list(acts("moi", stores.vault))[-1]
    assert (last["by"], last["source"]) == (BY, "203.0.113.7")
    assert (last["before"], last["after"]) == ({"title": "Hai"}, {"title": "Ba"})


def test_a_save_over_what_somebody_changed_is_refused_and_leaves_theirs() -> None:
    stores = drafted()
    tag = read_contest_draft("moi", stores)[1]
    save(stores, tag, title="Của người kia")
    assert code_of(lambda: save(stores, tag, title="Của tôi")) is Code.CHANGED_MEANWHILE
    assert read_contest_draft("moi", stores)[0]["title"] == "Của người kia"


def test_the_same_save_again_is_no_conflict_and_logged_once() -> None:
    stores = drafted()
    tag = read_contest_draft("moi", stores)[1]
    assert save(stores, tag, title="Hai") == save(stores, tag, title="Hai")
    assert what_was_done(stores) == ["create-draft", "save-contest-draft"]


def test_one_who_saves_between_reading_and_writing_wins() -> None:
    stores = drafted()
    tag = read_contest_draft("moi", stores)[1]
    theirs = json.dumps({**RAW, "title": "Trước"}).encode()
    stores.writes.meanwhile["vault.replace"] = lambda: stores.vault.objects.update(
        {"drafts/moi/contest.json": theirs}
    )
    assert code_of(lambda: save(stores, tag, title="Sau")) is Code.CHANGED_MEANWHILE
    assert read_contest_draft("moi", stores)[0]["title"] == "Trước"


def test_the_slug_stays() -> None:
    stores = drafted()
    tag = read_contest_draft("moi", stores)[1]
    assert code_of(lambda: save(stores, tag, slug="khac")) is Code.INVALID


def test_a_loaded_contest_is_drafted_from_its_version() -> None:
    stores = loaded()
    raw, tag = read_contest_draft("nho", stores)
    questions, question_tag = read_question_draft("nho", stores)
    assert check_contest({**raw_from_json(raw), "questions": questions}).document == a_document()
    save_contest_draft("nho", {**raw, "title": "Mới"}, tag, stores, by=BY)
    save_question_draft("nho", questions[1:], question_tag, stores, by=BY)
    assert read_contest_draft("nho", stores)[0]["title"] == "Mới"
    assert len(read_question_draft("nho", stores)[0]) == 4


def test_once_open_rules_are_those_of_the_version() -> None:
    stores = loaded()
    raw, tag = read_contest_draft("nho", stores)
    questions, question_tag = read_question_draft("nho", stores)
    save_contest_draft("nho", {**raw, "title": "Chưa kịp mở"}, tag, stores, by=BY)
    stores.now = OPENS_AT
    assert read_contest_draft("nho", stores)[0] == raw
    refused = [
        lambda: save_contest_draft("nho", raw, tag, stores, by=BY),
        lambda: save_question_draft("nho", questions, question_tag, stores, by=BY),
        lambda: remove_draft("nho", tag, stores, by=BY),
    ]
    assert [code_of(attempt) for attempt in refused] == [Code.RULES_FROZEN] * 3


def test_the_log_tells_which_questions_changed_but_no_key() -> None:
    stores = drafted()
    tag = read_question_draft("moi", stores)[1]
    tag = save_question_draft("moi", [{**QUESTION, "key": ["B"]}], tag, stores, by=BY)
    save_question_draft("moi", [{**QUESTION, "key": ["C"]}], tag, stores, by=BY)
    last = list(acts("moi", stores.vault))[-1]
    assert last["after"] == {"added": [], "removed": [], "changed": ["q1"], "questions": 1}
    assert last["before"] is None


def test_questions_and_rules_are_saved_apart() -> None:
    stores = drafted()
    tag, question_tag = read_contest_draft("moi", stores)[1], read_question_draft("moi", stores)[1]
    save(stores, tag, title="Hai")
    save_question_draft("moi", [QUESTION], question_tag, stores, by=BY)
    assert read_question_draft("moi", stores)[0] == [QUESTION]


def test_removing_a_draft_takes_all_of_it_once() -> None:
    stores = drafted()
    question_tag = read_question_draft("moi", stores)[1]
    save_question_draft("moi", [QUESTION], question_tag, stores, by=BY)
    old = read_contest_draft("moi", stores)[1]
    tag = save(stores, old, title="Hai")
    assert code_of(lambda: remove_draft("moi", old, stores, by=BY)) is Code.CHANGED_MEANWHILE
    remove_draft("moi", tag, stores, by=BY)
    remove_draft("moi", tag, stores, by=BY)
    assert not has_draft("moi", stores)
    assert what_was_done(stores)[-1:] == ["remove-draft"]
    assert what_was_done(stores).count("remove-draft") == 1
