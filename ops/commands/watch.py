"""`python -m ops watch`: keeps a contest's snapshots, and cries when history is rewritten."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from ops.public_folder import Unreadable, open_folder
from ops.watching import Watched
from ops.watching import watch as look

EXIT_REWRITTEN = 1
EXIT_UNREADABLE = 2


@click.command()
@click.argument("place", metavar="URL_OR_DIR")
@click.option(
    "--keep",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Thư mục lưu các bản chốt; mỗi cuộc thi một thư mục.",
)
@click.option("--json", "as_json", is_flag=True, help="In kết quả bằng JSON.")
def watch(place: str, keep: Path, as_json: bool) -> None:
    """Theo dõi một cuộc thi: lưu bản chốt mới, báo động khi bản cũ bị sửa hay gỡ."""
    try:
        watched = look(open_folder(place), keep)
    except (Unreadable, OSError) as failure:
        click.echo(str(failure), err=True)
        sys.exit(EXIT_UNREADABLE)
    if as_json:
        click.echo(json.dumps(asdict(watched), ensure_ascii=False))
    else:
        _say(watched)
    if watched.alarms:
        sys.exit(EXIT_REWRITTEN)


def _say(watched: Watched) -> None:
    for alarm in watched.alarms:
        click.secho(f"BÁO ĐỘNG: {alarm}", fg="red", bold=True, err=True)
    click.echo(f"Đã lưu {watched.kept} bản chốt, {watched.new} bản mới.")
    if watched.checkpoint is not None:
        click.echo(watched.checkpoint, nl=False)
