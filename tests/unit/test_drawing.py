"""Ties that are drawn: `last_resort = "draw"` (docs/ledger.md 8.3)."""

import hashlib
import json
import subprocess
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.contest import LastResort
from chalicelib.domain.drawing import lot, lots_of
from chalicelib.domain.individual_prizes import award_individuals
from chalicelib.domain.ladders import Resort, allocate
from chalicelib.domain.prizes import Allocation, Place
from tests.prizes import a_standing, an_individual, told, with_prizes

DRAW: dict[str, Any] = {"last_resort": LastResort.DRAW, "draw_source": "Giải đặc biệt"}
texts = st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=20)


def by_hand(seed: str, prize: str, candidate: str) -> str:
    """As somebody with a shell does it (docs/contest-format.md)."""
    line = json.dumps(["draw", seed, prize, candidate], ensure_ascii=False, separators=(",", ":"))
    command = ["bash", "-c", 'printf %s "$1" | sha256sum', "-", line]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout[:64]


@pytest.mark.parametrize("seed", ["482915", "Số 48 – 29 “15”", 'a"b\\c'])
def test_anybody_draws_the_same_with_a_shell(seed: str) -> None:
    group = ["aa" * 32, "bb" * 32, "cc" * 32, "khu-pho-1"]
    hashes = {each: by_hand(seed, "individual-1", each) for each in group}
    assert hashes == {each: lot(seed, "individual-1", each).hex() for each in group}
    drawn = lots_of(seed, str)("individual-1", group)
    assert list(drawn) == sorted(group, key=hashes.__getitem__)


def test_a_lot_is_worked_out_by_hand() -> None:
    line = b'["draw","482915","collective-1","khu-pho-1"]'
    assert lot("482915", "collective-1", "khu-pho-1") == hashlib.sha256(line).digest()


def awarded(group: list[str], amounts: list[int], seed: str | None) -> Allocation:
    places = [Place(f"p{amount}", "Giải", amount) for amount in amounts]
    lots = None if seed is None else lots_of(seed, str)
    return allocate([tuple(group)], places, Resort({"p1": group}, LastResort.DRAW, lots))


@given(
    st.lists(texts, min_size=1, max_size=6, unique=True),
    st.lists(st.integers(1, 3), max_size=6),
    texts,
    st.randoms(use_true_random=False),
)
def test_the_order_of_candidates_changes_nothing_and_nobody_else_wins(
    group: list[str], amounts: list[int], seed: str, random: Any
) -> None:
    amounts.sort(reverse=True)
    found = awarded(group, amounts, seed)
    mixed = awarded(random.sample(group, len(group)), amounts, seed)
    matters = bool(found.drawn)
    assert matters == (0 < len(amounts) < len(group) or len(set(amounts[: len(group)])) > 1)
    if matters:
        assert found == mixed
    winners = [award.winner for award in found.awards]
    assert not found.ties
    assert len(winners) == len(set(winners)) == min(len(group), len(amounts))
    assert set(winners) <= set(group)


@given(st.lists(texts, min_size=3, max_size=6, unique=True), texts)
def test_each_place_goes_to_the_first_of_its_prize_who_has_none(
    group: list[str], seed: str
) -> None:
    first, second = (award.winner for award in awarded(group, [2, 1], seed).awards)
    assert first == min(group, key=lambda each: lot(seed, "p2", each))
    rest = [each for each in group if each != first]
    assert second == min(rest, key=lambda each: lot(seed, "p1", each))


@given(st.lists(texts, min_size=4, max_size=6, unique=True), texts)
def test_who_drops_out_leaves_the_others_in_their_order(group: list[str], seed: str) -> None:
    first, second = (award.winner for award in awarded(group, [1, 1], seed).awards)
    rest = [each for each in group if each != first]
    assert awarded(rest, [1, 1], seed).awards[0].winner == second


def test_before_the_number_is_known_a_tie_is_open_whatever_was_decided() -> None:
    found = awarded(["a", "b"], [1], None)
    assert not found.awards
    assert [tie.candidates for tie in found.ties] == [("a", "b")]


def test_people_are_drawn_by_their_leaves() -> None:
    contest = with_prizes(an_individual(500), an_individual(300), **DRAW)
    standing = a_standing("abc", "d")
    leaves = {name: name.encode().hex() for name in "abc"}
    drawn = award_individuals(contest, standing, {}, (), "17")
    first = min("abc", key=lambda each: lot("17", "individual-1", leaves[each]))
    rest = [each for each in "abc" if each != first]
    second = min(rest, key=lambda each: lot("17", "individual-2", leaves[each]))
    assert told(drawn) == (f"1{first} 2{second}", "")
    assert [(tie.prize_id, tie.places) for tie in drawn.drawn] == [
        ("individual-1", 1),
        ("individual-2", 1),
    ]


def test_whoever_was_drawn_wins_nothing_later() -> None:
    prizes = (an_individual(500), an_individual(300, min_score=1))
    drawn = award_individuals(with_prizes(*prizes, **DRAW), a_standing("ab", "c"), {}, (), "17")
    first = min("ab", key=lambda each: lot("17", "individual-1", each.encode().hex()))
    other = "ab".replace(first, "")
    assert told(drawn) == (f"1{first} 2{other}", "")
