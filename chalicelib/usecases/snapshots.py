"""Snapshots of a contest, kept for good and then published (docs/ledger.md §4).

Each is kept once, by its number: of two runs at once one is first, and the other goes on from what
that one kept. A run may die anywhere: what is kept is published by the next. Two small shortcuts
say how far the chain has come; where they lag or are missing, they follow from what is kept.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from chalicelib.domain.canonical import canonical
from chalicelib.domain.checkpoints import read_checkpoint
from chalicelib.domain.counts import Change
from chalicelib.domain.merkle import Tree
from chalicelib.domain.snapshots import (
    Chain,
    Making,
    Snapshot,
    next_snapshots,
    resets_by_unit,
    sealed_leaves,
)
from chalicelib.usecases.audit_log import public_path
from chalicelib.usecases.counting import known_changes
from chalicelib.usecases.ports import Bundle, Site, Stores, Vault
from chalicelib.usecases.public_files import checkpoint_path, commitment_file

_DAY_S = 86_400
_MINUTE_S = 60
_NO_AUDIT = {"entries": 0, "head": ""}


def lay_down_if_due(bundle: Bundle, stores: Stores) -> None:
    """Makes the snapshot of this hour, where there is none yet."""
    slug, now = bundle.contest.slug, stores.clock()
    # What an earlier run kept, and did not come to publish, may be that of this hour.
    if _chain(slug, stores.vault).is_due(now) and _published(slug, stores).is_due(now):
        lay_down(bundle, stores)


def lay_down(bundle: Bundle, stores: Stores) -> None:
    """Makes a snapshot of what the counts know to be sealed, and publishes it."""
    slug = bundle.contest.slug
    chain = _published(slug, stores)
    if not chain.is_ended:
        _keep(chain, known_changes(stores.vault, slug).values(), bundle, stores)
        _published(slug, stores)


def lay_down_last(bundle: Bundle, changes: Iterable[Change], stores: Stores) -> None:
    """Makes the final snapshot of a frozen contest. `changes` are those of the table itself."""
    slug = bundle.contest.slug
    everything = list(changes)
    while not (chain := _published(slug, stores)).is_ended:
        _keep(chain, everything, bundle, stores, final=True)


def kept_snapshots(slug: str, vault: Vault) -> list[Snapshot]:
    """All snapshots of a contest, in order."""
    return list(_kept(slug, 0, vault))


def arrivals(slug: str, vault: Vault) -> dict[str, int]:
    """When each leaf (hex) was laid down: the `at` of its snapshot."""
    return {leaf: each["at"] for each in kept_snapshots(slug, vault) for leaf in each["leaves"]}


def _keep(
    chain: Chain, changes: Iterable[Change], bundle: Bundle, stores: Stores, final: bool = False
) -> None:
    """Keeps what comes after `chain`, as long as nobody else does."""
    slug = bundle.contest.slug
    known = list(changes)
    laid = _laid_leaves(slug, stores.vault)
    sealed = sealed_leaves(known)
    new = {leaf: sealed[leaf] for leaf in sorted(sealed.keys() - laid)}
    for snapshot in next_snapshots(chain, new, _making(known, bundle, stores, final)):
        if not stores.vault.create(_key(slug, snapshot["number"]), canonical(snapshot)):
            return


def _making(changes: Iterable[Change], bundle: Bundle, stores: Stores, final: bool) -> Making:
    slug = bundle.contest.slug
    committed = commitment_file(bundle)
    audit = stores.site.get_json(public_path(slug)) or _NO_AUDIT
    return Making(
        slug=slug,
        contest=committed["contest"],
        paper_key=committed["paper_key"],
        resets=resets_by_unit(changes),
        audit={name: audit[name] for name in _NO_AUDIT},
        at=stores.clock(),
        final=final,
    )


def _published(slug: str, stores: Stores) -> Chain:
    """The chain as it is kept, after all of it was published."""
    chain = _chain(slug, stores.vault)
    news = list(_kept(slug, chain.number, stores.vault))
    if not news:
        return chain
    for snapshot in news:
        path = f"contests/{slug}/ledger/snapshots/{snapshot['number']:04}.json"
        stores.site.put_json(path, snapshot, _DAY_S)
        chain = chain.after(snapshot)
    _publish_checkpoint(slug, chain, stores.site)
    _note_chain(slug, chain, stores.vault)
    return chain


def _publish_checkpoint(slug: str, chain: Chain, site: Site) -> None:
    """Publishes the line of this chain, unless that of a longer one stands there."""
    path, line = checkpoint_path(slug), f"{chain.checkpoint(slug)}\n".encode()
    while True:
        stored, tag = site.read(path) or (b"", None)
        before = read_checkpoint(stored.decode())
        if before is not None and before.number >= chain.number:
            return
        if site.replace(path, line, _MINUTE_S, tag):
            return


def _kept(slug: str, after: int, vault: Vault) -> Iterator[Snapshot]:
    keys = list(vault.keys(_folder(slug), after=_key(slug, after)))
    yield from (json.loads(content) for content in vault.read_all(keys) if content is not None)


# How far the chain has come.


def _chain(slug: str, vault: Vault) -> Chain:
    stored = vault.read(f"ledger/{slug}/chain.json")
    return Chain() if stored is None else _chain_of(json.loads(stored[0]))


def _note_chain(slug: str, chain: Chain, vault: Vault) -> None:
    row = {**chain.__dict__, "tree": [chain.tree.size, *(it.hex() for it in chain.tree.peaks)]}
    vault.put(f"ledger/{slug}/chain.json", canonical(row))


def _chain_of(row: dict[str, Any]) -> Chain:
    size, *peaks = row["tree"]
    return Chain(**{**row, "tree": Tree(size, tuple(map(bytes.fromhex, peaks)))})


def _laid_leaves(slug: str, vault: Vault) -> set[str]:
    """The leaves of all snapshots, noted for the next time."""
    key = f"ledger/{slug}/leaves.json"
    noted: dict[str, Any] = {"through": 0, "leaves": []}
    if (stored := vault.read(key)) is not None:
        noted = json.loads(stored[0])
    leaves = set(noted["leaves"])
    news = list(_kept(slug, noted["through"], vault))
    if news:
        leaves.update(leaf for snapshot in news for leaf in snapshot["leaves"])
        through = news[-1]["number"]
        vault.put(key, canonical({"through": through, "leaves": sorted(leaves)}))
    return leaves


def _folder(slug: str) -> str:
    return f"ledger/{slug}/snapshots/"


def _key(slug: str, number: int) -> str:
    # As many digits as the order of keys needs.
    return f"{_folder(slug)}{number:06}.json"
