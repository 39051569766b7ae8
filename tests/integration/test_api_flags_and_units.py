"""Flags and units through the API: who reviews, who confirms, by which link."""

from typing import Any

import pytest

from chalicelib import bootstrap
from chalicelib.usecases.loading import load_contest
from chalicelib.usecases.ranking import rank
from tests.builders import ROOTS, a_document
from tests.integration.api import FROZEN_AT, OBSERVER, Api, right_answers
from tests.integration.gateway import Answer

SLUG, UNIT = "xac-nhan", "khu-pho-1"
DRAWN = "a" * 16


@pytest.fixture
def ranked(api: Api) -> Api:
    """Six people of one unit on one device; heads are asked; ranked."""
    document = a_document(slug=SLUG, approval={"units_confirm": True})
    api.move_to(document["opens_at"] - 1)
    load_contest(document, ROOTS, "tests", api.stores)
    api.move_to(document["opens_at"] + 60_000)
    for number in range(6):
        name, device = f"Người {number}", "device-of-everybody"
        identity = f"09123456{number:02}"
        started = api.start(SLUG, identity=identity, name=name, device_key=device)
        assert started.status == 201
        api.submit(started, right_answers(started, document))
    api.move_to(FROZEN_AT)
    rank(SLUG, "tests", bootstrap.stores())
    return api


def ask(api: Api, method: str, path: str, body: Any = None, **over: Any) -> Answer:
    return api.organize(SLUG, method, path, body, **over)


def head(api: Api, method: str, token: str, body: Any = None, unit: str = UNIT) -> Answer:
    return api.send(method, f"/contests/{SLUG}/units/{unit}/confirmation", body, token=token)


def issued(api: Api, drawn: str = DRAWN) -> str:
    answer = ask(api, "POST", f"units/{UNIT}/link", {"link": drawn, "days": 7})
    assert answer.status == 200
    unit, _, token = answer.body["path"].partition("#")[2].partition(".")
    assert unit == UNIT
    return str(token)


def test_flags_by_cause_and_all_of_a_cause_reviewed(ranked: Api) -> None:
    (cause,) = [
        each
        for each in ask(ranked, "GET", "flags").body["causes"]
        if each["code"] == "device_of_several"
    ]
    assert cause["flagged"] == cause["waiting"] == 6
    page = ask(ranked, "GET", "flags?cause=device_of_several").body
    assert (len(page["flags"]), page["cursor"]) == (6, None)
    assert "0912345600" not in str(page)
    asked = {"cause": "device_of_several", "verdict": "ok", "reason": "Một nhà"}
    assert ask(ranked, "POST", "reviews", asked).said == (422, "invalid")
    asked["seen_at"] = page["seen_at"]
    assert ask(ranked, "POST", "reviews", asked).body == {"done": 6, "left": 0, "decided": []}
    assert ask(ranked, "POST", "reviews", asked).body == {"done": 0, "left": 0, "decided": []}
    assert ask(ranked, "POST", "reviews", asked, claims=OBSERVER).said == (403, "forbidden")
    assert ask(ranked, "POST", "reviews", {**asked, "reason": " "}).said == (422, "invalid")
    assert ask(ranked, "GET", "flags?cause=khac").said == (422, "invalid")


def test_a_head_confirms_by_the_link_and_sees_no_score(ranked: Api) -> None:
    token = issued(ranked)
    shown = head(ranked, "GET", token)
    assert shown.status == 200
    assert len(shown.body["people"]) == 6
    assert not {"score", "elapsed_ms", "answers"} & set(shown.body["people"][0])
    struck = [shown.body["people"][0]["id"]]
    done = head(ranked, "PUT", token, {"struck": struck})
    assert done.body["struck"] == 1
    assert head(ranked, "PUT", token, {"struck": struck}).body == done.body
    told = ask(ranked, "GET", "units", claims=OBSERVER).body["units"][0]
    assert (told["confirmed_by"], told["struck"]) == ("head", 1)
    assert head(ranked, "PUT", token, {"struck": ["x"]}).said == (422, "invalid")
    assert head(ranked, "PUT", token, {}).said == (422, "invalid")


def test_the_same_request_gives_the_same_link_and_another_ends_it(ranked: Api) -> None:
    first = issued(ranked)
    assert issued(ranked) == first
    second = issued(ranked, "b" * 16)
    assert head(ranked, "GET", first).said == (401, "bad_token")
    assert head(ranked, "GET", second).status == 200
    ranked.move_to(FROZEN_AT + 8 * 86_400_000)
    assert head(ranked, "GET", second).said == (401, "bad_token")


@pytest.mark.parametrize("token", ["", "abc", "a.b", "e30.x"])
def test_a_forged_link_opens_nothing(ranked: Api, token: str) -> None:
    assert head(ranked, "GET", token).said == (401, "bad_token")


def test_a_link_opens_one_unit_alone(ranked: Api) -> None:
    token = issued(ranked)
    assert head(ranked, "GET", token, unit="khu-pho-2").said == (401, "bad_token")
    assert head(ranked, "GET", token[:-2] + "AA").said == (401, "bad_token")


def test_the_clerk_ticks_by_the_paper_list_and_takes_it_back(ranked: Api) -> None:
    path = f"units/{UNIT}/confirmation"
    rows = ask(ranked, "GET", f"units/{UNIT}").body["people"]
    asked = {"struck": [rows[0]["id"], rows[1]["id"]], "reason": "Danh sách giấy ngày 22/7"}
    assert ask(ranked, "PUT", path, asked).body["struck"] == 2
    assert ask(ranked, "PUT", path, asked, claims=OBSERVER).said == (403, "forbidden")
    assert ask(ranked, "DELETE", path, {"reason": "Nhầm"}).body == {"confirmed_at": None}
    assert not any(row["struck"] for row in ask(ranked, "GET", f"units/{UNIT}").body["people"])
