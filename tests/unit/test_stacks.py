"""Finding the stack that runs here."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from chalicelib.config import Settings
from ops.stacks import NoStackError, Stack, find_stack, read_stack, write_stack

STACK = Stack(
    endpoint_url="http://127.0.0.1:1",
    table="t",
    private_bucket="p",
    site_bucket="s",
    api_url="http://localhost:8000/api",
    site_url="http://localhost:8000/",
    user_pool_id="u",
    client_id="c",
)


@pytest.fixture
def running() -> Iterator[Stack]:
    """A stack where at least somebody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield replace(STACK, endpoint_url=f"http://127.0.0.1:{server.getsockname()[1]}")


def test_a_noted_stack_is_found(tmp_path: Path, running: Stack) -> None:
    write_stack(running, tmp_path / "stack.json")
    assert find_stack(stack_file=tmp_path / "stack.json") == running
    assert find_stack("local", stack_file=tmp_path / "stack.json") == running


def test_without_a_stack_the_way_to_one_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoStackError, match="make run"):
        read_stack(tmp_path / "stack.json")


def test_a_stack_whose_process_ended_is_none(tmp_path: Path, running: Stack) -> None:
    file = tmp_path / "stack.json"
    write_stack(running, file)
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    file.write_text(json.dumps({**json.loads(file.read_text()), "pid": ended.pid}))
    with pytest.raises(NoStackError, match="đã dừng"):
        read_stack(file)
    file.write_text(json.dumps({**json.loads(file.read_text()), "pid": os.getpid()}))
    assert read_stack(file) == running


def test_a_stack_where_nobody_listens_is_none(tmp_path: Path) -> None:
    write_stack(STACK, tmp_path / "stack.json")
    with pytest.raises(NoStackError, match="đã dừng"):
        read_stack(tmp_path / "stack.json")


def test_code_of_the_app_works_on_it_from_outside() -> None:
    environment = STACK.environment()
    settings = Settings.from_environment(environment)
    assert (settings.table, settings.private_bucket, settings.site_bucket) == ("t", "p", "s")
    assert environment["AWS_ENDPOINT_URL"] == "http://127.0.0.1:1"


def test_on_aws_credentials_are_the_callers_own() -> None:
    assert not {"AWS_ENDPOINT_URL", "AWS_ACCESS_KEY_ID"} & set(Stack(stage="prod").environment())
