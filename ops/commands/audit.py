"""`python -m ops audit`: the audit logs, read and checked."""

from pathlib import Path

import click

from chalicelib.domain.audit import Entry, Sought
from chalicelib.stores.audit_sheet import moment, sheet, shown
from chalicelib.usecases.audit_log import KINDS, check, every
from ops.commands.options import EXIT_REFUSED, on_stage, refusing
from ops.stacks import Stack
from ops.stores import stores_of


@click.command()
@click.argument("slug")
@click.option("--verify", is_flag=True, help="Kiểm tra cả nhật ký thay vì in ra.")
@click.option("--to", "path", type=click.Path(dir_okay=False, path_type=Path), help=".xlsx, .csv")
@on_stage
@refusing
def audit(stack: Stack, slug: str, verify: bool, path: Path | None) -> None:
    """Nhật ký của một cuộc thi; SLUG là _ thì của cả hệ thống (người dùng)."""
    kind = None if path is None else path.suffix.removeprefix(".").lower()
    if kind is not None and kind not in KINDS:
        raise click.UsageError("Xin đặt tên tệp có đuôi .xlsx hoặc .csv.")
    if verify:
        _verify(stack, slug)
        if path is None:
            return
    entries = every(slug, Sought(), stores_of(stack).vault, _mute)
    if path is not None and kind is not None:
        path.write_bytes(sheet(entries, kind))
        click.echo(f"{path}: {len(entries)} mục")
        return
    for entry in reversed(entries):
        click.echo(_line(entry))


def _verify(stack: Stack, slug: str) -> None:
    """Says what is wrong and ends with exit 3, or says that nothing is."""
    found = check(slug, stores_of(stack), _mute)
    for fault in found.faults:
        click.echo(fault.says, err=True)
    if found.faults:
        raise SystemExit(EXIT_REFUSED)
    click.echo(
        f"Nhật ký nguyên vẹn: {found.entries} mục, đối chiếu với {found.heads} lần công bố. "
        f"Mã của mục cuối: {found.head or 'chưa có mục nào'}"
    )


def _line(entry: Entry) -> str:
    told = [f"{entry.number:>6}", moment(entry.at), entry.by, entry.source, entry.what, entry.on]
    changed = [shown(entry.before), "→", shown(entry.after)]
    if entry.before is not None or entry.after is not None:
        told += changed
    return "  ".join([*filter(None, told), *([f"“{entry.why}”"] if entry.why else [])])


def _mute(done: int, of: int) -> None:
    """A shell waits without being told."""
