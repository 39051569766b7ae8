"""`python -m ops verify`: checks a contest by its public files alone."""

import json
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import click

from chalicelib.domain.checkpoints import read_checkpoint
from ops.public_folder import Unreadable, open_folder
from ops.verifying.ledger import Row
from ops.verifying.receipts import receipt_in
from ops.verifying.reporting import Report, Result
from ops.verifying.verification import verify as check_all

EXIT_FAILED = 1
EXIT_UNREADABLE = 2
_SHOWN = {
    Result.OK: ("ĐÚNG     ", "green"),
    Result.FAILED: ("SAI      ", "red"),
    Result.WARNING: ("LƯU Ý    ", "yellow"),
    Result.SKIPPED: ("CHƯA KIỂM", None),
}


@click.command()
@click.argument("place", metavar="URL_OR_DIR")
@click.option("--receipt", "receipts", multiple=True, help="Tệp biên nhận; lặp lại được.")
@click.option(
    "--checkpoint", "noted", multiple=True, help="Dòng chốt đã giữ, hoặc tệp có các dòng ấy."
)
@click.option("--json", "as_json", is_flag=True, help="In kết quả bằng JSON.")
def verify(place: str, receipts: tuple[str, ...], noted: tuple[str, ...], as_json: bool) -> None:
    """Kiểm chứng một cuộc thi bằng các tệp công khai của nó."""
    try:
        held = [_receipt(path) for path in receipts]
        lines = [line for each in noted for line in _lines(each)]
        now = time.time_ns() // 1_000_000
        report = check_all(open_folder(place), now, held, lines)
    except Unreadable as failure:
        click.echo(str(failure), err=True)
        sys.exit(EXIT_UNREADABLE)
    if as_json:
        click.echo(json.dumps(report.document(), ensure_ascii=False, indent=2))
    else:
        _say(report)
    if not report.ok:
        sys.exit(EXIT_FAILED)


def _say(report: Report) -> None:
    for answer in report.checks:
        label, colour = _SHOWN[answer.result]
        click.echo(f"{click.style(label, fg=colour, bold=True)}  {answer.id:<12} {answer.says}")
        for detail in answer.details:
            click.echo(f"           - {detail}")
    verdict = "Không có gì sai." if report.ok else "CÓ ĐIỀU KHÔNG KHỚP."
    click.echo(f"\n{report.slug}: {verdict}")


def _receipt(path: str) -> Row:
    try:
        receipt = receipt_in(Path(path).read_bytes())
    except OSError as failure:
        raise Unreadable(f"{path}: không đọc được biên nhận.") from failure
    if receipt is None:
        raise Unreadable(f"{path}: không phải tệp biên nhận của HộiThi.")
    return receipt


def _lines(given: str) -> Iterable[str]:
    """The checkpoint lines of a file, or the line itself."""
    text = _text(given) if _is_file(given) else given
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    wrong = [line for line in lines if read_checkpoint(line) is None]
    if wrong or not lines:
        raise Unreadable(f"Không phải dòng chốt: {(wrong or [given])[0][:80]}")
    return lines


def _text(path: str) -> str:
    try:
        return Path(path).read_text("utf-8")
    except (OSError, ValueError) as failure:
        raise Unreadable(f"{path}: không đọc được các dòng chốt.") from failure


def _is_file(given: str) -> bool:
    try:
        return Path(given).is_file()
    except (OSError, ValueError):
        return False
