"""Runs benchmarks, all or those that are named: `bench/results.json` and `bench/RESULTS.md`."""

import json
import os
import platform
import sys
from pathlib import Path
from typing import Any

from bench import (
    cold_start,
    cost,
    faults,
    ledger,
    lighthouse,
    pages,
    ranking,
    snapshots,
    storage,
    ticks,
    verify_page,
    warm,
)
from bench.live import running_contests
from bench.report import write_report

RESULTS = Path(__file__).with_name("results.json")
LIVE = {"pages": pages.figures, "lighthouse": lighthouse.figures}
MEASURED = {
    "cold_start": cold_start.figures,
    "warm": warm.figures,
    "faults": faults.figures,
    "ranking": ranking.figures,
    "ledger": ledger.figures,
    "snapshots": snapshots.figures,
    "storage": storage.figures,
    "ticks": ticks.figures,
    "verify-page": verify_page.figures,
}
RECKONED = {"cost": cost.figures, "idle_month": cost.idle_figures}
"""From what the others found."""
NAMES = (*MEASURED, *LIVE, *RECKONED)


def main(names: list[str]) -> None:
    """Writes the figures beside this file, those of other benchmarks kept, and prints them."""
    if unknown := set(names) - set(NAMES):
        sys.exit(f"Unknown: {', '.join(sorted(unknown))}. There are: {', '.join(NAMES)}")
    kept = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    found = _measured(names or list(NAMES))
    for name in RECKONED.keys() & set(names or NAMES):
        found[name] = RECKONED[name]({**kept, **found})
    text = json.dumps({**kept, "machine": _machine(), **found}, indent=2) + "\n"
    RESULTS.write_text(text, encoding="utf-8")
    print(text, end="")
    write_report(json.loads(text))


def _measured(names: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {name: MEASURED[name]() for name in MEASURED if name in names}
    live = [name for name in LIVE if name in names]
    if live:
        with running_contests() as contests:
            found |= {name: LIVE[name](contests) for name in live}
    return found


def _machine() -> dict[str, str | int | None]:
    """What the figures depend on; no name of the machine."""
    return {
        "architecture": platform.machine(),
        "system": platform.system(),
        "python": platform.python_version(),
        "cpus": os.cpu_count(),
    }


if __name__ == "__main__":
    main(sys.argv[1:])
