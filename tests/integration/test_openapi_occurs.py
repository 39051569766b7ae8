"""Every error that docs/openapi.yaml tells of can be met, on every route that it names."""

from typing import Any

import pytest

from chalicelib.usecases.ports import Unavailable
from chalicelib.web.tickets import device_ticket
from tests.builders import OPENS_AT
from tests.integration.api import (
    CLOSES_AT,
    EXCLUDED,
    FROZEN_AT,
    Api,
    a_registration,
    first_options,
)
from tests.integration.contract import documented_errors, operations
from tests.integration.gateway import Answer
from tests.integration.test_api_claims import a_claim

GATEWAYS_OWN = (429, "try_again")
OTHER = "another-device-0001"
OBSERVER = {"token_use": "id", "cognito:groups": "theo-doi"}


class Broken:
    """A store whose every call ends with an error."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __getattr__(self, name: str) -> Any:
        raise self._error


class Asker:
    """Requests of one route, right but for what is given."""

    def __init__(self, api: Api, method: str, route: str, started: Answer) -> None:
        self._api = api
        self._method = method
        self._route = route
        self._started = started

    def ask(self, slug: str = "nho", **over: Any) -> Answer:
        attempt, token = self._started.body["attempt_id"], self._started.body["token"]
        path = self._route.format(slug=slug, attempt_id=attempt)
        shown = {"body": self._body(), "token": token, "claims": OBSERVER, **over}
        return self._api.send(self._method, path, **shown)

    def _body(self) -> dict[str, Any] | None:
        if self._method == "GET":
            return None
        if self._route.endswith("/attempts"):
            return a_registration()
        if self._route.endswith("/claims"):
            return a_claim()
        answers = {"answers": first_options(self._started)}
        return {"seq": 1, **answers} if self._method == "PUT" else answers


def ask_with_what_no_route_takes(asker: Asker) -> None:
    asker.ask(slug="khong-co")
    asker.ask(token="forged")
    asker.ask(claims={})
    asker.ask(claims={"token_use": "id"})


def ask_with_wrong_bodies(asker: Asker) -> None:
    asker.ask(raw="[")
    asker.ask(raw=" " * 20_000)
    asker.ask(body={})


def ask_a_broken_platform(api: Api, asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    with api.with_origin_secrets("secret"):
        asker.ask()
    for error in (Unavailable(), ZeroDivisionError()):
        with monkeypatch.context() as broken:
            broken.setitem(vars(api.stores), "bundles", Broken(error))
            broken.setitem(vars(api.stores), "records", Broken(error))
            asker.ask()


def start_in_every_wrong_way(api: Api) -> None:
    path = "/contests/nho/attempts"
    api.start()
    api.send("POST", path, a_registration(identity="0987654321"), at=OPENS_AT - 1)
    api.send("POST", path, a_registration(identity="0987654321"), at=CLOSES_AT)
    api.start(identity=EXCLUDED)
    api.start(attempt=2)
    bundle = api.stores.bundles.get("nho")
    assert bundle is not None
    api.start(
        device_ticket=device_ticket("nho", "of-yesterday", OPENS_AT, bundle.secrets.token_keys)
    )
    token = api.start("nhieu-luot", age_ok=True).body["token"]
    api.start("nhieu-luot", age_ok=True, attempt=2, previous_token=token)
    api.start(device_key=OTHER)
    for _ in range(6):
        api.start(device_key=OTHER, resume_code="00000000")


def claim_in_every_wrong_way(api: Api) -> None:
    path = "/contests/nho/claims"
    for at in (OPENS_AT - 1, CLOSES_AT):
        api.send("POST", path, a_claim(), at=at)
    for device in range(4):
        api.send("POST", path, a_claim(device_key=f"another-device-{device}"))


def answer_in_every_wrong_way(api: Api, started: Answer) -> None:
    api.draft(started, seq=5)
    api.draft(started, seq=4, answers={})
    for seq, late in ((6, CLOSES_AT + 5_001), (7, FROZEN_AT)):
        api.draft(started, seq=seq, at=late)
        api.submit(started, at=late)
    api.submit(started)
    api.draft(started, seq=8)


def test_every_documented_error_occurs(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    started = api.start()
    for method, route, _ in operations():
        asker = Asker(api, method, route, started)
        ask_a_broken_platform(api, asker, monkeypatch)
        ask_with_what_no_route_takes(asker)
        if method != "GET":
            ask_with_wrong_bodies(asker)
    api.forget_attempts()
    start_in_every_wrong_way(api)
    claim_in_every_wrong_way(api)
    api.forget_attempts()
    answer_in_every_wrong_way(api, api.start())
    met = {(answer.asked, answer.said) for answer in api.gateway.sent if answer.status >= 400}
    expected = {found for found in documented_errors() if found[1] != GATEWAYS_OWN}
    assert met == expected
