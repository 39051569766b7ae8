"""The example contests, each held in a few seconds at the beginning of the session."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from chalicelib.stores.contest_folder import read_contest
from ops.commands.contests import load_contest
from ops.packaging import ROOT
from ops.stacks import Stack
from tests.client import MINUTE_MS, Answer, Api, now

FOLDERS = sorted(path.parent for path in ROOT.glob("contests/vi-du-*/contest.toml"))
PEOPLE = 8
OPEN_FOR_MS = 30_000


def hold_examples(stack: Stack) -> dict[str, Api]:
    """Opens every example contest, lets eight people take part in each, and gives them by slug."""
    opens_at, closes_at = now() - MINUTE_MS, now() + OPEN_FOR_MS
    slugs = [
        load_contest(stack, folder, opens_at=opens_at, closes_at=closes_at)[0] for folder in FOLDERS
    ]
    apis = {slug: Api(stack, slug) for slug in slugs}
    with ThreadPoolExecutor(len(apis)) as contests:
        list(contests.map(_hold, apis.values()))
    return apis


def _hold(api: Api) -> None:
    contest = api.public("contest.json")
    for number in range(PEOPLE):
        started = _start(api, contest, number)
        _submit(api, contest, started, number)
        if contest["paper"]["attempts"] != 1 and number % 2:
            again = {"attempt": 2, "previous_token": started.body["token"]}
            _submit(api, contest, _start(api, contest, number, **again), number + 1)
    assert now() < contest["closes_at"], "this machine was too slow to take part in time"


def _right_options(slug: str) -> dict[str, set[str]]:
    document = read_contest(ROOT / "contests" / slug)
    return {
        question["id"]: {question["options"][at] for at in question["key"]}
        for question in document["questions"]
    }


def _start(api: Api, contest: dict[str, Any], number: int, **over: Any) -> Answer:
    by_phone = contest["identity_field"] == "phone"
    ages = contest["identity"]
    asked = {"age_ok": True} if ages["min_age"] or ages["max_age"] else {}
    started = api.start(
        number,
        identity=f"09{70_000_000 + number}" if by_phone else f"{52_000_000_000 + number:012}",
        unit=contest["units"][number % 2]["id"],
        category=contest["categories"][number % len(contest["categories"])],
        **asked,
        **over,
    )
    assert started.status == 201, started.body
    return started


def _submit(api: Api, contest: dict[str, Any], started: Answer, number: int) -> None:
    """All is right but for a few questions; half guess where there is to guess."""
    questions = started.body["paper"]["questions"]
    keys = _right_options(api.slug)
    answers = {
        asked["id"]: [at for at, text in enumerate(asked["options"]) if text in keys[asked["id"]]]
        for asked in questions
    }
    answers |= {asked["id"]: [0] for asked in questions[: number % 3]}
    guess = number * 3 if contest["prediction"] and number % 2 else None
    assert api.submit(started.body, answers, guess).status == 201
