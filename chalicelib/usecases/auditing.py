"""The audit log: private objects, each holding the hash of the one before (design §4)."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from chalicelib.domain.canonical import canonical, sha256_hex
from chalicelib.usecases.ports import Vault


@dataclass(frozen=True)
class Act:
    """Who did what, on what, when and why; `before` and `after` where something was replaced."""

    by: str
    what: str
    on: str
    at: int
    why: str = ""
    before: Any = None
    after: Any = None


def record_act(slug: str, act: Act, vault: Vault) -> None:
    """Chains an act to the log of a contest; of two at once the slower takes the next place."""
    while True:
        last = max(vault.keys(_prefix(slug)), default=None)
        entry = {**asdict(act), "previous": _hash_of(last, vault)}
        number = 1 if last is None else int(last.removeprefix(_prefix(slug)).split(".")[0]) + 1
        if vault.create(f"{_prefix(slug)}{number:08}.json", canonical(entry)):
            return


def ensure_recorded(slug: str, act: Act, vault: Vault) -> None:
    """Records an act that was done before, unless the log has it: whoever did it may have died
    before recording it."""
    told = (act.what, act.on, act.after)
    if all((entry["what"], entry["on"], entry["after"]) != told for entry in acts(slug, vault)):
        record_act(slug, act, vault)


def acts(slug: str, vault: Vault) -> Iterator[dict[str, Any]]:
    """The entries of a contest's log, the first one first."""
    for key in vault.keys(_prefix(slug)):
        stored = vault.read(key)
        if stored is not None:
            yield json.loads(stored[0])


def _prefix(slug: str) -> str:
    return f"audit/{slug}/"


def _hash_of(key: str | None, vault: Vault) -> str | None:
    stored = None if key is None else vault.read(key)
    return None if stored is None else sha256_hex(stored[0])
