"""`python -m ops load-contest`: a contest's folder becomes a version of it on a stack."""

from datetime import datetime
from pathlib import Path

import click

from chalicelib.domain.wording import VIETNAM
from chalicelib.stores.contest_folder import FolderFaults, LocatedFault, read_contest
from chalicelib.usecases.loading import Loaded
from chalicelib.usecases.loading import load_contest as load_document
from chalicelib.usecases.posting import postings
from chalicelib.usecases.ranking import current_bundle
from ops.commands.options import on_stage, refusing
from ops.site import put_pictures
from ops.stacks import Stack
from ops.stores import root_secrets_of, stores_of, who

EXIT_FAULTY = 2
_DONE = {
    Loaded.NEW: "Đã nạp cuộc thi",
    Loaded.NEW_VERSION: "Đã nạp phiên bản mới của cuộc thi",
    Loaded.UNCHANGED: "Không có gì thay đổi; đã đăng lại các tệp công khai của cuộc thi",
}


class Instant(click.ParamType[int]):
    """A date and time, by ICT unless it names another offset; gives ms since the epoch."""

    name = "instant"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        try:
            written = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail("viết như 2024-07-01T07:00 (giờ Việt Nam)", param, ctx)
        moment = written if written.tzinfo else written.replace(tzinfo=VIETNAM)
        return round(moment.timestamp() * 1_000)


@click.command("load-contest")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--opens-at", type=Instant(), help="Giờ mở, thay cho giờ trong tệp.")
@click.option("--closes-at", type=Instant(), help="Giờ đóng, thay cho giờ trong tệp.")
@on_stage
@refusing
def load_contest_command(
    stack: Stack, folder: Path, opens_at: int | None, closes_at: int | None
) -> None:
    """Kiểm tra thư mục cuộc thi và nạp lên hệ thống."""
    try:
        slug, loaded = load_contest(stack, folder, opens_at=opens_at, closes_at=closes_at)
    except FolderFaults as faults:
        tell_faults(faults)
        click.echo(f"{len(faults.faults)} lỗi; chưa nạp gì.", err=True)
        raise SystemExit(EXIT_FAULTY) from faults
    click.echo(f"{_DONE[loaded]}: {stack.site_url}c/{slug}/")
    _print_postings(stack, slug)


def _print_postings(stack: Stack, slug: str) -> None:
    """What to post where nobody can change it afterwards."""
    stores = stores_of(stack)
    found = postings(current_bundle(slug, stores), stack.site_url.rstrip("/"), stores.site)
    for text in filter(None, found.values()):
        click.echo(f"\nXin đăng lên cổng thông tin, Facebook, Zalo:\n\n{text}")


def tell_faults(faults: FolderFaults) -> None:
    """Prints each fault of a folder to the error stream."""
    for fault in faults.faults:
        click.echo(str(fault), err=True)


def load_contest(
    stack: Stack, folder: Path, *, opens_at: int | None = None, closes_at: int | None = None
) -> tuple[str, Loaded]:
    """Loads the contest in `folder`, with another window (ms) if one is given, and puts up its
    pages and pictures. Gives its slug and what was done. Raises FolderFaults, Refusal."""
    document = read_contest(folder, opens_at=opens_at, closes_at=closes_at)
    _insist_on_the_folders_name(folder, document["slug"])
    loaded = load_document(document, root_secrets_of(stack), who(), stores_of(stack))
    slug: str = document["slug"]
    put_pictures(stack, slug)
    return slug, loaded


def _insist_on_the_folders_name(folder: Path, slug: str) -> None:
    """A copied folder whose slug was forgotten would take the place of another contest."""
    name = folder.resolve().name
    if slug != name:
        says = f"phải giống tên thư mục (“{name}”), để không ghi đè cuộc thi khác."
        raise FolderFaults((LocatedFault("contest.toml", None, "slug", says),))
