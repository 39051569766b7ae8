"""The session of the console: who gets the cookie, what it is good for, and who is refused."""

import base64
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.usecases.ports import SignInOver, Tokens
from tests.integration.api import Api
from tests.integration.gateway import Answer

PATH = "/organizer/session"
REFRESH = "refresh-token-of-an-0001"
EMAIL = "an@example.com"


def a_token(**claims: Any) -> str:
    payload = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    return f"e30.{payload}.c2ln"


class Pool:
    """The user pool, with one refresh token that is good until it is revoked."""

    def __init__(self) -> None:
        self.good = {REFRESH}
        self.factors: frozenset[str] = frozenset()
        self.groups = ["to-chuc"]

    def renew(self, refresh_token: str) -> Tokens:
        if refresh_token not in self.good:
            raise SignInOver
        return Tokens(a_token(**{"email": EMAIL, "cognito:groups": self.groups}), "access")

    def revoke(self, refresh_token: str) -> None:
        self.good.discard(refresh_token)

    def second_factors(self, access_token: str) -> frozenset[str]:
        return self.factors


@pytest.fixture
def pool(api: Api) -> Iterator[Pool]:
    pool = Pool()
    vars(api.stores)["sessions"] = pool
    yield pool
    del vars(api.stores)["sessions"]


def sign_in(api: Api, group: str = "to-chuc", email: str = EMAIL, **over: Any) -> Answer:
    claims = {"token_use": "id", "email": email, "cognito:groups": group}
    return api.send("POST", PATH, {"refresh_token": REFRESH}, **{"claims": claims, **over})


def shown(cookie: str = f"hoithi_session={REFRESH}", **headers: str) -> dict[str, str]:
    return {"Cookie": cookie, "X-HoiThi": "1", **headers}


def test_who_signs_in_gets_a_cookie_that_no_script_and_no_other_site_uses(
    api: Api, pool: Pool
) -> None:
    answer = sign_in(api)
    assert answer.status == 204
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith(f"hoithi_session={REFRESH}; Path=/api/organizer/session; ")
    assert {"HttpOnly", "SameSite=Strict"} <= set(cookie.split("; "))


def test_behind_cloudfront_the_cookie_needs_tls(api: Api, pool: Pool) -> None:
    with api.with_origin_secrets("secret"):
        answer = sign_in(api, headers={"X-HoiThi-Origin": "secret"})
    assert "Secure" in answer.headers["Set-Cookie"].split("; ")


def test_a_loaded_page_gets_new_tokens_by_the_cookie(api: Api, pool: Pool) -> None:
    answer = api.send("PUT", PATH, headers=shown())
    assert answer.status == 200
    assert set(answer.body) == {"id_token", "access_token"}


NO_CREDENTIALS = (
    {},
    {"Cookie": f"hoithi_session={REFRESH}"},
    {"X-HoiThi": "1"},
    shown(f"hoithi_session={REFRESH}", **{"X-HoiThi": "0"}),
    shown("hoithi_session="),
    shown("hoithi_session=short"),
    shown("other=1"),
    shown('hoithi_session="a b'),
)


@pytest.mark.parametrize("headers", NO_CREDENTIALS)
@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_without_cookie_and_header_nothing(
    api: Api, pool: Pool, method: str, headers: dict[str, str]
) -> None:
    assert api.send(method, PATH, headers=headers).said == (401, "unauthorized")
    assert pool.good == {REFRESH}


def test_a_token_that_is_over_gives_none(api: Api, pool: Pool) -> None:
    over = shown("hoithi_session=another-token-that-is-none")
    assert api.send("PUT", PATH, headers=over).said == (401, "unauthorized")
    # Ending it again is no error.
    assert api.send("DELETE", PATH, headers=over).status == 204


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_credentials_are_judged_before_the_body(api: Api, pool: Pool, method: str) -> None:
    assert api.send(method, PATH, {"x": 1}).said == (401, "unauthorized")
    assert api.send("POST", PATH, {"x": 1}).said == (401, "unauthorized")


def test_signing_out_revokes_the_token_and_takes_the_cookie_away(api: Api, pool: Pool) -> None:
    answer = api.send("DELETE", PATH, headers=shown())
    assert answer.status == 204
    assert "Max-Age=0" in answer.headers["Set-Cookie"].split("; ")
    assert pool.good == set()
    assert api.send("PUT", PATH, headers=shown()).said == (401, "unauthorized")


def test_a_refresh_token_of_somebody_else_is_refused(api: Api, pool: Pool) -> None:
    assert sign_in(api, email="other@example.com").said == (401, "unauthorized")


@pytest.mark.parametrize("body", [{}, {"refresh_token": 1}, {"refresh_token": "a;b c" * 9}])
def test_a_body_that_is_none(api: Api, pool: Pool, body: dict[str, Any]) -> None:
    claims = {"token_use": "id", "email": EMAIL, "cognito:groups": "to-chuc"}
    assert api.send("POST", PATH, body, claims=claims).said == (422, "invalid")


def test_an_administrator_needs_a_one_time_code(api: Api, pool: Pool) -> None:
    pool.groups = ["quan-tri", "to-chuc"]
    refused = sign_in(api, "quan-tri")
    assert refused.said == (403, "totp_required")
    assert "Set-Cookie" not in refused.headers
    assert api.send("PUT", PATH, headers=shown()).said == (403, "totp_required")
    pool.factors = frozenset({"SOFTWARE_TOKEN_MFA"})
    assert sign_in(api, "quan-tri").status == 204
    assert api.send("PUT", PATH, headers=shown()).status == 200


CLAIMS = {"token_use": "id", "email": EMAIL, "cognito:groups": "quan-tri"}
BEHIND = {"X-HoiThi-Origin": "secret"}


def asked(api: Api, cookie: str = "", origin: str = "secret", **over: str) -> Answer:
    """What an administrator is told, who shows these cookies."""
    shown = {"X-HoiThi-Origin": origin, "Cookie": cookie}
    return api.send("GET", "/organizer/contests", claims={**CLAIMS, **over}, headers=shown)


def proof_in(answer: Answer) -> str:
    """The cookie that proves it, without its attributes."""
    [cookie] = [
        each for each in answer.headers["Set-Cookie"].split("\n") if each.startswith("hoithi_proof")
    ]
    value, *attributes = cookie.split("; ")
    assert {"HttpOnly", "SameSite=Strict", "Secure", "Path=/api/organizer"} <= set(attributes)
    return value


@pytest.fixture
def behind_cloudfront(api: Api, pool: Pool) -> Iterator[Api]:
    """An administrator with one-time codes, on a stage that demands them."""
    pool.groups, pool.factors = ["quan-tri"], frozenset({"SOFTWARE_TOKEN_MFA"})
    with api.with_origin_secrets("secret", "older"):
        yield api


def test_an_administrators_token_alone_opens_nothing(behind_cloudfront: Api) -> None:
    api = behind_cloudfront
    assert asked(api).said == (401, "unauthorized")
    signed_in = proof_in(sign_in(api, "quan-tri", headers=BEHIND))
    renewed = proof_in(api.send("PUT", PATH, headers={**shown(), **BEHIND}))
    for cookie in (signed_in, renewed, f"other=1; {signed_in}"):
        assert asked(api, cookie).status == 200
    assert asked(api, signed_in, email="other@example.com").said == (401, "unauthorized")
    for cookie in (signed_in[:-2], "hoithi_proof=", 'hoithi_proof="a b', "hoithi_proof=a.b"):
        assert asked(api, cookie).said == (401, "unauthorized")


def test_a_proof_lasts_a_little_longer_than_the_token(behind_cloudfront: Api) -> None:
    api = behind_cloudfront
    cookie = proof_in(sign_in(api, "quan-tri", headers=BEHIND))
    began = api.stores.now
    api.move_to(began + 3_600_000)
    assert asked(api, cookie).status == 200
    api.move_to(began + 3_900_000)
    assert asked(api, cookie).said == (401, "unauthorized")


def test_a_proof_holds_while_the_secret_is_changed(behind_cloudfront: Api) -> None:
    api = behind_cloudfront
    cookie = proof_in(sign_in(api, "quan-tri", headers=BEHIND))
    with api.with_origin_secrets("new", "secret"):
        assert asked(api, cookie, origin="new").status == 200
    with api.with_origin_secrets("new"):
        assert asked(api, cookie, origin="new").said == (401, "unauthorized")


def test_nobody_else_needs_a_proof(behind_cloudfront: Api, pool: Pool) -> None:
    pool.groups = ["to-chuc"]
    signed_in = sign_in(behind_cloudfront, headers=BEHIND)
    assert "hoithi_proof" not in signed_in.headers["Set-Cookie"]
    for group in ("to-chuc", "theo-doi"):
        assert asked(behind_cloudfront, **{"cognito:groups": group}).status == 200


def test_signing_out_takes_the_proof_away(behind_cloudfront: Api) -> None:
    answer = behind_cloudfront.send("DELETE", PATH, headers={**shown(), **BEHIND})
    assert proof_in(answer) == "hoithi_proof="


def test_a_stage_may_do_without_the_code(api: Api, pool: Pool) -> None:
    pool.groups = ["quan-tri"]
    before = api.stores.settings
    api.stores.settings = replace(before, administrators_need_totp=False)
    answer = sign_in(api, "quan-tri")
    api.stores.settings = before
    assert answer.status == 204
