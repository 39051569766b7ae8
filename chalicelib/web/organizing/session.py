"""The session of the console: its refresh token lies in a cookie that no script reads.

`SameSite=Strict` and the header `X-HoiThi`, which no form of another site can send, keep others
from using it (OWASP ASVS 5.0, 3.3 and 3.5).
"""

import base64
import json
import re
from http.cookies import CookieError, SimpleCookie
from typing import Any

from chalicelib import bootstrap
from chalicelib.domain.checks import Matching
from chalicelib.domain.errors import Code, Refusal
from chalicelib.domain.second_factor import needs_totp
from chalicelib.usecases.ports import SignInOver, Tokens
from chalicelib.web.groups import Group
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
    _refuse_without_totp(call, tokens)
    return Answer(None, 204, {"Set-Cookie": _cookie(refresh_token, _AGE_S)})


def renew_session(call: Call) -> dict[str, Any]:
    """New tokens for a page that was loaded anew, or whose tokens ran out."""
    tokens = _renewed(_refresh_token(call), call)
    _refuse_without_totp(call, tokens)
    return {"id_token": tokens.id_token, "access_token": tokens.access_token}


def close_session(call: Call) -> Answer:
    """Revokes the refresh token and takes the cookie away."""
    call.stores.sessions.revoke(_refresh_token(call))
    return Answer(None, 204, {"Set-Cookie": _cookie("", 0)})


def _refuse_without_totp(call: Call, tokens: Tokens) -> None:
    """Each time: somebody's one-time codes may have been taken away since."""
    demanded = bootstrap.stores().settings.administrators_need_totp
    groups = _claims(tokens.id_token).get("cognito:groups", ())
    if not demanded or Group.ADMINISTRATORS.value not in groups:
        return
    factors = call.stores.sessions.second_factors(tokens.access_token)
    if needs_totp(True, factors, demanded):
        raise Refusal(
            Code.TOTP_REQUIRED,
            "Người quản trị phải đăng nhập bằng cả mã dùng một lần. Xin cài mã rồi đăng nhập lại.",
        )


def _renewed(refresh_token: str, call: Call) -> Tokens:
    try:
        return call.stores.sessions.renew(refresh_token)
    except SignInOver as over:
        raise _sign_in_again() from over


def _refresh_token(call: Call) -> str:
    if call.headers.get("x-hoithi") != "1":
        raise _sign_in_again()
    try:
        found = SimpleCookie(call.headers.get("cookie", "")).get(COOKIE)
    except CookieError as error:
        raise _sign_in_again() from error
    if found is None or _TOKEN.fault(found.value) is not None:
        raise _sign_in_again()
    return found.value


def _sign_in_again() -> Refusal:
    return Refusal(Code.UNAUTHORIZED, "Phiên đăng nhập đã hết. Xin đăng nhập lại.")


def _cookie(value: str, age_s: int) -> str:
    # A stack on this machine has no TLS, nor the secret that CloudFront shows.
    secure = "; Secure" if bootstrap.stores().settings.origin_secrets else ""
    return f"{COOKIE}={value}; Path={PATH}; Max-Age={age_s}; HttpOnly; SameSite=Strict{secure}"


def _claims(id_token: str) -> dict[str, Any]:
    """What a token says that came from the user pool itself, over TLS: nothing is left to check."""
    payload = id_token.split(".")[1]
    claims: dict[str, Any] = json.loads(
        base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
    )
    return claims
