"""What there is: the contests of a deployment and how far each has come."""

from typing import Any

from chalicelib.domain.contest import FREEZE_DELAY_MS, GRACE_MS
from chalicelib.usecases.ports import ContestRecord, ContestRecords


def list_contests(records: ContestRecords, now: int) -> list[dict[str, Any]]:
    """Each contest with its window and stage, the one that closes last first."""
    newest_first = sorted(records.every(), key=lambda record: (-record.closes_at, record.slug))
    return [
        {
            "slug": record.slug,
            "title": record.title,
            "opens_at": record.opens_at,
            "closes_at": record.closes_at,
            "stage": stage(record, now),
        }
        for record in newest_first
    ]


def stage(record: ContestRecord, now: int) -> str:
    """How far a contest has come, in one word."""
    if record.published_at is not None:
        return "published"
    if record.ranked_at is not None:
        return "ranked"
    if now >= record.closes_at + GRACE_MS + FREEZE_DELAY_MS:
        return "frozen"
    if now >= record.closes_at:
        return "closed"
    return "open" if now >= record.opens_at else "before"
