"""`python -m ops package`."""

import click

from ops.layer import build_layer
from ops.packaging import PackagingError, build


@click.command()
def package() -> None:
    """Đóng gói: viết build/sam.json, build/deployment.zip và build/documents-layer.zip."""
    try:
        made = build()
        layer = build_layer()
    except PackagingError as error:
        raise click.ClickException(str(error)) from error
    size = made.archive.stat().st_size
    click.echo(f"{layer} ({layer.stat().st_size:,} bytes)")
    click.echo(f"{made.template}\n{made.archive} ({size:,} bytes, sha256 {made.digest})")
