"""Fixtures for tests of what is packaged; the folders that have such tests import them."""

import json
from typing import Any

import pytest

from ops.packaging import Package, build


@pytest.fixture(scope="session")
def package() -> Package:
    """The package of the present sources, made once for each state of them."""
    return build()


@pytest.fixture(scope="session")
def template(package: Package) -> dict[str, Any]:
    """The packaged template."""
    read: dict[str, Any] = json.loads(package.template.read_text(encoding="utf-8"))
    return read
