"""Drafts: the newest stands, and counts where no submission comes (design §5)."""

from typing import Any

import pytest

from chalicelib.domain.attempt import Attempt, SealedBy
from chalicelib.domain.errors import Code, Refusal
from chalicelib.domain.scoring import Answers, unpack_choices
from chalicelib.usecases.opening import Opened
from chalicelib.usecases.ranking import rank
from tests.builders import CLOSES_AT, OPENS_AT
from tests.play import FREEZE, GRACE, MINUTE, SLUG, Play, code_of, right_answers


def begun(now: int = OPENS_AT + MINUTE, **over: Any) -> tuple[Play, Opened]:
    play = Play(**over)
    play.now = now
    return play, play.start()


def answers(opened: Opened, count: int) -> Answers:
    """The right answers to the first `count` questions."""
    return dict(list(right_answers(opened).items())[:count])


def drafted(play: Play, opened: Opened) -> tuple[int, Answers] | None:
    draft = play.stored(opened).draft
    return None if draft is None else (draft.seq, unpack_choices(opened.paper, draft.choices))


def refused(play: Play, opened: Opened, seq: int, chosen: Answers) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        play.draft(opened, seq, chosen)
    return refusal.value


def test_the_newest_draft_stands() -> None:
    play, opened = begun()
    for seq, count in ((0, 1), (1, 2), (7, 1)):
        play.draft(opened, seq, answers(opened, count))
        assert drafted(play, opened) == (seq, answers(opened, count))
    assert play.written == ["create", *["save_draft"] * 3]


def test_a_draft_sent_again_is_accepted_and_not_written() -> None:
    play, opened = begun()
    for _ in range(3):
        play.draft(opened, 2, answers(opened, 2))
    assert play.written == ["create", "save_draft"]


@pytest.mark.parametrize("seq", [1, 2])
def test_an_older_draft_with_the_same_answers_is_accepted(seq: int) -> None:
    play, opened = begun()
    play.draft(opened, 2, answers(opened, 2))
    play.draft(opened, seq, answers(opened, 2))
    assert play.written == ["create", "save_draft"]


@pytest.mark.parametrize("seq", [0, 1, 2])
def test_a_draft_that_is_not_newer_gets_the_stored_one(seq: int) -> None:
    play, opened = begun()
    play.draft(opened, 2, answers(opened, 2))
    refusal = refused(play, opened, seq, answers(opened, 1))
    assert refusal.code is Code.NEWER_DRAFT
    stored = {"seq": 2, "answers": answers(opened, 2), "prediction": None}
    assert refusal.details == {"draft": stored}
    assert drafted(play, opened) == (2, answers(opened, 2))


def test_a_draft_after_submission_is_told_so() -> None:
    play, opened = begun()
    play.draft(opened, 1, answers(opened, 1))
    play.submit(opened)
    for seq in (1, 2):
        assert refused(play, opened, seq, answers(opened, 1)).code is Code.SUBMITTED
    play.now = CLOSES_AT + GRACE + 1
    assert refused(play, opened, 2, answers(opened, 1)).code is Code.SUBMITTED


@pytest.mark.parametrize("late_by", [-1, 0, GRACE])
def test_a_draft_is_taken_until_the_grace_is_over(late_by: int) -> None:
    play, opened = begun()
    play.now = opened.attempt.deadline + late_by
    play.draft(opened, 1, answers(opened, 1))
    assert drafted(play, opened) == (1, answers(opened, 1))


def test_no_draft_is_taken_after_the_grace() -> None:
    play, opened = begun()
    play.now = opened.attempt.deadline + GRACE + 1
    assert refused(play, opened, 1, answers(opened, 1)).code is Code.EXPIRED
    assert drafted(play, opened) is None


@pytest.mark.parametrize("now", [OPENS_AT + 30 * MINUTE, CLOSES_AT + GRACE + 1])
def test_what_was_saved_in_time_is_still_said_to_be_saved(now: int) -> None:
    play, opened = begun()
    play.draft(opened, 2, answers(opened, 2))
    play.now = now
    play.draft(opened, 2, answers(opened, 2))
    assert refused(play, opened, 3, answers(opened, 2)).code is Code.EXPIRED
    assert refused(play, opened, 2, answers(opened, 1)).code is Code.NEWER_DRAFT


def by_tick(play: Play, opened: Opened) -> None:
    play.stream()
    play.tick()


def by_look_up(play: Play, opened: Opened) -> None:
    play.look_up(opened)


def by_start(play: Play, opened: Opened) -> None:
    play.start()


WAYS = [by_tick, by_look_up, by_start]


@pytest.mark.parametrize("way", WAYS)
def test_whoever_comes_first_seals_a_draft_that_is_due(way: Any) -> None:
    play, opened = begun()
    play.draft(opened, 1, answers(opened, 2))
    due = opened.attempt.deadline + GRACE + FREEZE
    play.now = due - 1
    way(play, opened)
    assert play.stored(opened).submission is None
    play.now = due
    way(play, opened)
    assert_sealed_at_the_end(play.stored(opened), opened.attempt.deadline)


@pytest.mark.parametrize("way", WAYS)
def test_of_two_who_seal_at_once_one_does(way: Any) -> None:
    play, opened = begun()
    play.draft(opened, 1, answers(opened, 2))
    play.now = opened.attempt.deadline + GRACE + FREEZE
    play.stores.writes.meanwhile["seal_draft"] = lambda: by_look_up(play, opened)
    way(play, opened)
    assert play.written.count("seal_draft") == 1
    assert_sealed_at_the_end(play.stored(opened), opened.attempt.deadline)


def test_rank_seals_what_nobody_else_has() -> None:
    play, opened = begun(CLOSES_AT - MINUTE)
    play.draft(opened, 1, answers(opened, 2))
    play.freeze()
    outcome = rank(SLUG, "by", play.stores)
    assert_sealed_at_the_end(play.stored(opened), CLOSES_AT)
    assert [entry["score"] for entry in outcome["standing"]] == [2]


def assert_sealed_at_the_end(attempt: Attempt, end: int) -> None:
    submission = attempt.submission
    assert submission is not None
    assert submission.sealed_by is SealedBy.DRAFT
    assert (submission.score, submission.submitted_at) == (2, end)
    assert submission.elapsed_ms == end - attempt.started_at


def test_a_draft_that_came_in_the_grace_counts() -> None:
    play, opened = begun()
    play.draft(opened, 1, answers(opened, 1))
    play.now = opened.attempt.deadline + GRACE
    play.draft(opened, 2, answers(opened, 2))
    play.now += FREEZE
    assert_sealed_at_the_end(play.look_up(opened).attempt, opened.attempt.deadline)


@pytest.mark.parametrize("way", WAYS)
def test_a_draft_without_an_answer_is_never_sealed(way: Any) -> None:
    play, opened = begun()
    play.draft(opened, 1, {})
    for now in (opened.attempt.deadline + GRACE + FREEZE, CLOSES_AT + 86_400_000):
        play.now = now
        way(play, opened)
        assert play.stored(opened).submission is None


def test_a_late_submission_gets_the_sealed_draft() -> None:
    play, opened = begun()
    play.draft(opened, 1, answers(opened, 2))
    play.now = opened.attempt.deadline + GRACE + FREEZE
    play.look_up(opened)
    late = play.submit(opened)
    assert not late.fresh
    assert late.submission.sealed_by is SealedBy.DRAFT
    assert late.submission.score == 2


def test_who_submits_less_than_the_draft_had_gets_what_was_submitted() -> None:
    play, opened = begun()
    play.draft(opened, 5, answers(opened, 3))
    assert play.submit(opened, answers(opened, 1)).submission.score == 1


def test_who_resumes_on_another_page_cannot_be_overwritten_by_the_first() -> None:
    play, opened = begun()
    play.draft(opened, 1, answers(opened, 1))
    second_page = play.start()
    assert second_page.attempt.draft is not None
    play.draft(second_page, second_page.attempt.draft.seq + 1, answers(opened, 3))
    assert refused(play, opened, 2, answers(opened, 2)).code is Code.NEWER_DRAFT
    assert drafted(play, opened) == (2, answers(opened, 3))


def test_a_reset_between_looking_and_sealing_ends_the_token() -> None:
    play = Play()
    opened = play.start()
    play.draft(opened, 1, right_answers(opened))
    play.now = opened.attempt.deadline + GRACE + FREEZE
    play.stores.writes.meanwhile["seal_draft"] = lambda: play.stores.attempts.reset(
        opened.attempt.key, play.now
    )
    with pytest.raises(Refusal) as refusal:
        play.look_up(opened)
    assert code_of(refusal) is Code.BAD_TOKEN


def test_where_drafts_are_switched_off_none_is_kept() -> None:
    play = Play(paper={"draft_interval_s": 0})
    opened = play.start()
    with pytest.raises(Refusal) as refusal:
        play.draft(opened, 1, {})
    assert code_of(refusal) is Code.INVALID
    assert play.stored(opened).draft is None
