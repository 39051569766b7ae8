"""A contest that closes while other tests run, so that nobody has to wait for it.

It is open for a few seconds at the beginning of the session; the tests of what comes after the
close stand in `test_z_closing.py`, which pytest runs last.
"""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chalicelib.usecases.judging import decide
from ops.stacks import Stack
from ops.stores import call, stores_of
from tests.client import Api, a_contest_on, first_options, now

SLUG = "som"
OPEN_FOR_MS = 20_000


@dataclass(frozen=True)
class EarlyContest:
    """`submitted`, `drafted`, `idle`: what the API answered to those who started.

    `frozen_at` is when the close is over for good (ms).
    """

    api: Api
    submitted: list[dict[str, Any]]
    receipts: dict[str, dict[str, Any]]
    drafted: list[dict[str, Any]]
    idle: dict[str, Any]
    frozen_at: int


def published(api: Api, frozen_at: int) -> dict[str, Any]:
    """The results of a contest, waiting for its close and deciding its ties if nobody has yet."""
    time.sleep(max(0, frozen_at - now()) / 1_000)
    event = {"slug": api.slug, "by": "test", "accept_flags": "Thử nghiệm"}
    answer = call(api.stack, "publish", event)
    for tie in answer.get("error", {}).get("ties", []):
        stores = stores_of(api.stack)
        decide(api.slug, tie["prize"], tie["candidates"][0], "Bốc thăm", "test", stores)
    return answer if "prizes" in answer else published(api, frozen_at)


def hold(stack: Stack, folder: Path) -> EarlyContest:
    """Opens the contest and lets nine people take part: six submit, two leave a draft, one
    leaves."""
    a_contest_on(stack, folder, SLUG, closes_in_ms=OPEN_FOR_MS)
    api = Api(stack, SLUG)
    started = [api.start(number).body for number in range(9)]
    receipts = {}
    for attempt in started[:6]:
        receipts[attempt["attempt_id"]] = api.submit(attempt, first_options(attempt)).body
    for attempt in started[6:8]:
        assert api.draft(attempt, 1, first_options(attempt)).status == 204
    contest = api.public("contest.json")
    assert now() < contest["closes_at"], "this machine was too slow to take part in time"
    return EarlyContest(api, started[:6], receipts, started[6:8], started[8], contest["frozen_at"])
