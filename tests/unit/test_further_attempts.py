"""Several attempts a person: one after the other, as many as the rules allow."""

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain.errors import Code
from chalicelib.usecases.judging import reset
from tests.builders import CLOSES_AT
from tests.play import GRACE, LIMIT, Play, refused


def a_play(attempts: int = 3, **paper: Any) -> Play:
    return Play(paper={"attempts": attempts, **paper})


def test_the_next_attempt_begins_once_one_is_submitted() -> None:
    play = a_play()
    first = play.start()
    play.submit(first)
    second = play.start_next(first)
    assert second.fresh
    assert second.attempt.number == 2
    assert second.attempt.id != first.attempt.id
    assert second.paper != first.paper


def test_asked_twice_it_is_the_same_attempt() -> None:
    play = a_play()
    first = play.start()
    play.submit(first)
    second = play.start_next(first)
    again = play.start_next(first)
    assert again.attempt == second.attempt
    assert not again.fresh
    assert len(play.attempts()) == 2


def test_an_open_attempt_is_never_run_beside_another() -> None:
    play = a_play()
    first = play.start()
    play.now = first.attempt.deadline + GRACE
    assert refused(lambda: play.start_next(first)) is Code.ATTEMPT_OPEN
    play.now += 1
    assert play.start_next(first).attempt.number == 2


@pytest.mark.parametrize("allowed", [1, 2, 5])
def test_there_are_as_many_as_the_rules_allow(allowed: int) -> None:
    play = a_play(allowed)
    held = play.start()
    for _ in range(allowed - 1):
        play.submit(held)
        held = play.start_next(held)
    play.submit(held)
    assert refused(lambda: play.start_next(held)) is Code.NO_MORE_ATTEMPTS
    assert len(play.attempts()) == allowed


def test_zero_is_as_many_as_one_likes() -> None:
    play = a_play(0, time_limit_s=30)
    held = play.start()
    for _ in range(60):
        play.submit(held)
        held = play.start_next(held)
    theirs = play.stores.attempts.of_person("nho", held.attempt.participant)
    assert [attempt.number for attempt in theirs] == list(range(1, 62))


def test_a_plain_start_goes_on_with_the_last_one() -> None:
    play = a_play()
    first = play.start()
    play.submit(first)
    second = play.start_next(first)
    assert play.start().attempt == second.attempt


def test_none_begins_without_the_token_of_the_one_before() -> None:
    play = a_play()
    first = play.start()
    play.submit(first)
    forged = replace(first.attempt.key, started_at=first.attempt.started_at + 1)
    others = play.start(identity="0912000001").attempt.key
    for previous in (None, forged, others, replace(first.attempt.key, number=2)):
        assert refused(lambda key=previous: play.start(number=2, previous=key)) is Code.INVALID
    assert len(play.attempts()) == 2


def test_none_begins_after_the_close_but_one_begun_is_found_again() -> None:
    play = a_play()
    first = play.start()
    play.submit(first)
    second = play.start_next(first)
    play.submit(second)
    play.now = CLOSES_AT
    assert refused(lambda: play.start_next(second)) is Code.CLOSED
    assert play.start_next(first).attempt.id == second.attempt.id


def test_none_begins_after_one_that_was_reset() -> None:
    play = a_play()
    first = play.start()
    play.submit(first)
    play.reset(first)
    assert refused(lambda: play.start_next(first)) is Code.INVALID
    assert len(play.attempts()) == 1


def test_a_reset_attempt_does_not_count_against_the_limit() -> None:
    play = a_play(2)
    first = play.start()
    code = play.reset(first)
    second = play.start(resume_code=code)
    play.submit(second)
    third = play.start_next(second)
    play.submit(third)
    assert third.attempt.number == 3
    assert refused(lambda: play.start_next(third)) is Code.NO_MORE_ATTEMPTS


def test_each_person_counts_once_with_the_best_attempt() -> None:
    play = a_play()
    first = play.start()
    play.now += 60_000
    play.submit(first, {})
    second = play.start_next(first)
    play.now += LIMIT // 2
    play.submit(second)
    outcome = play.ranked()
    states = {entry["attempt"]: entry["state"] for entry in outcome["standing"]}
    assert states == {first.attempt.id: "not_best", second.attempt.id: "counted"}


def test_resetting_an_attempt_before_the_last_grants_no_code() -> None:
    play = a_play()
    first = play.start()
    play.submit(first)
    play.start_next(first)
    done = reset("nho", first.attempt.id, "lý do", "organizer", play.stores)
    assert done.one_time_code is None
    assert play.stored(first).reset_at is not None
