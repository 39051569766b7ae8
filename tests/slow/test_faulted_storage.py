"""10,000 operations among faults on DynamoDB's adapters, both of them, over moto in one thread."""

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest

from chalicelib.stores.attempts import DynamoAttempts
from tests.aws import aws, make_table
from tests.laboratory.runs import tally
from tests.laboratory.stores import Streamed
from tests.wire import Both, direct_attempts

FAULTED_EACH = 5_000
_tables = (f"faults-{number}" for number in count())


@pytest.fixture(scope="module", autouse=True)
def account() -> Iterator[None]:
    with aws():
        yield


def by_pynamodb() -> Any:
    """A table of its own for each contest."""
    table = next(_tables)
    make_table(table)
    return Streamed(DynamoAttempts(table, shards=1, readers=1))


def directly() -> Any:
    table = next(_tables)
    make_table(table)
    others = DynamoAttempts(table, shards=1, readers=1)
    both: Any = Both(direct_attempts(table, 1), others)
    return Streamed(both)


@pytest.mark.parametrize("attempts", [by_pynamodb, directly])
def test_nothing_is_lost_and_nothing_doubled(
    attempts: Callable[[], Any], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("CRITICAL", logger="hoithi")
    found = tally(count(), FAULTED_EACH, attempts)
    assert found.findings == []
    assert found.faulted >= FAULTED_EACH
