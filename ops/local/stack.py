"""A running stack on this machine: emulator, deployment and proxy put together."""

import contextlib
import shutil
import socket
from collections.abc import Iterator, Mapping
from pathlib import Path

from ops.aws import Aws
from ops.deployment import Say, deploy, quiet
from ops.local.emulator import emulator
from ops.local.mend import mend
from ops.local.proxy import PortTakenError, Upstream, proxy
from ops.packaging import build
from ops.secrets import ensure_root_secrets
from ops.site import sync_site
from ops.stacks import LOCAL_STAGE, Stack, stack_from_outputs, write_stack

API_STAGE = "api"
_PARAMETERS = {
    "Place": "local",
    # Live counts are to be seen live, and a bench must not meet the guard of a shared API.
    "FoldWindowSeconds": "1",
    # Two cores start thirty functions at once more slowly than AWS does, and count it as run time.
    "ApiTimeoutSeconds": "29",
    "RequestsPerSecond": "10000",
    "RequestsBurst": "10000",
    # Who tries it out has no second factor at hand.
    "AdministratorsNeedTotp": "false",
}


@contextlib.contextmanager
def local_stack(
    directory: Path,
    port: int = 0,
    say: Say = quiet,
    settings: Mapping[str, str] | None = None,
) -> Iterator[Stack]:
    """Runs the whole stack, reached on 127.0.0.1 at `port` (0: a free one).

    Its state lives in `directory` and is there again next time. `settings` are environment
    variables for the emulator, such as AUTH=true. Raises PortTakenError, EmulatorError,
    PackagingError, DeploymentError.
    """
    _insist_on(port)
    directory.mkdir(parents=True, exist_ok=True)
    say("Đóng gói …")
    package = build()
    say("Khởi động MiniStack …")
    with emulator(directory, settings) as endpoint:
        aws = Aws(endpoint_url=endpoint)
        say("Triển khai …")
        outputs = deploy(aws, LOCAL_STAGE, package, _PARAMETERS, say=say)
        mend(aws, package.template, outputs)
        ensure_root_secrets(aws, LOCAL_STAGE)
        upstream = Upstream(endpoint, outputs["RestAPIId"], API_STAGE, outputs["SiteBucket"])
        with proxy(upstream, port) as bound:
            stack = stack_from_outputs(aws, outputs, f"http://localhost:{bound}/")
            sync_site(stack)
            with _noted(stack, directory / "stack.json"):
                yield stack


def empty(directory: Path) -> None:
    """Throws away what a stack stored in the directory. It must not run."""
    for name in ("state", "s3", "tmp"):
        shutil.rmtree(directory / name, ignore_errors=True)
    for name in ("demo.json", "stack.json", "ministack.log"):
        (directory / name).unlink(missing_ok=True)


@contextlib.contextmanager
def _noted(stack: Stack, stack_file: Path) -> Iterator[None]:
    write_stack(stack, stack_file)
    try:
        yield
    finally:
        stack_file.unlink(missing_ok=True)


def _insist_on(port: int) -> None:
    """Looks at once, so that nobody waits for a deployment only to read that it can't be."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise PortTakenError(f"cổng {port} đang bận: {error.strerror}") from error
