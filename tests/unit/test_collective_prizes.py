"""Which unit gets which collective prize, and which prize waits for which."""

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.collective_prizes import CollectiveResult, award_units
from chalicelib.domain.contest import Contest, Metric, Unit
from chalicelib.domain.metrics import UnitTally
from tests.builders import a_contest


def a_collective_contest(*prizes: tuple[Metric, int], one_each: bool = False) -> Contest:
    collective: list[dict[str, Any]] = [
        {
            "title": f"Giải {number}",
            "count": count,
            "amount_vnd": 700_000,
            "award": None,
            "metric": metric.value,
        }
        for number, (metric, count) in enumerate(prizes, start=1)
    ]
    rules = {"one_collective_prize_per_unit": one_each}
    return a_contest(ranking=rules, prizes={"collective": collective})


def tallies(**units: dict[int, int]) -> list[UnitTally]:
    """Unit → (score → people)."""
    return [
        UnitTally(Unit(name, name.upper()), sum(people.values()), people)
        for name, people in units.items()
    ]


def unit_winners(results: Iterable[CollectiveResult]) -> str:
    awards = (award for result in results for award in result.allocation.awards)
    return " ".join(award.prize_id[-1] + award.winner for award in awards)


def unit_ties(results: Iterable[CollectiveResult]) -> list[tuple[str, int, str, str | None]]:
    return [
        (tie.prize_id, tie.places, "".join(tie.candidates), tie.waits_for)
        for result in results
        for tie in result.allocation.ties
    ]


MOST_PEOPLE = (Metric.PARTICIPANTS, 1)
MOST_RIGHT = (Metric.FULL_MARKS, 1)
MOST_ANSWERS = (Metric.CORRECT_ANSWERS, 1)


def test_one_unit_may_win_both_collective_prizes() -> None:
    units = tallies(a={3: 4}, b={3: 3})
    results = award_units(a_collective_contest(MOST_PEOPLE, MOST_RIGHT), units, {})
    assert unit_winners(results) == "1a 2a"
    assert [result.measured.values["a"] for result in results] == [4, 4]


def test_a_unit_that_has_won_is_passed_over_where_the_rules_say_so() -> None:
    units = tallies(a={3: 4}, b={3: 3})
    contest = a_collective_contest(MOST_PEOPLE, MOST_RIGHT, one_each=True)
    assert unit_winners(award_units(contest, units, {})) == "1a 2b"


def test_passing_over_cascades_until_nobody_is_left() -> None:
    units = tallies(a={3: 4}, b={3: 3}, c={2: 2})
    prizes = (MOST_PEOPLE, MOST_PEOPLE, MOST_RIGHT, MOST_PEOPLE, MOST_PEOPLE)
    results = award_units(a_collective_contest(*prizes, one_each=True), units, {})
    assert unit_winners(results) == "1a 2b 4c"
    assert not unit_ties(results)


def test_equal_values_go_to_the_unit_with_more_participants() -> None:
    units = tallies(a={3: 2}, b={3: 2, 0: 1})
    results = award_units(a_collective_contest(MOST_RIGHT), units, {})
    assert unit_winners(results) == "1b"
    assert results[0].allocation.awards[0].tied is False


def test_units_equal_in_both_stand_as_a_tie_until_decided() -> None:
    units = tallies(a={3: 2}, b={3: 2}, c={3: 1})
    contest = a_collective_contest(MOST_RIGHT)
    results = award_units(contest, units, {})
    assert unit_ties(results) == [("collective-1", 1, "ab", None)]
    results = award_units(contest, units, {"collective-1": ("b",)})
    assert unit_winners(results) == "1b"
    assert results[0].allocation.awards[0].tied is True


def test_a_tie_within_the_places_of_a_collective_prize_does_not_matter() -> None:
    units = tallies(b={3: 2}, a={3: 2}, c={3: 1})
    results = award_units(a_collective_contest((Metric.PARTICIPANTS, 2)), units, {})
    assert unit_winners(results) == "1a 1b"


@pytest.mark.parametrize(
    "metric", [each for each in Metric if each is not Metric.PARTICIPATION_RATE]
)
def test_a_value_of_zero_wins_nothing(metric: Metric) -> None:
    units = tallies(a={3: 1}, b={})
    results = award_units(a_collective_contest((metric, 2)), units, {})
    assert unit_winners(results) == "1a"
    assert not unit_ties(results)


def test_no_right_answer_wins_no_prize_for_right_answers() -> None:
    units = tallies(a={0: 5}, b={0: 3})
    assert unit_winners(award_units(a_collective_contest(MOST_ANSWERS), units, {})) == ""


def test_a_prize_waits_for_an_earlier_tie_that_can_change_it() -> None:
    units = tallies(a={3: 2}, b={3: 2}, c={3: 1})
    contest = a_collective_contest(MOST_PEOPLE, MOST_RIGHT, one_each=True)
    assert unit_ties(award_units(contest, units, {})) == [
        ("collective-1", 1, "ab", None),
        ("collective-2", 1, "abc", "collective-1"),
    ]
    results = award_units(contest, units, {"collective-1": ("b",)})
    assert unit_winners(results) == "1b 2a"


def test_deciding_the_waiting_prize_alone_assigns_nothing() -> None:
    units = tallies(a={3: 2}, b={3: 2})
    contest = a_collective_contest(MOST_PEOPLE, MOST_RIGHT, one_each=True)
    results = award_units(contest, units, {"collective-2": ("a",)})
    assert unit_winners(results) == ""


def test_waiting_cascades_and_names_the_prize_to_decide_first() -> None:
    units = tallies(a={3: 3}, b={3: 3}, c={2: 2}, d={2: 1})
    contest = a_collective_contest(MOST_PEOPLE, MOST_ANSWERS, MOST_PEOPLE, one_each=True)
    assert [tie[3] for tie in unit_ties(award_units(contest, units, {}))] == [
        None,
        "collective-1",
        "collective-1",
    ]
    results = award_units(contest, units, {"collective-1": ("a",)})
    assert unit_winners(results) == "1a 2b 3c"


def test_a_prize_that_waits_for_a_waiting_one_names_the_first() -> None:
    units = tallies(a={1: 4}, b={1: 4}, c={3: 1})
    averages = (Metric.AVERAGE_SCORE, 1)
    contest = a_collective_contest(MOST_PEOPLE, MOST_ANSWERS, averages, one_each=True)
    assert unit_ties(award_units(contest, units, {})) == [
        ("collective-1", 1, "ab", None),
        ("collective-2", 1, "abc", "collective-1"),
        ("collective-3", 1, "cab", "collective-1"),
    ]


def test_a_prize_that_waits_opens_no_more_places_than_units_can_take() -> None:
    units = tallies(a={3: 2}, b={3: 2})
    contest = a_collective_contest(MOST_PEOPLE, (Metric.FULL_MARKS, 5), one_each=True)
    waiting = unit_ties(award_units(contest, units, {}))[1]
    assert waiting == ("collective-2", 2, "ab", "collective-1")


def test_a_prize_that_the_tie_cannot_reach_does_not_wait() -> None:
    units = tallies(a={0: 4}, b={0: 4}, c={3: 1}, d={2: 1})
    contest = a_collective_contest(MOST_PEOPLE, MOST_ANSWERS, one_each=True)
    results = award_units(contest, units, {})
    assert unit_winners(results) == "2c"
    assert unit_ties(results) == [("collective-1", 1, "ab", None)]


def test_without_the_rule_no_prize_waits() -> None:
    units = tallies(a={3: 2}, b={3: 2}, c={3: 1})
    contest = a_collective_contest(MOST_PEOPLE, (Metric.FULL_MARKS, 2))
    results = award_units(contest, units, {})
    assert unit_winners(results) == "2a 2b"


@st.composite
def some_tallies(draw: st.DrawFn) -> list[UnitTally]:
    people = st.dictionaries(st.integers(0, 3), st.integers(1, 2), max_size=2)
    return tallies(**{name: draw(people) for name in "abcde"})


metrics = st.sampled_from([Metric.PARTICIPANTS, Metric.FULL_MARKS, Metric.AVERAGE_SCORE])
collective_prizes = st.lists(st.tuples(metrics, st.integers(1, 2)), min_size=1, max_size=4)


@given(some_tallies(), collective_prizes, st.booleans(), st.randoms(use_true_random=False))
def test_what_is_awarded_beside_open_ties_stays_however_they_are_decided(  # type: ignore[no-untyped-def]  # hypothesis hands them in
    units, prizes, one_each, random
) -> None:
    contest = a_collective_contest(*prizes, one_each=one_each)
    decided: dict[str, tuple[str, ...]] = {}
    results = award_units(contest, units, decided)
    while any(result.allocation.ties for result in results):
        ties = [tie for result in results for tie in result.allocation.ties]
        tie = random.choice([tie for tie in ties if tie.waits_for is None])
        names = tuple(random.sample(tie.candidates, tie.places))
        decided[tie.prize_id] = names
        before, results = results, award_units(contest, units, decided)
        for earlier, later in zip(before, results, strict=True):
            assert set(earlier.allocation.awards) <= set(later.allocation.awards)
            could_win = {name for tie in earlier.allocation.ties for name in tie.candidates}
            gained = set(later.allocation.awards) - set(earlier.allocation.awards)
            assert {award.winner for award in gained} <= could_win
    found = [award.winner for result in results for award in result.allocation.awards]
    assert not one_each or len(set(found)) == len(found)


@given(some_tallies(), collective_prizes, st.booleans())
def test_no_unit_left_out_was_better_than_one_that_won(
    units: list[UnitTally], prizes: list[tuple[Metric, int]], one_each: bool
) -> None:
    contest = a_collective_contest(*prizes, one_each=one_each)
    # Of those who tie for an earlier prize it may be sure that they win one, whichever it is.
    concerned_before: set[str] = set()
    won_ladder: set[str] = set()
    before: CollectiveResult | None = None
    for result in award_units(contest, units, {}):
        values = result.measured.values
        won = {award.winner for award in result.allocation.awards}
        concerned = won | {name for tie in result.allocation.ties for name in tie.candidates}
        # Neighbours of one metric are one ladder: who won a place of it is out of the next.
        same_ladder = before is not None and before.prize.metric is result.prize.metric
        won_ladder = won_ladder if same_ladder else set()
        left_out = set(values) - concerned - (concerned_before if one_each else won_ladder)
        floor = min((values[unit] for unit in won), default=None)
        assert all(values[unit] > 0 for unit in won)
        assert floor is None or all(values[unit] <= floor for unit in left_out)
        concerned_before |= concerned
        won_ladder |= concerned
        before = result
