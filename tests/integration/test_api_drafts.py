"""A contest from nothing to open, by the routes: right, wrong, in conflict, and sent twice."""

import base64
from typing import Any

import pytest

import app
from chalicelib import bootstrap
from chalicelib.stores import root_secrets
from tests.builders import ROOTS
from tests.integration.api import Api
from tests.integration.gateway import Answer

CLERK = {"token_use": "id", "email": "clerk@example.vn", "cognito:groups": "to-chuc"}
NO_TAG = "0" * 32
ORIGIN = "https://thi.example.vn"


def ask(api: Api, method: str, path: str, body: Any = None) -> Answer:
    return api.send(method, f"/organizer{path}", body, claims=CLERK)


def begin(api: Api, slug: str, **over: Any) -> Answer:
    given = {"slug": slug, "title": "Cuộc thi mới", "from": "template", **over}
    return ask(api, "POST", "/contests", given)


def draft(api: Api, slug: str) -> dict[str, Any]:
    found: dict[str, Any] = ask(api, "GET", f"/contests/{slug}/draft").body
    return found


def stages(api: Api) -> dict[str, str]:
    listed = ask(api, "GET", "/contests").body["contests"]
    return {contest["slug"]: contest["stage"] for contest in listed}


def test_a_contest_is_begun_once_and_listed_as_a_draft(api: Api) -> None:
    first = begin(api, "moi-1")
    assert (first.status, first.body["slug"]) == (201, "moi-1")
    assert begin(api, "moi-1").body == first.body
    assert begin(api, "moi-1", title="Khác").said == (409, "slug_taken")
    assert begin(api, "nho").said == (409, "slug_taken")
    assert stages(api)["moi-1"] == "draft"
    assert draft(api, "moi-1")["tag"] == first.body["tag"]


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"slug": "Có dấu"}, "slug"),
        ({"title": ""}, "title"),
        ({"from": "air"}, "from"),
        ({"from": "contest"}, "source"),
        ({"source": "nho"}, "source"),
        ({"opens_at": "2026-12-07"}, "opens_at"),
        ({"closes_at": 7}, "closes_at"),
        ({"lạ": 1}, "lạ"),
    ],
)
def test_a_beginning_with_a_wrong_field(api: Api, over: dict[str, Any], field: str) -> None:
    answer = begin(api, over.get("slug", "sai-1"), **{k: v for k, v in over.items() if k != "slug"})
    assert answer.said == (422, "invalid")
    assert field in answer.body["error"]["fields"]


def test_fields_are_changed_and_faults_told_beside_them(api: Api) -> None:
    tag = begin(api, "moi-2").body["tag"]
    changes = {"host": "UBND phường", "paper.time_limit_s": 5, "units": [{"id": "a", "name": ""}]}
    answer = ask(api, "PUT", "/contests/moi-2/draft", {"tag": tag, "changes": changes})
    assert answer.status == 200
    assert answer.body["contest"]["host"] == "UBND phường"
    fields = {fault["field"] for fault in answer.body["faults"]}
    assert {"paper.time_limit_s", "units.0.name", "opens_at", "contact"} <= fields
    assert not {field for field in fields if field.startswith("questions")}
    again = ask(api, "PUT", "/contests/moi-2/draft", {"tag": tag, "changes": changes})
    assert again.body == answer.body
    other = {"tag": tag, "changes": {"contact": "Văn phòng"}}
    assert ask(api, "PUT", "/contests/moi-2/draft", other).said == (409, "changed_meanwhile")


@pytest.mark.parametrize(
    "body",
    [
        {"tag": "x", "changes": {"title": "A"}},
        {"tag": NO_TAG, "changes": {}},
        {"tag": NO_TAG, "changes": {"a.b.c": 1}},
        {"tag": NO_TAG, "changes": {"Ti tle": 1}},
        {"tag": NO_TAG, "changes": []},
        {"changes": {"title": "A"}},
    ],
)
def test_changes_that_are_none(api: Api, body: dict[str, Any]) -> None:
    begin(api, "moi-3")
    assert ask(api, "PUT", "/contests/moi-3/draft", body).said == (422, "invalid")


def test_what_is_not_there(api: Api) -> None:
    for part in ("draft", "readiness", "versions", "archive"):
        assert ask(api, "GET", f"/contests/khong-co/{part}").said == (404, "no_such_contest")


def test_once_open_the_rules_are_frozen(api: Api) -> None:
    found = draft(api, "nho")
    assert found["frozen"] is True
    body = {"tag": found["tag"], "changes": {"title": "Khác"}}
    assert ask(api, "PUT", "/contests/nho/draft", body).said == (409, "rules_frozen")
    removal = ask(api, "DELETE", "/contests/nho/draft", {"tag": found["tag"]})
    assert removal.said == (409, "rules_frozen")


def test_a_draft_is_removed_by_who_has_seen_it_as_it_is(api: Api) -> None:
    tag = begin(api, "moi-4").body["tag"]
    assert ask(api, "DELETE", "/contests/moi-4/draft", {"tag": NO_TAG}).said == (
        409,
        "changed_meanwhile",
    )
    assert ask(api, "DELETE", "/contests/moi-4/draft", {"tag": tag}).status == 204
    assert ask(api, "DELETE", "/contests/moi-4/draft", {"tag": tag}).status == 204
    assert "moi-4" not in stages(api)


def test_the_budget_makes_a_light_red(api: Api) -> None:
    begin(api, "moi-5")
    body = {"budget_vnd": 3_799_999}
    assert ask(api, "PUT", "/contests/moi-5/budget", body).body == body
    lights = ask(api, "GET", "/contests/moi-5/readiness").body["lights"]
    assert {light["id"]: light["color"] for light in lights}["prizes"] == "red"
    for amount in (-1, "1", 1.5, True):
        answer = ask(api, "PUT", "/contests/moi-5/budget", {"budget_vnd": amount})
        assert answer.said == (422, "invalid")


def test_files_go_out_and_come_in(api: Api) -> None:
    sent = ask(api, "GET", "/contests/cchc-2024/archive").body
    assert sent["name"] == "cchc-2024.zip"
    answer = ask(api, "POST", "/imports", {"archive": sent["archive"], "slug": "lai-1"})
    assert (answer.status, answer.body) == (201, {"slug": "lai-1"})
    assert (
        draft(api, "lai-1")["questions"]["count"] == draft(api, "cchc-2024")["questions"]["count"]
    )
    assert ask(api, "POST", "/imports", {"archive": sent["archive"]}).said == (409, "slug_taken")


def test_a_file_that_is_none(api: Api) -> None:
    for archive in ("", "???", base64.b64encode(b"not a zip").decode(), 7):
        answer = ask(api, "POST", "/imports", {"archive": archive})
        assert answer.said == (422, "invalid")
        assert set(answer.body["error"]["fields"]) == {"archive"}
    large = base64.b64encode(bytes(3 * 2**20 + 1)).decode()
    assert ask(api, "POST", "/imports", {"archive": large}).said == (422, "invalid")


def test_versions_and_what_changed(api: Api) -> None:
    versions = ask(api, "GET", "/contests/nho/versions").body["versions"]
    assert [one["current"] for one in versions] == [True]
    same = versions[0]["version"]
    told = ask(api, "GET", f"/contests/nho/changes?before={same}&after={same}").body
    assert told["fields"] == []
    wrong = ask(api, "GET", f"/contests/nho/changes?before={same}&after=last")
    assert wrong.said == (422, "invalid")
    absent = ask(api, "GET", f"/contests/nho/changes?before={same}&after={'0' * 64}")
    assert absent.said == (404, "no_such_thing")


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
    monkeypatch.setattr(root_secrets, "read_root_secrets", lambda stage: ROOTS)
    return found


def opening(api: Api, slug: str, job_id: str, **over: Any) -> Answer:
    seen = ask(api, "GET", f"/contests/{slug}/readiness").body
    tags = {name: seen[name] for name in ("contest_tag", "questions_tag")}
    body = {**tags, "origin": ORIGIN, "job": job_id, **over}
    return ask(api, "POST", f"/contests/{slug}/opening", body)


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"origin": "javascript:alert(1)"}, "origin"),
        ({"origin": "https://a.vn/x"}, "origin"),
        ({"contest_tag": "x"}, "contest_tag"),
        ({"job": "short"}, "job"),
        ({"reason": 7}, "reason"),
    ],
)
def test_an_opening_with_a_wrong_field_starts_nothing(
    api: Api, functions: NoFunctions, over: dict[str, Any], field: str
) -> None:
    begin(api, "mo-1")
    answer = opening(api, "mo-1", "a" * 16, **over)
    assert answer.said == (422, "invalid")
    assert set(answer.body["error"]["fields"]) == {field}
    assert functions.started == []


def test_a_contest_is_opened_by_a_job_and_then_served(api: Api, functions: NoFunctions) -> None:
    archive = ask(api, "GET", "/contests/cchc-2024/archive").body["archive"]
    ask(api, "POST", "/imports", {"archive": archive, "slug": "mo-2"})
    window = {"opens_at": "2099-01-01T07:00:00+07:00", "closes_at": "2099-02-01T07:00:00+07:00"}
    tag = draft(api, "mo-2")["tag"]
    ask(api, "PUT", "/contests/mo-2/draft", {"tag": tag, "changes": window})
    first = opening(api, "mo-2", "open-mo-2-0000001")
    assert (first.status, first.body["job"]["kind"]) == (202, "load")
    role, event = functions.started[0]
    ended = getattr(app, role)(event, None)
    assert ended["answer"]["loaded"] == "new"
    told = ask(api, "GET", "/jobs/open-mo-2-0000001").body
    assert (told["state"], told["answer"]) == ("done", ended["answer"])
    assert opening(api, "mo-2", "open-mo-2-0000001").status == 202
    assert len(functions.started) == 1
    assert stages(api)["mo-2"] == "before"


def test_a_job_tells_what_keeps_a_contest_from_opening(api: Api, functions: NoFunctions) -> None:
    begin(api, "mo-3")
    opening(api, "mo-3", "open-mo-3-0000001")
    app.load(functions.started[0][1], None)
    told = ask(api, "GET", "/jobs/open-mo-3-0000001").body
    assert (told["state"], told["error"]["code"]) == ("failed", "not_ready")
    assert {light["color"] for light in told["error"]["lights"]} == {"red"}
    assert stages(api)["mo-3"] == "draft"
