"""The API in this process, and the proxy before a made-up emulator."""

from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib import bootstrap
from ops.local.proxy import Upstream, proxy
from tests.aws import aws
from tests.integration.api import NOON, Api, SetStores, contests_in_moto
from tests.integration.emulator import Emulator, filled_emulator, serving


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


@pytest.fixture
def dynamodb(api: Api, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The client that organizers' requests store attempts with; it retries without waiting."""
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    attempts: Any = api.stores.attempts
    return attempts._items._get_connection().connection.client


@pytest.fixture(params=["direct", "pynamodb"])
def storage(request: pytest.FixtureRequest, api: Api, dynamodb: Any) -> Iterator[Any]:
    """By what residents' requests store attempts: as on Lambda, and as elsewhere; with no wait
    before a retry."""
    if request.param == "direct":
        yield api.stores.to_table
        return
    with pytest.MonkeyPatch.context() as other:
        other.setattr(api.stores, "resident_attempts", api.stores.attempts)
        yield dynamodb


@pytest.fixture
def emulator() -> Emulator:
    return filled_emulator()


@pytest.fixture
def port(emulator: Emulator) -> Iterator[int]:
    """Where the proxy listens that stands before the emulator."""
    with serving(emulator) as endpoint, proxy(Upstream(endpoint, "abc", "api", "site")) as bound:
        yield bound
