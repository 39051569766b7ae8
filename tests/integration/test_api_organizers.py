"""The organizers' routes: who may use them; and the way by which requests must come."""

from dataclasses import replace
from typing import Any

import pytest

from tests.integration.api import CLOSES_AT, FROZEN_AT, Api, a_registration
from tests.integration.gateway import Answer

PATH = "/organizer/contests"
SECRETS = ("newest-secret", "older-secret")


def ask(api: Api, **claims: str) -> Answer:
    return api.send("GET", PATH, claims={"token_use": "id", "sub": "1", **claims})


def test_without_claims(api: Api) -> None:
    assert api.send("GET", PATH).said == (401, "unauthorized")
    assert api.send("GET", PATH, claims={}).said == (401, "unauthorized")


@pytest.mark.parametrize("token_use", ["access", "", "ID", "refresh"])
def test_what_is_no_id_token(api: Api, token_use: str) -> None:
    claims = {"token_use": token_use, "cognito:groups": "quan-tri"}
    assert ask(api, **claims).said == (401, "unauthorized")


@pytest.mark.parametrize("group", ["quan-tri", "to-chuc", "theo-doi"])
@pytest.mark.parametrize(
    "spelled", ["{}", "[{}]", "viewer,{}", "[viewer {}]", "{} viewer", "a, {}"]
)
def test_members_of_a_group_see_all_contests(api: Api, group: str, spelled: str) -> None:
    answer = ask(api, **{"cognito:groups": spelled.format(group)})
    assert answer.status == 200
    found = {contest["slug"] for contest in answer.body["contests"]}
    assert {"nho", "khac", "cchc-2024"} <= found


@pytest.mark.parametrize("groups", ["", "[]", "viewer", "[viewer]", "to", "to-chucs", "TO-CHUC"])
def test_others_see_nothing(api: Api, groups: str) -> None:
    assert ask(api, **{"cognito:groups": groups}).said == (403, "forbidden")


def test_who_is_in_no_group_sees_nothing(api: Api) -> None:
    assert ask(api).said == (403, "forbidden")


@pytest.mark.parametrize(
    ("now", "stage"),
    [
        (0, "before"),
        (CLOSES_AT - 1, "open"),
        (CLOSES_AT, "closed"),
        (FROZEN_AT - 1, "closed"),
        (FROZEN_AT, "frozen"),
    ],
)
def test_a_contest_is_shown_with_its_stage(api: Api, now: int, stage: str) -> None:
    api.move_to(now)
    contests = ask(api, **{"cognito:groups": "theo-doi"}).body["contests"]
    assert {contest["stage"] for contest in contests} == {stage}


def ask_every_route(api: Api, **over: Any) -> list[Answer]:
    path = "/contests/nho/attempts/" + "a" * 26
    return [
        api.send("POST", "/contests/nho/attempts", a_registration(), **over),
        api.send("POST", "/contests/khong-co/attempts", a_registration(), **over),
        api.send("GET", path, **over),
        api.send("GET", path.replace("nho", "khong-co"), **over),
        api.send("POST", f"{path}/submission", {"answers": {}}, **over),
        api.send("PUT", f"{path}/draft", {"seq": 1, "answers": {}}, **over),
        api.send("GET", PATH, claims={"token_use": "id", "cognito:groups": "quan-tri"}, **over),
    ]


@pytest.mark.parametrize("shown", [None, "", "another-secret", "newest-secret,older-secret", "bí"])
def test_what_did_not_come_through_cloudfront(api: Api, shown: str | None) -> None:
    headers = {} if shown is None else {"x-hoithi-origin": shown}
    with api.with_origin_secrets(*SECRETS), api.writing_nothing():
        answers = ask_every_route(api, headers=headers)
    assert {answer.said for answer in answers} == {(403, "forbidden")}


@pytest.mark.parametrize("shown", SECRETS)
def test_either_secret_opens(api: Api, shown: str) -> None:
    with api.with_origin_secrets(*SECRETS):
        headers = {"X-HoiThi-Origin": shown}
        started = api.send("POST", "/contests/nho/attempts", a_registration(), headers=headers)
    assert started.status == 201


def test_a_site_hosted_elsewhere_may_read_every_answer(api: Api) -> None:
    settings = api.stores.settings
    api.stores.settings = replace(settings, allowed_origin="https://thi.example.vn")
    answers = ask_every_route(api)
    api.stores.settings = settings
    for answer in answers:
        assert answer.headers["Access-Control-Allow-Origin"] == "https://thi.example.vn"
        assert answer.headers["Access-Control-Expose-Headers"] == "Retry-After"
