"""How a contest goes: who takes part, when, from where, who is behind; scores without names."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import NamedTuple

from chalicelib.domain.contest import Contest, Unit
from chalicelib.domain.wording import VIETNAM

LEAST_IN_A_CELL = 5
"""Figures of fewer people than this could tell of one of them."""
_LOWEST_UNITS = 5
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Sitting(NamedTuple):
    """What is read of an attempt; instants in milliseconds. `score`, `submitted_at` and `choices`
    are None where nothing was sealed; `counts` is False where it was reset or disqualified."""

    attempt_id: str
    participant: str
    number: int
    unit: str
    started_at: int
    counts: bool
    score: int | None = None
    submitted_at: int | None = None
    choices: bytes | None = None

    @property
    def is_counted(self) -> bool:
        return self.counts and self.submitted_at is not None


class UnitTurnout(NamedTuple):
    """How many of a unit took part. `submitted` counts their attempts."""

    unit: Unit
    participants: int
    submitted: int

    @property
    def rate(self) -> Fraction | None:
        """Participants ÷ headcount, never above 1; None where the headcount is not known."""
        if self.unit.headcount is None:
            return None
        return min(Fraction(self.participants, self.unit.headcount), Fraction(1))


@dataclass(frozen=True)
class Moments:
    """When attempts were started and sealed, in Vietnam: by the hour of the day, and by date (ISO)
    in order, from the first to the last with any."""

    started_by_hour: tuple[int, ...]
    sealed_by_hour: tuple[int, ...]
    started_by_day: Mapping[str, int]
    sealed_by_day: Mapping[str, int]


@dataclass(frozen=True)
class Behind:
    """Whom to urge. `nobody`: units without a participant, in the contest's order. `lowest`: at
    most five units with some, under the rate of all units with a known headcount together, lowest
    first."""

    nobody: tuple[Unit, ...]
    lowest: tuple[UnitTurnout, ...]


@dataclass(frozen=True)
class Scores:
    """How well people did. `by_score`: right answers → people. `high` has 75 % right or more, `low`
    less than 25 %, `middle` the others; `full` is those of `high` with every answer right."""

    people: int
    total: int
    by_score: Mapping[int, int]
    high: int
    middle: int
    low: int
    full: int

    @property
    def mean(self) -> Fraction:
        """0 where there is nobody."""
        return Fraction(self.total, self.people or 1)


def turnout(contest: Contest, sittings: Iterable[Sitting]) -> list[UnitTurnout]:
    """The turnout of each unit, in the contest's order; people once, in the unit of each counted
    attempt."""
    people: defaultdict[str, set[str]] = defaultdict(set)
    attempts: Counter[str] = Counter()
    for sitting in sittings:
        if sitting.is_counted:
            people[sitting.unit].add(sitting.participant)
            attempts[sitting.unit] += 1
    return [UnitTurnout(one, len(people[one.id]), attempts[one.id]) for one in contest.units]


def behind(units: Sequence[UnitTurnout]) -> Behind:
    """The units that are behind."""
    rated = [(each.rate, each) for each in units if each.rate is not None and each.participants]
    overall = overall_rate(units)
    under = [(rate, each) for rate, each in rated if overall is not None and rate < overall]
    under.sort(key=lambda pair: pair[0])
    return Behind(
        nobody=tuple(each.unit for each in units if not each.participants),
        lowest=tuple(each for _, each in under[:_LOWEST_UNITS]),
    )


def overall_rate(units: Iterable[UnitTurnout]) -> Fraction | None:
    """The rate of all units with a known headcount together, never above 1; None without any."""
    known = [(each.participants, each.unit.headcount) for each in units if each.unit.headcount]
    if not known:
        return None
    people, heads = sum(one for one, _ in known), sum(head or 0 for _, head in known)
    return min(Fraction(people, heads), Fraction(1))


def moments(sittings: Iterable[Sitting]) -> Moments:
    """When people take part; attempts that do not count are left out."""
    counting = [sitting for sitting in sittings if sitting.counts]
    started = [_there(sitting.started_at) for sitting in counting]
    sealed = [_there(each.submitted_at) for each in counting if each.submitted_at is not None]
    return Moments(_by_hour(started), _by_hour(sealed), _by_day(started), _by_day(sealed))


def scores(contest: Contest, people: Iterable[int]) -> Scores:
    """The figures of people's scores (right answers)."""
    full = contest.paper.questions
    by_score = Counter(people)
    high = sum(count for score, count in by_score.items() if 4 * score >= 3 * full)
    low = sum(count for score, count in by_score.items() if 4 * score < full)
    everybody = sum(by_score.values())
    return Scores(
        people=everybody,
        total=sum(score * count for score, count in by_score.items()),
        by_score=dict(sorted(by_score.items())),
        high=high,
        middle=everybody - high - low,
        low=low,
        full=by_score[full],
    )


class Person(NamedTuple):
    """One participant: where and when the first counted attempt was, and the best score."""

    first: Sitting
    best: int


def people_in(sittings: Iterable[Sitting]) -> list[Person]:
    """Who has a counted attempt, in the order in which the first ones were sealed."""
    first: dict[str, Sitting] = {}
    best: dict[str, int] = {}
    for each in sittings:
        if not each.is_counted:
            continue
        who = each.participant
        best[who] = max(best.get(who, 0), each.score or 0)
        if who not in first or each.number < first[who].number:
            first[who] = each
    in_order = sorted(first.values(), key=lambda each: (each.submitted_at or 0, each.attempt_id))
    return [Person(each, best[each.participant]) for each in in_order]


def shown_before_close(people: Sequence[Person]) -> Sequence[Person]:
    """Those whom figures may be made of while a contest is open: whole fives, in the order in which
    they came. So two looks, one before and one after somebody, never differ by one person."""
    return people[: len(people) // LEAST_IN_A_CELL * LEAST_IN_A_CELL]


def showable(sizes: Mapping[str, int]) -> frozenset[str]:
    """Which cells of a total may be shown: those of five people or more. Where what is hidden is
    fewer than five together, so that the total less what is shown would tell of them, the smallest
    shown cell is hidden too. Cells of nobody tell of nobody."""
    shown = {name for name, size in sizes.items() if size >= LEAST_IN_A_CELL}
    hidden = sum(size for name, size in sizes.items() if name not in shown)
    if 0 < hidden < LEAST_IN_A_CELL and shown:
        shown.remove(min(shown, key=lambda name: (sizes[name], name)))
    return frozenset(shown)


def _there(instant: int) -> datetime:
    return (_EPOCH + timedelta(milliseconds=instant)).astimezone(VIETNAM)


def _by_hour(instants: Iterable[datetime]) -> tuple[int, ...]:
    counts = Counter(there.hour for there in instants)
    return tuple(counts[hour] for hour in range(24))


def _by_day(instants: Iterable[datetime]) -> dict[str, int]:
    return dict(sorted(Counter(there.date().isoformat() for there in instants).items()))
