"""`python -m ops verify`: what it answers to hosts and arguments that are not as they should be."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree
from socket import create_server, socket

import pytest
from click.testing import CliRunner, Result

from ops import public_folder
from ops.commands.verify import EXIT_FAILED, verify
from ops.commands.watch import watch
from ops.public_folder import Unreadable
from ops.verifying.ledger import Ledger
from tests.published import published

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


def asked(*arguments: object) -> Result:
    """What the command answers."""
    return CliRunner().invoke(verify, [str(each) for each in arguments])


def is_refused(answer: Result) -> bool:
    """Ended with 2 and one sentence, not by an exception."""
    return isinstance(answer.exception, SystemExit) and answer.exit_code == 2


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
def test_hosts_without_a_contest_are_refused(answer: bytes) -> None:
    with host(answer) as address:
        assert is_refused(asked(address))


def test_an_honest_folder_verifies(folder: Path) -> None:
    assert asked(folder, "--checkpoint", folder / "ledger/checkpoint.txt").exit_code == 0


def test_addresses_that_are_none_are_refused() -> None:
    assert is_refused(asked("http://[khong/"))


@pytest.mark.parametrize("content", [b"\xff\xfe", b"", b"khong phai"])
def test_files_given_that_are_no_text_are_refused(
    content: bytes, folder: Path, tmp_path: Path
) -> None:
    given = tmp_path / "given"
    given.write_bytes(content)
    assert is_refused(asked(folder, "--checkpoint", given))
    assert is_refused(asked(folder, "--receipt", given))


def test_files_without_an_end_are_not_read_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(public_folder, "MOST_FILES", 20)
    with pytest.raises(Unreadable):
        Ledger(lambda path: HONEST.files.get(path, b"{}"), now=0)


def test_a_file_without_an_end_fails_its_check(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(public_folder, "MOST_BYTES", 100_000)
    mirror = copytree(folder, tmp_path / "mirror")
    (mirror / "ledger/rulings.json").write_bytes(b"[" + b" " * 200_000 + b"]")
    assert asked(mirror).exit_code == EXIT_FAILED


def test_the_watcher_refuses_the_same_hosts(tmp_path: Path) -> None:
    with host(CUT_OFF) as address:
        answer = CliRunner().invoke(watch, [address, "--keep", str(tmp_path)])
    assert is_refused(answer)
    assert not list(tmp_path.iterdir())
