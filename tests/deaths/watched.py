"""All calls of all stores, in their order; and death at one of them."""

from dataclasses import dataclass, field
from types import GeneratorType
from typing import Any

from tests.fakes import Death, FakeStores

_PORTS = (
    "attempts",
    "claims",
    "bundles",
    "records",
    "judgements",
    "rulings",
    "jobs",
    "functions",
    "vault",
    "site",
    "pages",
)


@dataclass
class Calls:
    """The calls so far, as `port.method`. Death comes `before` that of number `at`, or after it."""

    at: int = -1
    before: bool = True
    made: list[str] = field(default_factory=list)

    def make(self, name: str, call: Any, *arguments: Any, **named: Any) -> Any:
        """Makes a call, unless death comes first."""
        number = len(self.made)
        self.made.append(name)
        if number == self.at and self.before:
            raise Death(name)
        try:
            result = call(*arguments, **named)
            # What is read bit by bit is read at once: death while reading is death after it.
            return iter(list(result)) if isinstance(result, GeneratorType) else result
        finally:
            if number == self.at:
                raise Death(name)


class WatchedStores:
    """Stores whose every call is made by `calls`."""

    def __init__(self, stores: FakeStores, calls: Calls) -> None:
        self._stores, self._calls = stores, calls

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._stores, name)
        return _Watched(name, found, self._calls) if name in _PORTS else found


class _Watched:
    def __init__(self, name: str, port: Any, calls: Calls) -> None:
        self._name, self._port, self._calls = name, port, calls

    def __getattr__(self, method: str) -> Any:
        found = getattr(self._port, method)
        if not callable(found):
            return found

        def watched(*arguments: Any, **named: Any) -> Any:
            return self._calls.make(f"{self._name}.{method}", found, *arguments, **named)

        return watched


def held(stores: FakeStores) -> dict[str, Any]:
    """All that the stores hold, to be compared."""
    return {name: _own(getattr(stores, name)) for name in _PORTS}


def _own(port: Any) -> dict[str, Any]:
    own = {name: value for name, value in vars(port).items() if name not in _TOLD_BY_FAKES}
    # Pages are shown, and functions started, once more by who can't know that it was done.
    return own | {name: sorted(set(map(str, own[name]))) for name in _MAY_COME_AGAIN if name in own}


_TOLD_BY_FAKES = ("_writes", "writes")
_MAY_COME_AGAIN = ("shown", "started")
