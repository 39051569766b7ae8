"""Canonical JSON, and the keyed hashes made of it (design: every HMAC input is such an array)."""

import base64
import hashlib
import hmac
import json
from typing import Any


def canonical(value: Any) -> bytes:
    """The one spelling of `value` as UTF-8 JSON by RFC 8785.

    `value` holds strings, integers below 2^53, booleans, None, lists and dicts with ASCII keys:
    for these Python's encoder with sorted keys and no spaces already writes what the RFC asks
    (the tests compare it with a full implementation). Raises ValueError on a lone surrogate.
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def keyed_hash(key: bytes, *parts: Any) -> bytes:
    """HMAC-SHA256 of the canonical array of `parts`: 32 bytes."""
    return hmac.digest(key, canonical(parts), "sha256")


def sha256_hex(content: bytes) -> str:
    """SHA-256 in lower-case hex."""
    return hashlib.sha256(content).hexdigest()


def base32(content: bytes) -> str:
    """RFC 4648 base32 in lower case without padding."""
    return base64.b32encode(content).decode().rstrip("=").lower()
