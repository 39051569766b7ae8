"""Fixtures that more than one folder of tests uses."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from ops.local.stack import local_stack
from ops.packaging import Package, build
from ops.stacks import Stack


@pytest.fixture(scope="session")
def package() -> Package:
    """The package of the present sources, made once for each state of them."""
    return build()


@pytest.fixture(scope="session")
def template(package: Package) -> dict[str, Any]:
    """The packaged template."""
    read: dict[str, Any] = json.loads(package.template.read_text(encoding="utf-8"))
    return read


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The whole stack, running on free ports."""
    with local_stack(tmp_path_factory.mktemp("stack")) as running:
        yield running
