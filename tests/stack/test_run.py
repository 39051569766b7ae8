"""`make run` as a process: ready, stopped, started again."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from ops.local.emulator import free_port
from ops.packaging import ROOT
from ops.site import listed_contests
from ops.stacks import Stack, find_stack

READY_S = 20.0
Run = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "local"


@pytest.fixture
def run(folder: Path) -> Iterator[Run]:
    """Starts `ops run` in a folder of its own; whatever still runs at the end is ended."""
    started: list[subprocess.Popen[str]] = []

    def start(*options: str, port: int = 0) -> subprocess.Popen[str]:
        command = [sys.executable, "-u", "-m", "ops", "run", "--port", str(port), *options]
        started.append(
            subprocess.Popen(
                command,
                cwd=ROOT,
                env={**os.environ, "HOITHI_LOCAL": str(folder)},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
        )
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def until_ready(process: subprocess.Popen[str]) -> list[str]:
    """What the process printed, up to the log-in, which comes last."""
    assert process.stdout is not None
    printed: list[str] = []
    for line in process.stdout:
        printed.append(line.rstrip())
        if line.startswith("Demo log-in: "):
            return printed
    raise AssertionError("\n".join(printed))


def stop(process: subprocess.Popen[str], number: signal.Signals = signal.SIGTERM) -> str:
    process.send_signal(number)
    printed, _ = process.communicate(timeout=20)
    return printed


def listens(url: str) -> bool:
    address = urlsplit(url)
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", address.port or 80)) == 0


def put_item(stack: Stack) -> None:
    stack.dynamodb().put_item(TableName=stack.table, Item={"pk": {"S": "kept"}, "sk": {"S": "1"}})


def has_item(stack: Stack) -> bool:
    key = {"pk": {"S": "kept"}, "sk": {"S": "1"}}
    return "Item" in stack.dynamodb().get_item(TableName=stack.table, Key=key)


def window(stack: Stack) -> dict[str, Any]:
    s3 = stack.s3()
    found = s3.get_object(Bucket=stack.site_bucket, Key="contests/index.json")["Body"].read()
    [contest] = json.loads(found)["contests"]
    return {name: contest[name] for name in ("opens_at", "closes_at")}


def test_what_was_stored_is_there_after_a_second_start(run: Run, folder: Path) -> None:
    first = run("--closes-in", "2h")
    told = until_ready(first)
    stack = find_stack(stack_file=folder / "stack.json")
    assert f"Ready: {stack.site_url}" in told
    assert f"Console: {stack.site_url}quan-tri/" in told
    assert listed_contests(stack) == ["cchc-2024"]
    shown, now = window(stack), time.time() * 1000
    assert shown["opens_at"] < now < shown["closes_at"] <= now + 2 * 3_600_000
    put_item(stack)
    assert "được giữ lại" in stop(first)
    assert first.returncode == 0
    assert not listens(stack.site_url)
    assert not listens(stack.endpoint_url or "")

    begun = time.monotonic()
    second = run()
    again = until_ready(second)
    assert time.monotonic() - begun < READY_S
    stack = find_stack(stack_file=folder / "stack.json")
    assert has_item(stack)
    assert window(stack) == shown
    assert again[-1] == told[-1]
    stop(second, signal.SIGINT)
    assert second.returncode == 0
    assert not (folder / "tmp").exists()

    third = run("--fresh")
    until_ready(third)
    stack = find_stack(stack_file=folder / "stack.json")
    assert not has_item(stack)
    assert window(stack) != shown
    stop(third)


def test_a_killed_run_leaves_nothing_running(run: Run, folder: Path) -> None:
    process = run()
    until_ready(process)
    stack = find_stack(stack_file=folder / "stack.json")
    process.kill()
    process.wait()
    give_up = time.monotonic() + 10
    while listens(stack.endpoint_url or "") and time.monotonic() < give_up:
        time.sleep(0.1)
    assert not listens(stack.endpoint_url or "")


def test_a_signal_before_it_is_ready_stops_it_too(run: Run) -> None:
    process = run()
    assert process.stdout is not None
    assert process.stdout.readline() == "Đóng gói …\n"
    assert "Ready" not in stop(process)
    assert process.returncode == 0


def test_a_second_run_in_the_same_folder_is_refused(run: Run, folder: Path) -> None:
    first = run()
    until_ready(first)
    second = run()
    printed, _ = second.communicate(timeout=20)
    assert second.returncode == 1
    assert find_stack(stack_file=folder / "stack.json").site_url in printed
    assert first.poll() is None


def test_a_taken_port_is_named_at_once(run: Run) -> None:
    port = free_port()
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        process = run(port=port)
        printed, _ = process.communicate(timeout=20)
    assert process.returncode == 1
    assert f"cổng {port} đang bận" in printed
    assert "Triển khai" not in printed
