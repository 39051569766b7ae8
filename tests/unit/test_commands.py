"""The command line as such."""

from typing import Any

import click
import pytest
from click.testing import CliRunner

from ops.__main__ import main
from ops.commands.run import Duration
from ops.commands.status import phase

HOUR = 3_600_000


@pytest.mark.parametrize(
    ("text", "seconds"), [("90s", 90), ("10m", 600), ("2h", 7200), ("7d", 604800)]
)
def test_durations(text: str, seconds: int) -> None:
    assert Duration().convert(text, None, None) == seconds


@pytest.mark.parametrize("text", ["", "10", "m", "-1h", "1w", "1.5h"])
def test_what_is_no_duration(text: str) -> None:
    with pytest.raises(click.BadParameter):
        Duration().convert(text, None, None)


def test_every_command_is_gathered() -> None:
    listed = CliRunner().invoke(main, ["--help"]).output
    for name in ("run", "deploy", "package", "status"):
        assert f"\n  {name} " in listed


@pytest.mark.parametrize("stage", ["local", "Prod", "x" * 17, "1st", "a_b"])
def test_stages_that_aws_must_not_see(stage: str) -> None:
    result = CliRunner().invoke(main, ["deploy", "--stage", stage])
    assert result.exit_code == 2


@pytest.mark.parametrize(
    ("now", "begins"),
    [(0, "mở lúc"), (HOUR - 1, "mở lúc"), (HOUR, "đang mở"), (2 * HOUR, "đã đóng")],
)
def test_phase_of_a_contest(now: int, begins: str) -> None:
    contest: dict[str, Any] = {"slug": "x", "opens_at": HOUR, "closes_at": 2 * HOUR}
    assert phase(contest, now).startswith(begins)
