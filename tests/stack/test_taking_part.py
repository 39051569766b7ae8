"""Residents on the running stack: alone, and thirty at once."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from ops.stacks import Stack
from tests.client import MINUTE_MS, Answer, Api, a_contest_on, fetch, first_options
from tests.stack.early import EarlyContest

AT_ONCE = 30


@pytest.fixture(scope="module")
def api(
    stack: Stack,
    early: EarlyContest,
    examples: dict[str, Api],
    tmp_path_factory: pytest.TempPathFactory,
) -> Api:
    """An open contest. (`early` and `examples` are asked for so that they close meanwhile.)"""
    a_contest_on(stack, tmp_path_factory.mktemp("open"), "mo", closes_in_ms=60 * MINUTE_MS)
    return Api(stack, "mo")


def at_once(act: Callable[[int], Answer]) -> list[Answer]:
    with ThreadPoolExecutor(AT_ONCE) as people:
        return list(people.map(act, range(AT_ONCE)))


def statuses(answers: list[Answer]) -> Counter[int]:
    return Counter(answer.status for answer in answers)


def test_thirty_people_start_at_once_and_each_has_an_attempt(api: Api) -> None:
    answers = at_once(lambda number: api.start(30_000_000 + number))
    assert statuses(answers) == {201: AT_ONCE}
    assert len({answer.body["attempt_id"] for answer in answers}) == AT_ONCE


def test_thirty_starts_of_one_person_are_one_attempt(api: Api) -> None:
    answers = at_once(lambda _: api.start(31_000_000))
    assert statuses(answers) == {201: 1, 200: AT_ONCE - 1}
    assert len({(a.body["attempt_id"], a.body["started_at"]) for a in answers}) == 1


def test_thirty_devices_with_one_number_start_one_attempt(api: Api) -> None:
    answers = at_once(
        lambda device: api.start(32_000_000, device_key=f"another-device-{device:08}")
    )
    assert statuses(answers) == {201: 1, 409: AT_ONCE - 1}
    assert {answer.code for answer in answers if answer.status == 409} == {"other_device"}


def test_of_thirty_submissions_at_once_one_is_sealed(api: Api) -> None:
    started = api.start(33_000_000).body
    questions = [question["id"] for question in started["paper"]["questions"]]

    def answers(number: int) -> dict[str, list[int]]:
        return {questions[number % len(questions)]: [0]}

    sent = at_once(lambda number: api.submit(started, answers(number)))
    assert statuses(sent) == {201: 1, 200: AT_ONCE - 1}
    assert len({str(answer.body["receipt"]) for answer in sent}) == 1
    assert api.look_up(started).body["outcome"] == sent[0].body


def test_of_thirty_drafts_at_once_the_newest_stands(api: Api) -> None:
    started = api.start(34_000_000).body
    question = started["paper"]["questions"][0]

    def answers(seq: int) -> dict[str, list[int]]:
        return {question["id"]: [seq % len(question["options"])]}

    sent = at_once(lambda seq: api.draft(started, seq, answers(seq)))
    assert set(statuses(sent)) <= {204, 409}
    newest = AT_ONCE - 1
    assert sent[newest].status == 204
    assert api.look_up(started).body["draft"] == {
        "seq": newest,
        "answers": answers(newest),
        "prediction": None,
    }


def test_answers_survive_in_another_browser_by_the_resume_code(api: Api) -> None:
    started = api.start(35_000_000).body
    answers = first_options(started)
    api.draft(started, 1, answers)
    elsewhere = {"device_key": "a-browser-elsewhere"}
    assert api.start(35_000_000, **elsewhere).code == "other_device"
    code = started["resume_code"].lower()
    resumed = api.start(35_000_000, **elsewhere, resume_code=code)
    assert resumed.status == 200
    assert resumed.body["draft"]["answers"] == answers
    assert resumed.body["paper"] == started["paper"]


def test_too_early_is_refused(stack: Stack, tmp_path: Path) -> None:
    a_contest_on(stack, tmp_path, "mai", opens_in_ms=MINUTE_MS, closes_in_ms=2 * MINUTE_MS)
    answer = Api(stack, "mai").start(1)
    assert (answer.status, answer.code) == (403, "not_open")


def test_nothing_public_before_close_holds_a_key(api: Api) -> None:
    for name in ("contest.json", "stats.json", "commitment.json"):
        published = str(api.public(name))
        assert "explanation" not in published
        assert "0905000001" not in published
    assert api.public("practice.json") is None
    assert api.public("results.json") is None


def test_the_emulators_own_endpoints_and_other_buckets_are_not_served(stack: Stack) -> None:
    paths = ["_ministack/health", f"{stack.private_bucket}/", "../_ministack/health"]
    paths.append(f"%2e%2e/{stack.private_bucket}/bundles/mo/current.json")
    for path in paths:
        answer: Any = fetch(f"{stack.site_url}{path}")
        assert answer.status in (400, 403, 404), path
