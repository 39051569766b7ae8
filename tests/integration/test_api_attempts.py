"""Organizers' routes about attempts: right, wrong, twice, and by whom."""

import json
from typing import Any

import pytest

from chalicelib.usecases.bundling import renew_bundle
from chalicelib.usecases.ports import Ruling
from tests.builders import CLOSES_AT
from tests.integration.api import FROZEN_AT, PHONE, Api
from tests.integration.gateway import Answer
from tests.integration.test_api_claims import a_claim

BASE = "/organizer/contests/nho"
MINUTE = 60_000
WHY = {"reason": "Người dự thi gọi đến"}
TICKET = {"ticket": "ticket-drawn-by-page", "hours": 8, "place": "Bộ phận Một cửa"}


def claims_of(group: str) -> dict[str, str]:
    return {"token_use": "id", "cognito:groups": group, "email": f"{group}@ward.vn"}


def ask(api: Api, method: str, path: str, body: Any = None, group: str = "to-chuc") -> Answer:
    return api.send(method, BASE + path, body, claims=claims_of(group))


@pytest.fixture(autouse=True)
def fresh(api: Api) -> None:
    """No claim and no extra time of an earlier test."""
    for item in api.items():
        if item["pk"]["S"].endswith(("#CLAIM", "#RULING", "#REVIEW")):
            key = {name: item[name] for name in ("pk", "sk")}
            api.stores.client.delete_item(TableName=api.stores.settings.table, Key=key)
    renew_bundle("nho", api.stores)


def listed(api: Api, query: str = "") -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    cursor = ""
    while True:
        answer = ask(api, "GET", f"/attempts?{query}&cursor={cursor}", group="theo-doi").body
        assert answer["progress"]["done"] <= answer["progress"]["of"]
        rows += answer["attempts"]
        cursor = answer["cursor"]
        if cursor is None:
            return rows


def address_of(api: Api, query: str = f"q={PHONE}") -> str:
    [row] = listed(api, query)
    return str(row["attempt"])


def log(api: Api) -> list[dict[str, Any]]:
    found = []
    for key in api.stores.vault.keys("audit/nho/"):
        stored = api.stores.vault.read(key)
        assert stored is not None
        found.append(json.loads(stored[0]))
    return found


def test_the_list_masks_numbers_and_hides_answers_and_scores(api: Api) -> None:
    started = api.start()
    api.submit(started)
    api.start(identity="0987654321", name="Trần Thị Bình", unit="khu-pho-2")
    rows = listed(api)
    assert {row["identity_masked"] for row in rows} == {"*******678", "*******321"}
    assert {row["state"] for row in rows} == {"open", "submitted"}
    told = json.dumps(rows)
    assert PHONE not in told
    assert "score" not in told
    assert "choices" not in told
    api.move_to(FROZEN_AT)
    assert [row["score"] for row in listed(api, "state=submitted")]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=binh", ["Trần Thị Bình"]),
        ("q=B%C3%ACnh%20tran", ["Trần Thị Bình"]),
        ("q=0987%20654%20321", ["Trần Thị Bình"]),
        ("unit=khu-pho-1", ["Nguyễn Văn An"]),
        ("state=reset", []),
        ("q=ai+do", []),
    ],
)
def test_people_are_found(api: Api, query: str, names: list[str]) -> None:
    api.start()
    api.start(identity="0987654321", name="Trần Thị Bình", unit="khu-pho-2")
    assert [row["name"] for row in listed(api, query)] == names


@pytest.mark.parametrize("query", ["unit=khac", "state=good", "cursor=x", "q=" + "a" * 201])
def test_a_wrong_search_is_refused(api: Api, query: str) -> None:
    assert ask(api, "GET", f"/attempts?{query}").said == (422, "invalid")


def test_one_attempt_shows_the_whole_number_and_its_time_line(api: Api) -> None:
    started = api.start()
    api.draft(started, seq=3)
    told = ask(api, "GET", f"/attempts/{address_of(api)}").body
    assert (told["identity"], told["name"], told["state"]) == (PHONE, "Nguyễn Văn An", "open")
    assert [(each["what"], each["number"]) for each in told["events"]] == [
        ("started", None),
        ("draft", 3),
    ]
    assert not {"answers", "choices", "score", "draft"} & set(told)


@pytest.mark.parametrize("address", ["x", "a" * 26, "a" * 26 + "-1", "a" * 26 + "-0", "1-1"])
@pytest.mark.parametrize("what", ["", "/reset", "/review", "/export", "/erasure", "/extra-time"])
def test_what_is_no_attempt(api: Api, address: str, what: str) -> None:
    extra = {"/review": {"verdict": "ok"}, "/extra-time": {"minutes": 5}}.get(what, {})
    body = {**WHY, **extra}
    answer = ask(
        api, "POST" if what else "GET", f"/attempts/{address}{what}", body if what else None
    )
    assert answer.said == (404, "no_such_attempt")


def test_a_reset_gives_its_code_and_the_same_one_again(api: Api) -> None:
    api.start()
    address = address_of(api)
    first = ask(api, "POST", f"/attempts/{address}/reset", WHY)
    assert first.status == 200
    with api.writing_nothing():
        again = ask(api, "POST", f"/attempts/{address}/reset", WHY)
    assert again.body == first.body
    following = api.start(resume_code=first.body["one_time_code"], device_key="device-of-the-owner")
    assert following.status == 201
    [entry] = [each for each in log(api) if each["on"] == listed_id(api, 1)]
    assert (entry["by"], entry["what"], entry["source"]) == (
        "to-chuc@ward.vn",
        "reset",
        "203.0.113.7",
    )
    api.move_to(CLOSES_AT)
    closed = ask(api, "POST", f"/attempts/{address_of(api, 'state=expired')}/reset", WHY)
    assert closed.said == (403, "closed")


def listed_id(api: Api, number: int) -> str:
    [found] = [row["id"] for row in listed(api) if row["number"] == number]
    return str(found)


def test_disqualified_and_reinstated(api: Api) -> None:
    api.submit(api.start())
    address = address_of(api)
    for verdict, state in (("disqualified", "disqualified"), ("ok", "submitted")):
        body = {"verdict": verdict, "reason": "Thi hộ, đã xác minh"}
        assert ask(api, "POST", f"/attempts/{address}/review", body).status == 200
        with api.writing_nothing():
            assert ask(api, "POST", f"/attempts/{address}/review", body).status == 200
        [row] = listed(api)
        assert (row["state"], "disqualified" in row["marks"]) == (state, verdict != "ok")
    told = ask(api, "GET", f"/attempts/{address}").body
    assert told["review"] == {"verdict": "ok", "reason": "Thi hộ, đã xác minh"}
    assert [each["after"] for each in told["events"] if each["what"] == "review"] == [
        "disqualified",
        "ok",
    ]


def test_a_claim_is_shown_with_its_note_and_granted(api: Api) -> None:
    api.start()
    for device in (1, 2):
        note = f"Gọi tôi buổi tối {device}"
        claim = a_claim(device_key=f"another-device-00{device}", note=note)
        api.send("POST", "/contests/nho/claims", claim)
    page = ask(api, "GET", "/claims", group="theo-doi").body
    [found] = page["disputed"]
    assert (page["waiting"], page["cursor"], found["identity"]) == (1, None, "*******678")
    [called] = ask(api, "GET", "/claims").body["disputed"]
    assert called["identity"] == PHONE
    assert [each["note"] for each in found["claims"]] == [
        "Gọi tôi buổi tối 1",
        "Gọi tôi buổi tối 2",
    ]
    address = found["attempt"]
    for number, verdict in ((2, "decline"), (1, "grant")):
        body = {"verdict": verdict, **WHY}
        settled = ask(api, "POST", f"/attempts/{address}/claims/{number}", body)
        assert settled.status == 200
        with api.writing_nothing():
            again = ask(api, "POST", f"/attempts/{address}/claims/{number}", body)
        assert again.body == settled.body
    assert ask(api, "GET", "/claims").body["disputed"] == []
    assert api.start(device_key="another-device-001").status == 201
    wrong = ask(api, "POST", f"/attempts/{address}/claims/7", {"verdict": "grant", **WHY})
    assert wrong.said == (404, "no_such_claim")


def test_a_persons_copy_and_erasure(api: Api) -> None:
    started = api.start()
    api.submit(started)
    address = address_of(api)
    copy = ask(api, "POST", f"/attempts/{address}/export", WHY).body["person"]
    assert copy["attempts"][0]["identity"] == PHONE
    assert "answers" not in copy["attempts"][0]
    erased = ask(api, "POST", f"/attempts/{address}/erasure", WHY)
    assert erased.body == {"attempts": [address]}
    with api.writing_nothing():
        assert ask(api, "POST", f"/attempts/{address}/erasure", WHY).body == erased.body
    stored = json.dumps(api.attempts(), default=repr, ensure_ascii=False)
    assert PHONE not in stored
    assert "Nguyễn Văn An" not in stored
    assert api.look_up(started).said == (401, "bad_token")
    told = ask(api, "GET", f"/attempts/{address}").body
    assert {"export-person", "erase-person", "reset"} <= {each["what"] for each in told["events"]}


CHANGES: list[tuple[str, dict[str, Any]]] = [
    ("/attempts/{}/reset", WHY),
    ("/attempts/{}/review", {"verdict": "disqualified", **WHY}),
    ("/attempts/{}/export", WHY),
    ("/attempts/{}/erasure", WHY),
    ("/attempts/{}/extra-time", {"minutes": 5, **WHY}),
    ("/attempts/{}/claims/1", {"verdict": "decline", **WHY}),
    ("/extra-time", {"number": PHONE, "minutes": 5, **WHY}),
    ("/device-tickets", TICKET),
]


@pytest.mark.parametrize(("path", "body"), CHANGES)
def test_who_only_looks_changes_nothing(api: Api, path: str, body: dict[str, Any]) -> None:
    api.start()
    written = path.format(address_of(api))
    with api.writing_nothing():
        assert ask(api, "POST", written, body, group="theo-doi").said == (403, "forbidden")
        assert api.send("POST", BASE + written, body).said == (401, "unauthorized")


@pytest.mark.parametrize(("path", "body"), CHANGES)
def test_every_change_needs_all_of_its_body_and_nothing_else(
    api: Api, path: str, body: dict[str, Any]
) -> None:
    api.start()
    written = path.format(address_of(api))
    with api.writing_nothing():
        for name in body:
            short = {each: value for each, value in body.items() if each != name}
            assert ask(api, "POST", written, short).said == (422, "invalid")
            empty = ask(api, "POST", written, {**body, name: "  "})
            assert empty.said == (422, "invalid")
        assert ask(api, "POST", written, {**body, "more": 1}).said == (422, "invalid")


def test_rulings_of_other_kinds_are_none_of_its_business(api: Api) -> None:
    api.stores.rulings.put(Ruling("nho", "extra-time-of-others", "x", {"extra_ms": 5}), None)
    assert ask(api, "GET", "/extra-time").body["granted"] == []
