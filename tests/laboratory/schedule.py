"""Acts that run beside one another in one thread, on a virtual clock."""

import heapq
from collections.abc import Callable
from itertools import count
from random import Random
from typing import Any

from greenlet import getcurrent, greenlet

from tests.fakes import Death

Then = Callable[[Any], None]


class Schedule:
    """Each act stops wherever it calls `pause`; who goes on, and when, follows from the seed."""

    def __init__(self, random: Random, now: int) -> None:
        self.random = random
        self.now = now
        self._due: list[tuple[int, float, int, Callable[[], None]]] = []
        self._order = count()
        self._ends: dict[greenlet, int] = {}

    def at(self, instant: int, act: Callable[[], None]) -> None:
        """Lets something happen then, at once and whole."""
        entry = (max(instant, self.now), self.random.random(), next(self._order), act)
        heapq.heappush(self._due, entry)

    def begin(self, act: Callable[[], Any], then: Then, most_ms: int) -> None:
        """Begins an act now; `then` gets what it returns, or the exception in which it ended.
        After `most_ms` it is killed, as a function is that takes too long."""

        def whole() -> None:
            try:
                result: Any = act()
            except (Exception, Death) as error:
                result = error
            self._ends.pop(running)
            then(result)

        running = greenlet(whole)
        self._ends[running] = self.now + most_ms
        running.switch()

    def pause(self, ms: int) -> None:
        """Lets others go on meanwhile. Raises Death where the act's time is over."""
        running = getcurrent()
        end = self._ends.get(running)
        if end is None:
            return
        self.at(min(self.now + ms, end), running.switch)
        running.parent.switch()
        if self.now >= end:
            raise Death("took too long")

    def run(self, until: int | None = None) -> None:
        """Lets all happen that is due by then (without it: all), in the order of the clock."""
        while self._due and (until is None or self._due[0][0] <= until):
            instant, _, _, act = heapq.heappop(self._due)
            self.now = max(self.now, instant)
            act()
        self.now = max(self.now, until or 0)
