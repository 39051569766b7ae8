"""Attempts as values by name, whatever carries them: what DynamoDB keeps of one, under which keys
and letters. `attempts.py` tells what each letter costs."""

import base64
from typing import Any

from chalicelib.domain.attempt import Attempt, Draft, SealedBy, Submission, WrongCodes
from chalicelib.domain.canonical import base32
from chalicelib.stores.numbers import whole

TEXT, NUMBER, BYTES = "S", "N", "B"
STORED = {
    "pk": ("pk", TEXT),
    "sk": ("sk", TEXT),
    "attempt_id": ("i", BYTES),
    "name": ("n", TEXT),
    "identity": ("p", TEXT),
    "unit": ("u", TEXT),
    "category": ("c", TEXT),
    "consent_version": ("k", NUMBER),
    "started_at": ("s", NUMBER),
    "deadline": ("d", NUMBER),
    "expires_at": ("expires_at", NUMBER),
    "device": ("h", BYTES),
    "source": ("o", BYTES),
    "choices": ("a", BYTES),
    "seq": ("q", NUMBER),
    "prediction": ("r", NUMBER),
    "score": ("g", NUMBER),
    "elapsed_ms": ("e", NUMBER),
    "submitted_at": ("b", NUMBER),
    "sealed_by": ("y", TEXT),
    "leaf": ("l", BYTES),
    "reset_at": ("t", NUMBER),
    "wrong_codes": ("w", NUMBER),
    "wrong_codes_since": ("v", NUMBER),
    "granted": ("x", BYTES),
    "shared_device": ("z", NUMBER),
}
"""The name of each value, its attribute in the table, and the type of that."""

_SEALED_BY = {SealedBy.HOLDER: "h", SealedBy.DRAFT: "d"}
_BY_LETTER = {letter: sealed_by for sealed_by, letter in _SEALED_BY.items()}
_MS_PER_SECOND = 1_000


def partition(slug: str, shard: int) -> str:
    """The partition key of a shard."""
    return f"{slug}#A#{shard:02}"


def place(slug: str, participant: str, number: int, shards: int) -> tuple[str, str]:
    """Both keys of an attempt: its shard follows from the participant."""
    shard = int.from_bytes(_raw_id(participant)[:4], "big") % shards
    return partition(slug, shard), f"{participant}#{number}"


def _raw_id(spelled: str) -> bytes:
    return base64.b32decode(spelled.upper() + "=" * (-len(spelled) % 8))


def values_of(attempt: Attempt, shards: int) -> dict[str, Any]:
    """What is stored of an attempt that was just begun."""
    pk, sk = place(attempt.slug, attempt.participant, attempt.number, shards)
    return {
        "pk": pk,
        "sk": sk,
        "attempt_id": _raw_id(attempt.id),
        "name": attempt.name,
        "identity": attempt.identity,
        "unit": attempt.unit,
        "category": attempt.category,
        "consent_version": attempt.consent_version,
        "started_at": attempt.started_at,
        "deadline": attempt.deadline,
        "expires_at": attempt.expires_at // _MS_PER_SECOND,
        "device": attempt.device,
        "source": attempt.source,
        "shared_device": 1 if attempt.shared_device else None,
    }


def answer_values(choices: bytes, prediction: int | None) -> dict[str, Any]:
    """What is written of answers; None where nothing is to stand."""
    return {"choices": choices, "prediction": prediction}


def seal_values(submission: Submission) -> dict[str, Any]:
    """What seals an attempt."""
    return {
        **answer_values(submission.choices, submission.prediction),
        "score": submission.score,
        "elapsed_ms": submission.elapsed_ms,
        "submitted_at": submission.submitted_at,
        "sealed_by": _SEALED_BY[submission.sealed_by],
        "leaf": submission.leaf,
    }


def attempt_of(item: Any) -> Attempt:
    """The attempt whose values an object has, None where one is absent."""
    participant, number = item.sk.split("#")
    return Attempt(
        id=base32(item.attempt_id),
        slug=item.pk.split("#")[0],
        participant=participant,
        number=int(number),
        identity=item.identity,
        name=item.name,
        unit=item.unit,
        category=item.category,
        consent_version=int(item.consent_version),
        started_at=int(item.started_at),
        deadline=int(item.deadline),
        expires_at=int(item.expires_at) * _MS_PER_SECOND,
        device=item.device,
        source=item.source,
        draft=_draft_of(item),
        submission=_submission_of(item),
        reset_at=whole(item.reset_at),
        wrong_codes=_wrong_codes_of(item),
        granted=item.granted,
        shared_device=item.shared_device is not None,
    )


def _draft_of(item: Any) -> Draft | None:
    if item.seq is None or item.choices is None:
        return None
    return Draft(int(item.seq), item.choices, whole(item.prediction))


def _submission_of(item: Any) -> Submission | None:
    if item.submitted_at is None:
        return None
    return Submission(
        choices=item.choices,
        prediction=whole(item.prediction),
        score=int(item.score),
        elapsed_ms=int(item.elapsed_ms),
        submitted_at=int(item.submitted_at),
        sealed_by=_BY_LETTER[item.sealed_by],
        leaf=item.leaf,
    )


def _wrong_codes_of(item: Any) -> WrongCodes | None:
    if item.wrong_codes is None:
        return None
    return WrongCodes(int(item.wrong_codes), int(item.wrong_codes_since))
