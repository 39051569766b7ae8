"""Counts from the table's stream: `note` keeps each batch, `gather` adds them up.

A batch becomes one private object named by the hash of its event ids, so a batch delivered again
changes nothing. `gather` compacts what it has read, and deletes only what is safely compacted: it
may run twice at once or die anywhere.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from chalicelib.domain.canonical import canonical, sha256_hex
from chalicelib.domain.counts import Change, Changes, Progress, merge
from chalicelib.usecases.ports import Vault

_BATCHES = "changes/"


def note(event_ids: Iterable[str], changes: Iterable[tuple[str, Change]], vault: Vault) -> None:
    """Keeps what a batch of the stream says: (slug, change) of each attempt in it."""
    rows = [[slug, _row(change)] for slug, change in changes]
    if rows:
        name = sha256_hex(canonical(sorted(event_ids)))
        vault.create(f"{_BATCHES}{name}.json", canonical(rows))


def gather(vault: Vault) -> None:
    """Adds all batches to the counts of their contests."""
    batches = list(vault.keys(_BATCHES))
    news: dict[str, list[Change]] = defaultdict(list)
    for key in batches:
        for slug, row in _batch(vault, key):
            news[slug].append(_change(row))
    added = [add_changes(vault, slug, changes) for slug, changes in news.items()]
    if all(added):
        for key in batches:
            vault.delete(key)


def add_changes(vault: Vault, slug: str, news: Iterable[Change]) -> bool:
    """Adds `news` to the counts of a contest; False if another run was quicker."""
    known, tag = _known(vault, slug)
    merged = merge(known, news)
    if merged == known:
        return True
    rows = [_row(change) for _, change in sorted(merged.items())]
    return vault.replace(_counts(slug), canonical(rows), tag)


def known_changes(vault: Vault, slug: str) -> Changes:
    """How far each attempt of a contest has come, as gathered so far."""
    return _known(vault, slug)[0]


def _known(vault: Vault, slug: str) -> tuple[Changes, str | None]:
    stored = vault.read(_counts(slug))
    if stored is None:
        return {}, None
    content, tag = stored
    changes = (_change(row) for row in json.loads(content))
    return {change.attempt_id: change for change in changes}, tag


def _batch(vault: Vault, key: str) -> list[tuple[str, dict[str, Any]]]:
    stored = vault.read(key)
    # Gone since it was listed: a run at the same time has added it.
    return [] if stored is None else json.loads(stored[0])


def _counts(slug: str) -> str:
    return f"counts/{slug}.json"


def _row(change: Change) -> dict[str, Any]:
    return {**asdict(change), "progress": change.progress.value}


def _change(row: dict[str, Any]) -> Change:
    return Change(**{**row, "progress": Progress(row["progress"])})
