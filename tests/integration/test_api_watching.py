"""Watching, announcements and promotion through the API, with the functions that do the work."""

import json
from itertools import count
from typing import Any

import pytest

import app
from chalicelib import bootstrap
from tests.integration.api import NOON, Api
from tests.integration.gateway import Answer

CONTEST = "/organizer/contests/nho"
ORGANIZER = {"token_use": "id", "email": "an@example.vn", "cognito:groups": "to-chuc"}
READER = {**ORGANIZER, "email": "xem@example.vn", "cognito:groups": "theo-doi"}
NEW = {
    "weight": "important",
    "text": "Lùi giờ đóng đến 18 giờ.",
    "starts_at": NOON,
    "ends_at": NOON + 3_600_000,
}


_numbers = count()


def drawn() -> str:
    """An id as a page draws it. Tests share their stores, so each is another."""
    return f"drawn-by-the-page-{next(_numbers)}"


def new(**over: Any) -> dict[str, Any]:
    return {"id": drawn(), "job": drawn(), **NEW, **over}


class NoFunctions:
    """Notes what was to be started: in this process nothing runs by itself."""

    def __init__(self) -> None:
        self.started: list[tuple[str, dict[str, Any]]] = []

    def start(self, role: str, event: dict[str, Any]) -> None:
        self.started.append((role, event))


@pytest.fixture
def functions(api: Api, monkeypatch: pytest.MonkeyPatch) -> NoFunctions:
    found = NoFunctions()
    monkeypatch.setattr(bootstrap.stores(), "functions", found)
    return found


def ask(api: Api, method: str, path: str, body: Any = None, **over: Any) -> Answer:
    return api.send(method, f"{CONTEST}{path}", body, **{"claims": ORGANIZER, **over})


def works(functions: NoFunctions) -> dict[str, Any]:
    """Has the function that was started last do its work."""
    role, event = functions.started[-1]
    answer: dict[str, Any] = getattr(app, role)(event, None)
    return answer


def test_an_analysis_is_made_by_a_job_and_read(api: Api, functions: NoFunctions) -> None:
    for number in range(5):
        api.submit(api.start(identity=f"09123456{number:02}", device_key=f"device-{number:010}"))
    assert ask(api, "GET", "/analysis").body["analysis"] is None
    job = drawn()
    started = ask(api, "POST", "/analysis", {"job": job}, claims=READER)
    assert started.status == 202
    assert functions.started == [("analyse", {"job": job})]
    assert works(functions)["answer"]["papers_read"] == 5
    told = ask(api, "GET", "/analysis", claims=READER).body
    assert told["analysis"]["turnout"]["participants"] == 5
    assert told["analysis"]["knowledge"]["people"] == 5
    page = ask(api, "GET", "/analysis/questions?order=bank").body
    assert (page["of"], page["cursor"]) == (len(page["questions"]), None)
    assert ask(api, "GET", "/analysis/questions?order=xxx").said == (422, "invalid")


def test_pages_of_questions_follow_one_another(api: Api, functions: NoFunctions) -> None:
    ask(api, "POST", "/analysis", {"job": drawn()})
    works(functions)
    page = ask(api, "GET", "/analysis/questions?cursor=20").body
    assert (page["questions"], page["cursor"]) == ([], None)


def test_an_announcement_comes_to_the_pages_and_goes(api: Api, functions: NoFunctions) -> None:
    made = new()
    for _ in range(2):
        assert ask(api, "POST", "/announcements", made).status == 202
    assert works(functions)["answer"] == {"slug": "nho", "shown": 1}
    public = bootstrap.stores().site.get_json("contests/nho/announcements.json")
    assert [each["text"] for each in public["announcements"]] == [NEW["text"]]
    [listed] = ask(api, "GET", "/announcements", claims=READER).body["announcements"]
    assert (listed["standing"], listed["by"]) == ("shown", "an@example.vn")
    reason = {"job": drawn(), "reason": "Sai giờ"}
    assert ask(api, "POST", f"/announcements/{made['id']}/withdrawal", reason).status == 202
    assert works(functions)["answer"]["shown"] == 0
    assert ask(api, "POST", "/announcements/pages", {"job": drawn()}).status == 202
    assert works(functions)["answer"]["shown"] == 0


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "a" * 501}, "text"),
        ({"weight": "loud"}, "weight"),
        ({"ends_at": NOON}, "ends_at"),
        ({"starts_at": "now"}, "starts_at"),
        ({"id": "short"}, "id"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_is_wrong_with_an_announcement_is_named(
    api: Api, functions: NoFunctions, over: dict[str, Any], field: str
) -> None:
    answer = ask(api, "POST", "/announcements", new(**over))
    assert answer.said == (422, "invalid")
    assert field in answer.error["fields"]
    assert functions.started == []


def test_who_only_looks_changes_nothing(api: Api, functions: NoFunctions) -> None:
    for path in ("/announcements", "/announcements/pages", f"/announcements/{drawn()}/withdrawal"):
        assert ask(api, "POST", path, {}, claims=READER).said == (403, "forbidden")


def test_there_are_no_announcements_to_take_back(api: Api, functions: NoFunctions) -> None:
    answer = ask(
        api, "POST", f"/announcements/{drawn()}/withdrawal", {"job": drawn(), "reason": "Sai"}
    )
    assert answer.said == (404, "no_such_thing")


def test_ready_texts_lead_to_the_site_that_asks(api: Api) -> None:
    kit = ask(api, "GET", "/promotion?origin=https://thi.example.vn", claims=READER).body
    assert kit["address"] == "https://thi.example.vn/c/nho/"
    assert len(kit["texts"]) == 9
    assert kit["published"] is False
    assert "https://thi.example.vn/c/nho/" in json.dumps(kit["texts"])


@pytest.mark.parametrize(
    "origin", ["", "thi.example.vn", "javascript://x", "https://a/b", "https://"]
)
def test_what_is_no_origin_is_refused(api: Api, origin: str) -> None:
    assert ask(api, "GET", f"/promotion?origin={origin}").said == (422, "invalid")


@pytest.mark.parametrize(
    "path", ["/analysis", "/analysis/questions", "/announcements", "/promotion?origin=https://a"]
)
def test_of_no_contest_there_is_nothing(api: Api, path: str) -> None:
    answer = api.send("GET", f"/organizer/contests/khong-co{path}", claims=ORGANIZER)
    assert answer.said == (404, "no_such_contest")
