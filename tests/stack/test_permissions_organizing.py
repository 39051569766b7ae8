"""The roles of the functions suffice for organizers too, with the emulator enforcing them as AWS
does: signing in, contests, jobs; and the audit log keeps what they did."""

import json
import secrets
import time
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest

from ops.local.demo import load_bundled_contest
from ops.local.stack import local_stack
from ops.stacks import Stack
from ops.stores import call
from tests.people import Organizer, an_organizer
from tests.stack.test_permissions import TICK, denials

SLUG = "cchc-2024"
OPEN_FOR_S = 3_600


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with local_stack(tmp_path_factory.mktemp("organizing"), settings={"AUTH": "true"}) as stack:
        load_bundled_contest(stack, OPEN_FOR_S)
        yield stack


class Console:
    """What the console asks, as somebody who signed in at Cognito."""

    def __init__(self, stack: Stack, person: Organizer) -> None:
        answer = stack.cognito().initiate_auth(
            ClientId=stack.client_id,
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": person.email, "PASSWORD": person.password},
        )
        self._stack = stack
        self._tokens = answer["AuthenticationResult"]

    def open_session(self) -> str:
        """Hands the refresh token over; gives the cookie."""
        body = {"refresh_token": self._tokens["RefreshToken"]}
        with self._ask("POST", "/session", body) as answer:
            assert answer.status == 204
            return str(answer.headers["Set-Cookie"])

    def get(self, path: str) -> Any:
        with self._ask("GET", path) as answer:
            return json.load(answer)

    def job(self, path: str, **asked: Any) -> Any:
        """The answer of a job, once it has ended well."""
        job = secrets.token_hex(16)
        with self._ask("POST", path, {"job": job, **asked}) as answer:
            assert answer.status == 202
        give_up = time.monotonic() + 30
        while time.monotonic() < give_up:
            told = self.get(f"/jobs/{job}")
            if told["state"] in ("done", "failed"):
                assert told["state"] == "done", told
                return told["answer"]
            time.sleep(0.2)
        raise AssertionError(f"{path}: {denials(self._stack)}")

    def _ask(self, method: str, path: str, body: Any = None) -> Any:
        headers = {"Authorization": f"Bearer {self._tokens['IdToken']}"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        asked = urllib.request.Request(
            f"{self._stack.api_url}/organizer{path}",
            method=method,
            headers=headers,
            data=None if body is None else json.dumps(body).encode(),
        )
        return urllib.request.urlopen(asked, timeout=30)


@pytest.fixture
def boss(guarded: Stack) -> Console:
    return Console(guarded, an_organizer(guarded, "truong", "quan-tri"))


def test_signing_in_and_seeing_contests(guarded: Stack, boss: Console) -> None:
    assert "HttpOnly; SameSite=Strict" in boss.open_session()
    assert [each["slug"] for each in boss.get("/contests")["contests"]] == [SLUG]
    assert boss.get(f"/contests/{SLUG}/audit")["entries"][0]["what"] == "load-contest"
    assert denials(guarded) == []


def test_managing_people_and_what_is_on_record(guarded: Stack, boss: Console) -> None:
    guest = f"khach-{secrets.token_hex(3)}@example.com"
    boss.job("/people", do="invite", email=guest, group="theo-doi")
    boss.job("/people", do="set-group", email=guest, group="to-chuc", why="vì")
    boss.job("/people", do="send-password", email=guest, why="vì")
    boss.job("/people", do="switch-off", email=guest, why="vì")
    told = boss.job("/people", do="switch-on", email=guest)["person"]
    assert (told["group"], told["on"]) == ("to-chuc", True)
    assert guest in {each["email"] for each in boss.job("/people", do="list")["people"]}
    log = [each["what"] for each in boss.get("/audit?on=khach")["entries"]]
    assert log == ["switch-on", "switch-off", "send-password", "change-group", "invite-person"]
    assert denials(guarded) == []


def test_checking_and_exporting_the_log(guarded: Stack, boss: Console) -> None:
    call(guarded, "tick", TICK)
    told = boss.job(f"/contests/{SLUG}/audit/check")
    assert (told["faulty"], told["heads"]) == (0, 1)
    url = boss.job(f"/contests/{SLUG}/audit/export", kind="csv")["url"]
    with urllib.request.urlopen(url, timeout=10) as answer:
        assert "load-contest" in answer.read().decode("utf-8-sig")
    assert denials(guarded) == []
