"""`tick` late, twice at once, dying anywhere: the end is as if nothing had happened."""

from typing import Any

import pytest

from chalicelib.usecases.closing import change_of, tick
from chalicelib.usecases.loading import load_contest
from chalicelib.usecases.ranking import rank
from tests.builders import CLOSES_AT, OPENS_AT, ROOTS, a_document
from tests.fakes import Death, FakeStores
from tests.play import MINUTE, SLUG, Play, right_answers
from tests.unit.test_closing import REVEALED, lively, record


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


def test_once_its_time_is_over_what_holds_names_is_erased_once() -> None:
    play = lively()
    play.freeze()
    play.tick()
    stores = play.stores
    audit = list(stores.vault.keys("audit/"))
    play.now = play.bundle.contest.expires_at
    play.tick()
    for folder in ("runs/", "exports/", "counts/"):
        assert list(stores.vault.keys(folder)) == []
    assert list(stores.vault.keys("audit/")) == audit
    assert record(play).erased_at == play.now
    play.forget_writes()
    play.tick()
    assert play.written == []
