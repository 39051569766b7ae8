"""`python -m ops run`: everything on this machine, until Ctrl-C."""

import re
import signal
import threading
import time
from pathlib import Path
from types import FrameType

import click

from ops.deployment import DeploymentError
from ops.local.demo import ensure_demo_organizers, load_bundled_contest
from ops.local.emulator import EmulatorError
from ops.local.proxy import PortTakenError
from ops.local.stack import empty, local_stack
from ops.packaging import PackagingError
from ops.site import listed_contests
from ops.stacks import STACK_FILE, NoStackError, Stack, read_stack

_FOLDER = STACK_FILE.parent
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


class Duration(click.ParamType[int]):
    """A number and a unit, such as 90s, 10m, 2h or 7d; gives seconds."""

    name = "duration"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        found = re.fullmatch(r"(\d+)([smhd])", str(value))
        if found is None:
            self.fail("ví dụ: 90s, 10m, 2h, 7d", param, ctx)
        return int(found[1]) * _SECONDS[found[2]]


@click.command()
@click.option("--port", default=8000, show_default=True, help="Cổng của trang.")
@click.option("--fresh", is_flag=True, help="Xoá sạch dữ liệu của lần chạy trước.")
@click.option(
    "--closes-in",
    type=Duration(),
    default="7d",
    show_default=True,
    help="Cuộc thi mẫu còn mở bao lâu, tính từ lúc nạp.",
)
def run(port: int, fresh: bool, closes_in: int) -> None:
    """Chạy cả hệ thống trên máy này; Ctrl-C để dừng."""
    _refuse_a_second()
    if fresh:
        empty(_FOLDER)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    started = time.monotonic()
    try:
        with local_stack(_FOLDER, port, say=click.echo) as stack:
            _fill(stack, closes_in, _FOLDER)
            click.echo(f"({time.monotonic() - started:.1f} giây; Ctrl-C để dừng)")
            threading.Event().wait()
    except KeyboardInterrupt:
        click.echo("Đã dừng; dữ liệu được giữ lại.")
    except (DeploymentError, EmulatorError, PackagingError, PortTakenError) as error:
        raise click.ClickException(str(error)) from error


def _stop(number: int, frame: FrameType | None) -> None:
    # Only once: what is being stored while the stack stops must not be cut off.
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, signal.SIG_IGN)
    click.echo("\nĐang dừng …")
    raise KeyboardInterrupt


def _refuse_a_second() -> None:
    try:
        running = read_stack(STACK_FILE)
    except NoStackError:
        return
    raise click.ClickException(f"đang chạy rồi: {running.site_url}")


def _fill(stack: Stack, closes_in: int, folder: Path) -> None:
    log_in, second = ensure_demo_organizers(stack, folder / "demo.json")
    if not listed_contests(stack):
        click.echo("Nạp cuộc thi mẫu …")
        load_bundled_contest(stack, closes_in)
    click.echo(f"Ready: {stack.site_url}")
    click.echo(f"Console: {stack.site_url}quan-tri/")
    click.echo(f"Second log-in, to approve: {second.email} / {second.password}")
    click.echo(f"Demo log-in: {log_in.email} / {log_in.password}")
