"""What becomes of a contest among faults: operations that are lost or doubled, and deaths at each
call of a store that the next run mends."""

import logging
from itertools import count
from typing import Any

from bench.tables import table
from tests.deaths.cases import CASES
from tests.deaths.storage_calls import calls_of, unmended
from tests.laboratory.runs import tally

OPERATIONS = 100_000


def figures() -> dict[str, Any]:
    """Faulted operations of the use cases over stores in memory, and all deaths."""
    logging.getLogger("hoithi").setLevel(logging.CRITICAL)
    found = tally(count(), OPERATIONS)
    points = {name: 2 * len(calls_of(case)) for name, case in CASES.items()}
    left = {name: len(unmended(case)) for name, case in CASES.items()}
    return {
        "operations": found.faulted,
        "operations_in_all": found.operations,
        "lost": len(found.lost),
        "doubled": len(found.doubled),
        "wrong": len(found.wrong),
        "met": dict(sorted(found.met.items())),
        "crash_points": sum(points.values()),
        "crash_points_mended": sum(points.values()) - sum(left.values()),
        "crash_points_of": {name: [points[name], points[name] - left[name]] for name in CASES},
    }


def markdown(found: dict[str, Any]) -> str:
    """The section of RESULTS.md."""
    said = (
        f"{found['operations']:,} operations that met a fault, of {found['operations_in_all']:,}:"
        f" {found['lost']} lost, {found['doubled']} doubled, {found['wrong']} wrong otherwise."
    )
    met = table(("fault", "times"), sorted(found["met"].items()))
    deaths = [(name, *of) for name, of in found["crash_points_of"].items()]
    deaths.append(("all", found["crash_points"], found["crash_points_mended"]))
    how = "The process dies before and after each call of a store; then the same comes again."
    mended = table(("use case", "deaths", "mended by the next run"), deaths)
    return f"{said}\n\n{met}\n\n{how}\n\n{mended}"
