"""The questions of a contest being prepared: pages of them, and each change, asked for twice."""

import copy
from typing import Any

import pytest

from chalicelib.domain.contest_format.fields import MOST_QUESTIONS
from chalicelib.domain.errors import Code, Refusal
from chalicelib.usecases.asking import (
    PAGE,
    Sought,
    add_questions,
    change_question,
    list_questions,
    remove_questions,
)
from chalicelib.usecases.auditing import acts
from tests.builders import a_contest_file
from tests.drafted import EDITOR, SLUG, bank_of, drafted, tag_of
from tests.fakes import FakeStores

QUESTIONS: list[dict[str, Any]] = a_contest_file()["questions"]
NEW: dict[str, Any] = {
    "topic": "thu-tuc", "text": "Mới?", "options": ["Có", "Không"], "key": ["B"],
}  # fmt: skip
ALL = Sought()


def shown(stores: FakeStores, sought: Sought = ALL, after: int = 0) -> list[int]:
    return [each["place"] for each in list_questions(SLUG, sought, after, stores)["questions"]]


def refused(code: Code, call: Any, *args: Any) -> Refusal:
    with pytest.raises(Refusal) as found:
        call(SLUG, *args)
    assert found.value.code is code
    return found.value


def test_the_page_tells_the_bank_in_figures() -> None:
    stores = drafted()
    page = list_questions(SLUG, ALL, 0, stores)
    assert [each["question"]["id"] for each in page["questions"]] == [q["id"] for q in QUESTIONS]
    assert (page["found"], page["total"], page["faulty"]) == (5, 5, 0)
    assert page["topics"] == [
        {"id": "the-che", "name": "Cải cách thể chế", "questions": 3, "quota": 2},
        {"id": "thu-tuc", "name": "Cải cách thủ tục hành chính", "questions": 2, "quota": 1},
    ]
    assert page["tag"] == tag_of(stores)
    assert (page["next"], page["frozen"]) == (None, False)


def test_topics_that_only_questions_name_are_counted_last() -> None:
    page = list_questions(SLUG, ALL, 0, drafted([*QUESTIONS, {**NEW, "topic": "khac"}]))
    assert page["topics"][-1] == {"id": "khac", "name": None, "questions": 1, "quota": 0}
    assert page["faulty"] == 1
    assert set(page["questions"][5]["faults"]) == {"id", "topic"}


def test_questions_are_found_by_topic_words_and_faults() -> None:
    stores = drafted([*QUESTIONS[:4], {**QUESTIONS[4], "key": ["H"], "text": "Chỉ thị nào?"}])
    assert shown(stores, Sought(topic="thu-tuc")) == [3, 4]
    assert shown(stores, Sought(text="thi CHỈ")) == [4]
    assert shown(stores, Sought(topic="the-che", text="chỉ thị")) == []
    assert shown(stores, Sought(faulty=True)) == [4]


def test_pages_cover_everything_once() -> None:
    stores = drafted([{**QUESTIONS[0], "id": f"q-{number}"} for number in range(2 * PAGE + 1)])
    seen: list[int] = []
    after: int | None = 0
    while after is not None:
        page = list_questions(SLUG, Sought(topic="the-che"), after, stores)
        seen += [each["place"] for each in page["questions"]]
        after = page["next"]
    assert seen == list(range(2 * PAGE + 1))


def test_a_question_is_added_last_with_an_id_of_its_own() -> None:
    stores = drafted()
    tag = tag_of(stores)
    told = add_questions(SLUG, [(None, {**NEW, "source": ""})], tag, EDITOR, stores)
    assert told["questions"] == [{"place": 5, "id": "thu-tuc-001"}]
    assert bank_of(stores)[5] == {"id": "thu-tuc-001", **NEW}
    assert told["tag"] == tag_of(stores) != tag


@pytest.mark.parametrize("question", [NEW, {"id": "moi", **NEW}])
def test_adding_twice_adds_once(question: dict[str, Any]) -> None:
    stores = drafted()
    tag = tag_of(stores)
    first = add_questions(SLUG, [(None, question)], tag, EDITOR, stores)
    assert add_questions(SLUG, [(None, question)], tag, EDITOR, stores) == first
    assert len(bank_of(stores)) == 6
    refused(Code.CHANGED_MEANWHILE, add_questions, [(None, {**NEW, "text": "2?"})], tag, EDITOR,
            stores)  # fmt: skip


def test_faults_and_taken_ids_are_refused_by_field() -> None:
    stores = drafted()
    wrong = {**NEW, "id": "tc-001", "key": ["C"], "text": ""}
    fields = refused(
        Code.INVALID, add_questions, [(None, wrong)], tag_of(stores), EDITOR, stores
    ).fields
    assert set(fields) == {"id", "key", "text"}
    assert bank_of(stores) == QUESTIONS


def test_faults_that_were_there_before_stand_in_nobodys_way() -> None:
    stores = drafted([{**QUESTIONS[0], "key": []}, *QUESTIONS[1:]])
    add_questions(SLUG, [(None, NEW)], tag_of(stores), EDITOR, stores)
    assert len(bank_of(stores)) == 6


def test_a_full_bank_takes_no_more() -> None:
    full = [{**QUESTIONS[0], "id": f"q-{number}"} for number in range(MOST_QUESTIONS)]
    stores = drafted(full)
    refused(Code.INVALID, add_questions, [(None, NEW)], tag_of(stores), EDITOR, stores)


def test_changing_a_question_twice_changes_it_once() -> None:
    stores = drafted()
    tag = tag_of(stores)
    changed = {**copy.deepcopy(QUESTIONS[1]), "text": "Khác?", "difficulty": 3}
    told = change_question(SLUG, 1, changed, tag, EDITOR, stores)
    assert told["questions"] == [{"place": 1, "id": "tc-002"}]
    assert bank_of(stores)[1]["text"] == "Khác?"
    assert change_question(SLUG, 1, changed, tag, EDITOR, stores) == told
    refused(Code.CHANGED_MEANWHILE, change_question, 2, changed, tag, EDITOR, stores)
    refused(Code.CHANGED_MEANWHILE, change_question, 9, NEW, tag_of(stores), EDITOR, stores)
    refused(Code.INVALID, change_question, 2, changed, tag_of(stores), EDITOR, stores)


def test_what_is_removed_can_be_put_back_where_it_was() -> None:
    stores = drafted()
    tag = tag_of(stores)
    removed = [(3, "tt-001"), (1, "tc-002")]
    told = remove_questions(SLUG, removed, tag, EDITOR, stores)
    assert [q["id"] for q in bank_of(stores)] == ["tc-001", "tc-003", "tt-002"]
    again = remove_questions(SLUG, removed, tag, EDITOR, stores)
    assert again == {"removed": [], "tag": told["tag"]}
    back = [(each["place"], each["question"]) for each in told["removed"]]
    add_questions(SLUG, back, told["tag"], EDITOR, stores)
    assert bank_of(stores) == QUESTIONS
    assert tag_of(stores) == tag


@pytest.mark.parametrize("removed", [(0, "tc-002"), (7, "tc-001"), (0, "")])
def test_only_what_was_seen_is_removed(removed: tuple[int, str]) -> None:
    stores = drafted()
    refused(Code.CHANGED_MEANWHILE, remove_questions, [removed], tag_of(stores), EDITOR, stores)
    refused(Code.CHANGED_MEANWHILE, remove_questions, [(0, "tc-001")], "0" * 32, EDITOR, stores)


def test_every_change_is_in_the_log_without_keys() -> None:
    stores = drafted()
    add_questions(SLUG, [(None, NEW)], tag_of(stores), EDITOR, stores)
    last = list(acts(SLUG, stores.vault))[-1]
    assert (last["by"], last["source"]) == (EDITOR.by, EDITOR.source)
    assert last["after"]["added"] == ["thu-tuc-001"]
    assert "Không" not in str(last)


def test_what_is_no_contest_has_no_questions() -> None:
    stores = drafted()
    refused(Code.NO_SUCH_CONTEST, lambda _: list_questions("khong-co", ALL, 0, stores))
