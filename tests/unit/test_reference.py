"""docs/reference.md names every setting, parameter, command, option and code, and no others."""

import re
from functools import cache
from itertools import chain

import click
import pytest
import yaml

from chalicelib.domain.errors import Code
from ops.__main__ import main
from tests.unit.test_house import ROOT

SOURCES = ("app.py", "Makefile", "chalicelib", "ops", ".chalice")
# API Gateway's own: the app never gives it.
GATEWAYS_OWN = {"bad_request"}
HELP = {"--help", "-h"}


@cache
def sections() -> dict[str, str]:
    """Heading → text below it."""
    text = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def rows(heading: str) -> list[list[str]]:
    """Cells of a section's table."""
    lines = [line for line in sections()[heading].splitlines() if line.startswith("| `")]
    return [re.split(r"\s*\|\s*", line.strip("| ")) for line in lines]


def quoted(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


def first_quoted(heading: str) -> set[str]:
    """What the first cells of a table name."""
    return set(chain.from_iterable(quoted(row[0]) for row in rows(heading)))


def written_in_sources() -> str:
    files = chain.from_iterable(
        [ROOT / source] if (ROOT / source).is_file() else (ROOT / source).rglob("*.*")
        for source in SOURCES
    )
    return "".join(file.read_text("utf-8") for file in files if file.suffix != ".pyc")


def test_every_setting_is_told() -> None:
    found = set(re.findall(r"HOITHI_[A-Z_]+", written_in_sources()))
    told = set(re.findall(r"HOITHI_[A-Z_]+", sections()["Settings of the functions"]))
    assert told == found


def test_every_parameter_is_told() -> None:
    base = (ROOT / ".chalice" / "template" / "base.yaml").read_text(encoding="utf-8")
    plain = base.split("Conditions:")[0]
    assert first_quoted("Parameters of a stage") == set(yaml.safe_load(plain)["Parameters"])


def test_every_make_target_is_told() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):.*## ", makefile, flags=re.MULTILINE)) - {"help"}
    assert first_quoted("make") == {f"make {target}" for target in targets}


def test_every_command_is_told() -> None:
    told = {row[0].strip("`").split()[1] for row in rows("python -m ops")}
    assert told == set(main.commands)


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_argument_and_option_is_told(name: str) -> None:
    [row] = [row for row in rows("python -m ops") if row[0].strip("`").split()[1] == name]
    parameters = main.commands[name].params
    options = chain.from_iterable(
        option.opts for option in parameters if isinstance(option, click.Option)
    )
    assert set(quoted(row[1])) == set(options) - HELP
    arguments = [
        each.human_readable_name for each in parameters if isinstance(each, click.Argument)
    ]
    assert row[0].strip("`").split()[2:] == [argument.upper() for argument in arguments]


def test_every_code_is_told_with_a_time_and_a_mend() -> None:
    assert first_quoted("Error codes") == {code.value for code in Code} | GATEWAYS_OWN
    assert all(len(row) == 4 and all(row) for row in rows("Error codes"))


def test_every_function_to_invoke_is_told() -> None:
    assert first_quoted("Functions to invoke") == {"rank", "publish", "export"}
