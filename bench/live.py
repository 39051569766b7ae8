"""The whole platform on this machine, with contests to measure."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ops.local.stack import local_stack
from tests.browser.contests import Contests, contests_on
from tests.stack.early import hold


@contextmanager
def running_contests() -> Iterator[Contests]:
    """A contest of each phase, on a stack of its own."""
    with tempfile.TemporaryDirectory() as folder, local_stack(Path(folder, "stack")) as stack:
        yield contests_on(stack, Path(folder), hold(stack, Path(folder)))
