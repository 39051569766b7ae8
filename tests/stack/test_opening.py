"""From a draft to an open contest by the real job: function, role, root secrets, QR codes."""

import time
from typing import Any

import pytest

from chalicelib import bootstrap
from chalicelib.domain.contest_format.writing import raw_as_json, raw_of_document
from chalicelib.usecases.drafting import create_contest_draft
from chalicelib.usecases.jobs import start_job, tell_job
from chalicelib.usecases.readying import look_at
from ops.stacks import Stack
from ops.stores import stores_of
from tests.builders import a_document
from tests.client import Api

SLUG, BY, PATIENCE_S = "mo-bang-trang", "an@example.com", 60


@pytest.fixture(scope="module")
def stores(stack: Stack) -> bootstrap.Stores:
    """A whole draft of a contest that opens in many years."""
    found = stores_of(stack)
    raw = raw_of_document(a_document(slug=SLUG))
    window = {"opens_at": "2099-01-01T07:00:00+07:00", "closes_at": "2099-02-01T07:00:00+07:00"}
    create_contest_draft({**raw_as_json(raw), **window}, raw["questions"], found, by=BY)
    return found


def opened(job: str, stores: bootstrap.Stores, **over: str) -> dict[str, Any]:
    """What the page sees once the job is over."""
    looked = look_at(SLUG, stores)
    tags = {"contest_tag": looked.contest_tag, "questions_tag": looked.questions_tag}
    asked = {**tags, "origin": "https://thi.example.vn", **over}
    start_job("load", SLUG, asked, job, BY, "203.0.113.7", stores)
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        told = tell_job(job, BY, stores)
        assert told is not None
        if told["state"] in ("done", "failed"):
            return told
        time.sleep(0.2)
    raise AssertionError(f"{job} does not end")


def test_a_draft_is_opened_by_its_job(stack: Stack, stores: bootstrap.Stores) -> None:
    api = Api(stack, SLUG)
    refused = opened("open-without-reason", stores)
    assert (refused["state"], refused["error"]["code"]) == ("failed", "invalid")
    assert api.public("contest.json") is None
    done = opened("open-with-a-reason", stores, reason="Đã họp thống nhất")
    assert done["state"] == "done"
    assert done["answer"]["loaded"] == "new"
    assert api.public("contest.json")["slug"] == SLUG
    assert api.public("commitment.json")["contest"] == done["answer"]["version"]
    put = stack.s3().get_object(Bucket=stack.site_bucket, Key=f"c/{SLUG}/qr/khu-pho-1.svg")
    assert put["ContentType"] == "image/svg+xml"
    again = opened("open-once-more-now", stores)
    assert again["answer"]["loaded"] == "unchanged"
