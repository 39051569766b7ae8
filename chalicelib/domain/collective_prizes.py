"""Which unit gets which collective prize, and which prize waits for which (contest format)."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from chalicelib.domain.contest import CollectivePrize, Contest
from chalicelib.domain.drawing import lots_of
from chalicelib.domain.ladders import Group, Resort, Taken, climb
from chalicelib.domain.metrics import Measured, UnitTally, measure
from chalicelib.domain.prizes import Allocation, Decided, places_of

_CONDITIONS = attrgetter("metric", "unit_kind", "min_participants", "min_rate")
_PERCENT = 100


@dataclass(frozen=True)
class CollectiveResult:
    prize: CollectivePrize
    measured: Measured
    allocation: Allocation


def award_units(
    contest: Contest,
    tallies: Sequence[UnitTally],
    decided: Decided,
    passed: Collection[str] = (),
    seed: str | None = None,
) -> tuple[CollectiveResult, ...]:
    """Collective prizes in the file's order, by each one's metric; a value of 0 wins nothing.

    Ties go to the unit with more participants, then stand. With `one_collective_prize_per_unit`
    a unit that has won is passed over, prizes in a row with the same metric and conditions are one
    ladder, and one waits while an earlier tie can change it. `passed` are units that refused or
    did not claim a prize; `seed` is the number that ties are drawn with, where the rules say so
    and it is known.
    """
    lots = None if seed is None else lots_of(seed, str)
    resort = Resort(decided, contest.ranking.last_resort, lots)
    results: list[CollectiveResult] = []
    taken = Taken()
    for prizes in _ladders(contest):
        measured = measure(prizes[0].metric, tallies, contest.paper.questions)
        out = {*taken.won, *passed}
        able = [tally for tally in tallies if tally.unit.id not in out and admits(prizes[0], tally)]
        places = [place for prize in prizes for place in places_of(prize)]
        ladder = climb(places, _groups(measured, able), taken, resort)
        results += [CollectiveResult(prize, measured, _part(ladder, prize)) for prize in prizes]
        if contest.ranking.one_collective_prize_per_unit:
            taken.note(ladder)
    return tuple(results)


def admits(prize: CollectivePrize, tally: UnitTally) -> bool:
    """Whether a unit meets the conditions of a prize; rates are compared as fractions."""
    return (
        prize.unit_kind in (None, tally.unit.kind)
        and tally.participants >= (prize.min_participants or 0)
        and tally.participation_rate * _PERCENT >= (prize.min_rate or 0)
    )


def _ladders(contest: Contest) -> Iterator[tuple[CollectivePrize, ...]]:
    """Prizes one after the other with the same metric and conditions are places of one list: a
    first and a second prize never go to the same unit."""
    for _, same in groupby(contest.collective_prizes, key=_CONDITIONS):
        yield tuple(same)


def _groups(measured: Measured, able: Iterable[UnitTally]) -> Iterator[Group]:
    results = {
        tally.unit.id: (measured.values[tally.unit.id], tally.participants) for tally in able
    }
    units = sorted(unit for unit, (value, _) in results.items() if value > 0)
    units.sort(key=results.__getitem__, reverse=True)
    for _, tied in groupby(units, key=results.__getitem__):
        yield tuple(tied)


def _part(ladder: Allocation, prize: CollectivePrize) -> Allocation:
    """What a ladder gave of one prize."""
    return Allocation(
        tuple(award for award in ladder.awards if award.prize_id == prize.id),
        tuple(tie for tie in ladder.ties if tie.prize_id == prize.id),
        tuple(tie for tie in ladder.drawn if tie.prize_id == prize.id),
    )
