"""Reading and checking the audit logs: a page of one, its head in public, what is wrong with it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from chalicelib.domain.audit import (
    DEPLOYMENT,
    Entry,
    Fault,
    Head,
    Kept,
    Sought,
    Wrong,
    chain_faults,
    entry_of,
    head_faults,
    history_faults,
)
from chalicelib.domain.canonical import sha256_hex
from chalicelib.domain.errors import invalid
from chalicelib.usecases.auditing import key_of, last_number, numbers, prefix_of
from chalicelib.usecases.ports import Stores, Vault

_HOUR_MS = 3_600_000
# One minute may be missed.
_BEGINNING_MS = 120_000
_MINUTE_S = 60
_AT_ONCE = 100
# Of entries that one request looks at: the rest is asked for by the cursor.
_MOST_LOOKED_AT = 2_000

Note = Callable[[int, int], None]
Sheet = Callable[[Iterable[Entry], str], bytes]
KINDS = ("xlsx", "csv")
_MOST_FAULTS = 200


@dataclass(frozen=True)
class Page:
    """Entries of a log, the newest first. `below`: where to go on, 0 at the end. `of`: how many
    entries the log has."""

    entries: tuple[Entry, ...]
    below: int
    of: int


def page(slug: str, sought: Sought, below: int | None, rows: int, vault: Vault) -> Page:
    """Up to `rows` of the entries that are sought, the newest first, of those with numbers under
    `below` (None: all). A page may hold fewer than there are: it looks at some thousand only."""
    last = last_number(slug, vault)
    start = last if below is None else min(below - 1, last)
    lowest = max(0, start - _MOST_LOOKED_AT)
    found: list[Entry] = []
    for entry in _downward(slug, start, lowest, vault):
        if sought.has(entry):
            found.append(entry)
            if len(found) == rows:
                return Page(tuple(found), entry.number if entry.number > 1 else 0, last)
    return Page(tuple(found), lowest + 1 if lowest else 0, last)


def every(slug: str, sought: Sought, vault: Vault, note: Note) -> list[Entry]:
    """All entries that are sought, the newest first; `note` is told how far it has come."""
    last = last_number(slug, vault)
    found: list[Entry] = []
    for entry in _downward(slug, last, 0, vault):
        if entry.number % _AT_ONCE == 0:
            note(last - entry.number, last)
        if sought.has(entry):
            found.append(entry)
    return found


def publish_head(slug: str, stores: Stores) -> None:
    """Publishes how many entries a log has, and the hash of the last: from then on nobody can
    drop or change one of them unseen. What is published already is not published again."""
    last = last_number(slug, stores.vault)
    stored = stores.vault.read(key_of(slug, last)) if last else None
    if stored is None:
        return
    head = {"entries": last, "head": sha256_hex(stored[0])}
    told = stores.site.get_json(public_path(slug))
    if told is None or {**told, **head} != told:
        stores.site.put_json(public_path(slug), {**head, "as_of": stores.clock()}, _MINUTE_S)


def publish_head_if_due(slug: str, stores: Stores) -> None:
    """The same in the first minutes of an hour, or where nothing is published yet: a log that
    stays as it is costs one look at what is published, each minute."""
    begins = stores.clock() % _HOUR_MS < _BEGINNING_MS
    if begins or stores.site.get_json(public_path(slug)) is None:
        publish_head(slug, stores)


def publish_due_heads(stores: Stores) -> None:
    """The heads of all logs, each once an hour."""
    for slug in (DEPLOYMENT, *(record.slug for record in stores.records.every())):
        publish_head_if_due(slug, stores)


def public_path(slug: str) -> str:
    """Where the head of a log is published."""
    return f"contests/{slug}/audit.json"


@dataclass(frozen=True)
class Checked:
    """What a check of a log found: how many entries it has, the hash of the last, how many
    published heads it was compared with, and all that is wrong."""

    entries: int
    head: str
    heads: int
    faults: tuple[Fault, ...]


def check(slug: str, stores: Stores, note: Note) -> Checked:
    """Checks a log whole: its chain, that no entry was written over or deleted, and that all that
    was ever published of it still stands in it."""
    history = stores.versions.of_private(prefix_of(slug))
    entries = sorted(numbers(history))
    stored = list(_stored(slug, entries, stores.vault, note))
    hashes = {number: sha256_hex(content) for number, content in stored}
    heads = _heads(stores.versions.of_public(public_path(slug)))
    faults = (
        *chain_faults(stored),
        *history_faults(_by_number(history)),
        *head_faults(hashes, heads),
        *_strangers(history),
    )
    last = max(hashes, default=0)
    return Checked(len(hashes), hashes.get(last, ""), len(heads), tuple(faults))


def work(event: dict[str, Any], sheet: Sheet, stores: Stores) -> dict[str, Any]:
    """What a job on a log asks for: "do" is "check" or "export"; "slug" names the log, none is
    that of the deployment. An export is of "kind" xlsx or csv, of the entries "sought" (fields of
    Sought; all without). Raises invalid."""
    slug = event.get("slug") or DEPLOYMENT
    note: Note = event.get("progress") or _unheard
    if event.get("do") == "check":
        return checked_document(check(slug, stores, note))
    kind = event.get("kind")
    if event.get("do") != "export" or kind not in KINDS:
        raise invalid({"do": "Phải là check hoặc export.", "kind": "Phải là xlsx hoặc csv."})
    found = every(slug, Sought(**event.get("sought", {})), stores.vault, note)
    key = f"exports/{slug}/nhat-ky.{kind}"
    stores.vault.put(key, sheet(found, kind))
    name = "he-thong" if slug == DEPLOYMENT else slug
    return {"rows": len(found), "url": stores.vault.link(key, f"nhat-ky-{name}.{kind}")}


def checked_document(checked: Checked) -> dict[str, Any]:
    """The same as JSON, each fault with its sentence; of very many faults the first."""
    faults = [{**asdict(each), "says": each.says} for each in checked.faults[:_MOST_FAULTS]]
    return {**asdict(checked), "faults": faults, "faulty": len(checked.faults)}


def _unheard(done: int, of: int) -> None:
    """Nobody wants to know."""


def _downward(slug: str, start: int, lowest: int, vault: Vault) -> Iterator[Entry]:
    """The entries from `start` down to the one after `lowest`; those that are missing or can't be
    read are left out: the check of the log tells of them."""
    for top in range(start, lowest, -_AT_ONCE):
        asked = range(top, max(top - _AT_ONCE, lowest), -1)
        contents = vault.read_all([key_of(slug, number) for number in asked])
        for number, content in zip(asked, contents, strict=True):
            entry = content and _read(number, content)
            if entry:
                yield entry


def _read(number: int, content: bytes) -> Entry | None:
    try:
        return entry_of(number, content)
    except (ValueError, KeyError, TypeError):
        return None


def _stored(slug: str, entries: list[int], vault: Vault, note: Note) -> Iterator[tuple[int, bytes]]:
    for first in range(0, len(entries), _AT_ONCE):
        asked = entries[first : first + _AT_ONCE]
        contents = vault.read_all([key_of(slug, number) for number in asked])
        yield from ((number, it) for number, it in zip(asked, contents, strict=True) if it)
        note(first + len(asked), len(entries))


def _by_number(history: dict[str, Kept]) -> dict[int, Kept]:
    return {number: kept for key, kept in history.items() for number in numbers([key])}


def _strangers(history: dict[str, Kept]) -> Iterator[Fault]:
    return (Fault(Wrong.STRANGER, name=key) for key in sorted(history) if not any(numbers([key])))


def _heads(published: list[Any]) -> list[Head]:
    """What was published, as far as it is what this platform publishes; what is not counts as a
    head that no log has."""
    return [
        Head(told["entries"], told["head"])
        if isinstance(told, dict) and {"entries", "head"} <= told.keys()
        else Head(1, "")
        for told in published
    ]
