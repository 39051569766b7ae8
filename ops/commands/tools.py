"""What the checks need besides Python: a type checker for JavaScript, and a browser."""

import sys

import click

from ops.chromium import NoChromiumError, ensure_chromium
from ops.node import run_script_tests, run_typescript
from ops.packaging import ROOT


@click.command("check-js")
def check_js() -> None:
    """Kiểm tra kiểu của mã JavaScript bằng TypeScript, rồi chạy các bài thử của nó."""
    sys.exit(run_typescript(ROOT / "tsconfig.json") or run_script_tests(ROOT / "tests"))


@click.command()
def chromium() -> None:
    """Tìm Chromium, cài đặt nếu chưa có."""
    try:
        click.echo(ensure_chromium())
    except NoChromiumError as error:
        raise click.ClickException(str(error)) from error
