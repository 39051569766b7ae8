"""`python -m ops`: gathers the commands that the modules of ops.commands define."""

import importlib
import pkgutil
import sys
from types import ModuleType

import click

import ops.commands


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """HộiThi: chạy thử, triển khai và vận hành hội thi trực tuyến."""


def commands_of(module: ModuleType) -> list[click.Command]:
    """The click commands among a module's names, those it imported included."""
    return [value for value in vars(module).values() if isinstance(value, click.Command)]


def gather(group: click.Group) -> None:
    """Adds every command of ops.commands to the group."""
    for found in pkgutil.iter_modules(ops.commands.__path__):
        module = importlib.import_module(f"{ops.commands.__name__}.{found.name}")
        for command in commands_of(module):
            group.add_command(command)


gather(main)

if __name__ == "__main__":
    sys.exit(main(prog_name="python -m ops"))
