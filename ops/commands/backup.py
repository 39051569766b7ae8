"""`python -m ops backup`, `restore`: a stage's data in a folder, and back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from ops.backup import NotEmpty, back_up
from ops.backup import restore as put_back
from ops.commands.options import on_stage
from ops.stacks import Stack

_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.argument("folder", type=_FOLDER)
@on_stage
def backup(folder: Path, stack: Stack) -> None:
    """Chép mọi dữ liệu của hệ thống vào FOLDER còn trống. Có dữ liệu cá nhân: xin giữ kín."""
    _between(back_up, stack, folder)
    click.echo(f"Đã chép vào {folder}. Thư mục này có tên và số điện thoại: xin giữ kín.")


@click.command()
@click.argument("folder", type=_FOLDER)
@on_stage
def restore(folder: Path, stack: Stack) -> None:
    """Đưa dữ liệu trong FOLDER trở lại một hệ thống chưa có cuộc thi nào."""
    _between(put_back, stack, folder)
    click.echo("Đã đưa dữ liệu trở lại.")


def _between(work: Callable[..., None], stack: Stack, folder: Path) -> None:
    buckets: dict[str, Any] = {"private": stack.private_bucket, "site": stack.site_bucket}
    try:
        work(stack.dynamodb(), stack.s3(), stack.table, buckets, folder)
    except NotEmpty as taken:
        raise click.ClickException(f"Không ghi gì cả: {taken}.") from taken
    except FileNotFoundError as missing:
        raise click.ClickException(f"Không phải bản sao lưu: {missing}.") from missing
