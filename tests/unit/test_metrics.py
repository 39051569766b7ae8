"""What units are compared by."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.contest import Metric, RankingKey, Unit
from chalicelib.domain.metrics import UnitTally, Value, measure, tally_units
from chalicelib.domain.ranking import Entry, entry_of, rank
from tests.builders import a_sealed_attempt

FULL_SCORE = 3
UNITS = (Unit("a", "A", headcount=4), Unit("b", "B", headcount=2), Unit("c", "C"))


def tallies_of(*results: tuple[str, str, int]) -> tuple[UnitTally, ...]:
    """Tallies of (participant, unit, score); a participant's attempts are numbered as they come."""
    entries = [
        entry_of(a_sealed_attempt(participant=who, number=number, unit=unit, score=score))
        for number, (who, unit, score) in enumerate(results)
    ]
    present: list[Entry] = [entry for entry in entries if entry]
    return tally_units(UNITS, rank(present, (RankingKey.SCORE,)))


SOME = (
    ("p1", "a", 3),
    ("p2", "a", 1),
    ("p3", "a", 2),
    ("p3", "a", 0),
    ("p4", "b", 3),
    ("p5", "b", 3),
    ("p5", "b", 3),
    ("p5", "b", 1),
)


@pytest.mark.parametrize(
    ("metric", "a", "b", "c"),
    [
        (Metric.PARTICIPANTS, 3, 2, 0),
        (Metric.ATTEMPTS, 4, 4, 0),
        (Metric.PARTICIPATION_RATE, Fraction(3, 4), Fraction(1), Fraction(0)),
        (Metric.FULL_MARKS, 1, 2, 0),
        (Metric.CORRECT_ANSWERS, 6, 6, 0),
        (Metric.AVERAGE_SCORE, Fraction(2), Fraction(3), Fraction(0)),
    ],
)
def test_each_metric(metric: Metric, a: Value, b: Value, c: Value) -> None:
    measured = measure(metric, tallies_of(*SOME), FULL_SCORE)
    assert measured.values == {"a": a, "b": b, "c": c}
    assert measured.at_score is None
    exact = metric in {Metric.PARTICIPATION_RATE, Metric.AVERAGE_SCORE}
    assert all(type(value) is (Fraction if exact else int) for value in measured.values.values())


@pytest.mark.parametrize("metric", Metric)
def test_where_nobody_took_part_every_value_is_zero(metric: Metric) -> None:
    measured = measure(metric, tallies_of(), FULL_SCORE)
    assert list(measured.values.values()) == [0, 0, 0]
    assert measured.at_score is None


def test_without_full_marks_those_at_the_highest_score_of_the_contest_count() -> None:
    tallies = tallies_of(("p1", "a", 1), ("p2", "a", 1), ("p3", "b", 2), ("p4", "b", 1))
    measured = measure(Metric.FULL_MARKS, tallies, FULL_SCORE)
    assert (measured.values, measured.at_score) == ({"a": 0, "b": 1, "c": 0}, 2)


def test_one_with_full_marks_is_enough_for_no_fallback() -> None:
    tallies = tallies_of(("p1", "a", 2), ("p2", "a", 2), ("p3", "b", 3))
    measured = measure(Metric.FULL_MARKS, tallies, FULL_SCORE)
    assert (measured.values, measured.at_score) == ({"a": 0, "b": 1, "c": 0}, None)


def test_where_all_have_nothing_right_the_highest_score_reached_is_zero() -> None:
    tallies = tallies_of(("p1", "a", 0), ("p2", "b", 0), ("p3", "b", 0))
    measured = measure(Metric.FULL_MARKS, tallies, FULL_SCORE)
    assert (measured.values, measured.at_score) == ({"a": 1, "b": 2, "c": 0}, 0)


@pytest.mark.parametrize(
    ("headcount", "people", "rate"),
    [
        (3, 1, Fraction(1, 3)),
        (3, 3, Fraction(1)),
        (3, 4, Fraction(1)),
        (10**6, 1, Fraction(1, 10**6)),
        (None, 4, Fraction(0)),
    ],
)
def test_the_rate_is_exact_and_never_above_one(
    headcount: int | None, people: int, rate: Fraction
) -> None:
    tally = UnitTally(Unit("x", "X", headcount=headcount), people, {1: people})
    assert tally.participation_rate == rate


def test_fractions_that_floats_confuse_are_told_apart() -> None:
    near = UnitTally(Unit("x", "X"), 0, {10**15: 3, 10**15 + 1: 10**6})
    nearer = UnitTally(Unit("y", "Y"), 0, {10**15: 2, 10**15 + 1: 10**6})
    assert near.average_score < nearer.average_score
    assert float(near.average_score) == float(nearer.average_score)


def test_attempts_count_in_the_unit_they_were_made_for_people_in_that_of_their_best() -> None:
    a, b, _ = tallies_of(("p1", "a", 1), ("p1", "b", 2))
    assert (a.participants, a.attempts) == (0, 1)
    assert (b.participants, b.attempts) == (1, 1)


def test_units_keep_the_order_of_the_contest() -> None:
    assert [tally.unit for tally in tallies_of(*SOME)] == list(UNITS)


results = st.lists(
    st.tuples(st.sampled_from("pqrstuv"), st.sampled_from("abc"), st.integers(0, FULL_SCORE)),
    max_size=15,
)


@given(results)
def test_sums_over_units_are_those_over_people(some: list[tuple[str, str, int]]) -> None:
    tallies = tallies_of(*some)
    best = {who: max(score for name, _, score in some if name == who) for who, _, _ in some}
    assert sum(tally.participants for tally in tallies) == len(best)
    assert sum(tally.attempts for tally in tallies) == len(some)
    assert sum(tally.correct_answers for tally in tallies) == sum(best.values())
    measured = measure(Metric.FULL_MARKS, tallies, FULL_SCORE)
    top = max(best.values(), default=FULL_SCORE)
    assert sum(measured.values.values()) == list(best.values()).count(top)
    assert measured.at_score == (None if top == FULL_SCORE else top)


@given(results)
def test_an_average_lies_between_nothing_and_everything(some: list[tuple[str, str, int]]) -> None:
    for tally in tallies_of(*some):
        assert 0 <= tally.average_score <= FULL_SCORE
        assert tally.average_score * tally.participants == tally.correct_answers
        assert 0 <= tally.participation_rate <= 1
