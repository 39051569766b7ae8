"""`python -m ops security`: the scanners, held to what is explained."""

import sys
from datetime import UTC, datetime

import click

from ops.security.findings import Finding, faults, read_allowances
from ops.security.scanners import SCANNERS, NotAudited, ScanFailed

EXIT_UNEXPLAINED = 1
EXIT_NOT_SCANNED = 2


@click.command()
@click.option("--only", multiple=True, type=click.Choice(sorted(SCANNERS)), help="Chỉ công cụ này.")
def security(only: tuple[str, ...]) -> None:
    """Quét mã nguồn, thư viện, khóa bí mật và mẫu triển khai; báo mọi điều chưa được giải thích."""
    findings: list[Finding] = []
    ran: set[str] = set()
    for name in only or SCANNERS:
        try:
            found = SCANNERS[name]()
        except ScanFailed as failure:
            click.secho(str(failure), fg="red", err=True)
            sys.exit(EXIT_NOT_SCANNED)
        except NotAudited as reason:
            click.secho(f"{name}: NOT AUDITED, {reason}", fg="yellow", err=True)
            continue
        ran.add(name)
        findings += found
        click.echo(f"{name}: {len(found)} findings")
    wrong = faults(findings, read_allowances(), ran, datetime.now(UTC).date())
    for line in wrong:
        click.secho(line, fg="red", err=True)
    if wrong:
        sys.exit(EXIT_UNEXPLAINED)
    click.echo("Nothing unexplained.")
