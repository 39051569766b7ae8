"""Whoever only looks on: no answer key before the freeze, no whole number ever."""

import json
from types import SimpleNamespace
from typing import Any

import pytest

from chalicelib import bootstrap
from chalicelib.domain.readiness import Color, Light
from chalicelib.usecases import readying
from chalicelib.usecases.analysing import analyse
from chalicelib.usecases.loading import load_contest
from chalicelib.usecases.ranking import rank
from tests.builders import CLOSES_AT, ROOTS, a_document
from tests.integration.api import FROZEN_AT, PHONE, Api
from tests.integration.gateway import Answer

ORGANIZER = {"token_use": "id", "email": "an@example.vn", "cognito:groups": "to-chuc"}
ONLOOKER = {**ORGANIZER, "email": "xem@example.vn", "cognito:groups": "theo-doi"}
EXCLUDED = "0905000001"


def seen(api: Api, path: str, claims: dict[str, str] = ONLOOKER, slug: str = "nho") -> Any:
    answer: Answer = api.send("GET", f"/organizer/contests/{slug}{path}", claims=claims)
    assert answer.status == 200, answer.text
    return answer.body


@pytest.fixture
def analysed(api: Api) -> Api:
    """Fifteen people took part, and what they do not know was looked at."""
    for number in range(15):
        started = api.start(identity=f"09123456{number:02}", device_key=f"device-of-no-{number:04}")
        assert api.submit(started).status == 201
    analyse("nho", bootstrap.stores())
    return api


def keys_in(rows: list[dict[str, Any]]) -> set[str]:
    """What of these rows tells which option is right."""
    found: set[str] = set()
    for row in rows:
        found |= {"wrong"} & set(row)
        found |= {"upper_chose"} & set(row.get("groups") or {})
        found |= {"right", "chosen"} & set().union(*row["options"])
    return found


@pytest.mark.parametrize("now", [None, CLOSES_AT, FROZEN_AT - 1])
def test_before_the_freeze_figures_do_not_tell_what_is_right(
    analysed: Api, now: int | None
) -> None:
    analysed.move_to(now or analysed.stores.now)
    rows = seen(analysed, "/analysis/questions")["questions"]
    told = seen(analysed, "/analysis")["analysis"]
    assert keys_in(rows) == keys_in(told["weakest"]) == set()
    assert told["knowledge"]["suspects"] == []
    assert all({"text", "shown", "right"} <= set(row) for row in rows)
    assert rows
    organizers = seen(analysed, "/analysis/questions", ORGANIZER)["questions"]
    assert keys_in(organizers) >= {"right", "chosen", "wrong"}


def test_after_the_freeze_everybody_reads_the_keys(analysed: Api) -> None:
    analysed.move_to(FROZEN_AT)
    assert "right" in keys_in(seen(analysed, "/analysis/questions")["questions"])
    assert "right" in keys_in(seen(analysed, "/analysis")["analysis"]["weakest"])
    assert all("key" in row["question"] for row in seen(analysed, "/questions")["questions"])


def test_questions_and_what_changed_in_them_come_without_keys(api: Api) -> None:
    assert not any("key" in row["question"] for row in seen(api, "/questions")["questions"])
    slug = "doi-dap-an"
    before, after = a_document(slug=slug), a_document(slug=slug)
    question = after["questions"][0]
    question["key"], question["text"] = [2], "Hỏi khác đi?"
    api.move_to(before["opens_at"] - 1)
    for document in (before, after):
        load_contest(document, ROOTS, "test", bootstrap.stores())
    new, old = [each["version"] for each in seen(api, "/versions", slug=slug)["versions"]]

    def changed(claims: dict[str, str]) -> set[str]:
        compared = seen(api, f"/changes?before={old}&after={new}", claims, slug)
        [one] = compared["questions"]["changed"]
        assert one["id"] == question["id"]
        return {change["field"] for change in one["fields"]}

    assert changed(ONLOOKER) == {"text"}
    assert changed(ORGANIZER) == {"text", "key"}
    api.move_to(FROZEN_AT)
    assert changed(ONLOOKER) == {"text", "key"}


def test_the_lights_do_not_name_whose_answer_is_the_longest(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = Light("lengths", Color.AMBER, "Dài", named=("the-che-1",))
    alike = Light("alike", Color.AMBER, "Giống", named=("the-che-1 ~ the-che-2",))
    looked = SimpleNamespace(
        ready=SimpleNamespace(lights=[odd, alike]),
        contest_tag="", questions_tag="", budget_vnd=None, raw={},
    )  # fmt: skip
    monkeypatch.setattr(readying, "look_at", lambda slug, stores: looked)

    def named(claims: dict[str, str]) -> list[list[str]]:
        return [each["named"] for each in seen(api, "/readiness", claims)["lights"]]

    assert named(ORGANIZER) == [["the-che-1"], ["the-che-1 ~ the-che-2"]]
    assert named(ONLOOKER) == [[], ["the-che-1 ~ the-che-2"]]


def test_numbers_are_never_whole(analysed: Api) -> None:
    [row] = [
        each
        for each in seen(analysed, "/attempts")["attempts"]
        if each["identity_masked"].endswith("600")
    ]
    assert seen(analysed, f"/attempts/{row['attempt']}")["identity"] == "*******600"
    told = seen(analysed, f"/attempts/{row['attempt']}", ORGANIZER)
    assert told["identity"] == "0912345600"
    analysed.move_to(FROZEN_AT)
    rank("nho", "test", bootstrap.stores())
    ranking = seen(analysed, "/ranking")
    assert ranking["run"]["people"]
    for path in ("/ranking", "/draft", "/flags", "/units", "/documents", "/extra-time"):
        assert "09123456" not in json.dumps(seen(analysed, path))
    assert EXCLUDED not in json.dumps(seen(analysed, "/draft"))
    assert EXCLUDED in json.dumps(seen(analysed, "/draft", ORGANIZER))
    assert PHONE not in json.dumps(ranking)
