"""What the tests of several layers share: one running stack for tests/stack and tests/browser."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from ops.local.stack import local_stack
from ops.packaging import ROOT
from ops.stacks import Stack
from tests.client import Api, Ops
from tests.stack.early import EarlyContest, hold
from tests.stack.examples import hold_examples

# A busy machine is no reason to fail: how long an example takes is not what these tests are for.
settings.register_profile("any-machine", deadline=None)
settings.load_profile("any-machine")


@pytest.fixture(scope="session")
def stack_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stack")


@pytest.fixture(scope="session")
def stack(stack_folder: Path) -> Iterator[Stack]:
    """The whole platform on free ports of this machine, empty at first."""
    with local_stack(stack_folder) as running:
        yield running


@pytest.fixture(scope="session")
def early(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> EarlyContest:
    """A contest that opened and closed while other tests ran: see tests/stack/early.py."""
    return hold(stack, tmp_path_factory.mktemp("early"))


@pytest.fixture(scope="session")
def examples(stack: Stack) -> dict[str, Api]:
    """The example contests, by slug, each held and closing while other tests run."""
    return hold_examples(stack)


@pytest.fixture(scope="session")
def ops(stack: Stack, stack_folder: Path) -> Ops:
    """The command line, finding the stack of these tests by itself."""
    environment = {**os.environ, "HOITHI_LOCAL": str(stack_folder)}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "ops", *arguments],
            env=environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run
