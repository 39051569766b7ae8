"""The Merkle tree of RFC 9162 §2.1, grown at its right edge (docs/ledger.md §4).

Leaves come as leaf hashes. Of a tree that is grown only its peaks are kept: the roots of the full
subtrees that it is made of, largest first, one for each 1 in the binary form of its size.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_NODE_PREFIX = b"\x01"


@dataclass(frozen=True)
class Tree:
    """A tree of `size` leaves by its `peaks`, 32 bytes each."""

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def root(self) -> bytes:
        """The Merkle tree hash: 32 bytes."""
        if not self.peaks:
            return hashlib.sha256().digest()
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = node_hash(peak, root)
        return root

    def grown(self, leaves: Iterable[bytes]) -> "Tree":
        """This tree with `leaves` after its own."""
        size, peaks = self.size, list(self.peaks)
        for leaf in leaves:
            peaks.append(leaf)
            size += 1
            # A new leaf closes one full subtree for each 0 at the end of the new size.
            for _ in range((size & -size).bit_length() - 1):
                right = peaks.pop()
                peaks.append(node_hash(peaks.pop(), right))
        return Tree(size, tuple(peaks))

    def consistency(self, leaves: Sequence[bytes]) -> list[bytes]:
        """The proof (RFC 9162 §2.1.4.1) that this tree begins the one grown by `leaves`; empty
        where this tree or `leaves` is empty."""
        if not self.size or not leaves:
            return []
        return _Proof(self, leaves).of(0, self.size + len(leaves), True)


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node: 32 bytes."""
    return hashlib.sha256(_NODE_PREFIX + left + right).digest()


class _Proof:
    """A consistency proof: what it needs of the old tree are its peaks alone."""

    def __init__(self, old: Tree, leaves: Sequence[bytes]) -> None:
        self._old = old
        self._leaves = leaves
        self._peak_at = {}
        start = 0
        for peak, width in zip(old.peaks, _widths(old.size), strict=True):
            self._peak_at[start, start + width] = peak
            start += width

    def of(self, start: int, end: int, is_known: bool) -> list[bytes]:
        """SUBPROOF for the leaves from `start` to before `end`; `is_known`: who checks it has the
        old root of them."""
        if end == self._old.size:
            return [] if is_known else [self._hash(start, end)]
        middle = start + _split(end - start)
        if self._old.size <= middle:
            return [*self.of(start, middle, is_known), self._hash(middle, end)]
        return [*self.of(middle, end, False), self._hash(start, middle)]

    def _hash(self, start: int, end: int) -> bytes:
        peak = self._peak_at.get((start, end))
        if peak is not None:
            return peak
        if start >= self._old.size:
            size = self._old.size
            return Tree().grown(self._leaves[start - size : end - size]).root()
        middle = start + _split(end - start)
        return node_hash(self._hash(start, middle), self._hash(middle, end))


def _widths(size: int) -> list[int]:
    return [1 << bit for bit in reversed(range(size.bit_length())) if size >> bit & 1]


def _split(count: int) -> int:
    """The largest power of two smaller than `count`."""
    return 1 << (count - 1).bit_length() - 1
