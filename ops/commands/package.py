"""`python -m ops package`."""

import click

from ops.packaging import PackagingError, build


@click.command()
def package() -> None:
    """Đóng gói: viết build/sam.json và build/deployment.zip."""
    try:
        made = build()
    except PackagingError as error:
        raise click.ClickException(str(error)) from error
    size = made.archive.stat().st_size
    click.echo(f"{made.template}\n{made.archive} ({size:,} bytes, sha256 {made.digest})")
