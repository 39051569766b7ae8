"""The audit log: private objects, each holding the hash of the one before (design §4)."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from chalicelib.domain.canonical import canonical, sha256_hex
from chalicelib.usecases.ports import Vault

# How many keys a store lists at once.
_PAGE = 1_000
# Whoever died half-way is tried again within minutes, or in jobs within hours.
_LOOKED_AT = 100
_ENTRY = re.compile(r"/(\d{8,})\.json$", re.ASCII)


@dataclass(frozen=True)
class Act:
    """Who did what, on what, when and why; `before` and `after` where something was replaced;
    `source` is the viewer's address, empty from a command line."""

    by: str
    what: str
    on: str
    at: int
    why: str = ""
    before: Any = None
    after: Any = None
    source: str = ""


def record_act(slug: str, act: Act, vault: Vault) -> None:
    """Chains an act to the log of a contest; of two at once the slower takes the next place."""
    while True:
        last = last_number(slug, vault)
        entry = {**asdict(act), "previous": _hash_of(slug, last, vault)}
        if vault.keep(key_of(slug, last + 1), canonical(entry)):
            return


def ensure_recorded(slug: str, act: Act, vault: Vault) -> None:
    """Records an act unless it is the last that the log says of this matter: whoever did it may
    have died half-way, before or after recording it. Another reason is another act, none is not.

    Looks at the last hundred entries. What is older is recorded once more, which hides nothing.
    """
    said = _last_said(slug, act, vault)
    if said is None or said[0] != act.after or act.why not in ("", said[1]):
        record_act(slug, act, vault)


def _last_said(slug: str, act: Act, vault: Vault) -> tuple[Any, str] | None:
    """`after` and `why` of the last entry about the same deed on the same thing."""
    last = last_number(slug, vault)
    keys = [key_of(slug, number) for number in range(max(1, last - _LOOKED_AT + 1), last + 1)]
    for content in reversed(vault.read_all(keys)):
        entry = {} if content is None else json.loads(content)
        if (entry.get("what"), entry.get("on")) == (act.what, act.on):
            return entry["after"], entry["why"]
    return None


def acts(slug: str, vault: Vault) -> Iterator[dict[str, Any]]:
    """The entries of a contest's log, the first one first."""
    for content in vault.read_all(list(vault.keys(prefix_of(slug)))):
        if content is not None:
            yield json.loads(content)


def last_number(slug: str, vault: Vault) -> int:
    """The number of the last entry, 0 where there is none.

    One list of keys for the first thousand entries; of a longer log, a few questions find where
    its last thousands begin, so that nobody lists all of it for each act.
    """
    first = list(islice(vault.keys(prefix_of(slug)), _PAGE))
    start, stride = max(numbers(first), default=0), _PAGE
    if len(first) < _PAGE:
        return start
    while _goes_on(slug, start + stride, vault):
        start, stride = start + stride, stride * 2
    while stride > _PAGE:
        stride //= 2
        if _goes_on(slug, start + stride, vault):
            start += stride
    rest = vault.keys(prefix_of(slug), after=key_of(slug, start))
    return max(numbers(rest), default=start)


def numbers(keys: Iterable[str]) -> Iterator[int]:
    """The numbers of the entries with these keys; whatever else lies beside them is left out."""
    found = map(_ENTRY.search, keys)
    return (int(match[1]) for match in found if match)


def _goes_on(slug: str, number: int, vault: Vault) -> bool:
    """Whether there are entries after that number. Where something else lies between them it may
    say no: then more keys are listed, and the last one is found all the same."""
    key = vault.first_key_after(prefix_of(slug), key_of(slug, number))
    return key is not None and _ENTRY.search(key) is not None


def prefix_of(slug: str) -> str:
    """What the keys of a log begin with."""
    return f"audit/{slug}/"


def key_of(slug: str, number: int) -> str:
    """The key of an entry."""
    return f"{prefix_of(slug)}{number:08}.json"


def _hash_of(slug: str, number: int, vault: Vault) -> str | None:
    stored = vault.read(key_of(slug, number)) if number else None
    return None if stored is None else sha256_hex(stored[0])
