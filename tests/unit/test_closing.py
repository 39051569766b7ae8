"""`tick`: what happens by itself, late, twice at once or half done."""

import logging
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain.ranking import Verdict
from chalicelib.usecases.closing import change_of, tick
from chalicelib.usecases.counting import known_changes
from chalicelib.usecases.judging import reset, review
from chalicelib.usecases.loading import load_contest
from chalicelib.usecases.ranking import rank
from tests.builders import CLOSES_AT, OPENS_AT, ROOTS, a_document
from tests.fakes import Death, FakeStores
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
    assert play.written == ["put_json"]
    assert play.public("stats.json")["as_of"] == OPENS_AT


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
    assert play.written == ["put_json"]
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
    play.freeze()
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


def test_an_hour_late_gives_what_each_minute_would_have_given() -> None:
    late, punctual = lively(), lively()
    for minute in range(60):
        punctual.now = CLOSES_AT + minute * MINUTE
        punctual.stream()
        punctual.tick()
    late.now = punctual.now
    late.tick()
    assert facts(late) == facts(punctual)


def test_ranking_before_tick_keeps_nothing_from_being_frozen() -> None:
    play, by_tick = lively(), lively()
    for each in (play, by_tick):
        each.freeze()
    rank(SLUG, "tick", play.stores)
    play.tick()
    by_tick.tick()
    assert record(play).frozen_at == play.now
    assert state(play) == state(by_tick)


def test_twice_at_once_gives_what_once_gives() -> None:
    once = lively()
    once.freeze()
    once.tick()
    names = ["seal_draft", "vault.replace", "vault.create", "put_json", "mark", "add_run"]
    for name in names:
        twice = lively()
        twice.freeze()
        twice.stores.writes.meanwhile[name] = twice.tick
        twice.tick()
        assert state(twice) == state(once), name


def test_of_two_runs_at_once_before_the_freeze_none_loses_anything() -> None:
    once = lively()
    for name in ("seal_draft", "vault.replace", "vault.delete", "put_json"):
        play = lively()
        for each in (once, play):
            each.now = CLOSES_AT - MINUTE
            each.stream()
        once.tick()
        play.stores.writes.meanwhile[name] = play.tick
        play.tick()
        play.tick()
        assert state(play) == state(once), name


@pytest.mark.parametrize("frozen", [True, False])
def test_a_run_that_dies_after_any_write_is_mended_by_the_next(frozen: bool) -> None:
    undisturbed = due(frozen)
    undisturbed.tick()
    writes = len(undisturbed.written)
    assert writes >= 4
    for last in range(1, writes + 1):
        play = due(frozen)
        play.stores.writes.last_before_death = last
        with pytest.raises(Death):
            play.tick()
        play.tick()
        assert state(play) == state(undisturbed), play.written


def due(frozen: bool) -> Play:
    """A contest in which a tick has much to do, once it is frozen or while it is open."""
    play = Play() if not frozen else lively()
    if not frozen:
        for number in (1, 2):
            opened = play.start(identity=f"090000000{number}")
            play.draft(opened, 1, right_answers(opened))
        play.start(identity="0900000003")
    play.hear([change_of(each) for each in play.attempts()[:2]], "e1")
    play.hear([change_of(each) for each in play.attempts()], "e2")
    play.now = play.bundle.contest.frozen_at if frozen else OPENS_AT + 60 * MINUTE
    play.forget_writes()
    return play


def state(play: Play) -> dict[str, Any]:
    """All that the stores hold."""
    stores = play.stores
    return {
        "attempts": {each.id: each for each in play.attempts()},
        "vault": dict(stores.vault.objects),
        "site": dict(stores.site.files),
        "record": record(play),
        "runs": stores.judgements.runs,
    }


def facts(play: Play) -> dict[str, Any]:
    """All of it that does not tell when it was done."""
    return {
        "attempts": state(play)["attempts"],
        "stats": {**play.public("stats.json"), "as_of": None},
        "revealed": [play.public(name) for name in REVEALED],
        "runs": [run.inputs_hash for run in play.stores.judgements.runs],
        "outcomes": {key: play.stores.vault.read(key) for key in play.stores.vault.keys("runs/")},
    }


def test_a_contest_that_fails_keeps_no_other_waiting() -> None:
    play = lively()
    load_contest(later := a_document(slug="khac"), ROOTS, "by", play.stores)
    play.freeze()
    broken = play.stores.bundles._current.pop(SLUG)
    with pytest.raises(ExceptionGroup) as failed:
        play.tick()
    assert len(failed.value.exceptions) == 1
    other = play.stores.records.get(later["slug"])
    assert other is not None
    assert other.ranked_at == play.now
    play.stores.bundles.put(broken)
    play.tick()
    assert record(play).ranked_at == play.now


def test_with_no_contest_there_is_nothing_to_do() -> None:
    stores = FakeStores()
    tick(stores)
    assert stores.writes.done == []
