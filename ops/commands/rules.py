"""`python -m ops rules`: the rules of a contest as a file for print."""

from collections.abc import Callable
from pathlib import Path

import click

from chalicelib.domain.checks import Identifier
from chalicelib.domain.contest import Contest
from chalicelib.domain.contest_document import contest_from_document
from chalicelib.stores.contest_folder import FolderFaults, read_contest
from chalicelib.usecases.ranking import no_such_contest
from ops.aws import DEFAULT_REGION
from ops.commands.contests import EXIT_FAULTY, tell_faults
from ops.commands.options import refusing
from ops.rules_paper import rules_docx, rules_html
from ops.stacks import NoStackError, find_stack
from ops.stores import stores_of

_PRINTERS: dict[str, Callable[[Contest], bytes]] = {".docx": rules_docx, ".html": rules_html}


@click.command()
@click.argument("slug")
@click.option("--to", "path", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--stage", help="Không nói gì: hệ thống đang chạy trên máy này.")
@click.option("--region", default=DEFAULT_REGION, show_default=True)
@refusing
def rules(slug: str, path: Path, stage: str | None, region: str) -> None:
    """Thể lệ để in, vào tệp .docx hoặc .html.

    SLUG là mã cuộc thi đã nạp, hoặc thư mục cuộc thi (có dấu /).
    """
    printer = _PRINTERS.get(path.suffix.lower())
    if printer is None:
        raise click.UsageError(f"Tên tệp phải có đuôi {' hoặc '.join(_PRINTERS)}.")
    named = Identifier().fault(slug) is None
    contest = _loaded(slug, stage, region) if named else _in_folder(Path(slug))
    path.write_bytes(printer(contest))
    click.echo(str(path))


def _loaded(slug: str, stage: str | None, region: str) -> Contest:
    try:
        stack = find_stack(stage, region)
    except NoStackError as error:
        raise click.ClickException(str(error)) from error
    bundle = stores_of(stack).bundles.get(slug)
    if bundle is None:
        raise no_such_contest(slug)
    return bundle.contest


def _in_folder(folder: Path) -> Contest:
    if not folder.is_dir():
        raise click.UsageError(f"Không có thư mục {folder}.")
    try:
        return contest_from_document(read_contest(folder))
    except FolderFaults as faults:
        tell_faults(faults)
        raise SystemExit(EXIT_FAULTY) from faults
