"""What the commands answer to hosts and arguments that are not as they should be: exit status 2 and
a sentence, never an exception."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree
from socket import create_server, socket
from unittest.mock import patch

import click
import pytest
from click.testing import CliRunner

from ops import public_folder
from ops.commands.verify import EXIT_FAILED, EXIT_UNREADABLE, verify
from ops.commands.watch import watch
from ops.public_folder import Folder, Unreadable
from ops.verifying.ledger import Ledger
from tests.published import published
from tests.verifiers import tool

HONEST = published(people=8, hours=3)
END = b"Connection: close\r\n\r\n"
CUT_OFF = b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n" + END + b"{"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An honest contest on disk."""
    place = tmp_path_factory.mktemp("contest")
    for path, content in HONEST.files.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_bytes(content)
    return place


Asked = Callable[..., int]


def by_ops(*arguments: object, command: click.Command = verify) -> int:
    """The exit status of `ops verify`."""
    answer = CliRunner().invoke(command, [str(each) for each in arguments])
    if answer.exception is not None and not isinstance(answer.exception, SystemExit):
        raise answer.exception
    return answer.exit_code


def by_tool(*arguments: object) -> int:
    """That of `tools/verify.py`."""
    asked = ["verify.py", *(str(each) for each in arguments)]
    with patch.object(sys, "argv", asked), pytest.raises(SystemExit) as ended:
        tool.main()
    return int(str(ended.value.code))


@pytest.fixture(params=[by_ops, by_tool])
def asked(request: pytest.FixtureRequest) -> Asked:
    found: Asked = request.param
    return found


@contextmanager
def host(answer: bytes) -> Iterator[str]:
    """The address of a host that answers this to everything."""
    with create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_serve, args=(server, answer), daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/contests/x"


def _serve(server: socket, answer: bytes) -> None:
    while True:
        try:
            caller, _ = server.accept()
        except OSError:
            return
        with caller:
            caller.recv(10_000)
            caller.sendall(answer)


@pytest.mark.parametrize(
    "answer",
    [
        b"NONSENSE\r\n\r\n",
        CUT_OFF,
        b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n" + END + b"<html>",
        b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n" + END,
        b"HTTP/1.1 500 No\r\nContent-Length: 0\r\n" + END,
    ],
)
def test_hosts_without_a_contest_are_refused(answer: bytes, asked: Asked) -> None:
    with host(answer) as address:
        assert asked(address) == EXIT_UNREADABLE


def test_an_honest_folder_verifies(folder: Path, asked: Asked) -> None:
    assert asked(folder, "--checkpoint", folder / "ledger/checkpoint.txt") == 0


def test_addresses_that_are_none_are_refused(asked: Asked) -> None:
    assert asked("http://[khong/") == EXIT_UNREADABLE


@pytest.mark.parametrize("content", [b"\xff\xfe", b"", b"khong phai"])
def test_files_given_that_are_no_text_are_refused(
    content: bytes, folder: Path, tmp_path: Path, asked: Asked
) -> None:
    given = tmp_path / "given"
    given.write_bytes(content)
    assert asked(folder, "--checkpoint", given) == EXIT_UNREADABLE
    assert asked(folder, "--receipt", given) == EXIT_UNREADABLE


def test_files_without_an_end_are_not_read_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(public_folder, "MOST_FILES", 20)
    monkeypatch.setattr(tool, "MOST_FILES", 20)
    for read_by in (by_ops_itself, tool.Contest):
        with pytest.raises((Unreadable, tool.NothingToCheck)):
            read_by(lambda path: HONEST.files.get(path, b"{}"))


def by_ops_itself(folder: Folder) -> Ledger:
    return Ledger(folder, now=0)


def test_a_file_without_an_end_fails_its_check(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: Asked
) -> None:
    monkeypatch.setattr(public_folder, "MOST_BYTES", 100_000)
    monkeypatch.setattr(tool, "MOST_BYTES", 100_000)
    mirror = copytree(folder, tmp_path / "mirror")
    (mirror / "ledger/rulings.json").write_bytes(b"[" + b" " * 200_000 + b"]")
    assert asked(mirror) == EXIT_FAILED


def test_the_watcher_refuses_the_same_hosts(tmp_path: Path) -> None:
    with host(CUT_OFF) as address:
        assert by_ops(address, "--keep", tmp_path, command=watch) == EXIT_UNREADABLE
    assert not list(tmp_path.iterdir())
