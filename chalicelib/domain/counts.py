"""Live counts: how far each attempt has come, as a set that repeated news can't change.

News of attempts may come twice, late, split, overlapping or in any order: of each attempt the
furthest is kept, so the counts are the same (design §3).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any

from chalicelib.domain.attempt import last_arrival
from chalicelib.domain.contest import FREEZE_DELAY_MS, Contest
from chalicelib.domain.wording import VIETNAM


class Progress(IntEnum):
    """How far an attempt has come; it never goes back, but that more time revives a lapsed one."""

    STARTED = 0
    LAPSED = 1
    SEALED = 2
    RESET = 3


@dataclass(frozen=True)
class Change:
    """What one piece of news says of an attempt. `LAPSED`: over, with nothing to seal."""

    attempt_id: str
    participant: str
    number: int
    progress: Progress
    unit: str
    deadline: int
    submitted_at: int | None = None
    leaf: str | None = None

    @property
    def reach(self) -> tuple[Progress, int, Progress]:
        """The further of two changes of an attempt is the one that holds. Of an attempt that is
        not sealed, a later deadline says more than that the time by an earlier one is over."""
        return max(self.progress, Progress.LAPSED), self.deadline, self.progress


Changes = dict[str, Change]
"""Attempt id → its furthest change."""


def merge(known: Mapping[str, Change], news: Iterable[Change]) -> Changes:
    """`known` with what `news` add to it."""
    merged = dict(known)
    for change in news:
        before = merged.get(change.attempt_id)
        if before is None or change.reach > before.reach:
            merged[change.attempt_id] = change
    return merged


def due_for_sealing(changes: Mapping[str, Change], contest: Contest, now: int) -> list[Change]:
    """Attempts whose time is over, and of which nothing was sealed yet."""
    return [
        change
        for change in changes.values()
        if change.progress is Progress.STARTED
        and now >= last_arrival(change.deadline, contest) + FREEZE_DELAY_MS
    ]


def stats(
    contest: Contest, changes: Iterable[Change], disqualified: frozenset[str], as_of: int
) -> dict[str, Any]:
    """`stats.json` (design §7). People count once, `disqualified` attempts as registered alone."""
    everyone = list(changes)
    sealed = [
        change
        for change in everyone
        if change.progress is Progress.SEALED and change.attempt_id not in disqualified
    ]
    return {
        "slug": contest.slug,
        "as_of": as_of,
        "registered": len({change.participant for change in everyone}),
        "submitted": len(sealed),
        "units": _units(contest, sealed),
        "days": _days(sealed),
    }


def _units(contest: Contest, sealed: Iterable[Change]) -> list[dict[str, Any]]:
    people: dict[str, set[str]] = defaultdict(set)
    attempts: Counter[str] = Counter()
    for change in sealed:
        people[change.unit].add(change.participant)
        attempts[change.unit] += 1
    return [
        {
            "id": unit.id,
            "name": unit.name,
            "participants": len(people[unit.id]),
            "submitted": attempts[unit.id],
        }
        for unit in contest.units
    ]


def _days(sealed: Iterable[Change]) -> list[dict[str, Any]]:
    dates = (_date(change.submitted_at) for change in sealed if change.submitted_at is not None)
    return [{"date": date, "submitted": count} for date, count in sorted(Counter(dates).items())]


def _date(instant: int) -> str:
    return datetime.fromtimestamp(instant / 1_000, VIETNAM).date().isoformat()
