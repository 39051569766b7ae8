"""`tick`: what happens by itself, late, twice at once or half done."""

import logging
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain.ranking import Verdict
from chalicelib.usecases.counting import known_changes
from chalicelib.usecases.judging import reset, review
from tests.builders import CLOSES_AT, OPENS_AT
from tests.play import FREEZE, GRACE, LIMIT, MINUTE, SLUG, Play, right_answers

REVEALED = ("practice.json", "commitment.json")


def record(play: Play) -> Any:
    return play.stores.records.get(SLUG)


def counts(play: Play) -> tuple[int, int]:
    stats = play.public("stats.json")
    return stats["registered"], stats["submitted"]


def lively() -> Play:
    """Just before the close: submitted, drafted, idle, empty and reset attempts."""
    play = Play()
    play.now = CLOSES_AT - 2 * MINUTE
    play.take_part(1)
    play.take_part(2, wrong=1, unit="cong-an")
    drafted = play.start(identity="0900000003", device_key="device-of-number-3")
    play.draft(drafted, 1, dict([next(iter(right_answers(drafted).items()))]))
    play.start(identity="0900000004", device_key="device-of-number-4")
    empty = play.start(identity="0900000005", device_key="device-of-number-5")
    play.draft(empty, 1, {})
    out = play.start(identity="0900000006", device_key="device-of-number-6")
    reset(SLUG, out.attempt.id, "Có người dùng số của tôi", "by", play.stores)
    play.forget_writes()
    return play


def test_before_opening_nothing_is_written() -> None:
    play = Play()
    play.now = OPENS_AT - 1
    play.tick()
    assert play.written == []


def test_from_opening_on_counts_are_published() -> None:
    play = Play()
    play.now = OPENS_AT
    play.tick()
    assert play.written[-2:] == ["put_json", "show"]
    assert play.public("stats.json")["as_of"] == OPENS_AT
    assert play.stores.pages.shown[-1] == f"{SLUG}: counts"


def test_counts_follow_what_the_stream_tells() -> None:
    play = Play()
    play.take_part(1)
    play.start(identity="0900000002")
    play.tick()
    assert counts(play) == (0, 0)
    play.stream()
    play.tick()
    assert counts(play) == (2, 1)
    units = {unit["id"]: unit["participants"] for unit in play.public("stats.json")["units"]}
    assert units == {"khu-pho-1": 1, "khu-pho-2": 0, "cong-an": 0}


def test_readers_look_at_counts_again_after_seconds() -> None:
    play = Play()
    play.tick()
    assert play.stores.site.max_ages["contests/nho/stats.json"] == 15


def test_disqualified_and_reset_attempts_are_registered_only() -> None:
    play = Play()
    kept = [play.take_part(number) for number in (1, 2, 3)]
    review(SLUG, kept[0].id, Verdict.DISQUALIFIED, "Thi hộ", "by", play.stores)
    review(SLUG, kept[2].id, Verdict.OK, "Đã xem", "by", play.stores)
    reset(SLUG, kept[1].id, "Có người dùng số của tôi", "by", play.stores)
    play.stream()
    play.tick()
    assert counts(play) == (3, 1)


def test_a_draft_is_sealed_once_it_is_due_and_counted_at_once() -> None:
    play = Play()
    opened = play.start()
    play.draft(opened, 1, right_answers(opened))
    play.stream()
    due = opened.attempt.started_at + LIMIT + GRACE + FREEZE
    for now, submitted in ((due - 1, 0), (due, 1), (due + MINUTE, 1)):
        play.now = now
        play.tick()
        assert counts(play) == (1, submitted)
    assert play.written.count("seal_draft") == 1


def test_an_attempt_with_nothing_to_seal_is_looked_at_once() -> None:
    play = Play()
    opened = play.start()
    play.stream()
    play.now = opened.attempt.deadline + GRACE + FREEZE
    play.tick()
    play.forget_writes()
    play.stores.attempts._stored.clear()
    play.tick()
    assert play.written == ["put_json", "show"]
    assert counts(play) == (1, 0)


def test_an_attempt_with_more_time_than_the_counts_know_is_not_given_up() -> None:
    play = Play()
    opened = play.start()
    play.stream()
    play.now = opened.attempt.deadline + GRACE + FREEZE
    longer = replace(opened.attempt, deadline=opened.attempt.deadline + LIMIT)
    play.stores.attempts._stored[SLUG, longer.participant, 1] = longer
    play.tick()
    play.draft(opened, 1, right_answers(opened))
    play.now += LIMIT
    play.tick()
    assert counts(play) == (1, 1)


def test_an_attempt_that_is_not_in_the_table_is_given_up() -> None:
    play = Play()
    opened = play.start()
    play.stream()
    play.stores.attempts._stored.clear()
    play.now = opened.attempt.deadline + GRACE + FREEZE
    play.tick()
    play.tick()
    assert counts(play) == (1, 0)


@pytest.mark.parametrize("now", [CLOSES_AT, CLOSES_AT + GRACE + FREEZE - 1])
def test_between_close_and_freeze_nothing_is_revealed(now: int) -> None:
    play = lively()
    play.now = now
    play.tick()
    assert (record(play).frozen_at, record(play).ranked_at) == (None, None)
    assert play.public("practice.json") is None
    assert "opening" not in play.public("commitment.json")


def test_a_frozen_contest_has_last_counts_keys_and_a_ranking() -> None:
    play = lively()
    play.freeze()
    play.tick()
    assert counts(play) == (6, 3)
    assert (record(play).frozen_at, record(play).ranked_at) == (play.now, play.now)
    assert play.public("practice.json")["questions"][0]["key"] == [0]
    assert play.public("commitment.json")["opening"]
    assert len(play.stores.judgements.runs) == 1
    assert play.public("results.json") is None


def test_the_last_counts_come_from_the_table_even_where_the_stream_failed(
    caplog: pytest.LogCaptureFixture,
) -> None:
    play = lively()
    play.freeze(heard=False)
    with caplog.at_level(logging.WARNING, "hoithi"):
        play.tick()
    assert "counts had missed attempts" in caplog.text
    assert set(known_changes(play.stores.vault, SLUG)) == {each.id for each in play.attempts()}


def test_where_the_stream_told_all_there_is_no_warning(caplog: pytest.LogCaptureFixture) -> None:
    play = lively()
    play.stream()
    play.freeze()
    with caplog.at_level(logging.WARNING, "hoithi"):
        play.tick()
    assert caplog.text == ""


def test_after_that_nothing_is_left_to_do() -> None:
    play = lively()
    play.freeze()
    play.tick()
    play.forget_writes()
    play.now += 3_600_000
    play.tick()
    assert play.written == []
