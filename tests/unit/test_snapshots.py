"""The chain of snapshots, held against docs/ledger.md §4 by tests/rfc9162.py."""

import hashlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain import snapshots
from chalicelib.domain.canonical import canonical, sha256_hex
from chalicelib.domain.snapshots import Chain, Making, next_snapshots
from tests.rfc9162 import proof, root

HOUR = 3_600_000


def making(at: int, **over: Any) -> Making:
    bound = {"slug": "nho", "contest": "c", "paper_key": "k", "resets": {}}
    return Making(**{**bound, "audit": {"entries": 0, "head": ""}, "at": at, **over})


def leaf(number: int) -> str:
    return hashlib.sha256(str(number).encode()).hexdigest()


def chain_of(made: list[dict[str, Any]]) -> Chain:
    chain = Chain()
    for snapshot in made:
        chain = chain.after(snapshot)
    return chain


def hold(made: list[dict[str, Any]]) -> None:
    """Holds a chain to the specification."""
    leaves: list[bytes] = []
    for number, snapshot in enumerate(made, 1):
        before = made[number - 2] if number > 1 else None
        old = len(leaves)
        leaves += map(bytes.fromhex, snapshot["leaves"])
        assert snapshot["number"] == number
        assert snapshot["previous"] == (before and sha256_hex(canonical(before)))
        assert before is None or snapshot["at"] >= before["at"]
        assert snapshot["leaves"] == sorted(snapshot["leaves"])
        assert snapshot["size"] == len(leaves)
        assert snapshot["root"] == root(leaves).hex()
        grew = 0 < old < len(leaves)
        expected = proof(old, leaves) if grew else []
        assert [bytes.fromhex(node) for node in snapshot["consistency"]] == expected
        assert snapshot["final"] == (number == len(made) and made[-1]["final"])
    assert len(set(leaves)) == len(leaves)


@given(st.lists(st.integers(0, 9), max_size=6), st.integers(1, 4))
def test_a_chain_grows_as_the_specification_says(news: list[int], most: int) -> None:
    made: list[dict[str, Any]] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(snapshots, "MOST_LEAVES", most)
        for hour, count in enumerate([*news, 1]):
            new = {leaf(100 * hour + each): hour * HOUR for each in range(count)}
            is_last = hour == len(news)
            made += next_snapshots(chain_of(made), new, making(hour * HOUR, final=is_last))
        hold(made)
    assert sum(len(each["leaves"]) for each in made) == sum(news) + 1
    assert all(len(each["leaves"]) <= most for each in made)


def test_nothing_new_makes_a_snapshot_all_the_same() -> None:
    (made,) = next_snapshots(Chain(), {}, making(5))
    assert (made["leaves"], made["size"], made["previous"]) == ([], 0, None)
    assert made["root"] == hashlib.sha256().hexdigest()


@pytest.mark.parametrize(("waited", "is_late"), [(2 * HOUR, False), (2 * HOUR + 1, True)])
def test_a_leaf_is_late_more_than_two_hours_after_it_was_submitted(
    waited: int, is_late: bool
) -> None:
    (made,) = next_snapshots(Chain(), {leaf(1): 7}, making(7 + waited))
    assert made["late"] == ([leaf(1)] if is_late else [])


def test_a_clock_that_ran_back_does_not_turn_the_chain_back() -> None:
    (first,) = next_snapshots(Chain(), {}, making(9))
    (second,) = next_snapshots(Chain().after(first), {}, making(8))
    assert second["at"] == 9


def test_one_is_due_in_each_hour_of_the_clock_until_the_final_one() -> None:
    assert Chain().is_due(0)
    chain = Chain(number=1, at=5 * HOUR - 1)
    assert [chain.is_due(now) for now in (5 * HOUR - 1, 5 * HOUR)] == [False, True]
    assert Chain(number=1, at=5 * HOUR, is_full=True).is_due(5 * HOUR)
    assert not Chain(number=1, at=0, is_ended=True).is_due(5 * HOUR)


def test_a_checkpoint_is_one_line_of_ascii() -> None:
    (made,) = next_snapshots(Chain(), {leaf(1): 0}, making(12))
    line = f"{Chain().after(made).checkpoint('nho')}\n"
    assert line == f"hoithi-checkpoint-1 nho 1 1 12 {sha256_hex(canonical(made))}\n"
