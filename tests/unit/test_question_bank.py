"""The bank of a contest being prepared: faults, search, ids, merging."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.checks import Identifier
from chalicelib.domain.question_bank import (
    Mode,
    Question,
    Standing,
    drawn_id,
    faults_by_question,
    faults_of_bank,
    matches,
    merge,
    plain,
    standing_of,
    tidied,
)

TOPICS = ("the-che", "thu-tuc")


def a_question(id_: str = "tc-001", **over: object) -> Question:
    return {"id": id_, "topic": "the-che", "text": "Hỏi?", "options": ["Một", "Hai"],
            "key": ["A"], **over}  # fmt: skip


def test_a_right_bank_has_no_faults() -> None:
    assert faults_of_bank([a_question(), a_question("tc-002")], TOPICS) == []


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"topic": "khac"}, "topic"),
        ({"text": " "}, "text"),
        ({"options": ["Một"]}, "options"),
        ({"options": ["Một", "x" * 301]}, "options[2]"),
        ({"options": ["Một", "Một"]}, "options[2]"),
        ({"key": ["C"]}, "key"),
        ({"key": ["A", "B"]}, "key"),
        ({"difficulty": 4}, "difficulty"),
        ({"hint": "x"}, "hint"),
    ],
)
def test_faults_are_told_by_question_and_field(over: Question, field: str) -> None:
    faults = faults_by_question(faults_of_bank([a_question(), a_question("x", **over)], TOPICS))
    assert list(faults) == [1]
    assert list(faults[1]) == [field]


def test_what_is_no_question_is_a_fault_of_its_own() -> None:
    faults = faults_by_question(faults_of_bank(["x", a_question(), a_question()], TOPICS))
    assert list(faults) == [0, 2]
    assert list(faults[0]) == [""]
    assert "Trùng" in faults[2]["id"]


@pytest.mark.parametrize(
    ("sought", "found"),
    [("", True), ("dieu 5", True), ("ĐIỀU", True), ("luat", False), ("tc-001", True),
     ("hai  một", True)],
)  # fmt: skip
def test_search_knows_neither_case_nor_diacritics(sought: str, found: bool) -> None:
    question = a_question(text="Theo Điều 5?")
    assert matches(question, plain(sought)) is found


@pytest.mark.parametrize(
    ("topic", "taken", "id_"),
    [
        ("the-che", [], "the-che-001"),
        ("the-che", ["the-che-001", "the-che-007", "thu-tuc-100", "the-che-x"], "the-che-008"),
        ("the-che", ["the-che-999"], "the-che-1000"),
        ("", [], "cau-001"),
        ("Cải cách", [], "caicach-001"),
        ("-", [], "cau-001"),
    ],
)
def test_ids_are_drawn_from_topic_and_number(topic: str, taken: list[str], id_: str) -> None:
    assert drawn_id(topic, taken) == id_


@given(st.text(max_size=60), st.lists(st.text(max_size=40), max_size=5))
def test_a_drawn_id_is_right_and_free(topic: str, taken: list[str]) -> None:
    id_ = drawn_id(topic, taken)
    assert Identifier().fault(id_) is None
    assert id_ not in taken


def test_texts_are_kept_clean_and_blanks_not_at_all() -> None:
    question = a_question(text=" Hỏi?\r\n", explanation="", source=None, options=["e\u0301", "B"])
    assert tidied(question) == a_question(text="Hỏi?", options=["\u00e9", "B"])


def test_merging_keeps_or_replaces_by_id_and_adds_the_rest() -> None:
    bank = [a_question("a"), a_question("b")]
    fresh = [a_question("b", text="Khác?"), a_question("c"), a_question("a", explanation="")]
    kept = merge(bank, fresh, Mode.APPEND)
    assert [q["id"] for q in kept.questions] == ["a", "b", "c"]
    assert (kept.added, kept.replaced, kept.kept) == (1, 0, 2)
    assert kept.questions[1] == bank[1]
    replaced = merge(bank, fresh, Mode.REPLACE)
    assert (replaced.added, replaced.replaced, replaced.kept) == (1, 1, 1)
    assert replaced.questions[1]["text"] == "Khác?"


@pytest.mark.parametrize("mode", Mode)
def test_merging_the_same_again_changes_nothing(mode: Mode) -> None:
    fresh = [a_question("b", text="Khác?"), a_question("c")]
    once = merge([a_question("a"), a_question("b")], fresh, mode)
    again = merge(once.questions, fresh, mode)
    assert again.questions == once.questions
    assert (again.added, again.replaced) == (0, 0)


def test_how_a_question_stands_to_the_bank() -> None:
    bank = {"a": a_question("a", source="")}
    assert standing_of(a_question("a"), bank) is Standing.SAME
    assert standing_of(a_question("a", text="Khác?"), bank) is Standing.OTHER
    assert standing_of(a_question("b"), bank) is Standing.NEW
