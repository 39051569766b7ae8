"""Drafts, submissions and look-ups, with both sides of each boundary in time."""

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain.attempt import SealedBy
from chalicelib.domain.errors import Code, Refusal
from chalicelib.domain.scoring import Answers
from chalicelib.usecases.judging import reset
from chalicelib.usecases.opening import Opened
from tests.builders import CLOSES_AT, OPENS_AT
from tests.play import FREEZE, GRACE, LIMIT, MINUTE, Play, code_of, refused, right_answers

LATE_START = CLOSES_AT - MINUTE


def begun(now: int = OPENS_AT + MINUTE, **over: Any) -> tuple[Play, Opened]:
    play = Play(**over)
    play.now = now
    return play, play.start()


def one_answer(opened: Opened) -> Answers:
    return dict([next(iter(right_answers(opened).items()))])


def test_a_submission_is_scored_timed_and_sealed() -> None:
    play, opened = begun()
    play.now += 61_234
    sealed = play.submit(opened)
    assert sealed.fresh
    assert sealed.submission == play.stored(opened).submission
    assert sealed.submission.score == 3
    assert sealed.submission.elapsed_ms == 61_234
    assert sealed.submission.submitted_at == play.now
    assert sealed.submission.sealed_by is SealedBy.HOLDER


def test_nothing_answered_is_a_submission_too() -> None:
    play, opened = begun()
    assert play.submit(opened, {}).submission.score == 0


def test_a_submission_is_one_write() -> None:
    play, opened = begun()
    play.submit(opened)
    assert play.written == ["create", "submit"]


def test_a_submission_sent_again_gives_what_was_sealed_first() -> None:
    play, opened = begun()
    first = play.submit(opened, one_answer(opened))
    for later in (1, MINUTE, LIMIT + GRACE + 1, CLOSES_AT):
        play.now = opened.attempt.started_at + later
        assert play.submit(opened) == replace(first, fresh=False)
    assert play.written == ["create", "submit"]


@pytest.mark.parametrize(
    ("late_by", "counted_as"), [(-1, LIMIT - 1), (0, LIMIT), (1, LIMIT), (GRACE, LIMIT)]
)
def test_what_comes_within_the_grace_counts_as_at_the_end(late_by: int, counted_as: int) -> None:
    play, opened = begun()
    play.now = opened.attempt.deadline + late_by
    submission = play.submit(opened).submission
    assert submission.elapsed_ms == counted_as
    assert submission.submitted_at == opened.attempt.started_at + counted_as


@pytest.mark.parametrize("late_by", [GRACE + 1, GRACE + FREEZE, LIMIT])
def test_nothing_is_taken_after_the_grace(late_by: int) -> None:
    play, opened = begun()
    play.now = opened.attempt.deadline + late_by
    assert refused(lambda: play.submit(opened)) is Code.EXPIRED
    assert play.stored(opened).submission is None


@pytest.mark.parametrize("limit", [None, 900])
@pytest.mark.parametrize(
    ("late_by", "counted_as"), [(-1, MINUTE - 1), (0, MINUTE), (GRACE, MINUTE)]
)
def test_the_close_ends_every_attempt(limit: int | None, late_by: int, counted_as: int) -> None:
    play, opened = begun(LATE_START, paper={"time_limit_s": limit})
    play.now = CLOSES_AT + late_by
    submission = play.submit(opened).submission
    assert (submission.elapsed_ms, submission.submitted_at) == (counted_as, LATE_START + counted_as)


@pytest.mark.parametrize("limit", [None, 900])
def test_nothing_is_taken_after_close_and_grace(limit: int | None) -> None:
    play, opened = begun(LATE_START, paper={"time_limit_s": limit})
    play.now = CLOSES_AT + GRACE + 1
    assert refused(lambda: play.submit(opened)) is Code.EXPIRED
    assert refused(lambda: play.draft(opened, 1, {})) is Code.EXPIRED
    assert play.written == ["create"]


def test_a_submission_received_before_the_start_took_no_time() -> None:
    play, opened = begun()
    play.now -= 1
    assert play.submit(opened).submission.elapsed_ms == 0


def test_the_stored_deadline_tells_of_extra_time() -> None:
    play, opened = begun()
    grant_extra(play, opened, MINUTE)
    play.now = opened.attempt.deadline + 30_000
    assert play.submit(opened).submission.elapsed_ms == LIMIT + 30_000


@pytest.mark.parametrize(("after_extra", "taken"), [(GRACE, True), (GRACE + 1, False)])
def test_extra_time_ends_with_a_grace_too(after_extra: int, taken: bool) -> None:
    play, opened = begun()
    grant_extra(play, opened, MINUTE)
    play.now = opened.attempt.deadline + MINUTE + after_extra
    if taken:
        assert play.submit(opened).submission.elapsed_ms == LIMIT + MINUTE
    else:
        assert refused(lambda: play.submit(opened)) is Code.EXPIRED


def grant_extra(play: Play, opened: Opened, extra_ms: int) -> None:
    """What an organizer's grant of time does to the stored attempt."""
    attempt = opened.attempt
    place = (attempt.slug, attempt.participant, attempt.number)
    play.stores.attempts._stored[place] = replace(attempt, deadline=attempt.deadline + extra_ms)


def wrong_answers(opened: Opened) -> dict[str, Answers]:
    single = next(each for each in opened.paper if not each.question.multiple)
    name = single.question.id
    return {
        "unknown question": {"no-such-1": [0]},
        "unknown option": {name: [len(single.shown)]},
        "negative option": {name: [-1]},
        "two options where one is asked": {name: [0, 1]},
        "an option twice": {name: [0, 0]},
    }


@pytest.mark.parametrize("kind", wrong_answers(begun()[1]))
def test_answers_that_do_not_fit_the_paper_are_refused_by_name(kind: str) -> None:
    play, opened = begun()
    answers = wrong_answers(opened)[kind]
    for send in (lambda: play.submit(opened, answers), lambda: play.draft(opened, 1, answers)):
        with pytest.raises(Refusal) as refusal:
            send()
        assert code_of(refusal) is Code.INVALID
        assert list(refusal.value.fields) == [f"answers.{next(iter(answers))}"]
    assert play.written == ["create"]


def test_a_token_opens_nothing_after_a_reset() -> None:
    for at in (OPENS_AT + 2 * MINUTE, OPENS_AT + LIMIT + 2 * MINUTE, CLOSES_AT + GRACE + 1):
        play, opened = begun()
        reset("nho", opened.attempt.id, "Có người dùng số của tôi", "by", play.stores)
        play.now = at
        assert_dead(play, opened)


def test_a_token_of_another_start_opens_nothing() -> None:
    play, opened = begun()
    earlier = replace(opened.attempt, started_at=opened.attempt.started_at - 1)
    for at in (play.now, CLOSES_AT + GRACE + 1):
        play.now = at
        assert_dead(play, replace(opened, attempt=earlier))


def test_a_token_of_an_attempt_that_is_not_there_opens_nothing() -> None:
    play, opened = begun()
    play.stores.attempts._stored.clear()
    for at in (play.now, opened.attempt.deadline + 1, CLOSES_AT + GRACE + 1):
        play.now = at
        assert_dead(play, opened)


def assert_dead(play: Play, opened: Opened) -> None:
    play.forget_writes()
    assert refused(lambda: play.submit(opened)) is Code.BAD_TOKEN
    assert refused(lambda: play.draft(opened, 1, {})) is Code.BAD_TOKEN
    assert refused(lambda: play.look_up(opened)) is Code.BAD_TOKEN
    assert play.written == []


def test_a_look_up_tells_where_an_attempt_stands() -> None:
    play, opened = begun()
    assert play.look_up(opened) == replace(opened, fresh=False)
    play.draft(opened, 1, one_answer(opened))
    assert play.look_up(opened).attempt.draft == play.stored(opened).draft
    sealed = play.submit(opened)
    assert play.look_up(opened).sealed == replace(sealed, fresh=False)
    assert play.written == ["create", "save_draft", "submit"]


def test_a_look_up_in_the_midst_of_a_submission_shows_what_was_sealed() -> None:
    play, opened = begun()
    play.draft(opened, 1, one_answer(opened))
    play.now = opened.attempt.deadline + GRACE + FREEZE
    play.stores.writes.meanwhile["seal_draft"] = lambda: play.look_up(opened)
    shown = play.look_up(opened).sealed
    assert shown is not None
    assert shown.submission == play.stored(opened).submission
    assert play.written.count("seal_draft") == 1
