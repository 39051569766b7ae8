"""The session of the console: its refresh token lies in a cookie that no script reads.

`SameSite=Strict` and the header `X-HoiThi`, which no form of another site can send, keep others
from using it (OWASP ASVS 5.0, 3.3 and 3.5).
"""

import base64
import json
import re
from typing import Any

from chalicelib import bootstrap
from chalicelib.domain.checks import Matching
from chalicelib.domain.errors import Code, Refusal
from chalicelib.domain.second_factor import needs_totp
from chalicelib.usecases.ports import SignInOver, Tokens
from chalicelib.web.groups import Group
from chalicelib.web.organizing import proof
from chalicelib.web.organizing.call import Answer, Call, require

COOKIE = "hoithi_session"
PATH = "/api/organizer/session"
# As long as the pool's client lets a refresh token live.
_AGE_S = 12 * 3_600
_TOKEN = Matching(
    re.compile(r"[A-Za-z0-9_.=+/-]{16,3500}", re.ASCII), "Không đọc được. Xin đăng nhập lại."
)


def open_session(call: Call) -> Answer:
    """Takes the refresh token of who has just signed in."""
    require(call.body, required={"refresh_token": _TOKEN})
    refresh_token = call.body["refresh_token"]
    tokens = _renewed(refresh_token, call)
    if _claims(tokens.id_token).get("email", "").lower() != call.by:
        raise _sign_in_again()
    kept = _cookie(COOKIE, refresh_token, PATH, _AGE_S)
    return Answer(None, 204, _cookies(kept, _proof(call, tokens)))


def renew_session(call: Call) -> Answer:
    """New tokens for a page that was loaded anew, or whose tokens ran out."""
    tokens = _renewed(_refresh_token(call), call)
    told = {"id_token": tokens.id_token, "access_token": tokens.access_token}
    return Answer(told, headers=_cookies(_proof(call, tokens)))


def close_session(call: Call) -> Answer:
    """Revokes the refresh token and takes the cookies away."""
    call.stores.sessions.revoke(_refresh_token(call))
    gone = _cookie(proof.COOKIE, "", proof.PATH, 0) if proof.signing_keys() else None
    return Answer(None, 204, _cookies(_cookie(COOKIE, "", PATH, 0), gone))


def _proof(call: Call, tokens: Tokens) -> str | None:
    """The cookie that shows for administrators that their second factor was looked at, each time
    anew: somebody's one-time codes may have been taken away since. Raises totp_required."""
    demanded = bootstrap.stores().settings.administrators_need_totp
    claims = _claims(tokens.id_token)
    administers = Group.ADMINISTRATORS.value in claims.get("cognito:groups", ())
    if needs_totp(
        administers,
        demanded,
        lambda: call.stores.sessions.second_factors(tokens.access_token),
    ):
        raise Refusal(
            Code.TOTP_REQUIRED,
            "Người quản trị phải đăng nhập bằng cả mã dùng một lần. Xin cài mã rồi đăng nhập lại.",
        )
    keys = proof.signing_keys()
    if not administers or not keys:
        return None
    signed = proof.proof_of(str(claims.get("email", "")).lower(), call.at, keys)
    return _cookie(proof.COOKIE, signed, proof.PATH, proof.AGE_S)


def _renewed(refresh_token: str, call: Call) -> Tokens:
    try:
        return call.stores.sessions.renew(refresh_token)
    except SignInOver as over:
        raise _sign_in_again() from over


def _refresh_token(call: Call) -> str:
    if call.headers.get("x-hoithi") != "1":
        raise _sign_in_again()
    found = proof.cookie_of(call.headers, COOKIE)
    if found is None or _TOKEN.fault(found) is not None:
        raise _sign_in_again()
    return found


def _sign_in_again() -> Refusal:
    return Refusal(Code.UNAUTHORIZED, "Phiên đăng nhập đã hết. Xin đăng nhập lại.")


def _cookies(*cookies: str | None) -> dict[str, str | list[str]]:
    """The headers that set those that there are."""
    found = [cookie for cookie in cookies if cookie is not None]
    return {"Set-Cookie": found if len(found) > 1 else found[0]} if found else {}


def _cookie(name: str, value: str, path: str, age_s: int) -> str:
    # A stack on this machine has no TLS, nor the secret that CloudFront shows.
    secure = "; Secure" if bootstrap.stores().settings.origin_secrets else ""
    return f"{name}={value}; Path={path}; Max-Age={age_s}; HttpOnly; SameSite=Strict{secure}"


def _claims(id_token: str) -> dict[str, Any]:
    """What a token says that came from the user pool itself, over TLS: nothing is left to check."""
    payload = id_token.split(".")[1]
    claims: dict[str, Any] = json.loads(
        base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
    )
    return claims
