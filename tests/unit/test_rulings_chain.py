"""The chain of rulings: only ever added to, and always true in the end."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.canonical import canonical, sha256_hex
from chalicelib.domain.rulings_chain import continued, in_force

AT = 1_722_000_000_000


def reset(unit: str, at: int = 1) -> dict[str, Any]:
    told = {"kind": "reset", "at": at, "by": "organizers", "reason": "taken_out"}
    return {**told, "leaf": None, "unit": unit}


def key(question: str, *right: int, at: int = 1) -> dict[str, Any]:
    told = {"kind": "key_corrected", "at": at, "by": "organizers", "reason": "In nhầm"}
    return {**told, "question": question, "key": list(right)}


def void(question: str, at: int = 1) -> dict[str, Any]:
    told = {"kind": "question_voided", "at": at, "by": "organizers", "reason": "Câu sai"}
    return {**told, "question": question}


def said(rulings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    links = ("number", "previous")
    return [{name: it for name, it in each.items() if name not in links} for each in rulings]


def chain_of(*steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What is published after each of these was in force, one after the other."""
    rulings: list[dict[str, Any]] = []
    for facts in steps:
        rulings = continued(rulings, facts, AT)
    return rulings


def test_the_first_chain_has_the_facts_in_their_order() -> None:
    facts = [reset("a"), void("q1")]
    rulings = chain_of(facts)
    assert said(rulings) == facts
    assert [each["number"] for each in rulings] == [1, 2]
    assert rulings[0]["previous"] is None
    assert rulings[1]["previous"] == sha256_hex(canonical(rulings[0]))


def test_without_facts_there_is_no_chain() -> None:
    assert chain_of([]) == []


def test_what_holds_no_more_is_withdrawn_by_its_number() -> None:
    rulings = continued(chain_of([reset("a"), reset("b")]), [reset("b")], AT, "Nhầm")
    assert said(rulings[2:]) == [
        {"kind": "withdrawn", "at": AT, "by": "organizers", "reason": "Nhầm", "ruling": 1}
    ]
    assert said(in_force(rulings)) == [reset("b")]


def test_what_holds_again_is_a_new_ruling() -> None:
    rulings = chain_of([reset("a")], [], [reset("a")], [])
    kinds = ["reset", "withdrawn", "reset", "withdrawn"]
    assert [each["kind"] for each in rulings] == kinds
    assert [each["ruling"] for each in rulings if each["kind"] == "withdrawn"] == [1, 3]


def test_two_resets_that_say_the_same_are_two() -> None:
    rulings = chain_of([reset("a"), reset("a")], [reset("a")])
    assert [each["kind"] for each in rulings] == ["reset", "reset", "withdrawn"]
    assert len(in_force(rulings)) == 1


def test_a_key_that_is_corrected_once_more_leaves_the_first_correction() -> None:
    rulings = chain_of([key("q1", 1)], [key("q1", 1), key("q1", 2, at=2)])
    assert said(rulings) == [key("q1", 1), key("q1", 2, at=2)]


def test_corrections_that_change_places_are_told_anew() -> None:
    one, other = key("q1", 1), key("q1", 2)
    rulings = chain_of([one, other], [other, one])
    assert said(in_force(rulings)) == [other, one]
    assert len(rulings) == 6


def test_a_correction_that_goes_leaves_the_later_one_as_it_was() -> None:
    rulings = chain_of([key("q1", 1), key("q1", 2)], [key("q1", 2)])
    assert [each["kind"] for each in rulings] == ["key_corrected", "key_corrected", "withdrawn"]


facts = st.lists(
    st.one_of(
        st.builds(reset, st.sampled_from("ab"), st.integers(1, 2)),
        st.builds(key, st.sampled_from(["q1", "q2"]), st.integers(0, 2), at=st.integers(1, 3)),
        st.builds(void, st.sampled_from(["q1", "q2"])),
    ),
    max_size=6,
)
histories = st.lists(facts, min_size=1, max_size=5)


def spelled(rulings: list[dict[str, Any]]) -> list[bytes]:
    return sorted(canonical(each) for each in said(rulings))


@given(histories)
def test_nothing_published_ever_changes(history: list[list[dict[str, Any]]]) -> None:
    rulings: list[dict[str, Any]] = []
    for step in history:
        following = continued(rulings, step, AT)
        assert following[: len(rulings)] == rulings
        rulings = following


@given(histories)
def test_in_force_is_what_is_true(history: list[list[dict[str, Any]]]) -> None:
    found = in_force(chain_of(*history))
    assert spelled(found) == spelled(history[-1])


@given(histories)
def test_amendments_stand_in_the_order_agreed(history: list[list[dict[str, Any]]]) -> None:
    ordered = [each for each in history[-1] if each["kind"] != "reset"]
    found = said(in_force(chain_of(*history)))
    assert [each for each in found if each["kind"] != "reset"] == ordered


@given(histories)
def test_the_same_facts_again_add_nothing(history: list[list[dict[str, Any]]]) -> None:
    rulings = chain_of(*history)
    assert continued(rulings, history[-1], AT + 1, "Lý do khác") == rulings


@given(histories)
def test_each_ruling_holds_the_one_before(history: list[list[dict[str, Any]]]) -> None:
    rulings = chain_of(*history)
    assert [each["number"] for each in rulings] == list(range(1, len(rulings) + 1))
    for one, following in pairwise(rulings):
        assert following["previous"] == sha256_hex(canonical(one))


@given(histories)
def test_a_withdrawal_names_what_was_in_force(history: list[list[dict[str, Any]]]) -> None:
    rulings = chain_of(*history)
    for place, each in enumerate(rulings):
        if each["kind"] == "withdrawn":
            before = {one["number"] for one in in_force(rulings[:place])}
            assert each["ruling"] in before


@pytest.mark.parametrize("kind", ["reset", "key"])
def test_the_chain_that_was_handed_in_is_left_alone(kind: str) -> None:
    fact = reset("a") if kind == "reset" else key("q1", 1)
    before = chain_of([fact])
    kept = list(before)
    continued(before, [], AT)
    assert before == kept
