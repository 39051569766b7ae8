"""Ranking: who stands where, each person once with the best attempt (design §5 and §7)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from operator import attrgetter

from chalicelib.domain.attempt import Attempt, SealedBy
from chalicelib.domain.contest import RankingKey


class Verdict(StrEnum):
    OK = "ok"
    DISQUALIFIED = "disqualified"


@dataclass(frozen=True)
class Review:
    """What an organizer decided after looking at an attempt; `reason` is a sentence or a code."""

    attempt_id: str
    verdict: Verdict
    reason: str


class EntryState(StrEnum):
    """How an entry stands in the ledger."""

    COUNTED = "counted"
    NOT_BEST = "not_best"
    DISQUALIFIED = "disqualified"
    RESET = "reset"


@dataclass(frozen=True, slots=True)
class Entry:
    """A sealed attempt as ranking sees it; instants and durations are milliseconds.

    It drops what does not matter any more (answers, device, drafts), so that a million of them
    fit into memory. `name` and `identity` are for calling winners and never rank anybody.
    """

    attempt_id: str
    participant: str
    number: int
    unit: str
    category: str
    name: str
    identity: str
    score: int
    elapsed_ms: int
    submitted_at: int
    leaf: bytes
    sealed_by: SealedBy


def entry_of(attempt: Attempt) -> Entry | None:
    """The entry of an attempt; None where nothing was ever sealed."""
    sealed = attempt.submission
    if sealed is None:
        return None
    return Entry(
        attempt.id,
        attempt.participant,
        attempt.number,
        attempt.unit,
        attempt.category,
        attempt.name,
        attempt.identity,
        sealed.score,
        sealed.elapsed_ms,
        sealed.submitted_at,
        sealed.leaf,
        sealed.sealed_by,
    )


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entry at its place, from 1; those who tie share it (1, 2, 2, 4)."""

    place: int
    entry: Entry


@dataclass(frozen=True)
class Standing:
    """`counted`: each person's best entry, best first, ties side by side in the order of their
    leaves. `not_best`: the other entries of the same people, best first."""

    counted: tuple[Ranked, ...]
    not_best: tuple[Entry, ...]

    def tie_groups(self) -> Iterator[tuple[str, ...]]:
        """Attempt ids place by place, those of one place together."""
        for _, tied in groupby(self.counted, key=attrgetter("place")):
            yield tuple(ranked.entry.attempt_id for ranked in tied)


@dataclass(frozen=True)
class _Sort:
    field: str
    highest_first: bool


_SORTS = {
    RankingKey.SCORE: _Sort("score", highest_first=True),
    RankingKey.ELAPSED: _Sort("elapsed_ms", highest_first=False),
    RankingKey.SUBMITTED_AT: _Sort("submitted_at", highest_first=False),
}


def rank(entries: Iterable[Entry], order: Sequence[RankingKey]) -> Standing:
    """The standing of entries that may win, by `order`, the first key deciding first.

    Entries equal in every key share a place. The order of `entries` does not matter. Each person
    counts once ("Settled for all contests", contest format). `order` names at least one key.
    """
    in_order = sorted(entries, key=attrgetter("leaf", "attempt_id"))
    # Stable sorts from the last key to the first: cheaper than one sort by tuples.
    for key in reversed(order):
        sort = _SORTS[key]
        in_order.sort(key=attrgetter(sort.field), reverse=sort.highest_first)
    best, others = _best_of_each_person(in_order)
    return Standing(counted=tuple(_placed(best, order)), not_best=tuple(others))


def _best_of_each_person(in_order: Iterable[Entry]) -> tuple[list[Entry], list[Entry]]:
    seen: set[str] = set()
    best: list[Entry] = []
    others: list[Entry] = []
    for entry in in_order:
        (others if entry.participant in seen else best).append(entry)
        seen.add(entry.participant)
    return best, others


def _placed(best: Iterable[Entry], order: Sequence[RankingKey]) -> Iterator[Ranked]:
    place = 1
    for _, tied in groupby(best, key=attrgetter(*(_SORTS[key].field for key in order))):
        entries = tuple(tied)
        for entry in entries:
            yield Ranked(place, entry)
        place += len(entries)
