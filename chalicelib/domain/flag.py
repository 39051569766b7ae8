"""A flag, and what flags go by: a reason to look at an attempt before it may win (design §5)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter

from chalicelib.domain.attempt import Attempt
from chalicelib.domain.contest import MS_PER_SECOND
from chalicelib.domain.ranking import Entry

LEAST_FOR_A_DISTRIBUTION = 30
"""Sealed attempts from which on it means something to be unlike all others."""

MOST_OTHERS = 12
"""Of a large group a flag names those nearest in time; its evidence says how many there are."""


class FlagCode(StrEnum):
    TOO_FAST = "too_fast"
    FASTER_THAN_OTHERS = "faster_than_others"
    SAME_WRONG_ANSWERS = "same_wrong_answers"
    DEVICE_OF_SEVERAL = "device_of_several"
    SAME_NAME = "same_name"
    ONE_SOURCE = "one_source"
    MANY_RETAKES = "many_retakes"


@dataclass(frozen=True)
class Flag:
    """A reason to look at an attempt; `evidence` is a Vietnamese sentence for the organizer.

    `others` are the attempts that it concerns as well, at most `MOST_OTHERS`.
    """

    attempt_id: str
    code: FlagCode
    evidence: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """What flags go by besides the entry: when it began, from which device and source (hashes),
    and the choices as packed. `shared`: made on a tablet that the organizers gave out."""

    entry: Entry
    started_at: int
    device: bytes
    source: bytes
    choices: bytes
    shared: bool = False


def trace_of(attempt: Attempt, entry: Entry) -> Trace:
    """The trace of a sealed attempt, whose entry this is."""
    sealed = attempt.submission
    return Trace(
        entry,
        attempt.started_at,
        attempt.device,
        attempt.source,
        b"" if sealed is None else sealed.choices,
        attempt.shared_device,
    )


_BY_TIME = attrgetter("entry.submitted_at", "entry.attempt_id")


def in_time(traces: Iterable[Trace]) -> list[Trace]:
    """Traces in the order in which they were sealed; it is the same whatever order they come in."""
    return sorted(traces, key=_BY_TIME)


def people_of(traces: Iterable[Trace]) -> set[str]:
    return {each.entry.participant for each in traces}


def flag_group(group: Sequence[Trace], code: FlagCode, evidence: str) -> list[Flag]:
    """One flag for each of a group in order of time, with those nearest to it as its others."""
    ids = [each.entry.attempt_id for each in group]
    return [Flag(ids[at], code, evidence, _nearest(ids, at)) for at in range(len(ids))]


def _nearest(ids: Sequence[str], at: int) -> tuple[str, ...]:
    first = max(0, min(at - MOST_OTHERS // 2, len(ids) - MOST_OTHERS - 1))
    return tuple(
        ids[index] for index in range(first, min(first + MOST_OTHERS + 1, len(ids))) if index != at
    )


def seconds(milliseconds: int) -> str:
    """Seconds as Vietnamese write them: 31500 → 31,5."""
    whole, rest = divmod(milliseconds, MS_PER_SECOND)
    return f"{whole},{rest:03d}".rstrip("0").rstrip(",")


def decimal(value: float) -> str:
    """A number with one decimal, as Vietnamese write it: 2.5 → 2,5."""
    return f"{value:.1f}".replace(".", ",")
