"""Canonical JSON, and the keyed hashes made of it (design: every HMAC input is such an array)."""

import base64
import hashlib
import hmac
import json
from typing import Any

# `json.dumps` would make an encoder each time.
_spelled = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def canonical(value: Any) -> bytes:
    """The one spelling of `value` as UTF-8 JSON by RFC 8785.

    `value` holds strings, integers below 2^53, booleans, None, lists and dicts with ASCII keys:
    for these Python's encoder with sorted keys and no spaces already writes what the RFC asks
    (the tests compare it with a full implementation). Raises ValueError on a lone surrogate.
    """
    return _spelled(value).encode()


def keyed_hash(key: bytes, *parts: Any) -> bytes:
    """HMAC-SHA256 of the canonical array of `parts`: 32 bytes."""
    return hmac.digest(key, canonical(parts), "sha256")


class KeyedHashes:
    """`keyed_hash` of many arrays that begin with the same parts, of which there is one at least:
    what they share is hashed once."""

    def __init__(self, key: bytes, *shared: Any) -> None:
        self._begun = hmac.new(key, canonical(shared)[:-1], "sha256")

    def of(self, *others: bytes) -> bytes:
        """That of the array that goes on with `others`, each in canonical form already."""
        hashed = self._begun.copy()
        hashed.update(b"".join((b",", b",".join(others), b"]")))
        return hashed.digest()


def sha256_hex(content: bytes) -> str:
    """SHA-256 in lower-case hex."""
    return hashlib.sha256(content).hexdigest()


def base32(content: bytes) -> str:
    """RFC 4648 base32 in lower case without padding."""
    return base64.b32encode(content).decode().rstrip("=").lower()
