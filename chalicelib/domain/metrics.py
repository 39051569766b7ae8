"""What units are compared by: the metrics of collective prizes (contest format, `metric`)."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from chalicelib.domain.contest import Metric, Unit
from chalicelib.domain.ranking import Standing

Value = int | Fraction
"""Counts are whole numbers; rates and averages are exact fractions, never floats."""


@dataclass(frozen=True)
class UnitTally:
    """What the people of a unit did. `people_by_score`: score → people whose best attempt has it.

    `attempts` are their sealed attempts that are neither disqualified nor reset, each in the unit
    that it was made for, as the ledger's rows show it.
    """

    unit: Unit
    attempts: int
    people_by_score: Mapping[int, int]

    @property
    def participants(self) -> int:
        return sum(self.people_by_score.values())

    @property
    def correct_answers(self) -> int:
        return sum(score * people for score, people in self.people_by_score.items())

    @property
    def average_score(self) -> Fraction:
        """Mean score of the participants; 0 where nobody took part."""
        return Fraction(self.correct_answers, self.participants or 1)

    @property
    def participation_rate(self) -> Fraction:
        """Participants ÷ headcount, never above 1; 0 where the headcount is not known."""
        if self.unit.headcount is None:
            return Fraction(0)
        return min(Fraction(self.participants, self.unit.headcount), Fraction(1))

    def people_at(self, score: int) -> int:
        """How many people reached exactly `score`."""
        return self.people_by_score.get(score, 0)


@dataclass(frozen=True)
class Measured:
    """Unit id → value by a metric. `at_score`: the score that `full_marks` fell back to."""

    values: Mapping[str, Value]
    at_score: int | None = None


def tally_units(
    units: Iterable[Unit], standing: Standing, strikes: Collection[tuple[str, str]] = ()
) -> tuple[UnitTally, ...]:
    """One tally for each unit, in the contest's order, also where nobody took part.

    `strikes`: (unit, participant) of those who were struck from a unit's list; no metric has them.
    """
    standing = _without(strikes, standing)
    attempts = Counter(ranked.entry.unit for ranked in standing.counted)
    attempts.update(entry.unit for entry in standing.not_best)
    people: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for ranked in standing.counted:
        people[ranked.entry.unit][ranked.entry.score] += 1
    return tuple(UnitTally(unit, attempts[unit.id], dict(people[unit.id])) for unit in units)


def _without(strikes: Collection[tuple[str, str]], standing: Standing) -> Standing:
    if not strikes:
        return standing
    return Standing(
        tuple(
            each
            for each in standing.counted
            if (each.entry.unit, each.entry.participant) not in strikes
        ),
        tuple(each for each in standing.not_best if (each.unit, each.participant) not in strikes),
    )


_VALUES: dict[Metric, Callable[[UnitTally], Value]] = {
    Metric.PARTICIPANTS: lambda tally: tally.participants,
    Metric.ATTEMPTS: lambda tally: tally.attempts,
    Metric.PARTICIPATION_RATE: lambda tally: tally.participation_rate,
    Metric.CORRECT_ANSWERS: lambda tally: tally.correct_answers,
    Metric.AVERAGE_SCORE: lambda tally: tally.average_score,
}


def measure(metric: Metric, tallies: Iterable[UnitTally], full_score: int) -> Measured:
    """The value of each unit by `metric`; `full_score` is the score with every answer right."""
    if metric is Metric.FULL_MARKS:
        return _measure_full_marks(tuple(tallies), full_score)
    value_of = _VALUES[metric]
    return Measured({tally.unit.id: value_of(tally) for tally in tallies})


def _measure_full_marks(tallies: tuple[UnitTally, ...], full_score: int) -> Measured:
    best = max((score for tally in tallies for score in tally.people_by_score), default=full_score)
    return Measured(
        {tally.unit.id: tally.people_at(best) for tally in tallies},
        at_score=None if best == full_score else best,
    )
