"""The routes of the audit log and of people: what they read, and the jobs they start."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.usecases.auditing import Act, record_act
from tests.fake_organizing import FakeFunctions
from tests.integration.api import NOON, Api
from tests.integration.gateway import Answer

JOB = "job-0123456789abcdef"
LOG = "/organizer/contests/nho/audit"


def ask(api: Api, method: str, path: str, body: Any = None, group: str = "quan-tri") -> Answer:
    claims = {"token_use": "id", "email": "An@Example.vn", "cognito:groups": group}
    return api.send(method, path, body, claims=claims)


@pytest.fixture
def started(api: Api) -> Iterator[list[tuple[str, dict[str, Any]]]]:
    """The functions that were started."""
    functions = FakeFunctions()
    api.stores.__dict__["functions"] = functions
    yield functions.started
    del api.stores.__dict__["functions"]


def asked_of(api: Api, job: str) -> dict[str, Any]:
    found = api.stores.jobs.get(job)
    assert found is not None
    return {"slug": found.slug, "by": found.by, **found.asked}


def test_the_log_is_read_page_by_page(api: Api) -> None:
    for number in range(3):
        act = Act("an@example.vn", "reset", f"bai-{number}", NOON, "vì", source="203.0.113.7")
        record_act("nho", act, api.stores.vault)
    whole = ask(api, "GET", LOG).body
    assert whole["cursor"] is None
    assert [entry["on"] for entry in whole["entries"]][:3] == ["bai-2", "bai-1", "bai-0"]
    assert whole["of"] == len(whole["entries"])
    first = ask(api, "GET", f"{LOG}?rows=2").body
    second = ask(api, "GET", f"{LOG}?rows=2&cursor={first['cursor']}").body
    assert [*first["entries"], *second["entries"]] == whole["entries"][:4]


def test_the_log_is_filtered(api: Api) -> None:
    record_act("khac", Act("chi@example.vn", "review", "bai-9", NOON + 5), api.stores.vault)
    path = f"/organizer/contests/khac/audit?by=CHI&what=review&on=bai&since={NOON}&until={NOON + 6}"
    [entry] = ask(api, "GET", path).body["entries"]
    assert (entry["by"], entry["number"] > 1) == ("chi@example.vn", True)
    assert ask(api, "GET", path.replace(f"until={NOON + 6}", f"until={NOON}")).body["entries"] == []


@pytest.mark.parametrize("query", ["since=x", "until=-1", "what=A%20B", "by=" + "x" * 101])
def test_what_can_not_be_sought_is_named(api: Api, query: str) -> None:
    answer = ask(api, "GET", f"{LOG}?{query}")
    assert answer.said == (422, "invalid")
    assert list(answer.error["fields"]) == [query.split("=")[0]]


@pytest.mark.parametrize("slug", ["_", "..", "%5F", "Nho"])
def test_the_log_of_people_is_no_contests(api: Api, slug: str) -> None:
    answer = ask(api, "GET", f"/organizer/contests/{slug}/audit", group="theo-doi")
    assert answer.said == (404, "no_such_contest")


def test_the_log_of_people_is_for_administrators(api: Api) -> None:
    record_act("_", Act("an@example.vn", "switch-off", "b@example.vn", NOON), api.stores.vault)
    assert ask(api, "GET", "/organizer/audit").body["entries"][0]["what"] == "switch-off"
    assert ask(api, "GET", "/organizer/audit", group="to-chuc").said == (403, "forbidden")


def test_an_export_is_a_job(api: Api, started: list[tuple[str, dict[str, Any]]]) -> None:
    body = {"job": JOB + "1", "kind": "xlsx", "by": "chi", "since": NOON}
    for _ in range(2):
        answer = ask(api, "POST", f"{LOG}/export", body, "theo-doi")
        assert answer.status == 202
    assert {json.dumps(each) for each in started} == {json.dumps(("audit", {"job": JOB + "1"}))}
    assert asked_of(api, JOB + "1") == {
        "kind": "xlsx",
        "slug": "nho",
        "by": "an@example.vn",
        "do": "export",
        "sought": {"by": "chi", "since": NOON},
    }


def test_a_check_is_a_job(api: Api, started: list[tuple[str, dict[str, Any]]]) -> None:
    assert ask(api, "POST", f"{LOG}/check", {"job": JOB + "2"}, "theo-doi").status == 202
    assert ask(api, "POST", "/organizer/audit/check", {"job": JOB + "3"}).status == 202
    assert [asked_of(api, JOB + each)["slug"] for each in ("2", "3")] == ["nho", ""]
    assert [role for role, _ in started] == ["audit", "audit"]


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, ["job", "do"]),
        ({"do": "delete"}, ["do", "email", "why"]),
        ({"do": ["list"]}, ["do"]),
        ({"do": "invite", "email": "không", "group": "admin"}, ["email", "group"]),
        ({"do": "switch-off", "email": "b@example.vn"}, ["why"]),
        ({"do": "switch-off", "email": "b@example.vn", "why": " "}, ["why"]),
        ({"do": "list", "email": "b@example.vn"}, ["email"]),
        ({"do": "set-group", "email": "b@example.vn", "why": "vì"}, ["group"]),
    ],
)
def test_what_is_wrong_with_a_change_of_people_is_named(
    api: Api, body: dict[str, Any], fields: list[str], started: list[Any]
) -> None:
    answer = ask(api, "POST", "/organizer/people", {"job": JOB + "4", **body})
    if not body:
        answer = ask(api, "POST", "/organizer/people", {})
    assert answer.said == (422, "invalid")
    assert set(answer.error["fields"]) == set(fields)
    assert started == []


def test_a_change_of_people_is_a_job(api: Api, started: list[tuple[str, dict[str, Any]]]) -> None:
    body = {"do": "switch-off", "email": "B@Example.vn", "why": "Chuyển công tác"}
    answer = ask(api, "POST", "/organizer/people", {"job": JOB + "5", **body})
    assert answer.status == 202
    assert started == [("people", {"job": JOB + "5"})]
    told = asked_of(api, JOB + "5")
    assert (told["do"], told["email"], told["by"]) == (
        "switch-off",
        "B@Example.vn",
        "an@example.vn",
    )
