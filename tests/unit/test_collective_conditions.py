"""Which units may win a collective prize."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.collective_prizes import admits
from chalicelib.domain.contest import Metric
from tests.prizes import a_collective, a_tally, told, units, with_prizes

SCHOOL, AGENCY = "Trường học", "Cơ quan"
UNITS = [
    a_tally("a", {3: 9}, SCHOOL, 100),
    a_tally("b", {3: 6}, AGENCY, 12),
    a_tally("c", {3: 3}, AGENCY, 3),
    a_tally("d", {3: 1}),
]
MOST_PEOPLE, RATE = Metric.PARTICIPANTS, Metric.PARTICIPATION_RATE


@pytest.mark.parametrize(
    ("metric", "conditions", "winner"),
    [
        pytest.param(MOST_PEOPLE, {}, "1a", id="any unit"),
        pytest.param(RATE, {}, "1c", id="by the rate"),
        pytest.param(MOST_PEOPLE, {"unit_kind": AGENCY}, "1b", id="agencies"),
        pytest.param(MOST_PEOPLE, {"unit_kind": "Khu phố"}, "", id="a kind that nobody is of"),
        pytest.param(RATE, {"min_participants": 3}, "1c", id="just enough people"),
        pytest.param(RATE, {"min_participants": 4}, "1b", id="one too few"),
        pytest.param(MOST_PEOPLE, {"min_rate": 9}, "1a", id="just the rate"),
        pytest.param(MOST_PEOPLE, {"min_rate": 10}, "1b", id="below the rate"),
        pytest.param(MOST_PEOPLE, {"min_rate": 51}, "1c", id="well below"),
        pytest.param(MOST_PEOPLE, {"min_rate": 100, "unit_kind": SCHOOL}, "", id="nobody is left"),
        pytest.param(MOST_PEOPLE, {"min_rate": 0, "min_participants": 0}, "1a", id="no floor"),
    ],
)
def test_conditions(metric: Metric, conditions: dict[str, Any], winner: str) -> None:
    contest = with_prizes(a_collective(metric, **conditions))
    assert told(units(contest, UNITS)) == (winner, "")


@pytest.mark.parametrize(
    ("people", "headcount", "min_rate", "meets"),
    [
        (1, 3, 33, True),
        (1, 3, 34, False),
        (29, 100, 29, True),
        (57, 100, 57, True),
        (2, 3, 67, False),
        (999_999, 1_000_000, 100, False),
        (5, 4, 100, True),
        (5, None, 1, False),
        (0, 4, 1, False),
    ],
)
def test_rates_are_compared_as_fractions(
    people: int, headcount: int | None, min_rate: int, meets: bool
) -> None:
    tally = a_tally("a", {1: people} if people else {}, headcount=headcount)
    assert admits(a_collective(MOST_PEOPLE, min_rate=min_rate), tally) is meets


@given(st.integers(0, 2_000), st.integers(1, 1_000), st.integers(1, 100))
def test_a_rate_is_met_just_where_whole_numbers_say_so(
    people: int, headcount: int, min_rate: int
) -> None:
    tally = a_tally("a", {1: people}, headcount=headcount)
    meets = admits(a_collective(MOST_PEOPLE, min_rate=min_rate), tally)
    assert meets == (people * 100 >= min_rate * headcount)


def test_a_unit_that_may_not_win_ties_with_nobody() -> None:
    tied = [a_tally("a", {3: 2}, SCHOOL), a_tally("b", {3: 2}, AGENCY)]
    contest = with_prizes(a_collective(MOST_PEOPLE, unit_kind=AGENCY))
    assert told(units(contest, tied)) == ("1b", "")


def test_the_highest_score_is_that_of_the_contest_whoever_may_win() -> None:
    some = [a_tally("a", {2: 1}, SCHOOL), a_tally("b", {1: 5}, AGENCY)]
    contest = with_prizes(a_collective(Metric.FULL_MARKS, unit_kind=AGENCY))
    assert told(units(contest, some)) == ("", "")


def test_a_unit_without_participants_meets_no_metric_even_without_floors() -> None:
    contest = with_prizes(a_collective(RATE, count=3))
    assert told(units(contest, [a_tally("a", {}, headcount=3)])) == ("", "")


ONE_EACH = {"one_collective_prize_per_unit": True}
TIED = [a_tally("a", {3: 2}), a_tally("b", {3: 2}), a_tally("c", {3: 1})]


@pytest.mark.parametrize(
    ("amounts", "rules", "expected"),
    [
        pytest.param((9, 5), ONE_EACH, ("", "1:1ab 2:1ab"), id="one tie over two amounts"),
        pytest.param((9, 9), ONE_EACH, ("1a 2b", ""), id="of one amount it matters not"),
        pytest.param((9, 9, 5), ONE_EACH, ("1a 2b 3c", ""), id="the third is sure"),
        pytest.param((9, 9), {}, ("1a 2b", ""), id="whether or not a unit may win others too"),
    ],
)
def test_prizes_of_one_metric_are_a_ladder(
    amounts: tuple[int, ...], rules: dict[str, bool], expected: tuple[str, str]
) -> None:
    prizes = (a_collective(MOST_PEOPLE, amount) for amount in amounts)
    assert told(units(with_prizes(*prizes, **rules), TIED)) == expected


@pytest.mark.parametrize("other", [{"unit_kind": AGENCY}, {"min_participants": 1}, {"min_rate": 1}])
def test_another_condition_is_another_ladder(other: dict[str, Any]) -> None:
    tied = [a_tally("a", {3: 2}, AGENCY, 4), a_tally("b", {3: 2}, AGENCY, 4)]
    prizes = (a_collective(MOST_PEOPLE, 9), a_collective(MOST_PEOPLE, 5, **other))
    found = told(units(with_prizes(*prizes, **ONE_EACH), tied))
    assert found == ("", "1:1ab 2:1ab<1")


@pytest.mark.parametrize(
    ("passed", "rules", "expected"),
    [
        pytest.param("a", {}, ("1b 2b", ""), id="of no prize any more"),
        pytest.param("ab", {}, ("1c 2c", ""), id="the next in line"),
        pytest.param("c", ONE_EACH, ("", "1:1ab 2:1ab<1"), id="nobody else is concerned"),
        pytest.param("", ONE_EACH, ("", "1:1ab 2:1abc<1"), id="nobody passed"),
        pytest.param("b", ONE_EACH, ("1a 2c", ""), id="a tie ends"),
        pytest.param("abc", {}, ("", ""), id="nobody is left"),
    ],
)
def test_a_unit_that_passed_wins_nothing(
    passed: str, rules: dict[str, bool], expected: tuple[str, str]
) -> None:
    prizes = (a_collective(MOST_PEOPLE), a_collective(Metric.FULL_MARKS))
    assert told(units(with_prizes(*prizes, **rules), TIED, passed=passed)) == expected
