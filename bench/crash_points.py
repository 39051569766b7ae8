"""Deaths at each call of a store, and how many of them the next run mends: of `faults`."""

from typing import Any

from bench.tables import table
from tests.deaths.cases import CASES
from tests.deaths.storage_calls import calls_of, unmended


def figures() -> dict[str, Any]:
    """Before and after each call of each use case."""
    points = {name: 2 * len(calls_of(case)) for name, case in CASES.items()}
    left = {name: len(unmended(case)) for name, case in CASES.items()}
    return {
        "crash_points": sum(points.values()),
        "crash_points_mended": sum(points.values()) - sum(left.values()),
        "crash_points_of": {name: [points[name], points[name] - left[name]] for name in CASES},
    }


def markdown(found: dict[str, Any]) -> str:
    """The section of RESULTS.md."""
    rows = [(name, *of) for name, of in found["crash_points_of"].items()]
    rows.append(("all", found["crash_points"], found["crash_points_mended"]))
    how = "The process dies before and after each call of a store; then the same comes again."
    return f"{how}\n\n{table(('use case', 'deaths', 'mended by the next run'), rows)}"
