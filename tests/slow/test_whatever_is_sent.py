"""Whatever is sent to any documented route: nothing ends in 5xx, and what is answered is what the
documents say (the gateway of the tests checks each answer against them)."""

from typing import Any

import pytest
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode

from tests.integration.api import Api, address
from tests.made_up import MODES, Asked, each_made_up, operations

COUNT = 40
ANYBODY = {
    "token_use": "id",
    "sub": "1",
    "email": "an@example.vn",
    "cognito:groups": "quan-tri,to-chuc",
}
OPERATIONS = {f"{one.method} {one.path}": one for one in operations()}


@pytest.mark.parametrize("mode", MODES, ids=[mode.value for mode in MODES])
@pytest.mark.parametrize("name", OPERATIONS)
def test_nothing_sent_breaks_anything(api: Api, name: str, mode: GenerationMode) -> None:
    started = api.start()
    here = {"slug": "nho", "attempt_id": address(started).rpartition("/")[2]}

    def send(asked: Asked, is_here: bool) -> None:
        shown: dict[str, Any] = {"token": started.body["token"]} if is_here else {}
        if asked.is_organizers:
            shown["claims"] = ANYBODY
        answer = api.send(
            asked.method, asked.path, asked.body, raw=asked.raw, headers=asked.headers, **shown
        )
        assert answer.status < 500, answer.text

    try:
        each_made_up(OPERATIONS[name], mode, COUNT, here, send)
    except Unsatisfiable:
        pytest.skip("there is nothing to get wrong in this route")
