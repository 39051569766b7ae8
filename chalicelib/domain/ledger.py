"""The seal of an attempt (docs/ledger.md §1): hashes that bind what counted, from the first day.

Two halves, so that after close everybody can open P (score, time, unit) of every entry, while Q
(the answers) is opened by its holder alone.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

from chalicelib.domain.canonical import canonical, keyed_hash, sha256_hex
from chalicelib.domain.scoring import Answers

_LEAF_PREFIX = b"\x00"
_PUBLIC_PREFIX = b"\x02"
_PRIVATE_PREFIX = b"\x03"
_SALT_BYTES = 16


@dataclass(frozen=True)
class PublicHalf:
    """What everybody may learn of an entry after close."""

    elapsed_ms: int
    score: int
    unit: str
    salt: str

    def digest(self) -> bytes:
        """P: 32 bytes."""
        return _digest(_PUBLIC_PREFIX, self.__dict__)


@dataclass(frozen=True)
class PrivateHalf:
    """What only the holder can open: on the receipt, and in full for winners."""

    answers: Answers
    attempt: str
    prediction: int | None
    submitted_at: int
    salt: str

    def digest(self) -> bytes:
        """Q: 32 bytes."""
        return _digest(_PRIVATE_PREFIX, self.__dict__)


def leaf_hash(public: bytes, private: bytes) -> bytes:
    """RFC 9162's leaf hash of P ‖ Q: 32 bytes, entering the Merkle tree as it is."""
    return hashlib.sha256(_LEAF_PREFIX + public + private).digest()


def public_salt(salt_key: bytes, attempt_id: str) -> str:
    """P's salt, in hex; secret until close."""
    return keyed_hash(salt_key, "public", attempt_id)[:_SALT_BYTES].hex()


def private_salt(salt_key: bytes, attempt_id: str) -> str:
    """Q's salt, in hex; on the holder's receipt."""
    return keyed_hash(salt_key, "private", attempt_id)[:_SALT_BYTES].hex()


def commitment(
    document: dict[str, Any], salt: str, paper_key: bytes, excluded_salt: str
) -> dict[str, str]:
    """What is published before opening, so that rules, key and papers can't be bent later.

    `document` is the contest's checked document. Excluded people are never public: the version
    that will be revealed holds their number and a hash with a salt that is never revealed.
    """
    public = public_version(document, excluded_salt)
    return {
        "contest": sha256_hex(canonical({"contest": public, "salt": salt})),
        "paper_key": sha256_hex(paper_key),
    }


def opening(
    document: dict[str, Any], salt: str, paper_key: bytes, excluded_salt: str
) -> dict[str, Any]:
    """What opens a commitment after close; whoever hashes it again sees that nothing was bent."""
    return {
        "contest": public_version(document, excluded_salt),
        "salt": salt,
        "paper_key": paper_key.hex(),
    }


def public_version(document: dict[str, Any], excluded_salt: str) -> dict[str, Any]:
    """The document as it is revealed after close: without anybody's number."""
    excluded = document["identity"]["excluded"]
    hidden = {
        "count": len(excluded),
        "hash": sha256_hex(canonical({"excluded": excluded, "salt": excluded_salt})),
    }
    return {**document, "identity": {**document["identity"], "excluded": hidden}}


def _digest(prefix: bytes, opened: dict[str, Any]) -> bytes:
    return hashlib.sha256(prefix + canonical(opened)).digest()
