"""What a minute's run of the clock costs by the size of an open contest: CPU and memory.

On stores in memory, each size in a process of its own; what a store would take for its part is not
in it. `quiet`: nothing new; `news`: twenty attempts were sealed; `hour`: a snapshot as well.
"""

import json
import subprocess
import sys
import time
from typing import Any

from bench.memory import peak_mb
from bench.snapshots import HOUR, _play, _sealed
from bench.tables import table
from chalicelib.usecases.closing import tick
from chalicelib.usecases.counting import note
from ops.packaging import ROOT
from tests.builders import OPENS_AT
from tests.play import MINUTE, SLUG, Play

SIZES = (1_000, 10_000, 100_000, 1_000_000)
_NEWS = 20


def figures() -> list[dict[str, Any]]:
    """The figures of each size."""
    return [_in_a_process_of_its_own(size) for size in SIZES]


def measure(count: int) -> dict[str, Any]:
    """With `count` attempts sealed: CPU seconds by kind of minute, the bytes of the counts and of
    the noted leaves, and the most memory that the runs needed on top of what the stores hold."""
    play = _play(_sealed(range(count), OPENS_AT))
    play.now = OPENS_AT + HOUR
    held = peak_mb()
    tick(play.stores)
    seconds = {
        "quiet": _seconds(play, MINUTE, range(0)),
        "news": _seconds(play, MINUTE, range(count, count + _NEWS)),
        "hour": _seconds(play, HOUR, range(count + _NEWS, count + 2 * _NEWS)),
    }
    return {
        "attempts": count,
        "cpu_s": {name: round(value, 3) for name, value in seconds.items()},
        "counts_bytes": _size(play, f"counts/{SLUG}.json"),
        "leaves_bytes": _size(play, f"ledger/{SLUG}/leaves.json"),
        "peak_mb": round(peak_mb()),
        "held_mb": round(held),
    }


def markdown(found: list[dict[str, Any]]) -> str:
    """The section of RESULTS.md."""
    columns = (
        "attempts",
        "nothing new, CPU s",
        "one batch",
        "with a snapshot",
        "peak MB",
        "counts MB",
    )
    rows = [
        (
            one["attempts"],
            *one["cpu_s"].values(),
            one["peak_mb"],
            round(one["counts_bytes"] / 1e6, 1),
        )
        for one in found
    ]
    return (
        "A run of the clock while a contest is open, by the attempts it has so far. The memory is "
        f"that of a process in which the stores are too.\n\n{table(columns, rows)}"
    )


def _seconds(play: Play, later: int, numbers: range) -> float:
    play.now += later
    if numbers:
        news = [(SLUG, change) for change in _sealed(numbers, play.now)]
        note([str(numbers)], news, play.stores.vault)
    begun = time.process_time()
    tick(play.stores)
    return time.process_time() - begun


def _size(play: Play, key: str) -> int:
    stored = play.stores.vault.read(key)
    return 0 if stored is None else len(stored[0])


def _in_a_process_of_its_own(count: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.ticks", str(count)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
