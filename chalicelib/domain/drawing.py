"""Ties that are drawn by a public number, so that anybody draws the same (docs/ledger.md 8.3).

In the spirit of RFC 3797: the rules announce the source before the opening, the number is known
only after the close, and hashes put the candidates in order. Candidates are told as the ledger
tells them: people by the leaf of their counted entry (hex), units by their ids.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from chalicelib.domain.canonical import canonical


@dataclass(frozen=True)
class Draw:
    """The number (`seed`, a text) that a source which the rules announced gave; recorded `at`
    (milliseconds)."""

    source: str
    seed: str
    at: int


Lots = Callable[[str, Iterable[str]], Sequence[str]]
"""(prize id, candidates by their ids) → the same in the order drawn."""


def lot_message(seed: str, prize_id: str, candidate: str) -> bytes:
    """What is hashed of a candidate for a prize: the canonical ["draw", seed, prize, candidate]."""
    return canonical(["draw", seed, prize_id, candidate])


def lot(seed: str, prize_id: str, candidate: str) -> bytes:
    """The lot of a candidate for a prize: 32 bytes, the smallest wins."""
    return hashlib.sha256(lot_message(seed, prize_id, candidate)).digest()


def lots_of(seed: str, candidate_of: Callable[[str], str]) -> Lots:
    """How this number draws; `candidate_of` gives the ledger's name of an id."""

    def drawn(prize_id: str, ids: Iterable[str]) -> Sequence[str]:
        return sorted(ids, key=lambda each: lot(seed, prize_id, candidate_of(each)))

    return drawn
