"""Announcements: short notices of the organizers on the pages of a contest."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

MOST_CHARACTERS = 500
MOST_AT_A_TIME = 3
"""More of them nobody reads, and pages are paid for by the megabyte."""


class Weight(StrEnum):
    """`IMPORTANT` ones stand on the quiz page too."""

    INFORMATION = "information"
    IMPORTANT = "important"


class Standing(StrEnum):
    WAITING = "waiting"
    SHOWN = "shown"
    OVER = "over"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Announcement:
    """Shown from `starts_at` until just before `ends_at`; instants in milliseconds. `by` made it at
    `made_at`; `withdrawn` is (who, when, why) where somebody took it back."""

    id: str
    weight: Weight
    text: str
    starts_at: int
    ends_at: int
    by: str
    made_at: int
    withdrawn: tuple[str, int, str] | None = None

    def standing(self, now: int) -> Standing:
        if self.withdrawn is not None:
            return Standing.WITHDRAWN
        if now >= self.ends_at:
            return Standing.OVER
        return Standing.SHOWN if now >= self.starts_at else Standing.WAITING

    def meets(self, other: "Announcement") -> bool:
        """Whether both may stand on the pages at one time."""
        if self.withdrawn or other.withdrawn:
            return False
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


def fills_up(new: Announcement, others: Iterable[Announcement]) -> bool:
    """Whether with `new` more stand on the pages at some time than may."""
    meeting = [other for other in others if other.id != new.id and new.meets(other)]
    # Where several overlap, they do so at the start of one of them.
    starts = [
        new.starts_at,
        *(each.starts_at for each in meeting if each.starts_at > new.starts_at),
    ]
    return any(
        sum(each.starts_at <= at < each.ends_at for each in meeting) >= MOST_AT_A_TIME
        for at in starts
    )


def public_file(slug: str, announcements: Iterable[Announcement], now: int) -> dict[str, Any]:
    """`announcements.json`: those that are shown, or will be; the important ones first, then the
    newest. Who wrote them is not told."""
    told = [
        each for each in announcements if each.standing(now) in (Standing.SHOWN, Standing.WAITING)
    ]
    told.sort(key=lambda each: (each.weight is not Weight.IMPORTANT, -each.starts_at, each.id))
    return {
        "slug": slug,
        "as_of": now,
        "announcements": [
            {
                "id": each.id,
                "weight": each.weight.value,
                "text": each.text,
                "starts_at": each.starts_at,
                "ends_at": each.ends_at,
            }
            for each in told
        ],
    }
