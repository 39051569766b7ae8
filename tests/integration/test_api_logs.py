"""What the log says of requests: one line each, and nothing by which a person is known."""

import json
import logging
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest

from chalicelib.logs import JsonLines
from tests.integration.api import Api, address
from tests.integration.faults import failing, instead
from tests.integration.gateway import VIEWER
from tests.integration.test_api_claims import a_claim

NAME, PHONE, DEVICE = "Phạm Thị Rất Riêng", "0905 777 888", "device-of-pham-thi"
PERSON = {"identity": PHONE, "name": NAME, "device_key": DEVICE}
OTHER = "another-device-0001"


@pytest.fixture
def log(api: Api) -> Iterator[StringIO]:
    """What the functions write to their standard output."""
    handlers = logging.getLogger("hoithi").handlers
    [handler] = [each for each in handlers if isinstance(each.formatter, JsonLines)]
    assert isinstance(handler, logging.StreamHandler)
    written = StringIO()
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


def lines_of(log: StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def take_part_in_every_way(api: Api) -> set[str]:
    """All that can happen to an attempt; gives what no log may hold."""
    started = api.start(**PERSON)
    code, token = started.body["resume_code"], started.body["token"]
    api.start(**PERSON)
    for typed in (..., "00000000", code):
        api.start(**{**PERSON, "device_key": OTHER, "resume_code": typed})
    api.start(**{**PERSON, "unit": "khu-pho-99"})
    api.start(**{**PERSON, "identity": PHONE[:-1]})
    api.send("POST", started.path, raw=f'{{"name": "{NAME}", ')
    for device in range(4):
        api.send(
            "POST", "/contests/nho/claims", a_claim(**{**PERSON, "device_key": OTHER + str(device)})
        )
    api.draft(started)
    api.draft(started, seq=0, answers={})
    api.submit(started, {"tc-999": [0]})
    receipt = api.submit(started).body["receipt"]
    api.look_up(started)
    api.look_up(started, token=token[:-2])
    [stored] = api.stores.attempts.every("nho")
    known_by = {*NAME.split(), PHONE, stored.identity, stored.identity[1:], DEVICE, OTHER, VIEWER}
    held = {code, token, address(started), receipt["leaf"], receipt["opening"]["salt"]}
    return known_by | held | {stored.id, stored.participant}


def test_a_whole_participation_leaves_nobody_in_the_log(
    api: Api, log: StringIO, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    personal = take_part_in_every_way(api)
    assert len(lines_of(log)) == len(api.gateway.sent)
    written = log.getvalue() + caplog.text + "".join(capfd.readouterr())
    assert [each for each in personal if each in written] == []


def test_a_failing_store_leaves_nobody_in_the_log(api: Api, log: StringIO, storage: Any) -> None:
    started = api.start(**PERSON)
    with instead(storage, failing):
        api.start(**PERSON)
        api.submit(started)
    [stored] = api.stores.attempts.every("nho")
    failed = [line for line in lines_of(log) if line["level"] == "ERROR"]
    assert len(failed) == 2
    assert all("InternalServerError" in line["exception"] for line in failed)
    personal = {*NAME.split(), stored.identity, stored.id, stored.participant, DEVICE}
    assert [each for each in personal if each in log.getvalue()] == []


def test_a_line_tells_route_status_and_duration(api: Api, log: StringIO) -> None:
    api.look_up(api.start())
    started, looked_up = lines_of(log)
    assert (started["method"], started["status"]) == ("POST", 201)
    assert looked_up["route"] == "/contests/{slug}/attempts/{attempt_id}"
    assert set(looked_up) == {
        "level",
        "message",
        "request_id",
        "method",
        "route",
        "status",
        "took_ms",
    }
    assert started["request_id"] != looked_up["request_id"]
