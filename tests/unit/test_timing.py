"""Extra time for one person: before they begin, and while they answer."""

from typing import Any

import pytest

from chalicelib.domain.contest import NO_DEADLINE
from chalicelib.domain.errors import Code
from chalicelib.usecases.auditing import acts
from chalicelib.usecases.bundling import renew_bundle
from chalicelib.usecases.timing import Granted, grant_by_number, grant_to_attempt, granted_times
from tests.builders import CLOSES_AT, ROOTS, a_bundle
from tests.fakes import Death
from tests.play import GRACE, LIMIT, MINUTE, SLUG, Play, refused

NUMBER = "0912 345 678"


@pytest.fixture
def play() -> Play:
    return Play()


def give(play: Play, minutes: int = 10, reason: str = "Khuyết tật vận động") -> Granted:
    return grant_by_number(SLUG, NUMBER, minutes, reason, "by", play.stores)


def log(play: Play) -> list[tuple[Any, Any]]:
    told = acts(SLUG, play.stores.vault)
    return [(each["before"], each["after"]) for each in told if each["what"] == "extra-time"]


def test_who_has_not_begun_gets_it_with_the_start_which_reads_nothing(play: Play) -> None:
    granted = give(play)
    assert (granted.minutes, granted.attempt, granted.masked) == (10, None, "*******678")
    play.forget_writes()
    opened = play.start()
    assert opened.attempt.deadline == opened.attempt.started_at + LIMIT + 10 * MINUTE
    assert play.written == ["create"]
    other = play.start(identity="0987654321")
    assert other.attempt.deadline == other.attempt.started_at + LIMIT
    assert log(play) == [(0, 600_000)]


def test_who_answers_already_gets_a_later_deadline(play: Play) -> None:
    opened = play.start()
    play.now += LIMIT
    granted = give(play)
    assert granted.attempt is not None
    assert granted.attempt == play.stored(opened)
    assert granted.attempt.deadline == opened.attempt.deadline + 10 * MINUTE
    assert play.look_up(opened).attempt.deadline == granted.attempt.deadline
    play.now += 10 * MINUTE
    assert play.submit(opened).submission.elapsed_ms == LIMIT + 10 * MINUTE


def test_the_same_again_changes_nothing(play: Play) -> None:
    play.start()
    first = give(play)
    play.forget_writes()
    assert give(play, reason="Lý do khác") == first
    assert play.written == []
    assert len(log(play)) == 1


def test_more_minutes_replace_the_first_and_are_not_added(play: Play) -> None:
    opened = play.start()
    give(play, 10)
    give(play, 25)
    assert play.stored(opened).deadline == opened.attempt.deadline + 25 * MINUTE
    assert log(play) == [(0, 600_000), (600_000, 1_500_000)]


def test_less_is_taken_before_the_start_alone(play: Play) -> None:
    give(play, 10)
    give(play, 0)
    opened = play.start()
    assert opened.attempt.deadline == opened.attempt.started_at + LIMIT
    give(play, 10)
    assert refused(lambda: give(play, 5)) is Code.INVALID
    assert refused(lambda: give(play, 0)) is Code.INVALID
    assert play.stored(opened).deadline == opened.attempt.deadline + 10 * MINUTE


def test_nothing_runs_past_the_close(play: Play) -> None:
    play.now = CLOSES_AT - MINUTE
    opened = play.start()
    give(play, 240)
    play.now = CLOSES_AT + GRACE
    assert play.submit(opened).submission.submitted_at == CLOSES_AT
    play.now = CLOSES_AT
    assert refused(lambda: give(play, 241)) is Code.CLOSED


def test_what_is_over_gets_no_time(play: Play) -> None:
    opened = play.start()
    play.now += LIMIT + GRACE + 1
    assert refused(lambda: give(play)) is Code.INVALID
    play.reset(opened)
    assert give(play).attempt is None
    play.take_part(5)
    [done] = [each for each in play.attempts() if each.submission]
    said = refused(lambda: grant_to_attempt(done, 5, "?", "by", play.stores))
    assert said is Code.INVALID


def test_where_more_attempts_are_allowed_the_next_one_has_it() -> None:
    play = Play(paper={"attempts": 2})
    opened = play.start()
    play.submit(opened)
    give(play)
    following = play.start_next(opened).attempt
    assert following.deadline == following.started_at + LIMIT + 10 * MINUTE


def test_a_contest_without_a_limit_needs_none() -> None:
    play = Play(paper={"time_limit_s": None})
    assert refused(lambda: give(play)) is Code.INVALID
    assert play.start().attempt.deadline == NO_DEADLINE


@pytest.mark.parametrize("number", ["", "12", "0912"])
def test_a_number_that_is_none(play: Play, number: str) -> None:
    said = refused(lambda: grant_by_number(SLUG, number, 5, "?", "by", play.stores))
    assert said is Code.INVALID


@pytest.mark.parametrize("last", range(1, 6))
def test_what_died_half_way_is_whole_once_it_is_done_again(play: Play, last: int) -> None:
    opened = play.start()
    play.forget_writes()
    play.stores.writes.last_before_death = last
    died = False
    try:
        give(play)
    except Death:
        died = True
    assert died or len(play.written) < last
    give(play)
    assert play.stored(opened).deadline == opened.attempt.deadline + 10 * MINUTE
    assert play.bundle.extra_ms == {opened.attempt.participant: 600_000}


def test_who_submits_meanwhile_keeps_what_was_sealed(play: Play) -> None:
    opened = play.start()
    play.stores.writes.meanwhile["lengthen"] = lambda: play.submit(opened)
    assert give(play).attempt is None
    assert play.stored(opened).deadline == opened.attempt.deadline


def test_two_grants_at_once_are_both_served(play: Play) -> None:
    def other() -> None:
        grant_by_number(SLUG, "0987654321", 5, "?", "other", play.stores)

    play.stores.writes.meanwhile["bundles.put"] = other
    give(play)
    assert sorted(play.bundle.extra_ms.values()) == [300_000, 600_000]


def test_the_slower_of_two_for_one_person_is_told(play: Play) -> None:
    play.stores.writes.meanwhile["rulings.put"] = lambda: give(play, 20)
    assert refused(lambda: give(play, 10)) is Code.TRY_AGAIN
    assert list(play.bundle.extra_ms.values()) == [1_200_000]


def test_an_older_version_is_never_served_again(play: Play) -> None:
    """A warm function may know the version before for some seconds."""
    play.stores.bundles.put(a_bundle(title="Bản cũ"))
    assert refused(lambda: renew_bundle(SLUG, play.stores)) is Code.TRY_AGAIN


def test_another_version_keeps_what_was_granted() -> None:
    from chalicelib.usecases.loading import load_contest
    from tests.builders import a_document

    play = Play()
    play.now -= 30 * MINUTE
    give(play)
    load_contest(a_document(title="Bản sau"), ROOTS, "by", play.stores)
    assert list(play.bundle.extra_ms.values()) == [600_000]


def test_who_has_more_time_is_listed(play: Play) -> None:
    assert granted_times(SLUG, play.stores) == []
    give(play)
    [(participant, document)] = granted_times(SLUG, play.stores)
    assert document["masked"] == "*******678"
    assert play.bundle.extra_ms == {participant: document["extra_ms"]}
    give(play, 0)
    assert granted_times(SLUG, play.stores) == []
    assert refused(lambda: granted_times("khac", play.stores)) is Code.NO_SUCH_CONTEST
