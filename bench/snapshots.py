"""What a snapshot costs the tick: the hourly one with little new among much, and the final one.

Run on stores in memory, so the time is that of our own work; what a store would be asked for is
counted. `python -m bench.snapshots` prints JSON.
"""

import hashlib
import json
import time
import tracemalloc
from collections.abc import Callable, Iterable
from typing import Any

from bench.tables import table
from chalicelib.domain.counts import Change, Progress
from chalicelib.usecases.counting import add_changes
from chalicelib.usecases.snapshots import lay_down, lay_down_last
from tests.builders import OPENS_AT
from tests.play import SLUG, Play

SIZES = (1_000, 10_000, 100_000)
NEW_IN_AN_HOUR = 400
HOUR = 3_600_000
MEBIBYTE = 2**20


def figures() -> list[dict[str, Any]]:
    """The figures of each size."""
    return [measure(size) for size in SIZES]


def measure(count: int) -> dict[str, Any]:
    """With `count` attempts sealed: the hourly snapshot of 400 more, and the final one of all."""
    return {"attempts": count, "hourly": _hourly(count), "final": _final(count)}


def _hourly(count: int) -> dict[str, Any]:
    play = _play(_sealed(range(count), OPENS_AT))
    lay_down(play.bundle, play.stores)
    play.now = OPENS_AT + HOUR
    more = range(count, count + NEW_IN_AN_HOUR)
    add_changes(play.stores.vault, SLUG, _sealed(more, play.now))
    return _cost(play, lambda: lay_down(play.bundle, play.stores))


def _final(count: int) -> dict[str, Any]:
    changes = _sealed(range(count), OPENS_AT)
    play = _play(changes)
    play.now = play.bundle.contest.frozen_at
    return _cost(play, lambda: lay_down_last(play.bundle, changes, play.stores))


def _play(changes: Iterable[Change]) -> Play:
    play = Play()
    add_changes(play.stores.vault, SLUG, changes)
    return play


def _cost(play: Play, work: Callable[[], object]) -> dict[str, Any]:
    """CPU seconds and writes of the first run, peak memory of one under tracemalloc."""
    before = dict(play.stores.vault.objects), dict(play.stores.site.files)
    play.forget_writes()
    began = time.process_time()
    work()
    cpu_s = time.process_time() - began
    writes = len(play.written)
    play.stores.vault.objects, play.stores.site.files = before
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return {"cpu_s": round(cpu_s, 2), "writes": writes, "peak_mib": round(peak / MEBIBYTE)}


def _sealed(numbers: Iterable[int], at: int) -> list[Change]:
    return [_change(number, at) for number in numbers]


def _change(number: int, at: int) -> Change:
    leaf = hashlib.sha256(str(number).encode()).hexdigest()
    return Change(leaf[:26], leaf[26:58], 1, Progress.SEALED, "khu-pho-1", at + 900_000, at, leaf)


def markdown(found: list[dict[str, Any]]) -> str:
    """The section of RESULTS.md."""
    columns = ("attempts", "an hour's, CPU s", "writes", "MiB", "the last, CPU s", "writes", "MiB")
    rows = [(one["attempts"], *one["hourly"].values(), *one["final"].values()) for one in found]
    return table(columns, rows)


if __name__ == "__main__":
    print(json.dumps(figures(), indent=2))
