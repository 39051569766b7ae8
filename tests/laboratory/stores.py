"""Stores that fail as the weather has it, around stores that work."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from types import GeneratorType
from typing import Any

from chalicelib.domain.counts import Change
from chalicelib.usecases.closing import change_of
from chalicelib.usecases.ports import Attempts, Clock, Conflict, Unavailable
from tests.fakes import Death, FakeAttempts, FakeStores
from tests.laboratory.schedule import Schedule
from tests.laboratory.weather import Fault, Met, Weather

CLIENT_WAITS_MS = 2_000
MOST_LATE_MS = 8_000
LONGEST_STALL_MS = 120_000
Call = Callable[[], Any]


class Disturber:
    """Does calls of stores, or not, or late, or twice."""

    def __init__(self, schedule: Schedule, weather: Weather) -> None:
        self.schedule = schedule
        self.weather = weather
        self.met = Met()

    def between(self, call: Call, onto_reads: bool) -> Any:
        """What a call to a store gives. Raises Unavailable, Death, and what the store raises."""
        fault = self.weather.fault(self.schedule.random)
        if fault is None:
            return self._undisturbed(call)
        if fault is Fault.LANDS_LATE and onto_reads:
            fault = Fault.TIMED_OUT_BEFORE
        self.met.note(fault)
        return _DO[fault](self, call)

    def _undisturbed(self, call: Call) -> Any:
        self.schedule.pause(self.schedule.random.randint(1, 30))
        result = call()
        self.schedule.pause(self.schedule.random.randint(1, 30))
        return result

    def _throttled(self, call: Call) -> Any:
        self.schedule.pause(self.schedule.random.randint(1, 200))
        raise Unavailable("throttled")

    def _timed_out_before(self, call: Call) -> Any:
        self.schedule.pause(CLIENT_WAITS_MS)
        raise Unavailable("timed out")

    def _timed_out_after(self, call: Call) -> Any:
        self.schedule.pause(self.schedule.random.randint(1, CLIENT_WAITS_MS))
        _whatever(call)
        return self._timed_out_before(call)

    def _tried_again(self, call: Call) -> Any:
        self.schedule.pause(self.schedule.random.randint(1, 30))
        _whatever(call)
        self.schedule.pause(CLIENT_WAITS_MS)
        return call()

    def _lands_late(self, call: Call) -> Any:
        late = self.schedule.random.randint(1, MOST_LATE_MS)
        self.schedule.at(self.schedule.now + late, lambda: _whatever(call))
        return self._timed_out_before(call)

    def _slow(self, call: Call) -> Any:
        self.schedule.pause(self.schedule.random.randint(CLIENT_WAITS_MS, MOST_LATE_MS))
        return self._undisturbed(call)

    def _stalled(self, call: Call) -> Any:
        self.schedule.pause(self.schedule.random.randint(LONGEST_STALL_MS // 4, LONGEST_STALL_MS))
        return self._undisturbed(call)

    def _killed_before(self, call: Call) -> Any:
        self.schedule.pause(1)
        raise Death("killed")

    def _killed_after(self, call: Call) -> Any:
        _whatever(call)
        raise Death("killed")


_DO: dict[Fault, Callable[[Disturber, Call], Any]] = {
    Fault.THROTTLED: Disturber._throttled,
    Fault.RESET: Disturber._throttled,
    Fault.TIMED_OUT_BEFORE: Disturber._timed_out_before,
    Fault.TIMED_OUT_AFTER: Disturber._timed_out_after,
    Fault.TRIED_AGAIN: Disturber._tried_again,
    Fault.LANDS_LATE: Disturber._lands_late,
    Fault.SLOW: Disturber._slow,
    Fault.STALLED: Disturber._stalled,
    Fault.KILLED_BEFORE: Disturber._killed_before,
    Fault.KILLED_AFTER: Disturber._killed_after,
}


def _whatever(call: Call) -> None:
    """A call whose answer nobody hears."""
    with suppress(Conflict):
        call()


class Disturbed:
    """A store, each call of which may be disturbed."""

    def __init__(self, store: Any, disturber: Disturber) -> None:
        self._store = store
        self._disturber = disturber

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._store, name)
        if not callable(method):
            return method
        reads = name.startswith(("get", "read", "every", "page", "of_person", "keys", "latest"))

        def disturbed(*arguments: Any, **named: Any) -> Any:
            return self._disturber.between(
                lambda: _whole(method(*arguments, **named)), onto_reads=reads
            )

        return disturbed


def _whole(result: Any) -> Any:
    """What is read bit by bit is read at this very moment."""
    return iter(list(result)) if isinstance(result, GeneratorType) else result


class DisturbedStores:
    """All stores of a deployment, disturbed, but for `attempts`, which are as they are given."""

    def __init__(
        self, stores: FakeStores, attempts: Attempts, disturber: Disturber, clock: Clock
    ) -> None:
        self._stores = stores
        self._disturber = disturber
        self.attempts = attempts
        self.clock = clock

    def __getattr__(self, name: str) -> Disturbed:
        return Disturbed(getattr(self._stores, name), self._disturber)


class StreamedAttempts(FakeAttempts):
    """Attempts whose changes come out as the table's stream has them: each once, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.news: list[Change] = []

    def create(self, attempt: Any) -> None:
        super().create(attempt)
        self.news.append(change_of(attempt))

    def _write(self, name: str, key: Any, condition: Any, change: Any) -> None:
        super()._write(name, key, condition, change)
        stored = self.get(key.slug, key.participant, key.number)
        assert stored is not None
        if (news := change_of(stored)) not in self.news[-1:]:
            self.news.append(news)

    def fresh(self) -> Iterator[Change]:
        """What has come since this was asked last."""
        fresh, self.news = self.news, []
        yield from fresh


_WRITES = ("create", "save_draft", "submit", "seal_draft", "replace_device", "count_wrong_code")


class Streamed:
    """A store of attempts whose changes come out as the table's stream has them."""

    def __init__(self, store: Attempts) -> None:
        self._store = store
        self.news: list[Change] = []

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._store, name)
        if name not in _WRITES:
            return method

        def written(subject: Any, *arguments: Any, **named: Any) -> None:
            method(subject, *arguments, **named)
            stored = self._store.get(subject.slug, subject.participant, subject.number)
            assert stored is not None
            if (news := change_of(stored)) not in self.news[-1:]:
                self.news.append(news)

        return written

    def fresh(self) -> Iterator[Change]:
        """What has come since this was asked last."""
        fresh, self.news = self.news, []
        yield from fresh
