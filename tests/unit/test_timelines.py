"""Both sides of each boundary in time, to the millisecond, with the plan's own contest.

Times are those of Vietnam in July 2024: `2 08:15:05.001` is the 2nd, a bit past a quarter past 8.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from chalicelib.domain.attempt import (
    Attempt,
    Draft,
    draft_is_due,
    end_of,
    last_arrival,
)
from chalicelib.domain.contest import NO_DEADLINE, Contest
from chalicelib.domain.contest_document import contest_from_document
from chalicelib.domain.counts import Change, Progress, due_for_sealing
from chalicelib.domain.phases import Phase, deadline_for, is_frozen, phase, takes_answers
from chalicelib.stores.contest_folder import read_contest
from tests.builders import ICT, a_contest, a_submission, an_attempt

FOLDER = Path(__file__).parents[2] / "contests" / "cchc-2024"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE = 60_000
YEAR = 365 * 24 * 60 * MINUTE


def at(written: str) -> int:
    day, clock = written.split()
    there = datetime.fromisoformat(f"2024-07-{int(day):02}T{clock}").replace(tzinfo=ICT)
    return (there - EPOCH) // timedelta(milliseconds=1)


@cache
def plan() -> Contest:
    return contest_from_document(read_contest(FOLDER))


def started(written: str, contest: Contest | None = None, **over: object) -> Attempt:
    """An attempt of the plan's contest, with its time limit of 15 minutes."""
    deadline = deadline_for(at(written), contest or plan())
    return an_attempt(started_at=at(written), deadline=deadline, **over)


ANSWERED = Draft(1, b"\x00\x01")
EARLY = "2 08:00:00.000"
LATE = "21 16:59:59.999"


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("1 00:00:00.000", Phase.BEFORE),
        ("1 06:59:59.999", Phase.BEFORE),
        ("1 07:00:00.000", Phase.STARTABLE),
        ("1 07:00:00.001", Phase.STARTABLE),
        ("21 16:59:59.999", Phase.STARTABLE),
        ("21 17:00:00.000", Phase.CLOSED),
        ("21 17:00:00.001", Phase.CLOSED),
        ("21 17:00:05.000", Phase.CLOSED),
        ("31 23:59:59.999", Phase.CLOSED),
    ],
)
def test_one_may_start_from_the_opening_until_just_before_the_close(
    now: str, expected: Phase
) -> None:
    assert phase(at(now), plan()) is expected


@pytest.mark.parametrize(
    ("start", "extra_ms", "now", "expected"),
    [
        (EARLY, 0, "2 08:00:00.000", Phase.ANSWERING),
        (EARLY, 0, "2 08:14:59.999", Phase.ANSWERING),
        (EARLY, 0, "2 08:15:00.000", Phase.ANSWERING),
        (EARLY, 0, "2 08:15:00.001", Phase.ANSWERING),
        (EARLY, 0, "2 08:15:04.999", Phase.ANSWERING),
        (EARLY, 0, "2 08:15:05.000", Phase.ANSWERING),
        (EARLY, 0, "2 08:15:05.001", Phase.EXPIRED),
        (EARLY, 0, "21 17:00:00.000", Phase.EXPIRED),
        # More time moves the end by just as much …
        (EARLY, 1, "2 08:15:05.001", Phase.ANSWERING),
        (EARLY, 1, "2 08:15:05.002", Phase.EXPIRED),
        (EARLY, 10 * MINUTE, "2 08:25:05.000", Phase.ANSWERING),
        (EARLY, 10 * MINUTE, "2 08:25:05.001", Phase.EXPIRED),
        # … but the close ends every attempt, however late it began and whatever was granted.
        (LATE, 0, "21 17:00:00.000", Phase.ANSWERING),
        (LATE, 0, "21 17:00:05.000", Phase.ANSWERING),
        (LATE, 0, "21 17:00:05.001", Phase.EXPIRED),
        (LATE, 10 * MINUTE, "21 17:00:05.000", Phase.ANSWERING),
        (LATE, 10 * MINUTE, "21 17:00:05.001", Phase.EXPIRED),
        (EARLY, YEAR, "21 17:00:05.000", Phase.ANSWERING),
        (EARLY, YEAR, "21 17:00:05.001", Phase.EXPIRED),
        # A paper that ends with the contest, and a millisecond before and after it.
        ("21 16:44:59.999", 0, "21 17:00:04.999", Phase.ANSWERING),
        ("21 16:44:59.999", 0, "21 17:00:05.000", Phase.EXPIRED),
        ("21 16:45:00.000", 0, "21 17:00:05.000", Phase.ANSWERING),
        ("21 16:45:00.000", 0, "21 17:00:05.001", Phase.EXPIRED),
        ("21 16:45:00.001", 0, "21 17:00:05.001", Phase.EXPIRED),
    ],
)
def test_one_may_answer_until_the_grace_after_the_end_is_over(
    start: str, extra_ms: int, now: str, expected: Phase
) -> None:
    assert phase(at(now), plan(), started(start), extra_ms) is expected


@pytest.mark.parametrize("now", ["1 06:59:59.999", "2 08:15:05.001", "21 17:00:05.001"])
def test_no_time_undoes_a_submission_or_a_reset(now: str) -> None:
    submitted = started(EARLY, submission=a_submission())
    assert phase(at(now), plan(), submitted) is Phase.SUBMITTED
    assert phase(at(now), plan(), replace(submitted, reset_at=at(EARLY))) is Phase.RESET
    assert phase(at(now), plan(), started(EARLY, reset_at=at(EARLY))) is Phase.RESET


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("21 16:59:59.999", Phase.ANSWERING),
        ("21 17:00:05.000", Phase.ANSWERING),
        ("21 17:00:05.001", Phase.EXPIRED),
    ],
)
def test_without_a_time_limit_one_may_answer_until_the_close(now: str, expected: Phase) -> None:
    contest = a_contest(paper={"time_limit_s": None})
    attempt = started("1 07:00:00.000", contest)
    assert attempt.deadline == NO_DEADLINE
    assert end_of(attempt.deadline, contest) == at("21 17:00:00.000")
    assert phase(at(now), contest, attempt) is expected
    assert phase(at(now), contest, attempt, extra_ms=MINUTE) is expected


@pytest.mark.parametrize(
    ("start", "deadline", "end", "last"),
    [
        (EARLY, "2 08:15:00.000", "2 08:15:00.000", "2 08:15:05.000"),
        ("21 16:44:59.999", "21 16:59:59.999", "21 16:59:59.999", "21 17:00:04.999"),
        ("21 16:45:00.000", "21 17:00:00.000", "21 17:00:00.000", "21 17:00:05.000"),
        ("21 16:45:00.001", "21 17:00:00.001", "21 17:00:00.000", "21 17:00:05.000"),
        (LATE, "21 17:14:59.999", "21 17:00:00.000", "21 17:00:05.000"),
    ],
)
def test_the_close_clips_the_end_and_not_the_deadline(
    start: str, deadline: str, end: str, last: str
) -> None:
    attempt = started(start)
    assert attempt.deadline == at(deadline)
    assert end_of(attempt.deadline, plan()) == at(end)
    assert last_arrival(attempt.deadline, plan()) == at(last)


@pytest.mark.parametrize(
    ("start", "now", "due"),
    [
        (EARLY, "2 08:15:05.001", False),
        (EARLY, "2 08:16:04.999", False),
        (EARLY, "2 08:16:05.000", True),
        (EARLY, "2 08:16:05.001", True),
        (LATE, "21 17:01:04.999", False),
        (LATE, "21 17:01:05.000", True),
    ],
)
def test_a_draft_stands_for_the_submission_a_minute_after_the_grace(
    start: str, now: str, due: bool
) -> None:
    attempt = started(start, draft=ANSWERED)
    news = Change("p1-1", "p1", 1, Progress.STARTED, "khu-pho-1", attempt.deadline)
    assert draft_is_due(attempt, plan(), at(now)) is due
    assert bool(due_for_sealing({"p1-1": news}, plan(), at(now))) is due


@pytest.mark.parametrize(
    ("now", "taken"),
    [
        ("1 06:59:59.999", True),
        ("21 17:00:00.000", True),
        ("21 17:00:05.000", True),
        ("21 17:00:05.001", False),
        ("21 17:01:05.000", False),
    ],
)
def test_nobodys_answers_are_taken_after_the_grace_of_the_close(now: str, taken: bool) -> None:
    assert takes_answers(at(now), plan()) is taken


@pytest.mark.parametrize(
    ("now", "frozen"),
    [
        ("21 17:00:05.001", False),
        ("21 17:01:04.999", False),
        ("21 17:01:05.000", True),
        ("21 17:01:05.001", True),
    ],
)
def test_the_contest_freezes_a_minute_after_the_grace_of_the_close(now: str, frozen: bool) -> None:
    assert is_frozen(at(now), plan()) is frozen


def test_all_drafts_are_due_when_the_contest_freezes() -> None:
    contest = a_contest(paper={"time_limit_s": None})
    attempt = started(LATE, contest, draft=ANSWERED)
    assert not draft_is_due(attempt, contest, contest.frozen_at - 1)
    assert draft_is_due(attempt, contest, contest.frozen_at)
