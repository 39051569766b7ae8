"""All routes of organizers × all who may ask: each is for exactly the groups of its row."""

import re
from typing import Any

import pytest

from app import app
from chalicelib.web.groups import COOKIE_HOLDERS, Group, Groups
from chalicelib.web.organizer_routes import ROUTES, Route
from tests.integration.api import Api
from tests.integration.gateway import Answer

ROWS = {f"{route.method} {route.path}": route for route in ROUTES}
MEMBERS = [row for row in ROWS if ROWS[row].groups != COOKIE_HOLDERS]
# What is in no group is nobody; nor is what merely reads like one.
STRANGERS = [None, "", "[]", "quan-tri-2", "QUAN-TRI", "khach"]


def ask(api: Api, route: Route, **over: Any) -> Answer:
    """A request with nothing in it, to a contest that is there."""
    path = re.sub(r"\{slug\}", "nho", route.path)
    path = re.sub(r"\{\w+\}", "khong-co-1", path)
    body = None if route.method == "GET" else {}
    return api.send(route.method, path, body, **over)


def claims(group: str | None, **over: str) -> dict[str, str]:
    groups = {} if group is None else {"cognito:groups": group}
    return {"token_use": "id", "sub": "1", "email": "an@example.vn", **groups, **over}


def test_no_route_of_organizers_stands_outside_the_table() -> None:
    registered = {
        f"{method} {path}"
        for path, methods in app.routes.items()
        for method in methods
        if path.startswith("/organizer")
    }
    assert registered == set(ROWS)


def test_every_row_names_groups_and_a_view() -> None:
    for row, route in ROWS.items():
        assert route.groups <= frozenset(Group), row
        assert re.fullmatch(r"[a-z_]+:[a-z_]+", route.view), row


def test_who_only_looks_changes_nothing() -> None:
    """What observers may POST makes files and reports, or is their own session."""
    theirs = {
        row
        for row, route in ROWS.items()
        if Group.OBSERVERS in route.groups and route.method != "GET"
    }
    assert {row for row in theirs if not row.endswith(READING)} == set()


READING = ("/session", "/audit/export", "/audit/check", "/analysis")


def test_nobody_below_an_administrator_manages_people() -> None:
    for row, route in ROWS.items():
        if route.path.startswith(("/organizer/people", "/organizer/audit")):
            assert route.groups == {Group.ADMINISTRATORS}, row


@pytest.mark.parametrize("row", ROWS)
def test_without_signing_in(api: Api, row: str) -> None:
    for shown in ({}, {"claims": {}}, {"token": "abc"}, {"headers": {"X-HoiThi": "1"}}):
        assert ask(api, ROWS[row], **shown).said == (401, "unauthorized")


@pytest.mark.parametrize("row", MEMBERS)
@pytest.mark.parametrize("token_use", ["access", "refresh", ""])
def test_with_a_token_that_is_no_id_token(api: Api, row: str, token_use: str) -> None:
    shown = claims("quan-tri", token_use=token_use)
    assert ask(api, ROWS[row], claims=shown).said == (401, "unauthorized")


@pytest.mark.parametrize("row", MEMBERS)
def test_in_no_group(api: Api, row: str) -> None:
    for group in STRANGERS:
        assert ask(api, ROWS[row], claims=claims(group)).said == (403, "forbidden")


def may(api: Api, route: Route, groups: Groups) -> bool:
    """Whether members of these groups get past the door: what they are told then is another
    matter, but the platform must not fail."""
    listed = ",".join(sorted(groups))
    answer = ask(api, route, claims=claims(listed))
    assert answer.status < 500, answer.text
    assert answer.status != 401
    return answer.said != (403, "forbidden")


@pytest.mark.parametrize("row", MEMBERS)
@pytest.mark.parametrize("group", Group)
def test_each_group_alone(api: Api, row: str, group: Group) -> None:
    route = ROWS[row]
    assert may(api, route, frozenset({group})) is (group in route.groups)


@pytest.mark.parametrize("row", MEMBERS)
def test_an_administrator_comes_by_the_session_alone(api: Api, row: str) -> None:
    """Where one-time codes are demanded, Cognito's token does not say that there was one."""
    behind = {"X-HoiThi-Origin": "secret"}
    with api.with_origin_secrets("secret"):
        for groups in ("quan-tri", "quan-tri,to-chuc"):
            answer = ask(api, ROWS[row], claims=claims(groups), headers=behind)
            assert (answer.said == (401, "unauthorized")) is (row != "POST /organizer/session")


@pytest.mark.parametrize("row", MEMBERS)
def test_the_strongest_of_several_groups_counts(api: Api, row: str) -> None:
    assert may(api, ROWS[row], frozenset(Group))


@pytest.mark.parametrize("row", ROWS)
def test_who_may_not_is_told_before_anything_is_read(api: Api, row: str) -> None:
    route = ROWS[row]
    if route.method == "GET":
        return
    path = re.sub(r"\{\w+\}", "khong-co", route.path)
    for raw in ("no json", "x" * 20_000):
        answer = api.gateway.call(route.method, path, raw=raw, at=api.stores.now)
        assert answer.said == (401, "unauthorized")
