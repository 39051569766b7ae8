"""MiniStack, the AWS emulator, as a process of this machine."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

from ops.aws import DEFAULT_REGION

_READY_S = 30.0
_STOP_S = 20.0
_TRIES = 3


class EmulatorError(Exception):
    """MiniStack did not start; the text is the end of its log."""


def free_port() -> int:
    """A port of 127.0.0.1 that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def emulator(folder: Path, settings: Mapping[str, str] | None = None) -> Iterator[str]:
    """Runs MiniStack with its state in `folder`; gives its endpoint URL.

    What was stored is there again at the next start from the same folder, if it was stopped by
    leaving the context. `settings` are more environment variables for it. Raises EmulatorError.
    """
    temporary = folder / "tmp"
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir(parents=True)
    process, endpoint = _start_on_a_free_port(folder, temporary, settings or {})
    try:
        yield endpoint
    finally:
        _stop(process)
        # Workers leave the code they unpacked behind.
        shutil.rmtree(temporary, ignore_errors=True)


def _start_on_a_free_port(
    folder: Path, temporary: Path, settings: Mapping[str, str]
) -> tuple[subprocess.Popen[bytes], str]:
    for _ in range(_TRIES):
        # Somebody else may take the port between the look and the start.
        port = free_port()
        process = _start(folder, temporary, port, settings)
        if _is_ready(process, port):
            return process, f"http://127.0.0.1:{port}"
        _stop(process)
    log = (folder / "ministack.log").read_text(errors="replace")
    raise EmulatorError(f"MiniStack không khởi động được:\n{log[-2000:]}")


def _start(
    folder: Path, temporary: Path, port: int, settings: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    script = Path(__file__).with_name("child.py")
    with (folder / "ministack.log").open("ab") as log:
        return subprocess.Popen(
            # -P: the script's folder must not shadow modules of the functions.
            [sys.executable, "-P", str(script)],
            env=_environment(folder, temporary, port) | dict(settings),
            cwd=temporary,
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
            # Ctrl-C is for the parent, which stops this process in its own order.
            start_new_session=True,
        )


def _environment(folder: Path, temporary: Path, port: int) -> dict[str, str]:
    """A small one: the functions' workers inherit it, and must not see the developer's own."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": "C.UTF-8",
        "HOME": str(temporary),
        "TMPDIR": str(temporary),
        "BIND_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(port),
        "MINISTACK_REGION": DEFAULT_REGION,
        "SFTP_ENABLED": "0",
        "IOT_MTLS_ENABLED": "0",
        "PERSIST_STATE": "1",
        "STATE_DIR": str(folder / "state"),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(folder / "s3"),
        "LOG_LEVEL": "WARNING",
        # Workers take 45 MB each: none outlives its spike for long, and a flood is throttled.
        "LAMBDA_WARM_TTL_SECONDS": "60",
        "LAMBDA_ACCOUNT_CONCURRENCY": "64",
    }


def _is_ready(process: subprocess.Popen[bytes], port: int) -> bool:
    give_up = time.monotonic() + _READY_S
    while time.monotonic() < give_up and process.poll() is None:
        with contextlib.suppress(urllib.error.URLError, ConnectionError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_ministack/ready", timeout=5).close()
            return process.poll() is None
        time.sleep(0.02)
    return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdin is not None:
        process.stdin.close()
