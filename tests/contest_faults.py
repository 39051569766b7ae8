"""Faults of the small contest with fields changed, for tests of the format."""

import copy
from typing import Any

from chalicelib.domain.contest_format import ContestFaults, check_contest
from tests.builders import a_contest_file

Path = tuple[str | int, ...]
GONE = object()
"""What `with_field` takes a field out for."""
Q: Path = ("questions", 1)
P: Path = ("prizes", "individual", 0)
C: Path = ("prizes", "collective", 0)
M: Path = ("prizes", "manual", 0)


def faults_of(raw: dict[str, Any]) -> dict[str, str]:
    """Field → message; empty where the contest is right."""
    try:
        check_contest(raw)
    except ContestFaults as found:
        return {fault.field: fault.message for fault in found.faults}
    return {}


def with_field(path: Path, value: Any, raw: dict[str, Any] | None = None) -> dict[str, Any]:
    """The small contest with one value put in, or taken out."""
    changed = copy.deepcopy(raw or a_contest_file())
    place: Any = changed
    for part in path[:-1]:
        place = place.setdefault(part, {}) if isinstance(place, dict) else place[part]
    if value is GONE:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return changed


def read(path: Path, document: dict[str, Any]) -> Any:
    place: Any = document
    for part in path:
        place = place[part]
    return place


def name_of(path: Path) -> str:
    """A path as the table of fields names it: `prizes.individual[].count`."""
    return "".join("[]" if isinstance(p, int) else f".{p}" for p in path).lstrip(".")


def shown(path: Path) -> str:
    """A path as faults name it."""
    return "".join(f"[{p + 1}]" if isinstance(p, int) else f".{p}" for p in path).lstrip(".")
