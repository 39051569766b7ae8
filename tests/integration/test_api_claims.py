"""Claims through the API: "this is my number", and what comes of it."""

from typing import Any

import pytest
from moto.core.models import botocore_stubber

from chalicelib.domain.claim import MOST_OPEN
from chalicelib.usecases.settling import disputed, grant
from tests.builders import CLOSES_AT, OPENS_AT
from tests.integration.api import Api
from tests.integration.faults import FAULTS, Fault, committed_but_unheard, instead
from tests.integration.gateway import Answer
from tests.integration.test_api_bad_starts import NOT_JSON, WRONG

CLAIMS = "/contests/nho/claims"
OWNER = "device-of-the-owner"
FIELDS = ("identity", "name", "unit", "device_key")
BAD_NOTES = [None, 1, ["?"], "a" * 301, "a\x00b", "a\u202eb"]


def a_claim(**over: Any) -> dict[str, Any]:
    """The body of a right claim; an override of `...` leaves a field out."""
    body = {
        "identity": "0912 345 678",
        "name": "Trần Thị Bình",
        "unit": "khu-pho-2",
        "device_key": OWNER,
        **over,
    }
    return {name: value for name, value in body.items() if value is not ...}


def send(api: Api, **over: Any) -> Answer:
    return api.send("POST", CLAIMS, a_claim(**over))


def stored(api: Api) -> list[dict[str, Any]]:
    return [item for item in api.items() if item["pk"]["S"].endswith("#CLAIM")]


@pytest.fixture(autouse=True)
def _nobody_claimed(api: Api) -> None:
    for item in stored(api):
        key = {name: item[name] for name in ("pk", "sk")}
        api.stores.client.delete_item(TableName=api.stores.settings.table, Key=key)


@pytest.fixture
def claims_client(api: Api, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    claims: Any = api.stores.claims
    return claims._items._get_connection().connection.client


def test_a_claim_is_received_and_its_repetition_writes_nothing(api: Api) -> None:
    api.start()
    first = send(api, note="Xin gọi buổi tối.\nCảm ơn!")
    assert (first.status, first.body) == (202, {"state": "received"})
    with api.writing_nothing():
        again = send(api, note=" Xin gọi buổi tối.\r\nCảm ơn! ", identity="+84 912 345 678")
    assert (again.status, again.body) == (202, {"state": "received"})
    [found] = disputed("nho", api.stores)
    [said] = [claim.said for claim in found.claims]
    assert said is not None
    assert said.note == "Xin gọi buổi tối.\nCảm ơn!"


@pytest.mark.parametrize("note", ["", "  ", "a" * 300, "ễ" * 300, ...])
def test_a_note_may_be_left_out_empty_or_of_300_characters(api: Api, note: Any) -> None:
    assert send(api, note=note).status == 202


def test_a_number_that_takes_part_is_not_told_from_one_that_does_not(api: Api) -> None:
    api.start()
    told = []
    for identity in ("0912345678", "0987654321"):
        for device in range(MOST_OPEN + 1):
            answer = send(api, identity=identity, device_key=f"another-device-{device}")
            told.append((answer.status, answer.text, sorted(answer.headers)))
    assert told[: MOST_OPEN + 1] == told[MOST_OPEN + 1 :]
    assert [status for status, _, _ in told[: MOST_OPEN + 1]] == [202, 202, 202, 429]


def test_a_fourth_device_is_told_whom_to_ask(api: Api) -> None:
    for device in range(MOST_OPEN):
        send(api, device_key=f"another-device-{device}")
    with api.writing_nothing():
        refused = send(api)
    assert refused.said == (429, "too_many_claims")
    assert "Văn phòng UBND phường" in refused.error["message"]
    assert int(refused.headers["Retry-After"]) > 0


def test_claims_answer_nothing_of_anybody(api: Api) -> None:
    started = api.start()
    for device in range(MOST_OPEN + 1):
        told = send(api, device_key=f"another-device-{device}", name=f"Người {device}").text
        assert "Nguyễn" not in told
        assert "Người" not in told.replace("Đã có nhiều người", "")
        assert started.body["attempt_id"] not in told


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (OPENS_AT - 1, (403, "not_open")),
        (OPENS_AT, (202, None)),
        (CLOSES_AT - 1, (202, None)),
        (CLOSES_AT, (403, "closed")),
    ],
)
def test_claims_are_taken_while_the_contest_is_open(
    api: Api, at: int, said: tuple[int, str | None]
) -> None:
    assert api.send("POST", CLAIMS, a_claim(), at=at).said == said


@pytest.mark.parametrize("name", FIELDS)
def test_a_missing_field_is_named(api: Api, name: str) -> None:
    answer = send(api, **{name: ...})
    assert answer.said == (422, "invalid")
    assert list(answer.error["fields"]) == [name]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[each for each in WRONG if each[0] in FIELDS],
        *[("note", note) for note in BAD_NOTES],
        *[(name, True) for name in ("category", "consent", "eligible", "resume_code", "extra")],
    ],
    ids=lambda each: ascii(each)[:40],
)
def test_a_wrong_field_is_named_and_nothing_written(api: Api, name: str, value: Any) -> None:
    with api.writing_nothing():
        answer = send(api, **{name: value})
    assert answer.said == (422, "invalid")
    assert list(answer.error["fields"]) == [name]


@pytest.mark.parametrize("raw", NOT_JSON[:6], ids=lambda raw: ascii(raw)[:40])
def test_what_is_no_json_object(api: Api, raw: str | bytes | None) -> None:
    assert api.send("POST", CLAIMS, raw=raw).said == (400, "not_json")


def test_an_unknown_contest(api: Api) -> None:
    answer = api.send("POST", "/contests/khong-co/claims", a_claim())
    assert answer.said == (404, "no_such_contest")


@pytest.mark.parametrize("fault", FAULTS)
def test_a_claim_that_fails_is_kept_once_later(api: Api, claims_client: Any, fault: Fault) -> None:
    with api.writing_nothing(), instead(claims_client, fault):
        assert send(api).said == (503, "try_again")
    assert [send(api).status, send(api).status] == [202, 202]
    assert len(stored(api)) == 1


def test_a_claim_that_was_stored_unheard_is_kept_once(api: Api, claims_client: Any) -> None:
    with instead(claims_client, _unheard_write, times=2):
        assert send(api).status == 202
    [waiting] = api.stores.claims.every("nho")
    assert len(waiting.claims) == 1


def _unheard_write(request: Any) -> Any:
    """A read is answered; a write takes effect, its answer is lost."""
    if b"ConditionExpression" in request.body:
        return committed_but_unheard(request)
    return botocore_stubber(event_name="before-send.dynamodb", request=request)


def test_a_granted_claim_starts_again_while_others_do_not(api: Api) -> None:
    first = api.start()
    send(api)
    send(api, device_key="another-device-0001")
    assert api.start(device_key=OWNER).said == (409, "other_device")
    api.submit(first)
    grant("nho", first.body["attempt_id"], 1, "Đã gọi hỏi", "organizer", api.stores)
    for device in ("another-device-0001", "device-of-nguyen-van-an"):
        assert api.start(device_key=device).said == (409, "other_device")
    assert api.look_up(first).said == (401, "bad_token")
    second = api.start(device_key=OWNER, name="Trần Thị Bình", unit="khu-pho-2")
    assert (second.status, second.body["attempt"]) == (201, 2)
    assert api.start(device_key=OWNER).status == 200
    assert api.start(device_key="another-device-0001").said == (409, "other_device")
    assert api.submit(second).status == 201


def test_nobody_elses_request_touches_claims(api: Api, claims_client: Any) -> None:
    with instead(claims_client, FAULTS[0]) as met:
        held = api.start()
        api.start(device_key=OWNER)
        api.submit(held)
    assert met == []
