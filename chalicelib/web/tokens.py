"""Attempt tokens: what a holder shows instead of a log-in, signed by the deployment."""

import base64
import binascii
import hashlib
from typing import Any

from itsdangerous import BadData, URLSafeSerializer

from chalicelib.domain.attempt import Attempt, AttemptKey
from chalicelib.usecases.opening import Holder, bad_token

_SALT = "attempt"


def attempt_token(attempt: Attempt, token_keys: tuple[bytes, ...]) -> str:
    """The token of an attempt, signed with the newest key."""
    claims = {
        "c": attempt.slug,
        "p": attempt.participant,
        "n": attempt.number,
        "s": attempt.started_at,
        "a": attempt.id,
        "u": attempt.unit,
        "d": attempt.deadline,
    }
    return str(signer(token_keys, _SALT).dumps(claims))


def holder_of(
    authorization: str | None, slug: str, attempt_id: str, token_keys: tuple[bytes, ...]
) -> Holder:
    """Who holds the attempt of the address, by `Authorization: Bearer …`.

    Raises bad_token where the token is missing, forged, spelled otherwise than we spell it, or for
    another attempt or contest.
    """
    scheme, _, token = (authorization or "").partition(" ")
    if scheme.lower() != "bearer":
        raise bad_token()
    claims = _claims(token, token_keys)
    if claims.get("c") != slug or claims.get("a") != attempt_id:
        raise bad_token()
    return Holder(key=_key(claims), attempt_id=claims["a"], unit=claims["u"], deadline=claims["d"])


def attempt_of(token: str, token_keys: tuple[bytes, ...]) -> AttemptKey:
    """The attempt that a token is for. Raises bad_token."""
    return _key(_claims(token, token_keys))


def _key(claims: dict[str, Any]) -> AttemptKey:
    return AttemptKey(claims["c"], claims["p"], claims["n"], claims["s"])


def _claims(token: str, token_keys: tuple[bytes, ...]) -> dict[str, Any]:
    try:
        return read_signed(token, token_keys, _SALT)
    except BadData as error:
        raise bad_token() from error


def read_signed(token: str, token_keys: tuple[bytes, ...], salt: str) -> dict[str, Any]:
    """What a token of one kind says. Raises BadData where it is not signed by one of the keys, or
    spelled otherwise than we spell it."""
    if not (token.isascii() and _is_canonical(token)):
        raise BadData("another spelling")
    said: dict[str, Any] = signer(token_keys, salt).loads(token)
    return said


def _is_canonical(token: str) -> bool:
    """Whether the signature is spelled as we spell it: base64 lets several last characters stand
    for the same bytes, and one token must have one spelling."""
    signature = token.rpartition(".")[2]
    try:
        raw = base64.urlsafe_b64decode(signature + "=" * (-len(signature) % 4))
    except (binascii.Error, ValueError):
        return False
    return base64.urlsafe_b64encode(raw).decode().rstrip("=") == signature


def signer(token_keys: tuple[bytes, ...], salt: str) -> URLSafeSerializer:
    """What signs and reads tokens of one kind, which `salt` tells from those of others."""
    # itsdangerous signs with the last key of the list and accepts them all.
    return URLSafeSerializer(
        list(reversed(token_keys)),
        salt=salt,
        signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha256},
    )
