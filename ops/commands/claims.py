"""Claims of residents that a number is theirs: who waits for a call, and turning a claim down."""

from collections.abc import Iterator

import click

from chalicelib.domain.claim import Claim
from chalicelib.domain.wording import moment
from chalicelib.usecases.settling import Disputed, decline, disputed
from ops.commands.options import Reason, on_stage, refusing, state_of
from ops.stacks import Stack
from ops.stores import stores_of, who


@click.command()
@click.argument("slug")
@click.option(
    "--close",
    "closed",
    type=(str, int),
    metavar="ATTEMPT CLAIM",
    help="Đóng yêu cầu thứ CLAIM về lượt ATTEMPT mà không cấp lại, kèm --reason.",
)
@click.option("--reason", type=Reason(), help="Lý do đóng.")
@on_stage
@refusing
def claims(stack: Stack, slug: str, closed: tuple[str, int] | None, reason: str | None) -> None:
    """Các yêu cầu “đây là số của tôi” đang chờ gọi lại; hoặc đóng một yêu cầu.

    Gọi vào số đã đăng ký để hỏi. Nếu đúng thì cấp lại bằng ops reset --claim; nếu không thì đóng.
    """
    if (closed is None) != (reason is None):
        raise click.UsageError("Xin ghi cả --close và --reason.")
    if closed is not None:
        decline(slug, *closed, reason or "", who(), stores_of(stack))
        click.echo("Đã đóng yêu cầu.")
        return
    found = disputed(slug, stores_of(stack))
    for each in found:
        click.echo("\n".join(_lines(each)))
    if not found:
        click.echo("Không có yêu cầu nào đang chờ.")


def _lines(found: Disputed) -> Iterator[str]:
    """Whose attempt it is by what they registered, the number to call; then who claims it."""
    attempt = found.attempt
    registered = f"{attempt.identity}  {attempt.name}  {attempt.unit}"
    yield f"{attempt.id}  lượt {attempt.number}  {registered}  {state_of(attempt)}"
    for claim in found.claims:
        yield from _claim_lines(claim)


def _claim_lines(claim: Claim) -> Iterator[str]:
    said = claim.said
    if said is None:
        return
    yield f"  yêu cầu {claim.number}  {said.name}  {said.unit}  {moment(claim.at)}"
    if said.note:
        yield f"    ghi chú: {' '.join(said.note.split())}"
