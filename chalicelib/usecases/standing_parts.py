"""A ranking run in parts, so that a page of it can be read without all of it."""

import json
import zlib
from collections.abc import Iterable
from typing import Any

from chalicelib.domain.canonical import canonical
from chalicelib.usecases.ports import Vault

PART_ROWS = 2_000
_MOST_ROWS = 200
_LONG = ("standing", "flags", "disqualified", "reviews")

Document = dict[str, Any]


def keep_standing(slug: str, outcome: Document, vault: Vault) -> None:
    """Keeps the standing of a run part by part, the states of its attempts by their ids, and the
    rest of it with long lists cut; the same run gives the same bytes."""
    run, rows = outcome["inputs_hash"], outcome["standing"]
    for number, first in enumerate(range(0, len(rows), PART_ROWS)):
        part = rows[first : first + PART_ROWS]
        vault.create(_part_key(slug, run, number), canonical(part))
    for number, states in _states(rows).items():
        vault.create(_states_key(slug, run, number), canonical(states))
    vault.create(_head_key(slug, run), canonical(_head(outcome)))


def read_states(slug: str, head: Document, attempts: Iterable[str], vault: Vault) -> dict[str, str]:
    """The state of each of these attempts in the run of that head; who has none is left out."""
    found: dict[str, str] = {}
    for attempt in attempts:
        number = _place_of(attempt, head["standing_count"])
        stored = vault.read(_states_key(slug, head["inputs_hash"], number))
        states: dict[str, str] = {} if stored is None else json.loads(stored[0])
        if attempt in states:
            found[attempt] = states[attempt]
    return found


def read_head(slug: str, run: str, vault: Vault) -> Document | None:
    """A run without its standing: `<list>_count` for each list that is cut. None where the run was
    not kept in parts."""
    stored = vault.read(_head_key(slug, run))
    return None if stored is None else json.loads(stored[0])


def read_rows(slug: str, run: str, first: int, count: int, vault: Vault) -> list[Document]:
    """At most `count` rows of the standing from number `first` (from 0), all of one part."""
    number, start = divmod(first, PART_ROWS)
    stored = vault.read(_part_key(slug, run, number))
    rows: list[Document] = [] if stored is None else json.loads(stored[0])
    return rows[start : start + count]


def _head(outcome: Document) -> Document:
    counts = {f"{name}_count": len(outcome[name]) for name in _LONG}
    cut = {name: outcome[name][:_MOST_ROWS] for name in _LONG if name != "standing"}
    rest = {name: value for name, value in outcome.items() if name not in _LONG}
    return {**rest, **cut, **counts}


def _states(rows: list[Document]) -> dict[int, dict[str, str]]:
    """As many parts as the standing has, so that each can be read alone."""
    parts: dict[int, dict[str, str]] = {}
    for row in rows:
        place = _place_of(row["attempt"], len(rows))
        parts.setdefault(place, {})[row["attempt"]] = row["state"]
    return parts


def _place_of(attempt: str, of: int) -> int:
    return zlib.crc32(attempt.encode()) % (of // PART_ROWS + 1)


def _head_key(slug: str, run: str) -> str:
    return f"runs/{slug}/parts-{run}/head.json"


def _states_key(slug: str, run: str, number: int) -> str:
    return f"runs/{slug}/parts-{run}/states-{number:05}.json"


def _part_key(slug: str, run: str, number: int) -> str:
    return f"runs/{slug}/parts-{run}/standing-{number:05}.json"
