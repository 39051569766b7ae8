"""The early contest after its close: sealed, frozen, ranked and published, without anybody's hand
until an organizer publishes. Runs last, so that hardly anybody has to wait."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ops.public_folder import open_folder
from ops.stacks import Stack
from ops.stores import call, stores_of
from tests.client import Ops, now
from tests.stack.early import SLUG, EarlyContest
from tests.verifiers import VERIFIERS, failed, results

TICK_WITHIN_S = 150


@pytest.fixture(scope="module")
def closed(early: EarlyContest) -> EarlyContest:
    time.sleep(max(0, early.frozen_at - now()) / 1_000)
    return early


def eventually(look: Callable[[], Any], within_s: float) -> Any:
    """What `look` sees, as soon as it is something."""
    deadline = time.monotonic() + within_s
    while not (seen := look()):
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(1)
    return seen


def rank(stack: Stack, **event: Any) -> dict[str, Any]:
    return call(stack, "rank", {"slug": SLUG, "by": "test", **event})


def test_the_contest_closes_by_itself(stack: Stack, closed: EarlyContest) -> None:
    """No one calls anything here: the schedule alone freezes and ranks."""
    stores = stores_of(stack)
    record = eventually(
        lambda: (found := stores.records.get(SLUG)) and found.ranked_at and found, TICK_WITHIN_S
    )
    assert record.frozen_at is not None
    assert record.published_at is None
    run = stores.judgements.latest_run(SLUG)
    assert run is not None
    assert run.by == "tick"
    stats = closed.api.public("stats.json")
    assert (stats["registered"], stats["submitted"]) == (9, 8)
    practice = closed.api.public("practice.json")
    assert all(question["key"] for question in practice["questions"])


def test_the_last_drafts_were_sealed_at_the_end(closed: EarlyContest) -> None:
    closes_at = closed.api.public("contest.json")["closes_at"]
    for attempt in closed.drafted:
        outcome = closed.api.look_up(attempt).body["outcome"]
        assert outcome["sealed_by"] == "draft"
        assert outcome["submitted_at"] == closes_at
        assert outcome["elapsed_ms"] == closes_at - attempt["started_at"]


def test_whoever_answered_nothing_has_nothing_sealed(closed: EarlyContest) -> None:
    assert closed.api.look_up(closed.idle).body["state"] == "expired"


def test_receipts_are_as_they_were_and_scores_show_now(closed: EarlyContest) -> None:
    for attempt in closed.submitted:
        first = closed.receipts[attempt["attempt_id"]]
        later = closed.api.look_up(attempt).body["outcome"]
        assert first["score"] is None
        assert isinstance(later["score"], int)
        assert later["receipt"] == first["receipt"]


def test_late_starts_drafts_and_submissions_are_refused(closed: EarlyContest) -> None:
    assert closed.api.start(99).code == "closed"
    assert closed.api.draft(closed.idle, 1, {}).code == "expired"
    assert closed.api.submit(closed.idle, {}).code == "expired"
    assert closed.api.draft(closed.submitted[0], 9, {}).code == "submitted"


def test_ranking_twice_is_the_same_run(stack: Stack, closed: EarlyContest) -> None:
    first, second = rank(stack), rank(stack)
    assert first == second
    assert first["totals"] == {
        "registered": 9,
        "submitted": 8,
        "counted": 8,
        "disqualified": 0,
        "reset": 0,
    }


def test_publishing_waits_for_flags_to_be_reviewed(stack: Stack, closed: EarlyContest) -> None:
    refused = call(stack, "publish", {"slug": SLUG})
    assert refused["error"]["code"] == "unreviewed_flags"
    flagged = set(refused["error"]["attempts"])
    assert flagged <= {each["attempt_id"] for each in (*closed.submitted, *closed.drafted)}
    assert closed.api.public("results.json") is None


def test_publishing_waits_for_ties_to_be_decided(
    stack: Stack, closed: EarlyContest, ops: Ops
) -> None:
    """Nine units with one participant each: the prize for most participants is open."""
    refused = call(stack, "publish", {"slug": SLUG, "by": "test", "accept_flags": "Thử nghiệm"})
    assert refused["error"]["code"] == "undecided_ties"
    ties = refused["error"]["ties"]
    assert "collective-1" in {tie["prize"] for tie in ties}
    assert closed.api.public("results.json") is None
    for tie in ties:
        told = ops("decide", SLUG, tie["prize"], tie["candidates"][0], "--reason", "Bốc thăm")
        assert told.returncode == 0, told.stderr


def test_an_export_before_publishing_is_marked(stack: Stack, tmp_path: Path) -> None:
    answer = call(stack, "export", {"slug": SLUG})
    assert answer["provisional"] is True
    assert "TẠM THỜI" in _first_rows(stack, answer["key"], tmp_path)


def test_publishing_shows_eight_prizes_to_everybody(stack: Stack, closed: EarlyContest) -> None:
    published = call(stack, "publish", {"slug": SLUG, "by": "test"})
    assert published == closed.api.public("results.json")
    kinds = [prize["kind"] for prize in published["prizes"]]
    assert (kinds.count("individual"), kinds.count("collective")) == (6, 2)
    assert sum(prize["amount_vnd"] for prize in published["prizes"]) == 3_800_000
    leaves = {receipt["receipt"]["leaf"] for receipt in closed.receipts.values()}
    winners = [prize for prize in published["prizes"] if prize["kind"] == "individual"]
    drafts = {
        closed.api.look_up(attempt).body["outcome"]["receipt"]["leaf"] for attempt in closed.drafted
    }
    assert {winner["leaf"] for winner in winners} <= leaves | drafts
    assert all(winner["identity_masked"].startswith("*") for winner in winners)


def test_publishing_again_changes_nothing(stack: Stack, closed: EarlyContest) -> None:
    before = closed.api.public("results.json")
    assert call(stack, "publish", {"slug": SLUG, "by": "test"}) == before


def test_an_export_after_publishing_is_final(stack: Stack, tmp_path: Path) -> None:
    answer = call(stack, "export", {"slug": SLUG})
    assert answer["provisional"] is False
    assert "TẠM THỜI" not in _first_rows(stack, answer["key"], tmp_path)


def test_every_act_is_in_the_audit_chain(stack: Stack, closed: EarlyContest) -> None:
    vault = stores_of(stack).vault
    stored = (vault.read(key) for key in vault.keys(f"audit/{SLUG}/"))
    entries = [json.loads(found[0]) for found in stored if found]
    assert [entry["what"] for entry in entries[:1]] == ["load-contest"]
    assert "publish" in {entry["what"] for entry in entries}
    assert [entry["previous"] is None for entry in entries].count(True) == 1


def _first_rows(stack: Stack, key: str, folder: Path) -> str:
    path = folder / "book.xlsx"
    found = stack.s3().get_object(Bucket=stack.private_bucket, Key=key)
    path.write_bytes(found["Body"].read())
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return str(list(sheet.iter_rows(max_row=6, values_only=True)))


@pytest.mark.parametrize("name", VERIFIERS)
def test_anybody_can_check_what_was_published(name: str, closed: EarlyContest) -> None:
    folder = open_folder(f"{closed.api.stack.site_url}contests/{SLUG}")
    receipts = [each["receipt"] for each in closed.receipts.values()]
    noted = (folder("ledger/checkpoint.txt") or b"").decode().splitlines()
    checks = results(VERIFIERS[name](folder, receipts, noted))
    # This contest was loaded after it had opened, and the ledger tells so.
    assert checks == {**dict.fromkeys(checks, "ok"), "commitment": "warning"}
    assert len(checks) == 10
    dropped = {**receipts[0], "leaf": "ab" * 32}
    assert failed(VERIFIERS[name](folder, [dropped])) == {"receipt"}
