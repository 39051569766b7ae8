"""What the commands that work on a contest of a stack have in common."""

import functools
from collections.abc import Callable
from typing import Any, TypeVar

import click

from chalicelib.domain.errors import Refusal
from chalicelib.usecases.ports import Unavailable
from ops.aws import DEFAULT_REGION
from ops.stacks import NoStackError, find_stack
from ops.stores import CallError

EXIT_REFUSED = 3

Command = TypeVar("Command", bound=Callable[..., Any])


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
        except (Unavailable, CallError) as error:
            raise click.ClickException(str(error)) from error

    return telling


def tell(message: str, fields: dict[str, str]) -> None:
    """Prints a refusal to the error stream."""
    click.echo(message, err=True)
    for name, fault in fields.items():
        click.echo(f"  {name}: {fault}", err=True)
