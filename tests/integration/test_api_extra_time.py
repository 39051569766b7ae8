"""Organizers' routes for single people: extra time, and tablets at the ward office."""

import json
from typing import Any

import pytest

from tests.builders import CLOSES_AT
from tests.integration.api import HOUR_MS, NOON, PHONE, Api, a_registration
from tests.integration.test_api_attempts import (
    MINUTE,
    TICKET,
    WHY,
    address_of,
    ask,
    claims_of,
    fresh,
    listed,
    log,
)

__all__ = ["fresh"]


def test_extra_time_before_the_start_reads_nothing_more(api: Api) -> None:
    body = {"number": "+84 912 345 678", "minutes": 20, **WHY}
    granted = ask(api, "POST", "/extra-time", body).body
    assert (granted["attempt"], granted["identity_masked"]) == (None, "*******678")
    with api.writing_nothing():
        assert ask(api, "POST", "/extra-time", body).body == granted
    # The function that answers residents knows its bundle for some seconds.
    api.move_to(NOON + MINUTE)
    started = api.start()
    assert started.body["deadline"] == started.body["started_at"] + 35 * MINUTE
    [row] = ask(api, "GET", "/extra-time", group="theo-doi").body["granted"]
    assert (row["identity_masked"], row["minutes"], row["by"]) == (
        "*******678",
        20,
        "to-chuc@ward.vn",
    )
    assert PHONE not in json.dumps(row)


def test_extra_time_while_somebody_answers(api: Api) -> None:
    started = api.start()
    address = address_of(api)
    body = {"minutes": 10, **WHY}
    granted = ask(api, "POST", f"/attempts/{address}/extra-time", body).body
    assert granted["attempt"] == address
    assert granted["deadline"] == started.body["deadline"] + 10 * MINUTE
    with api.writing_nothing():
        assert ask(api, "POST", f"/attempts/{address}/extra-time", body).body == granted
    assert api.look_up(started).body["deadline"] == granted["deadline"]
    [row] = listed(api)
    assert row["marks"] == ["extra_time"]
    less = ask(api, "POST", f"/attempts/{address}/extra-time", {"minutes": 5, **WHY})
    assert less.said == (422, "invalid")
    late = started.body["deadline"] + 5 * MINUTE
    assert api.draft(started, at=late).status == 204
    assert api.submit(started, at=late).status == 201


@pytest.mark.parametrize("minutes", [-1, 241, 1.5, "5", None, True])
def test_minutes_are_whole_and_few(api: Api, minutes: Any) -> None:
    body = {"number": PHONE, "minutes": minutes, **WHY}
    assert ask(api, "POST", "/extra-time", body).said == (422, "invalid")


def test_a_tablet_marks_its_attempts(api: Api) -> None:
    issued = ask(api, "POST", "/device-tickets", TICKET).body
    assert issued["expires_at"] == NOON + 8 * HOUR_MS
    path, _, ticket = issued["path"].partition("#may-chung=")
    assert path == "c/nho/thi/"
    first = api.start(device_ticket=ticket)
    assert first.status == 201
    assert api.start(device_ticket=ticket).status == 200
    api.start(identity="0987654321", device_key="fresh-device-key-02", device_ticket=ticket)
    api.start(identity="0987654322", device_key="device-of-their-own-1")
    marked = {row["identity_masked"][-3:]: row["marks"] for row in listed(api)}
    assert marked == {"678": ["shared_device"], "321": ["shared_device"], "322": []}
    end = issued["expires_at"]
    late = api.send(
        "POST",
        "/contests/nho/attempts",
        a_registration(identity="0987654324", device_ticket=ticket),
        at=end,
    )
    assert late.said == (403, "ticket_expired")
    [entry] = [each for each in log(api) if each["what"] == "device-ticket"]
    assert (entry["why"], entry["after"]) == ("Bộ phận Một cửa", 8)


def test_a_ticket_that_is_called_back_begins_nobodys_attempt(api: Api) -> None:
    issued = ask(api, "POST", "/device-tickets", TICKET).body
    assert ask(api, "POST", "/device-tickets", TICKET).body == issued
    ticket = issued["path"].partition("=")[2]
    started = api.start(device_ticket=ticket)
    recall = f"/device-tickets/{TICKET['ticket']}/recall"
    told = ask(api, "POST", recall, WHY)
    assert told.status == 200
    assert told.body["recalled"]["why"] == WHY["reason"]
    with api.writing_nothing():
        late = api.start(identity="0987654321", device_ticket=ticket)
    assert late.said == (403, "ticket_expired")
    # Who has begun goes on.
    assert api.submit(started).status == 201
    assert ask(api, "POST", recall, {"reason": "Lần nữa"}).body == told.body
    listed_tickets = ask(api, "GET", "/device-tickets").body
    assert listed_tickets == {"tickets": [told.body], "cursor": None}
    assert "may-chung" not in str(listed_tickets)
    assert [each["what"] for each in log(api)][-2:] == ["device-ticket", "recall-device-ticket"]
    none = ask(api, "POST", "/device-tickets/0123456789abcdef/recall", WHY)
    assert none.said == (404, "no_such_thing")


@pytest.mark.parametrize("ticket", ["x", "", "a.b", 1, None])
def test_a_ticket_that_is_none(api: Api, ticket: Any) -> None:
    with api.writing_nothing():
        answer = api.start(device_ticket=ticket)
    assert answer.said == (422, "invalid")
    assert list(answer.error["fields"]) == ["device_ticket"]


def test_a_ticket_of_another_contest_or_an_attempts_token(api: Api) -> None:
    issued = api.send(
        "POST", "/organizer/contests/khac/device-tickets", TICKET, claims=claims_of("to-chuc")
    )
    ticket = issued.body["path"].partition("=")[2]
    assert api.start(device_ticket=ticket).said == (422, "invalid")
    token = api.start().body["token"]
    answer = api.start(identity="0987654321", device_ticket=token)
    assert answer.said == (422, "invalid")


def test_a_ticket_ends_at_the_close(api: Api) -> None:
    api.move_to(CLOSES_AT - HOUR_MS)
    issued = ask(api, "POST", "/device-tickets", TICKET).body
    assert issued["expires_at"] == CLOSES_AT
    api.move_to(CLOSES_AT)
    assert ask(api, "POST", "/device-tickets", TICKET).said == (403, "closed")
