"""Proof that the session of the console judged an administrator's second factor.

Cognito's ID token does not say whether a one-time code was asked for. So where the stage demands
codes, an administrator's token is good together with a signed cookie alone, which the session
hands out after it has looked (decision 0036). Nothing is stored, nothing is read per request.
"""

from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie

from itsdangerous import BadData

from chalicelib import bootstrap
from chalicelib.web.groups import Group, Groups
from chalicelib.web.tokens import signer

COOKIE = "hoithi_proof"
PATH = "/api/organizer"
# An ID token lives for an hour, and the page has it renewed, with the proof, before that.
AGE_S = 3_900
_SALT = "second-factor"
_MS_PER_SECOND = 1_000


def signing_keys() -> tuple[bytes, ...]:
    """What proofs are signed with, the newest first. None where codes are not demanded, nor where
    nothing shows that a request came through CloudFront: a stack on one machine."""
    settings = bootstrap.stores().settings
    if not settings.administrators_need_totp:
        return ()
    return tuple(secret.encode() for secret in settings.origin_secrets)


def proof_of(email: str, now: int, keys: tuple[bytes, ...]) -> str:
    """A proof for one person, from `now` (ms) on."""
    return str(signer(keys, _SALT).dumps({"b": email, "e": now + AGE_S * _MS_PER_SECOND}))


def is_missing(groups: Groups, by: str, at: int, headers: Mapping[str, str]) -> bool:
    """Whether an administrator asks, at `at` (ms), without a proof where one is demanded."""
    keys = signing_keys()
    if not keys or Group.ADMINISTRATORS not in groups:
        return False
    try:
        said = signer(keys, _SALT).loads(cookie_of(headers, COOKIE) or "")
    except BadData:
        return True
    return bool(said["b"] != by or at >= said["e"])


def cookie_of(headers: Mapping[str, str], name: str) -> str | None:
    """The value of a cookie that came with a request."""
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return None
    return None if found is None else found.value
