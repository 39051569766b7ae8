"""Whatever is sent to the routes of a running stack, through proxy, gateway and authorizer: nothing
ends in 5xx."""

import json
from typing import Any

import pytest
from hypothesis.errors import Unsatisfiable

from ops.stacks import Stack
from tests.client import Api, a_contest_on, fetch
from tests.made_up import MODES, Asked, each_made_up, operations
from tests.people import an_organizer

OF_RESIDENTS, OF_ORGANIZERS = 40, 6
HOUR_MS = 3_600_000


@pytest.fixture(scope="module")
def api(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Api:
    folder = tmp_path_factory.mktemp("made-up")
    a_contest_on(stack, folder, "bia-ra", closes_in_ms=HOUR_MS)
    return Api(stack, "bia-ra")


@pytest.fixture(scope="module")
def token(stack: Stack) -> str:
    """Of somebody who organizes."""
    person = an_organizer(stack, "bia", "to-chuc")
    found: str = stack.cognito().initiate_auth(
        ClientId=stack.client_id,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": person.email, "PASSWORD": person.password},
    )["AuthenticationResult"]["IdToken"]
    return found


@pytest.mark.parametrize("mode", MODES, ids=[mode.value for mode in MODES])
def test_nothing_sent_breaks_anything(api: Api, token: str, mode: Any) -> None:
    started = api.start(1).body
    here = {"slug": api.slug, "attempt_id": started["attempt_id"]}
    sent: list[int] = []

    def send(asked: Asked, is_here: bool) -> None:
        shown = token if asked.is_organizers else started["token"]
        headers = {name: value for name, value in asked.headers.items() if _may_be_sent(value)}
        headers |= {"Content-Type": "application/json"}
        headers |= {"Authorization": f"Bearer {shown}"} if is_here else {}
        content = asked.raw or (None if asked.body is None else json.dumps(asked.body).encode())
        answer = fetch(f"{api.stack.api_url}{asked.path}", asked.method, content, headers)
        assert answer.status < 500, (asked, answer)
        sent.append(answer.status)

    for operation in operations():
        is_organizers = operation.path.startswith("/organizer/")
        try:
            count = OF_ORGANIZERS if is_organizers else OF_RESIDENTS
            each_made_up(operation, mode, count, here, send)
        except Unsatisfiable:
            continue
    assert len(sent) >= 500


def _may_be_sent(value: str) -> bool:
    """What HTTP lets a header say; the rest never leaves a client."""
    return value.isascii() and value.isprintable()
