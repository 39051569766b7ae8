"""Ranking: who stands where, each person once with the best attempt (design §5 and §7)."""

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from chalicelib.domain.attempt import Attempt, SealedBy
from chalicelib.domain.contest import PredictionTarget, RankingKey


class Verdict(StrEnum):
    OK = "ok"
    DISQUALIFIED = "disqualified"
    CALLED_IN = "called_in"


@dataclass(frozen=True)
class Review:
    """What an organizer decided after looking at an attempt, `at` when (milliseconds); `reason` is
    a sentence or a code."""

    attempt_id: str
    verdict: Verdict
    reason: str
    at: int = 0


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
    `sealed_score` and `sealed_elapsed_ms` are there only where amendments changed either.
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
    prediction: int | None = None
    sealed_score: int | None = None
    sealed_elapsed_ms: int | None = None


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
        sealed.prediction,
    )


class Starts(NamedTuple):
    """What a person started, resets not counted: how many attempts, sealed or not, and when the
    first of them (milliseconds)."""

    attempts: int
    registered_at: int


BY_STARTS = frozenset({RankingKey.ATTEMPTS, RankingKey.REGISTERED_AT})
"""Keys that go by what a person started, not by what an entry says."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entry at its place, from 1; those who tie share it (1, 2, 2, 4)."""

    place: int
    entry: Entry


@dataclass(frozen=True)
class Standing:
    """`counted`: each person's best entry, best first, ties side by side in an order of no
    meaning. `not_best`: the other entries of the same people, best first."""

    counted: tuple[Ranked, ...]
    not_best: tuple[Entry, ...]

    def tie_groups(self) -> Iterator[tuple[str, ...]]:
        """Attempt ids place by place, those of one place together."""
        for _, tied in groupby(self.counted, key=attrgetter("place")):
            yield tuple(ranked.entry.attempt_id for ranked in tied)


def prediction_value(target: PredictionTarget, entries: Collection[Entry], full_score: int) -> int:
    """What predictions are measured against, from the entries that may win.

    Full marks are people with any entry of `full_score`, not their best one alone: what is best can
    depend on this value.
    """
    match target:
        case PredictionTarget.ATTEMPTS:
            return len(entries)
        case PredictionTarget.PARTICIPANTS:
            return len({entry.participant for entry in entries})
        case PredictionTarget.FULL_MARKS:
            return len({entry.participant for entry in entries if entry.score == full_score})


_Reader = Callable[[Entry], float]
_FIELDS = {
    RankingKey.SCORE: "score",
    RankingKey.ELAPSED: "elapsed_ms",
    RankingKey.SUBMITTED_AT: "submitted_at",
}
_HIGHEST_FIRST = {RankingKey.SCORE}
_WHERE_ALL_ELSE_IS_EQUAL = attrgetter("number", "leaf", "attempt_id")


def rank(
    entries: Iterable[Entry],
    order: Sequence[RankingKey],
    starts: Mapping[str, Starts] | None = None,
    target: int | None = None,
) -> Standing:
    """The standing of entries that may win, by `order`, the first key deciding first.

    Entries equal in every key share a place. The order of `entries` does not matter. Each person
    counts once ("Settled for all contests", contest format): of attempts equal in every key, with
    the one of the higher score, then the earlier one. `order` names at least one key;
    `starts` (participant → what they started) is needed for the keys `attempts` and
    `registered_at`, `target` for `prediction`: without one no prediction is nearer than another.
    """
    readers = [_reader(key, starts or {}, target) for key in order]
    in_order = sorted(entries, key=_WHERE_ALL_ELSE_IS_EQUAL)
    in_order.sort(key=attrgetter("score"), reverse=True)
    # Stable sorts from the last key to the first: cheaper than one sort by tuples.
    for key, reader in reversed(tuple(zip(order, readers, strict=True))):
        in_order.sort(key=reader, reverse=key in _HIGHEST_FIRST)
    best, others = _best_of_each_person(in_order)
    # Plain fields are read by one attrgetter, in half the time.
    plain = _FIELDS.keys() >= set(order)
    result = attrgetter(*(_FIELDS[key] for key in order)) if plain else _result(readers)
    return Standing(counted=tuple(_placed(best, result)), not_best=tuple(others))


def _reader(key: RankingKey, starts: Mapping[str, Starts], target: int | None) -> _Reader:
    """What `key` compares of an entry."""
    readers: dict[RankingKey, _Reader] = {
        **{key: attrgetter(name) for key, name in _FIELDS.items()},
        RankingKey.PREDICTION: lambda entry: _distance(entry.prediction, target),
        RankingKey.ATTEMPTS: lambda entry: starts[entry.participant].attempts,
        RankingKey.REGISTERED_AT: lambda entry: starts[entry.participant].registered_at,
    }
    return readers[key]


def _result(readers: Sequence[_Reader]) -> Callable[[Entry], object]:
    """What those who tie have in common."""
    return lambda entry: [read(entry) for read in readers]


def _distance(prediction: int | None, target: int | None) -> float:
    """How far off a prediction is; who made none stands behind all who did."""
    if prediction is None or target is None:
        return math.inf
    return abs(prediction - target)


def _best_of_each_person(in_order: Iterable[Entry]) -> tuple[list[Entry], list[Entry]]:
    seen: set[str] = set()
    best: list[Entry] = []
    others: list[Entry] = []
    for entry in in_order:
        (others if entry.participant in seen else best).append(entry)
        seen.add(entry.participant)
    return best, others


def _placed(best: Iterable[Entry], result: Callable[[Entry], object]) -> Iterator[Ranked]:
    place = 1
    for _, tied in groupby(best, key=result):
        entries = tuple(tied)
        for entry in entries:
            yield Ranked(place, entry)
        place += len(entries)
