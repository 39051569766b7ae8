"""The chain of snapshots: what was sealed, laid down hour by hour (docs/ledger.md §4)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from chalicelib.domain.canonical import canonical, sha256_hex
from chalicelib.domain.checkpoints import Checkpoint
from chalicelib.domain.counts import Change, Progress
from chalicelib.domain.merkle import Tree

HOUR_MS = 3_600_000
LATE_MS = 7_200_000
MOST_LEAVES = 50_000

Snapshot = dict[str, Any]


@dataclass(frozen=True)
class Chain:
    """As much of a chain as its next snapshot needs. `newest` is the hash of the last snapshot,
    `is_full` that it holds as many leaves as it may, `is_ended` that it is the final one."""

    number: int = 0
    at: int = 0
    newest: str | None = None
    tree: Tree = field(default_factory=Tree)
    is_full: bool = False
    is_ended: bool = False

    def is_due(self, now: int) -> bool:
        """Whether a snapshot is due at `now`: one for each hour of the clock, the first at once."""
        if self.is_ended:
            return False
        return not self.number or self.is_full or now // HOUR_MS > self.at // HOUR_MS

    def checkpoint(self, slug: str) -> Checkpoint:
        """That of its last snapshot."""
        if self.newest is None:
            raise ValueError("a chain without a snapshot has no checkpoint")
        return Checkpoint(slug, self.number, self.tree.size, self.at, self.newest)

    def after(self, snapshot: Snapshot) -> "Chain":
        """The chain with `snapshot` at its end."""
        return Chain(
            number=snapshot["number"],
            at=snapshot["at"],
            newest=sha256_hex(canonical(snapshot)),
            tree=self.tree.grown(map(bytes.fromhex, snapshot["leaves"])),
            is_full=len(snapshot["leaves"]) == MOST_LEAVES,
            is_ended=snapshot["final"],
        )


@dataclass(frozen=True)
class Making:
    """What the snapshots made at one time have in common: the hashes of the commitment, how many
    attempts were reset by unit, how many entries the audit log has and the hash of the last.
    `final`: nothing comes after them."""

    slug: str
    contest: str
    paper_key: str
    resets: Mapping[str, int]
    audit: Mapping[str, Any]
    at: int
    final: bool = False


def sealed_leaves(changes: Iterable[Change]) -> dict[str, int]:
    """What is known to be sealed: leaf in hex → `submitted_at`."""
    return {
        change.leaf: change.submitted_at
        for change in changes
        if change.leaf is not None and change.submitted_at is not None
    }


def resets_by_unit(changes: Iterable[Change]) -> dict[str, int]:
    """How many attempts were reset, of units with such."""
    return dict(Counter(each.unit for each in changes if each.progress is Progress.RESET))


def next_snapshots(chain: Chain, new: Mapping[str, int], making: Making) -> Iterator[Snapshot]:
    """The snapshots of the leaves that are `new` (leaf → `submitted_at`), at least one."""
    leaves = sorted(new)
    for first in range(0, max(len(leaves), 1), MOST_LEAVES):
        some = leaves[first : first + MOST_LEAVES]
        is_last = first + MOST_LEAVES >= len(leaves)
        snapshot = _snapshot(chain, {leaf: new[leaf] for leaf in some}, making, is_last)
        yield snapshot
        chain = chain.after(snapshot)


def _snapshot(chain: Chain, new: Mapping[str, int], making: Making, is_last: bool) -> Snapshot:
    hashes = [bytes.fromhex(leaf) for leaf in new]
    tree = chain.tree.grown(hashes)
    at = max(making.at, chain.at)
    return {
        "slug": making.slug,
        "number": chain.number + 1,
        "at": at,
        "previous": chain.newest,
        "contest": making.contest,
        "paper_key": making.paper_key,
        "leaves": list(new),
        "late": [leaf for leaf, submitted_at in new.items() if at - submitted_at > LATE_MS],
        "size": tree.size,
        "root": tree.root().hex(),
        "consistency": [node.hex() for node in chain.tree.consistency(hashes)],
        "resets": dict(making.resets),
        "audit": dict(making.audit),
        "final": making.final and is_last,
    }
