"""What the commands that work on a contest of a stack have in common."""

import contextlib
import functools
import threading
from collections.abc import Callable, Iterator
from typing import Any

import click

from chalicelib.domain.attempt import Attempt
from chalicelib.domain.errors import Refusal
from chalicelib.usecases.ports import Unavailable
from ops.aws import DEFAULT_REGION
from ops.stacks import NoStackError, find_stack
from ops.stores import CallError

EXIT_REFUSED = 3
_PATIENCE_S = 2
_REPEAT_S = 10


def on_stage(command: Callable[..., None]) -> Callable[..., None]:
    """Adds `--stage` and `--region`, and hands the stack that they name on as `stack`."""

    @click.option("--stage", help="Không nói gì: hệ thống đang chạy trên máy này.")
    @click.option("--region", default=DEFAULT_REGION, show_default=True)
    @functools.wraps(command)
    def found(stage: str | None, region: str, **given: Any) -> None:
        try:
            stack = find_stack(stage, region)
        except NoStackError as error:
            raise click.ClickException(str(error)) from error
        command(stack=stack, **given)

    return found


def refusing(command: Callable[..., None]) -> Callable[..., None]:
    """Tells refusals in their own words (exit 3), and what failed in one line (exit 1)."""

    @functools.wraps(command)
    def telling(**given: Any) -> None:
        try:
            command(**given)
        except Refusal as refusal:
            tell(refusal.message, refusal.fields)
            raise SystemExit(EXIT_REFUSED) from refusal
        except (Unavailable, CallError, OSError) as error:
            raise click.ClickException(str(error)) from error

    return telling


class Reason(click.ParamType[str]):
    """A reason in words; a blank is none."""

    name = "reason"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        if not str(value).strip():
            self.fail("cần ghi lý do bằng lời", param, ctx)
        return str(value).strip()


@contextlib.contextmanager
def waiting(what: str) -> Iterator[None]:
    """Says what is being waited for once that takes more than two seconds, and each ten after."""
    done = threading.Event()

    def say() -> None:
        waited_s = _PATIENCE_S
        while not done.wait(_REPEAT_S if waited_s > _PATIENCE_S else _PATIENCE_S):
            click.echo(f"{what} … {waited_s} giây", err=True)
            waited_s += _REPEAT_S

    speaker = threading.Thread(target=say, daemon=True)
    speaker.start()
    try:
        yield
    finally:
        done.set()
        speaker.join()


def state_of(attempt: Attempt) -> str:
    """Where an attempt stands, in a word or two."""
    if attempt.reset_at is not None:
        return "đã đặt lại"
    return "chưa nộp" if attempt.submission is None else "đã nộp"


def tell(message: str, fields: dict[str, str]) -> None:
    """Prints a refusal to the error stream."""
    click.echo(message, err=True)
    for name, fault in fields.items():
        click.echo(f"  {name}: {fault}", err=True)
