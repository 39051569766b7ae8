"""The API in this process, for the tests that send requests to it."""

from collections.abc import Iterator

import pytest

from chalicelib import bootstrap
from tests.aws import aws
from tests.integration.api import NOON, Api, SetStores, contests_in_moto


@pytest.fixture(scope="module")
def contests() -> Iterator[SetStores]:
    with aws():
        yield contests_in_moto()


@pytest.fixture
def api(contests: SetStores, monkeypatch: pytest.MonkeyPatch) -> Api:
    """The API at noon of the first day, with nobody taking part yet."""
    monkeypatch.setattr(bootstrap, "_in_use", [])
    bootstrap.use(contests)
    contests.now = NOON
    api = Api(contests)
    api.forget_attempts()
    return api
