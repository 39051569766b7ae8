"""What the checks need besides Python: checkers of the pages' scripts and styles, and a browser."""

import sys

import click

from ops.chromium import NoChromiumError, ensure_chromium
from ops.node import NpmError, run_linters, run_script_tests, run_typescript
from ops.packaging import ROOT


@click.command("check-js")
def check_js() -> None:
    """Kiểm tra mã JavaScript và CSS bằng TypeScript, ESLint, stylelint, rồi chạy các bài thử."""
    try:
        failures = [
            run_typescript(ROOT / "tsconfig.json"),
            run_typescript(ROOT / "tsconfig.worker.json"),
            run_linters(),
            run_script_tests(ROOT / "tests"),
        ]
    except NpmError as error:
        raise click.ClickException(str(error)) from error
    sys.exit(max(failures))


@click.command()
def chromium() -> None:
    """Tìm Chromium, cài đặt nếu chưa có."""
    try:
        click.echo(ensure_chromium())
    except NoChromiumError as error:
        raise click.ClickException(str(error)) from error
