"""What the start route must do at least: the job of all peers."""

import base64
import hashlib
import hmac
import secrets
from typing import Any

FIELDS = ("identity", "name", "unit", "category")


def begin(
    slug: str, body: dict[str, Any], bundle: dict[str, Any]
) -> tuple[dict[str, str], dict[str, Any]]:
    """The item to store, and what is answered."""
    key = bytes.fromhex(bundle["secrets"]["paper_key"])
    attempt = secrets.token_hex(10)
    person = {name: str(body[name]) for name in FIELDS}
    paper = _paper(key, attempt, bundle["document"])
    signed = hmac.digest(key, attempt.encode(), "sha256")
    token = base64.urlsafe_b64encode(signed).decode()
    participant = hashlib.sha256(person["identity"].encode()).hexdigest()
    item = {"pk": f"{slug}#A", "sk": f"{participant}#1", "attempt": attempt, **person}
    return item, {"attempt_id": attempt, "token": token, "paper": paper}


def _paper(key: bytes, attempt: str, document: dict[str, Any]) -> list[dict[str, Any]]:
    def order(question: dict[str, Any]) -> bytes:
        return hmac.digest(key, f"{attempt}{question['id']}".encode(), "sha256")

    drawn = []
    for topic, count in document["paper"]["quota"].items():
        bank = [each for each in document["questions"] if each["topic"] == topic]
        drawn += sorted(bank, key=order)[:count]
    return [{name: each[name] for name in ("id", "text", "options")} for each in drawn]
