"""Traces for tests of flags: `a_trace(participant=…, elapsed_ms=…)`, as attempts are built."""

from typing import Any

from chalicelib.domain.flag import Trace, trace_of
from chalicelib.domain.ranking import entry_of
from tests.builders import OPENS_AT, a_sealed_attempt

MINUTE = 60_000


def a_trace(participant: str = "p1", **over: Any) -> Trace:
    """One; without `submitted_at` it is sealed when it has taken its time."""
    started_at = over.setdefault("started_at", OPENS_AT + MINUTE)
    over.setdefault("submitted_at", started_at + over.get("elapsed_ms", MINUTE))
    attempt = a_sealed_attempt(participant=participant, **over)
    entry = entry_of(attempt)
    assert entry is not None
    return trace_of(attempt, entry)


def a_crowd(people: int, **over: Any) -> list[Trace]:
    """People who have nothing in common: an hour apart, each at another pace, one name each."""
    return [
        a_trace(
            participant=f"crowd-{number}",
            **{
                "name": f"{chr(65 + number % 26)}a Văn {number}",
                "score": 2,
                "elapsed_ms": 200_000 + 5_000 * (number % 40),
                "started_at": OPENS_AT + (number + 1) * 60 * MINUTE,
                **over,
            },
        )
        for number in range(people)
    ]
