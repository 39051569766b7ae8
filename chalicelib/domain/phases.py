"""Which phase a contest is in for one person: one total function of the clock (design §5)."""

from enum import StrEnum

from chalicelib.domain.attempt import Attempt, last_arrival
from chalicelib.domain.contest import GRACE_MS, MS_PER_SECOND, NO_DEADLINE, Contest


class Phase(StrEnum):
    """What one may do now.

    `BEFORE` and `CLOSED` are for those without an attempt; `STARTABLE` too. An attempt is
    `ANSWERING` until the grace after its end is over, then `EXPIRED` unless it was `SUBMITTED`.
    `RESET` attempts take nothing any more.
    """

    BEFORE = "before"
    STARTABLE = "startable"
    CLOSED = "closed"
    ANSWERING = "answering"
    EXPIRED = "expired"
    SUBMITTED = "submitted"
    RESET = "reset"


def phase(now: int, contest: Contest, attempt: Attempt | None = None, extra_ms: int = 0) -> Phase:
    """The phase at `now`, with `extra_ms` of time granted to this attempt beyond its deadline."""
    if attempt is None:
        return _phase_without_attempt(now, contest)
    if attempt.reset_at is not None:
        return Phase.RESET
    if attempt.submission is not None:
        return Phase.SUBMITTED
    in_time = now <= last_arrival(attempt.deadline + extra_ms, contest)
    return Phase.ANSWERING if in_time else Phase.EXPIRED


def _phase_without_attempt(now: int, contest: Contest) -> Phase:
    if now < contest.opens_at:
        return Phase.BEFORE
    return Phase.STARTABLE if now < contest.closes_at else Phase.CLOSED


def takes_answers(now: int, contest: Contest) -> bool:
    """Whether anybody's answers can still be stored; extra time does not reach beyond."""
    return now <= contest.closes_at + GRACE_MS


def is_frozen(now: int, contest: Contest) -> bool:
    """Whether the contest can be ranked: nothing that counts can come any more."""
    return now >= contest.frozen_at


def deadline_for(started_at: int, contest: Contest, extra_ms: int = 0) -> int:
    """When the time of an attempt runs out, by its limit and the extra time of its person."""
    if contest.paper.time_limit_s is None:
        return NO_DEADLINE
    return started_at + contest.paper.time_limit_s * MS_PER_SECOND + extra_ms
