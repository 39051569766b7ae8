"""Who gets which prize, and where a tie must be decided first."""

from collections.abc import Iterable, Sequence
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.individual_prizes import award_individuals
from chalicelib.domain.ladders import Resort, allocate
from chalicelib.domain.prizes import Allocation, Decided, Place
from chalicelib.domain.ranking import entry_of, rank
from tests.builders import a_contest, a_sealed_attempt

FIRST = Place("individual-1", "Giải nhất", 600)
SECOND = Place("individual-2", "Giải nhì", 500)
THIRD = Place("individual-3", "Giải ba", 400)
CONSOLATION = Place("individual-4", "Giải khuyến khích", 300)
PLAN = (FIRST, SECOND, THIRD, CONSOLATION, CONSOLATION, CONSOLATION)
TWIN = Place("individual-5", "Giải phụ", 300)


def winners(allocation: Allocation) -> list[tuple[str, str]]:
    return [(award.prize_id[-1], award.winner) for award in allocation.awards]


def open_ties(allocation: Allocation) -> list[tuple[str, int, str]]:
    return [(tie.prize_id[-1], tie.places, "".join(tie.candidates)) for tie in allocation.ties]


def told(groups: Sequence[str], decided: dict[str, str] | None = None) -> tuple[str, str]:
    """The plan's prizes: winners as `1a 2b`, open ties as `1:1ab` (prize, places, who)."""
    by_prize = {f"individual-{prize}": tuple(names) for prize, names in (decided or {}).items()}
    allocation = allocate([tuple(group) for group in groups], PLAN, Resort(by_prize))
    awards = " ".join("".join(pair) for pair in winners(allocation))
    ties = " ".join(f"{prize}:{places}{names}" for prize, places, names in open_ties(allocation))
    return awards, ties


@pytest.mark.parametrize(
    ("groups", "awards", "ties"),
    [
        pytest.param([], "", "", id="nobody"),
        pytest.param(["a"], "1a", "", id="one for six places"),
        pytest.param([*"abcdefgh"], "1a 2b 3c 4d 4e 4f", "", id="no tie"),
        pytest.param(["ab", *"cdefg"], "3c 4d 4e 4f", "1:1ab 2:1ab", id="tie across 600/500"),
        pytest.param(["a", "bc", *"defg"], "1a 4d 4e 4f", "2:1bc 3:1bc", id="across 500/400"),
        pytest.param([*"abc", "def", "g"], "1a 2b 3c 4d 4e 4f", "", id="tie within the last three"),
        pytest.param([*"abc", "de", "f", "g"], "1a 2b 3c 4d 4e 4f", "", id="two of the last three"),
        pytest.param([*"abc", "defgh"], "1a 2b 3c", "4:3defgh", id="5 tied over 3 last places"),
        pytest.param([*"abcde", "fg"], "1a 2b 3c 4d 4e", "4:1fg", id="tie at the last place"),
        pytest.param([*"abcdef", "gh"], "1a 2b 3c 4d 4e 4f", "", id="tie behind the last place"),
        pytest.param(["abcdef"], "", "1:1abcdef 2:1abcdef 3:1abcdef 4:3abcdef", id="all tie"),
        pytest.param(["a", "b", "cd"], "1a 2b", "3:1cd 4:1cd", id="across 400/300"),
        pytest.param(["abc", "d"], "4d", "1:1abc 2:1abc 3:1abc", id="those behind a tie are sure"),
    ],
)
def test_the_plans_prizes(groups: list[str], awards: str, ties: str) -> None:
    assert told(groups) == (awards, ties)


@pytest.mark.parametrize(
    ("groups", "decided", "awards", "ties"),
    [
        pytest.param(["ab"], {"1": "b"}, "1b 2a", "", id="the other follows"),
        pytest.param(["ab"], {"2": "b"}, "1a 2b", "", id="decided from below"),
        pytest.param(["ab"], {"1": "a", "2": "b"}, "1a 2b", "", id="decided twice over"),
        pytest.param(["abc"], {"1": "c"}, "1c", "2:1ab 3:1ab", id="half decided"),
        pytest.param(["abc"], {"1": "c", "2": "c"}, "1c", "2:1ab 3:1ab", id="nobody wins twice"),
        pytest.param(["ab"], {"1": "x"}, "", "1:1ab 2:1ab", id="a stranger is ignored"),
        pytest.param(["a", "bc"], {"2": "ab"}, "1a 2b 3c", "", id="one not tied is ignored"),
        pytest.param([*"ab"], {"1": "b"}, "1a 2b", "", id="without a tie nothing is decided"),
        pytest.param(
            [*"abc", "defgh"], {"4": "hfd"}, "1a 2b 3c 4h 4f 4d", "", id="in the order decided"
        ),
        pytest.param(
            [*"abc", "defgh"], {"4": "hf"}, "1a 2b 3c 4h 4f", "4:1deg", id="one place left"
        ),
        pytest.param(
            [*"abc", "defgh"], {"4": "hfdg"}, "1a 2b 3c 4h 4f 4d", "", id="one too many named"
        ),
        pytest.param(
            [*"abc", "defgh"], {"4": "hhfd"}, "1a 2b 3c 4h 4f 4d", "", id="one named twice"
        ),
        pytest.param(
            [*"abc", "d", "efg"], {"4": "gf"}, "1a 2b 3c 4d 4g 4f", "", id="part of a prize"
        ),
        pytest.param(
            ["abcdef"], {"1": "f", "2": "e", "3": "d"}, "1f 2e 3d 4a 4b 4c", "", id="rest is equal"
        ),
    ],
)
def test_decisions(groups: list[str], decided: dict[str, str], awards: str, ties: str) -> None:
    assert told(groups, decided) == (awards, ties)


@pytest.mark.parametrize(
    ("group", "decided", "tied"),
    [
        pytest.param("a", {}, [False], id="alone"),
        pytest.param("ab", {"individual-1": "a"}, [True, True], id="broken by a decision"),
    ],
)
def test_an_award_says_whether_it_was_tied(group: str, decided: Decided, tied: list[bool]) -> None:
    allocation = allocate([tuple(group)], PLAN, Resort(decided))
    assert [award.tied for award in allocation.awards] == tied


def test_winners_who_tie_within_a_prize_are_shown_as_tied() -> None:
    allocation = allocate([("a",), ("b",), ("c",), ("d", "e"), ("f",)], PLAN, Resort({}))
    assert [award.tied for award in allocation.awards] == [False] * 3 + [True, True, False]


def test_a_tie_across_prizes_of_the_same_amount_does_not_matter() -> None:
    allocation = allocate([("a", "b")], (CONSOLATION, TWIN), Resort({}))
    assert winners(allocation) == [("4", "a"), ("5", "b")]


def test_prizes_without_money_tie_at_the_last_place_too() -> None:
    free = Place("individual-1", "Giấy khen", 0)
    assert open_ties(allocate([("a", "b")], (free,), Resort({}))) == [("1", 1, "ab")]


def test_awards_carry_the_prize() -> None:
    (award,) = allocate([("a",)], PLAN, Resort({})).awards
    assert (award.title, award.amount_vnd) == ("Giải nhất", 600)


@st.composite
def contests_of_ties(draw: st.DrawFn) -> tuple[list[tuple[str, ...]], list[Place]]:
    sizes = draw(st.lists(st.integers(1, 4), max_size=5))
    names = iter("abcdefghijklmnopqrst")
    groups = [tuple(next(names) for _ in range(size)) for size in sizes]
    prizes = draw(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 3)), min_size=1, max_size=4))
    amounts = sorted((amount for _, amount in prizes), reverse=True)
    places = [
        Place(f"individual-{number}", f"Giải {number}", amount * 100)
        for number, ((count, _), amount) in enumerate(zip(prizes, amounts, strict=True), start=1)
        for _ in range(count)
    ]
    return groups, places


names = st.lists(st.sampled_from("abcdefghijklm"), max_size=4)
decisions = st.dictionaries(st.sampled_from([f"individual-{n}" for n in range(1, 5)]), names)


@given(contests_of_ties(), decisions)
def test_as_a_naive_allocation_says(
    contest: tuple[list[tuple[str, ...]], list[Place]], decided: dict[str, list[str]]
) -> None:
    groups, places = contest
    allocation = allocate(groups, places, Resort(decided))
    expected, undecided = naive_allocation(groups, places, decided)
    assert [(award.prize_id, award.winner) for award in allocation.awards] == expected
    found = [tie.prize_id for tie in allocation.ties for _ in range(tie.places)]
    assert found == undecided


@given(contests_of_ties(), decisions)
def test_nobody_wins_twice_and_every_place_is_given_or_open(
    contest: tuple[list[tuple[str, ...]], list[Place]], decided: dict[str, list[str]]
) -> None:
    groups, places = contest
    allocation = allocate(groups, places, Resort(decided))
    found = [award.winner for award in allocation.awards]
    assert len(set(found)) == len(found)
    undecided = sum(tie.places for tie in allocation.ties)
    assert len(found) + undecided == min(len(places), sum(map(len, groups)))
    assert not {name for tie in allocation.ties for name in tie.candidates} & set(found)


@given(contests_of_ties())
def test_a_tie_across_amounts_is_always_undecided_without_a_decision(
    contest: tuple[list[tuple[str, ...]], list[Place]],
) -> None:
    groups, places = contest
    open_names = {
        name for tie in allocate(groups, places, Resort({})).ties for name in tie.candidates
    }
    worth: list[int | None] = [place.amount_vnd for place in places]
    taken = 0
    for group in groups:
        at_stake = (worth[taken:] + [None] * len(group))[: len(group)]
        assert (len(set(at_stake)) > 1) == bool(open_names & set(group))
        taken += len(group)


@given(contests_of_ties(), st.randoms(use_true_random=False))
def test_deciding_one_tie_after_the_other_settles_all_and_moves_no_award(  # type: ignore[no-untyped-def]  # hypothesis hands them in
    contest, random
) -> None:
    groups, places = contest
    decided: dict[str, tuple[str, ...]] = {}
    allocation = allocate(groups, places, Resort(decided))
    while allocation.ties:
        tie = random.choice(allocation.ties)
        names = tuple(random.sample(tie.candidates, tie.places))
        decided[tie.prize_id] = (*decided.get(tie.prize_id, ()), *names)
        before, allocation = allocation, allocate(groups, places, Resort(decided))
        assert set(before.awards) <= set(allocation.awards)
    assert len(allocation.awards) == min(len(places), sum(map(len, groups)))


@given(contests_of_ties())
def test_a_full_set_of_decisions_settles_all_at_once(
    contest: tuple[list[tuple[str, ...]], list[Place]],
) -> None:
    groups, places = contest
    everybody = [name for group in groups for name in group]
    decided = {place.prize_id: everybody[::-1] for place in places}
    assert not allocate(groups, places, Resort(decided)).ties


def naive_allocation(
    groups: list[tuple[str, ...]], places: list[Place], decided: Decided
) -> tuple[list[tuple[str, str]], list[str]]:
    """Winners and the prizes of open places: by trying every order of each tie that decisions
    allow, and taking as settled only what is worth the same to everybody in all of them."""
    awards: list[tuple[str, str]] = []
    undecided: list[str] = []
    start = 0
    for group in groups:
        slots = [
            places[at] if at < len(places) else None for at in range(start, start + len(group))
        ]
        start += len(group)
        fixed = decided_slots(group, slots, decided)
        orders = [order for order in permutations(group) if agrees(order, fixed)]
        worth = {tuple(sorted(zip(order, map(amount, slots), strict=True))) for order in orders}
        for at, slot in enumerate(slots):
            if slot is not None and (len(worth) == 1 or at in fixed):
                awards.append((slot.prize_id, fixed.get(at) or min_left(orders, at)))
            elif slot is not None:
                undecided.append(slot.prize_id)
    return awards, undecided


def amount(slot: Place | None) -> int:
    return -1 if slot is None else slot.amount_vnd


def agrees(order: Sequence[str], fixed: dict[int, str]) -> bool:
    return all(order[at] == name for at, name in fixed.items())


def min_left(orders: Iterable[Sequence[str]], at: int) -> str:
    """The name that the first order (by the leaves) has at a slot."""
    return min(orders, key=list)[at]


def decided_slots(
    group: Sequence[str], slots: Sequence[Place | None], decided: Decided
) -> dict[int, str]:
    fixed: dict[int, str] = {}
    for at, slot in enumerate(slots):
        for name in decided.get(slot.prize_id, ()) if slot else ():
            if name in group and name not in fixed.values() and at not in fixed:
                fixed[at] = name
    return fixed


def test_individual_prizes_follow_the_file_and_the_standing() -> None:
    contest = a_contest()
    scores = {"a": 1, "b": 3, "c": 2, "d": 0}
    attempts = (a_sealed_attempt(participant=name, score=score) for name, score in scores.items())
    standing = rank([entry for entry in map(entry_of, attempts) if entry], contest.ranking.order)
    allocation = award_individuals(contest, standing, {})
    assert winners(allocation) == [("1", "b-1"), ("2", "c-1"), ("2", "a-1")]
    assert [award.amount_vnd for award in allocation.awards] == [600_000, 300_000, 300_000]
