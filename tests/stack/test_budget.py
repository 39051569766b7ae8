"""What one participant costs, counted on an emulator whose write units are AWS's."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from chalicelib.bootstrap import Stores
from chalicelib.domain.attempt import Attempt
from chalicelib.stores.attempts import DynamoAttempts
from chalicelib.usecases.answering import Sent, save_draft, submit
from chalicelib.usecases.opening import Holder, Opened
from chalicelib.usecases.starting import Registration, start
from ops.stacks import Stack
from ops.stores import stores_of
from tests.client import MINUTE_MS, a_contest_on, now

SLUG = "ngan-sach"
WRITES = ("PutItem", "UpdateItem")


@dataclass
class Meter:
    """Every call to DynamoDB of one client, with the capacity that it consumed."""

    calls: list[str] = field(default_factory=list)
    write_units: float = 0.0
    read_units: float = 0.0

    def watch(self, client: Any) -> None:
        client.meta.events.register("before-parameter-build.dynamodb", self._ask)
        client.meta.events.register("after-call.dynamodb", self._add)

    def _ask(self, params: dict[str, Any], **_: Any) -> None:
        params["ReturnConsumedCapacity"] = "TOTAL"

    def _add(self, model: Any, parsed: dict[str, Any], **_: Any) -> None:
        units = parsed.get("ConsumedCapacity", {}).get("CapacityUnits", 0.0)
        self.calls.append(model.name)
        if model.name in WRITES:
            self.write_units += units
        else:
            self.read_units += units


@pytest.fixture(scope="module")
def stores(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Stores:
    a_contest_on(stack, tmp_path_factory.mktemp("budget"), SLUG, closes_in_ms=60 * MINUTE_MS)
    return stores_of(stack)


@pytest.fixture
def meter(stores: Stores) -> Meter:
    metered = Meter()
    attempts = DynamoAttempts(stores.settings.table, stores.settings.shards)
    metered.watch(attempts._items._get_connection().connection.client)
    stores.attempts = attempts  # type: ignore[misc]  # over a cached property
    return metered


def registration(number: int) -> Registration:
    """A person whose every field is as long as it may be."""
    return Registration(
        identity=f"09{number:08}",
        name="Ễ" * 80,
        unit="hoi-cuu-chien-binh",
        category="Công chức",
        device_key="d" * 64,
        source="2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
    )


def holder_of(attempt: Attempt) -> Holder:
    return Holder(attempt.key, attempt.id, attempt.unit, attempt.deadline)


def takes_part(stores: Stores, number: int) -> Opened:
    bundle = stores.bundles.get(SLUG)
    assert bundle is not None
    return start(registration(number), bundle, stores.attempts, now(), stores.clock)


def answers_of(opened: Opened) -> Sent:
    return Sent({asked.question.id: [0] for asked in opened.paper})


def test_a_participation_is_two_writes_and_no_read(stores: Stores, meter: Meter) -> None:
    opened = takes_part(stores, 1)
    bundle = stores.bundles.get(SLUG)
    assert bundle is not None
    sealed = submit(holder_of(opened.attempt), answers_of(opened), bundle, stores.attempts, now())
    assert sealed.fresh
    assert meter.calls == ["PutItem", "UpdateItem"]
    assert (meter.write_units, meter.read_units) == (2.0, 0.0)


def test_each_draft_adds_one_write_unit(stores: Stores, meter: Meter) -> None:
    opened = takes_part(stores, 2)
    bundle = stores.bundles.get(SLUG)
    assert bundle is not None
    for seq in range(15):
        save_draft(
            holder_of(opened.attempt), seq, answers_of(opened), bundle, stores.attempts, now()
        )
    submit(holder_of(opened.attempt), answers_of(opened), bundle, stores.attempts, now())
    assert (meter.write_units, meter.read_units) == (17.0, 0.0)


def test_a_repeated_start_or_submission_reads_nothing(stores: Stores, meter: Meter) -> None:
    opened = takes_part(stores, 3)
    bundle = stores.bundles.get(SLUG)
    assert bundle is not None
    assert takes_part(stores, 3).attempt == opened.attempt
    for _ in range(2):
        submit(holder_of(opened.attempt), answers_of(opened), bundle, stores.attempts, now())
    assert set(meter.calls) == set(WRITES)
    assert meter.read_units == 0.0
