"""100,000 operations among faults: what was acknowledged is there, once, with that score; and the
laboratory does find what a store forgets or does twice."""

from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from tests.fakes import FakeAttempts
from tests.laboratory.ending import end
from tests.laboratory.runs import tally
from tests.laboratory.stores import StreamedAttempts
from tests.laboratory.weather import WEATHERS
from tests.laboratory.world import World
from tests.play import MINUTE

FAULTED = 100_000
ENOUGH_FOR_A_MUTANT = 5_000


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    """Failures are what is asked for here."""
    caplog.set_level("CRITICAL", logger="hoithi")


def test_nothing_is_lost_and_nothing_doubled() -> None:
    found = tally(count(), FAULTED)
    assert found.findings == []
    assert found.faulted >= FAULTED
    assert len(found.met) >= 12, "each fault was met"


class Overwriting(StreamedAttempts):
    """Writes whatever stands there."""

    def _write(self, name: str, key: Any, condition: Any, change: Any) -> None:
        super()._write(name, key, lambda stored: True, change)


class Forgetful(StreamedAttempts):
    """Says so, and does not do it: every fiftieth submission."""

    def __init__(self) -> None:
        super().__init__()
        self._submissions = count(1)

    def submit(self, *arguments: Any, **named: Any) -> None:
        if next(self._submissions) % 50:
            super().submit(*arguments, **named)


class BeginningAnew(StreamedAttempts):
    """A start takes the place of the one before."""

    def create(self, attempt: Any) -> None:
        self._stored.pop((attempt.slug, attempt.participant, attempt.number), None)
        super().create(attempt)


@pytest.mark.parametrize("broken", [Overwriting, Forgetful, BeginningAnew])
def test_a_store_that_breaks_its_promise_is_found(broken: type[FakeAttempts]) -> None:
    assert tally(count(), ENOUGH_FOR_A_MUTANT, broken).findings


class Contests(RuleBasedStateMachine):
    """The same, as hypothesis has it happen: it shrinks what goes wrong to the least."""

    @initialize(seed=st.integers(0, 10_000), before=st.sampled_from([2, 10, 16, 40, 1_440]))
    def open(self, seed: int, before: int) -> None:
        self.world = World(seed, people=4, before_close=before * MINUTE)

    @rule(requests=st.integers(1, 40), weather=st.sampled_from(WEATHERS))
    def storm(self, requests: int, weather: Any) -> None:
        self.world.storm(requests, weather)

    @rule()
    def tick(self) -> None:
        self.world.tick()

    @rule()
    def fold(self) -> None:
        self.world.fold()

    @rule()
    def rank(self) -> None:
        self.world.rank()

    @rule(functions=st.integers(-2_000, 2_000), gateway=st.integers(-2_000, 2_000))
    def put_clocks(self, functions: int, gateway: int) -> None:
        self.world.put_clocks(functions, gateway)

    @rule(minutes=st.sampled_from([1, 15, 60]))
    def wait(self, minutes: int) -> None:
        self.world.schedule.run(self.world.schedule.now + minutes * MINUTE)

    def teardown(self) -> None:
        if hasattr(self, "world"):
            end(self.world)
            assert self.world.findings.all == []


TestContests = Contests.TestCase
TestContests.settings = settings(
    max_examples=60,
    stateful_step_count=20,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
