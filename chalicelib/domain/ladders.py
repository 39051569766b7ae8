"""Ladders: places of prizes for which the same candidates stand, best first (contest format).

Where a candidate may win one prize only, what one ladder leaves undecided can reach into later
ones: those wait, and nothing is ever given that a later decision could take back.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, groupby, takewhile
from operator import attrgetter

from chalicelib.domain.contest import SHARE_UNIT_VND, LastResort
from chalicelib.domain.drawing import Lots
from chalicelib.domain.prizes import (
    Allocation,
    Award,
    Decided,
    DrawnTie,
    Place,
    UndecidedTie,
)

Group = Sequence[str]
"""Candidates who tie."""

"""Each part of a shared prize is rounded down to a multiple of this."""


@dataclass(frozen=True)
class Resort:
    """How ties end that matter: what is decided, or that they are shared, or that `lots` are drawn
    (None: not yet), whatever is decided."""

    decided: Decided
    last: LastResort = LastResort.ORGANIZERS
    lots: Lots | None = None

    def settle(self, group: Group, places: Sequence[Place]) -> Allocation:
        """What becomes of the places that a group of tied candidates spans."""
        if self.last is LastResort.SHARE:
            return _share(group, places)
        if self.last is LastResort.DRAW:
            return _draw(group, places, self.lots)
        return _settle(group, places, self.decided)


def allocate(groups: Iterable[Group], places: Sequence[Place], resort: Resort) -> Allocation:
    """Gives `places`, best first, to `groups` of tied candidates, best group first.

    A tie matters only across different amounts or at the last place; then it is shared, or decided
    winners get their places, others' names in a decision are ignored, and what is left is an
    undecided tie unless it matters no more. Places without candidates go to nobody.
    """
    parts: list[Allocation] = []
    taken = 0
    for group in groups:
        if taken >= len(places):
            break
        parts.append(resort.settle(group, places[taken : taken + len(group)]))
        taken += len(group)
    return joined(parts)


@dataclass
class Taken:
    """Who has won for sure, and who may have won: candidate → the prize to decide first.

    `pending` keeps the order of the prizes, so that the earliest is named.
    """

    won: set[str] = field(default_factory=set)
    pending: dict[str, str] = field(default_factory=dict)

    def note(self, allocation: Allocation) -> None:
        """Takes in what a ladder gave; those who tie over places for all of them win for sure."""
        self.won.update(award.winner for award in allocation.awards)
        for candidates, same in groupby(allocation.ties, key=attrgetter("candidates")):
            ties = tuple(same)
            if sum(tie.places for tie in ties) >= len(candidates):
                self.won.update(candidates)
            else:
                first = ties[0].waits_for or ties[0].prize_id
                self.pending |= {each: first for each in candidates if each not in self.pending}


def climb(
    places: Sequence[Place], groups: Iterable[Group], earlier: Taken, resort: Resort
) -> Allocation:
    """Gives the places of a ladder to `groups`, in which nobody has won for sure.

    Where one who may have won stands, the places from their group on wait.
    """
    reached = list(_reached(groups, len(places), earlier.pending))
    sure = list(takewhile(earlier.pending.keys().isdisjoint, reached))
    left = places[sum(map(len, sure)) :]
    waiting = _waiting(left, reached[len(sure) :], earlier)
    return joined([allocate(sure, places, resort), Allocation(ties=tuple(waiting))])


def _waiting(
    places: Sequence[Place], groups: Sequence[Group], earlier: Taken
) -> Iterator[UndecidedTie]:
    if not (places and groups):
        return
    in_reach = set(chain.from_iterable(_reached(groups, len(places))))
    waits_for = next(prize for each, prize in earlier.pending.items() if each in in_reach)
    candidates = tuple(chain.from_iterable(groups))
    yield from _undecided(places[: len(candidates)], candidates, waits_for)


def _reached(
    groups: Iterable[Group], count: int, passed_over: Collection[str] = ()
) -> Iterator[Group]:
    """The groups that could win some of `count` places if all of `passed_over` left the list."""
    sure = 0
    for group in groups:
        if sure >= count:
            break
        yield group
        sure += sum(each not in passed_over for each in group)


def _share(group: Group, places: Sequence[Place]) -> Allocation:
    """The places as they are where the tie does not matter, else equal parts of their sum."""
    if not _matters(group, places):
        return _settle(group, places, {})
    first, people = places[0], len(group)
    total = sum(place.amount_vnd for place in places)
    part = total // (people * SHARE_UNIT_VND) * SHARE_UNIT_VND
    awards = (Award(first.prize_id, first.title, part, each, True, people) for each in group)
    return Allocation(tuple(awards))


def _draw(group: Group, places: Sequence[Place], lots: Lots | None) -> Allocation:
    """The places as they are where the tie does not matter; else each goes to the first in the
    order drawn for its prize who has none yet."""
    if lots is None or not _matters(group, places):
        return _settle(group, places, {})
    drawn = tuple(
        DrawnTie(place.prize_id, place.title, len(tuple(same)), tuple(lots(place.prize_id, group)))
        for place, same in groupby(places)
    )
    settled = _settle(group, places, {tie.prize_id: tie.candidates for tie in drawn})
    return replace(settled, drawn=drawn)


def _settle(group: Group, places: Sequence[Place], decided: Decided) -> Allocation:
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


def _decided_winners(group: Group, places: Sequence[Place], decided: Decided) -> list[str | None]:
    """For each place the candidate of the group that a decision gives it to."""
    left = set(group)
    winners: list[str | None] = []
    for place in places:
        named = decided.get(place.prize_id, ())
        winner = next((candidate for candidate in named if candidate in left), None)
        left -= {winner}
        winners.append(winner)
    return winners


def _matters(candidates: Group, vacant: Sequence[Place]) -> bool:
    amounts = {place.amount_vnd for place in vacant}
    return len(amounts) > 1 or 0 < len(vacant) < len(candidates)


def _undecided(
    vacant: Iterable[Place], candidates: tuple[str, ...], waits_for: str | None = None
) -> Iterator[UndecidedTie]:
    for place, same in groupby(vacant):
        yield UndecidedTie(place.prize_id, place.title, len(tuple(same)), candidates, waits_for)


def joined(parts: Iterable[Allocation]) -> Allocation:
    """All that these give, in their order."""
    found = tuple(parts)
    return Allocation(
        tuple(chain.from_iterable(part.awards for part in found)),
        tuple(chain.from_iterable(part.ties for part in found)),
        tuple(chain.from_iterable(part.drawn for part in found)),
    )
