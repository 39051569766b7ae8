"""Who gets which prize, and where a tie must be decided first (design §2, contest format).

Ids that win are attempt ids for individual prizes, unit ids for collective ones.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from chalicelib.domain.contest import CollectivePrize, Contest, IndividualPrize
from chalicelib.domain.metrics import Measured, UnitTally, measure
from chalicelib.domain.ranking import Standing


@dataclass(frozen=True)
class Decision:
    """What organizers decided on a tie: who of those tied gets the prize, in this order."""

    prize: str
    winners: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Place:
    """One of the `count` places of a prize."""

    prize_id: str
    title: str
    amount_vnd: int


@dataclass(frozen=True)
class Award:
    """`tied`: others had the same result, whether a decision broke the tie or it did not matter."""

    prize_id: str
    title: str
    amount_vnd: int
    winner: str
    tied: bool


@dataclass(frozen=True)
class UndecidedTie:
    """`places` places of a prize that wait for a decision between `candidates`.

    `waits_for`: the earlier prize that must be decided first, where one unit may win only one.
    """

    prize_id: str
    title: str
    places: int
    candidates: tuple[str, ...]
    waits_for: str | None = None


@dataclass(frozen=True)
class Allocation:
    """Awards in the order of places, and what is left to decide."""

    awards: tuple[Award, ...] = ()
    ties: tuple[UndecidedTie, ...] = ()


@dataclass(frozen=True)
class CollectiveResult:
    prize: CollectivePrize
    measured: Measured
    allocation: Allocation


Decided = Mapping[str, Sequence[str]]
"""Prize id → who was decided to win it, in order."""


def allocate(
    groups: Iterable[Sequence[str]], places: Sequence[Place], decided: Decided
) -> Allocation:
    """Gives `places`, best first, to `groups` of tied candidates, best group first.

    A tie matters only across different amounts or at the last place; then decided winners get
    their places, others' names in a decision are ignored, and what is left is an undecided tie
    unless it matters no more. Places without candidates go to nobody.
    """
    awards: list[Award] = []
    ties: list[UndecidedTie] = []
    taken = 0
    for group in groups:
        if taken >= len(places):
            break
        settled = _settle(group, places[taken : taken + len(group)], decided)
        awards += settled.awards
        ties += settled.ties
        taken += len(group)
    return Allocation(tuple(awards), tuple(ties))


def _settle(group: Sequence[str], places: Sequence[Place], decided: Decided) -> Allocation:
    winners = _decided_winners(group, places, decided)
    taken = set(winners)
    rest = tuple(candidate for candidate in group if candidate not in taken)
    vacant = [place for place, winner in zip(places, winners, strict=True) if winner is None]
    if not _matters(rest, vacant):
        fill = iter(rest)
        winners = [winner or next(fill) for winner in winners]
        vacant = []
    awards = tuple(
        Award(place.prize_id, place.title, place.amount_vnd, winner, tied=len(group) > 1)
        for place, winner in zip(places, winners, strict=True)
        if winner is not None
    )
    return Allocation(awards, tuple(_undecided(vacant, rest)))


def _decided_winners(
    group: Sequence[str], places: Sequence[Place], decided: Decided
) -> list[str | None]:
    """For each place the candidate of the group that a decision gives it to."""
    left = set(group)
    winners: list[str | None] = []
    for place in places:
        named = decided.get(place.prize_id, ())
        winner = next((candidate for candidate in named if candidate in left), None)
        left -= {winner}
        winners.append(winner)
    return winners


def _matters(candidates: Sequence[str], vacant: Sequence[Place]) -> bool:
    amounts = {place.amount_vnd for place in vacant}
    return len(amounts) > 1 or 0 < len(vacant) < len(candidates)


def _undecided(vacant: Iterable[Place], candidates: tuple[str, ...]) -> Iterator[UndecidedTie]:
    for place, same in groupby(vacant):
        yield UndecidedTie(place.prize_id, place.title, len(tuple(same)), candidates)


def award_individuals(contest: Contest, standing: Standing, decided: Decided) -> Allocation:
    """Individual prizes in the file's order, each counted person one at most."""
    places = [place for prize in contest.individual_prizes for place in _places_of(prize)]
    return allocate(standing.tie_groups(), places, decided)


def _places_of(prize: IndividualPrize | CollectivePrize) -> list[Place]:
    return [Place(prize.id, prize.title, prize.amount_vnd)] * prize.count


@dataclass
class _Taken:
    """Units that have won, and units that may yet win: unit id → the prize to decide first.

    `pending` keeps the order of the prizes, so that the earliest is named.
    """

    won: set[str] = field(default_factory=set)
    pending: dict[str, str] = field(default_factory=dict)

    def note(self, allocation: Allocation) -> None:
        self.won.update(award.winner for award in allocation.awards)
        for tie in allocation.ties:
            for unit in tie.candidates:
                self.pending.setdefault(unit, tie.waits_for or tie.prize_id)


def award_units(
    contest: Contest, tallies: Sequence[UnitTally], decided: Decided
) -> tuple[CollectiveResult, ...]:
    """Collective prizes in the file's order, by each one's metric; a value of 0 wins nothing.

    Ties go to the unit with more participants, then stand. With `one_collective_prize_per_unit`
    a unit that has won is passed over, and a prize waits while an earlier tie can change it.
    """
    results: list[CollectiveResult] = []
    taken = _Taken()
    for prize in contest.collective_prizes:
        measured = measure(prize.metric, tallies, contest.paper.questions)
        groups = list(_unit_groups(measured, tallies, taken.won))
        allocation = _award_prize(prize, groups, taken.pending, decided)
        results.append(CollectiveResult(prize, measured, allocation))
        if contest.ranking.one_collective_prize_per_unit:
            taken.note(allocation)
    return tuple(results)


def _unit_groups(
    measured: Measured, tallies: Iterable[UnitTally], won: Collection[str]
) -> Iterator[tuple[str, ...]]:
    results = {
        tally.unit.id: (measured.values[tally.unit.id], tally.participants) for tally in tallies
    }
    able = sorted(unit for unit, (value, _) in results.items() if value > 0 and unit not in won)
    able.sort(key=results.__getitem__, reverse=True)
    for _, tied in groupby(able, key=results.__getitem__):
        yield tuple(tied)


def _award_prize(
    prize: CollectivePrize,
    groups: Sequence[tuple[str, ...]],
    pending: Mapping[str, str],
    decided: Decided,
) -> Allocation:
    in_reach = set(_within_reach(groups, prize.count))
    waits_for = next((earlier for unit, earlier in pending.items() if unit in in_reach), None)
    if waits_for is None:
        return allocate(groups, _places_of(prize), decided)
    candidates = _within_reach(groups, prize.count, passed_over=pending)
    places = min(prize.count, len(candidates))
    tie = UndecidedTie(prize.id, prize.title, places, candidates, waits_for)
    return Allocation(ties=(tie,))


def _within_reach(
    groups: Iterable[Sequence[str]], count: int, passed_over: Collection[str] = ()
) -> tuple[str, ...]:
    """All who could win one of `count` places if any of `passed_over` left the list."""
    reached: list[str] = []
    sure = 0
    for group in groups:
        if sure >= count:
            break
        reached += group
        sure += sum(unit not in passed_over for unit in group)
    return tuple(reached)
