"""Pages that can't be made keep no contest from its freeze, its ranking and its results."""

from typing import Any

import pytest

from chalicelib.usecases.ports import ContestRecord
from chalicelib.usecases.publishing import publish
from tests.builders import CLOSES_AT
from tests.play import FREEZE, GRACE, SLUG, Play


class BrokenPagesError(Exception):
    """Stands for whatever rendering may raise."""


class BrokenPages:
    """No page can be put up."""

    def __getattr__(self, name: str) -> Any:
        raise BrokenPagesError(name)


def over(**over: Any) -> Play:
    """A contest that has just frozen, with one participant; no run has seen it yet."""
    play = Play(**over)
    play.now = CLOSES_AT - 120_000
    play.take_part(1)
    play.stream()
    play.now = CLOSES_AT + GRACE + FREEZE
    return play


def record(play: Play) -> ContestRecord:
    found = play.stores.records.get(SLUG)
    assert found is not None
    return found


def failing_tick(play: Play) -> None:
    play.stores.pages, whole = BrokenPages(), play.stores.pages  # type: ignore[assignment]  # pages that break on purpose
    with pytest.raises(ExceptionGroup):
        play.tick()
    play.stores.pages = whole


def test_a_contest_freezes_and_ranks_without_pages() -> None:
    play = over()
    failing_tick(play)
    assert record(play).frozen_at == record(play).ranked_at == play.now
    assert play.public("commitment.json")["opening"]
    assert record(play).shown_at is None


def test_what_was_revealed_is_shown_by_a_later_run() -> None:
    play = over()
    failing_tick(play)
    play.now += 60_000
    play.tick()
    assert play.stores.pages.shown[-1] == f"{SLUG}: all"
    assert record(play).shown_at == play.now
    shown = len(play.stores.pages.shown)
    play.tick()
    assert len(play.stores.pages.shown) == shown


def test_results_are_published_and_noted_before_their_page() -> None:
    play = over()
    play.tick()
    play.stores.pages = BrokenPages()  # type: ignore[assignment]  # pages that break on purpose
    with pytest.raises(BrokenPagesError):
        publish(SLUG, "by", play.stores)
    assert play.public("results.json")["slug"] == SLUG
    assert record(play).published_at == play.now
