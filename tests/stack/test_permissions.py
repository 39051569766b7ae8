"""The roles of the functions suffice, with the emulator enforcing them as AWS does."""

import json
import shutil
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ops.commands.contests import load_contest
from ops.local.demo import BUNDLED_CONTEST
from ops.local.stack import local_stack
from ops.stacks import Stack
from ops.stores import call

HOUR = 3_600_000
OPEN, CLOSED = "dang-mo", "da-dong"
TICK = {
    "version": "0",
    "id": "1",
    "source": "aws.events",
    "detail-type": "Scheduled Event",
    "account": "0",
    "time": "2026-01-01T00:00:00Z",
    "region": "ap-southeast-1",
    "resources": [],
    "detail": {},
}


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A stack whose roles hold, with a contest that is open and one that has closed."""
    folder = tmp_path_factory.mktemp("guarded")
    now = time.time_ns() // 1_000_000
    with local_stack(folder, settings={"AUTH": "true"}) as stack:
        load(stack, folder / OPEN, now - HOUR, now + HOUR)
        load(stack, folder / CLOSED, now - HOUR, now - 120_000)
        yield stack


def load(stack: Stack, folder: Path, opens_at: int, closes_at: int) -> None:
    shutil.copytree(BUNDLED_CONTEST, folder)
    settings = folder / "contest.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('"cchc-2024"', f'"{folder.name}"'), encoding="utf-8")
    load_contest(stack, folder, opens_at=opens_at, closes_at=closes_at)


def send(stack: Stack, method: str, path: str, token: str, body: Any) -> Any:
    request = urllib.request.Request(
        f"{stack.api_url}/contests/{OPEN}{path}",
        method=method,
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json", "Authorization": f"Bearer {token}"},
    )
    with urllib.request.urlopen(request, timeout=20) as answer:
        return json.loads(answer.read() or b"null")


def denials(stack: Stack) -> list[str]:
    logs = stack.session().client("logs", endpoint_url=stack.endpoint_url)
    groups = [group["logGroupName"] for group in logs.describe_log_groups()["logGroups"]]
    events = (logs.filter_log_events(logGroupName=group)["events"] for group in groups)
    return [event["message"] for found in events for event in found if denied(event["message"])]


def denied(message: str) -> bool:
    return "AccessDenied" in message or "not authorized" in message


def batches(stack: Stack) -> int:
    listed = stack.s3().list_objects_v2(Bucket=stack.private_bucket, Prefix="changes/")
    return listed["KeyCount"]


def take_part(stack: Stack) -> None:
    """A resident starts, saves a draft and submits, and another claims their number."""
    start = {
        "identity": "0912345678",
        "name": "Nguyễn Văn A",
        "unit": "khu-pho-1",
        "category": "Nhân dân",
        "consent": True,
        "eligible": True,
        "device_key": "d" * 20,
    }
    started = send(stack, "POST", "/attempts", "", start)
    claim = {name: start[name] for name in ("identity", "name", "unit")}
    for note in ("Số của tôi", "Xin gọi lại"):
        body = {**claim, "device_key": "e" * 20, "note": note}
        assert send(stack, "POST", "/claims", "", body) == {"state": "received"}
    attempt, token = f"/attempts/{started['attempt_id']}", started["token"]
    answers = {question["id"]: [0] for question in started["paper"]["questions"]}
    send(stack, "PUT", f"{attempt}/draft", token, {"seq": 1, "answers": answers})
    assert send(stack, "POST", f"{attempt}/submission", token, {"answers": answers})["receipt"]


def wait_for_fold(stack: Stack) -> None:
    give_up = time.monotonic() + 15
    while not batches(stack):
        assert time.monotonic() < give_up, denials(stack)
        time.sleep(0.2)


def counted(stack: Stack) -> int:
    found = stack.s3().get_object(Bucket=stack.site_bucket, Key=f"contests/{OPEN}/stats.json")
    submitted: int = json.loads(found["Body"].read())["submitted"]
    return submitted


def test_the_emulator_refuses_strangers(guarded: Stack) -> None:
    request = urllib.request.Request(f"{guarded.endpoint_url}/{guarded.private_bucket}/x")
    with pytest.raises(urllib.error.HTTPError, match="403") as refused:
        urllib.request.urlopen(request)
    refused.value.close()


def test_roles_suffice_for_taking_part_and_counting(guarded: Stack) -> None:
    take_part(guarded)
    wait_for_fold(guarded)
    call(guarded, "tick", TICK)
    assert counted(guarded) == 1
    assert denials(guarded) == []


def test_roles_suffice_for_ranking_publishing_and_exporting(guarded: Stack) -> None:
    call(guarded, "rank", {"slug": CLOSED})
    call(guarded, "publish", {"slug": CLOSED})
    made = call(guarded, "documents", {"slug": CLOSED, "by": "by@example.vn", "source": ""})
    key = f"documents/{CLOSED}/{made['run']}/quyet-dinh.docx"
    assert guarded.s3().head_object(Bucket=guarded.private_bucket, Key=key)
    exported = call(guarded, "export", {"slug": CLOSED})
    assert guarded.s3().head_object(Bucket=guarded.private_bucket, Key=exported["key"])
    assert denials(guarded) == []
