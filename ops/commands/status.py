"""`python -m ops status`: what a stage is made of, and how it is."""

import json
import time
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import click
from botocore.exceptions import ClientError

from chalicelib.domain.wording import VIETNAM
from ops.aws import DEFAULT_REGION
from ops.site import CONTEST_INDEX
from ops.stacks import NoStackError, Stack, find_stack

FUNCTIONS = ("api", "tick", "fold", "rank", "publish", "export", "audit", "people")
Row = tuple[str, str, str]


@click.command()
@click.option("--stage", help="Không nói gì: hệ thống đang chạy trên máy này.")
@click.option("--region", default=DEFAULT_REGION, show_default=True)
def status(stage: str | None, region: str) -> None:
    """Các phần của hệ thống và các cuộc thi, trong một bảng."""
    try:
        stack = find_stack(stage, region)
    except NoStackError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{stack.stage}: {stack.site_url}")
    for part, name, state in rows(stack, time.time_ns() // 1_000_000):
        click.echo(f"{part:<10}{name:<44}{state}")


def rows(stack: Stack, now: int) -> Iterator[Row]:
    """Part, name and state of everything there is, at `now` in milliseconds."""
    yield from (_function(stack, role) for role in FUNCTIONS)
    yield _table(stack)
    yield from (_bucket(stack, name) for name in (stack.private_bucket, stack.site_bucket))
    yield from contests(stack, now)


def contests(stack: Stack, now: int) -> Iterator[Row]:
    """The contests that the site lists, each with its state."""
    s3 = stack.s3()
    try:
        found = s3.get_object(Bucket=stack.site_bucket, Key=CONTEST_INDEX)["Body"].read()
    except s3.exceptions.NoSuchKey:
        yield "contest", "none yet", ""
        return
    for contest in json.loads(found)["contests"]:
        yield "contest", contest["slug"], phase(contest, now)


def phase(contest: dict[str, Any], now: int) -> str:
    """Whether a contest has yet to open, is open, or is closed, by its window and the clock."""
    if now < contest.get("opens_at", 0):
        return f"mở lúc {_instant(contest['opens_at'])}"
    if now < contest.get("closes_at", 0):
        return f"đang mở, đóng lúc {_instant(contest['closes_at'])}"
    return "đã đóng"


def _instant(milliseconds: int) -> str:
    at = datetime.fromtimestamp(milliseconds / 1_000, VIETNAM)
    return f"{at:%H:%M ngày %d/%m/%Y} (giờ Việt Nam)"


def _function(stack: Stack, role: str) -> Row:
    name = stack.function_name(role)
    try:
        found = stack.functions().get_function_configuration(FunctionName=name)
    except ClientError as error:
        return "function", name, error.response["Error"]["Code"]
    return "function", name, f"{found.get('State', '?')}, changed {found['LastModified'][:16]}"


def _table(stack: Stack) -> Row:
    found = stack.dynamodb().describe_table(TableName=stack.table)["Table"]
    return "table", stack.table, f"{found['TableStatus']}, about {found['ItemCount']} items"


def _bucket(stack: Stack, name: str) -> Row:
    try:
        stack.s3().head_bucket(Bucket=name)
    except ClientError as error:
        return "bucket", name, error.response["Error"]["Code"]
    return "bucket", name, "there"
