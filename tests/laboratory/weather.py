"""How badly stores do: which share of their calls ends in which fault."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from greenlet import getcurrent, greenlet


class Fault(StrEnum):
    """What may become of a call to a store."""

    THROTTLED = "throttled"
    RESET = "connection reset before the call"
    TIMED_OUT_BEFORE = "time-out, nothing done"
    TIMED_OUT_AFTER = "time-out, done unheard"
    TRIED_AGAIN = "done unheard, tried again by the client of the store"
    LANDS_LATE = "time-out, done later"
    SLOW = "slow"
    STALLED = "stalled for longer than a request may take"
    KILLED_BEFORE = "killed before the call"
    KILLED_AFTER = "killed after the call"


class OnTheWay(StrEnum):
    """What may become of a request between a resident and the function."""

    DUPLICATED = "sent twice"
    UNHEARD = "answered unheard"


@dataclass(frozen=True)
class Weather:
    """Shares of calls that meet a fault, in percent; of requests that are sent again at once, and
    of answers that are lost."""

    name: str
    faults: dict[Fault, int]
    duplicated: int = 0
    unheard: int = 0

    def fault(self, random: Random) -> Fault | None:
        """The fault of one call, None for most."""
        drawn = random.random() * 100
        for fault, share in self.faults.items():
            if drawn < share:
                return fault
            drawn -= share
        return None


CALM = Weather("calm", {})
_MIXED = dict.fromkeys(Fault, 4)
WEATHERS = [
    Weather("busy", {}, duplicated=60),
    *(Weather(f"throttled {share} %", {Fault.THROTTLED: share}, 20) for share in (10, 30, 60)),
    Weather("unheard", {Fault.TIMED_OUT_AFTER: 20, Fault.TRIED_AGAIN: 20}, 20, unheard=40),
    Weather(
        "slow", {Fault.SLOW: 40, Fault.LANDS_LATE: 15, Fault.STALLED: 5}, duplicated=40, unheard=10
    ),
    Weather("cut off", {Fault.RESET: 20, Fault.TIMED_OUT_BEFORE: 20}, 20, unheard=20),
    Weather("dying", {Fault.KILLED_BEFORE: 10, Fault.KILLED_AFTER: 10}, 20, unheard=10),
    Weather("mixed", _MIXED, duplicated=30, unheard=15),
]


class Met:
    """What was met, by name; and which acts met any of it."""

    def __init__(self) -> None:
        self.by_name: Counter[str] = Counter()
        self._acts: set[greenlet] = set()

    def note(self, what: Fault) -> None:
        """Notes it of the act that runs now."""
        self.by_name[what] += 1
        self._acts.add(getcurrent())

    def ends(self) -> bool:
        """Whether the act that now ends met anything."""
        met = getcurrent() in self._acts
        self._acts.discard(getcurrent())
        return met
