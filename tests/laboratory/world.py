"""A contest among faults: residents who send again what went unheard, and functions that run
beside them."""

from collections import Counter
from collections.abc import Callable
from copy import copy
from functools import partial
from random import Random
from typing import Any

from chalicelib.domain.attempt import Attempt
from chalicelib.domain.canonical import canonical
from chalicelib.domain.counts import Change
from chalicelib.domain.errors import Code, Refusal
from chalicelib.usecases.closing import tick
from chalicelib.usecases.counting import note
from chalicelib.usecases.loading import load_contest
from chalicelib.usecases.ports import Unavailable
from chalicelib.usecases.ranking import rank
from tests.builders import CLOSES_AT, OPENS_AT, ROOTS, a_document
from tests.fakes import Death, FakeStores
from tests.laboratory.promised import Findings, Resident
from tests.laboratory.requests import Draft, LookUp, Request, Resume, Start, Submit
from tests.laboratory.schedule import Schedule
from tests.laboratory.stores import Disturbed, DisturbedStores, Disturber, StreamedAttempts
from tests.laboratory.weather import CALM, OnTheWay, Weather
from tests.play import MINUTE, SLUG

API_MOST_MS, FUNCTION_MOST_MS = 29_000, 300_000
DUPLICATES_WITHIN_MS = 3_000
BATCH = 10
# As wide as the page waits after a first failure (static_site/js/io/api.js).
FIRST_WAIT_MS, STAYS_ON_THE_PAGE = 15_000, 0.8
WHAT_HOLDERS_DO: dict[type[Request], int] = {Draft: 8, Submit: 5, LookUp: 4, Start: 2, Resume: 1}


class World:
    """`people` residents of one small contest, `before_close` ms before its close."""

    def __init__(
        self,
        seed: int,
        people: int = 8,
        before_close: int = 20 * MINUTE,
        attempts: Callable[[], Any] = StreamedAttempts,
    ) -> None:
        self.random = Random(seed)
        self.schedule = Schedule(self.random, CLOSES_AT - before_close)
        self.disturber = Disturber(self.schedule, CALM)
        self.stored = FakeStores(now=OPENS_AT - 60 * MINUTE)
        load_contest(
            a_document(paper={"reveal_score": "on_submit"}), ROOTS, "organizer", self.stored
        )
        self.attempts = attempts()
        self.stores: Any = DisturbedStores(
            self.stored, Disturbed(self.attempts, self.disturber), self.disturber, self.clock
        )
        bundle = self.stored.bundles.get(SLUG)
        assert bundle is not None
        self.bundle = bundle
        self.findings = Findings()
        self.residents = [Resident(n, self.findings, bundle) for n in range(people)]
        self.skew = self.gateway_skew = 0
        self.done: Counter[str] = Counter()
        self.faulted = 0
        self.outcomes: set[bytes] = set()
        self._undelivered: list[tuple[str, Change]] = []
        self._events = 0

    @property
    def operations(self) -> int:
        """Requests that arrived and functions that ran."""
        return sum(self.done.values())

    def clock(self) -> int:
        """The functions' clock, which may be wrong and may be put back."""
        return self.schedule.now + self.skew

    def put_clocks(self, skew: int, gateway_skew: int) -> None:
        """The functions' clock and the gateway's, so many ms from the time that passes."""
        self.skew, self.gateway_skew = skew, gateway_skew

    def storm(self, requests: int, weather: Weather, over_ms: int = 10_000) -> None:
        """So many requests of anybody in that time, in that weather; what is under way at its end
        goes on with what comes next."""
        self.disturber.weather = weather
        end = self.schedule.now + over_ms
        for _ in range(requests):
            at = self.schedule.now + self.random.randint(0, over_ms)
            self.schedule.at(at, partial(self._acts, self.random.choice(self.residents)))
        self.schedule.run(end)

    def _acts(self, resident: Resident) -> None:
        """Somebody does something that they may do."""
        if resident.opened is None:
            return self.send(resident, Start)
        kinds = self.random.choices([*WHAT_HOLDERS_DO], [*WHAT_HOLDERS_DO.values()])
        return self.send(resident, kinds[0])

    def send(self, resident: Resident, kind: type[Request]) -> None:
        """A request, and its duplicates, each by a way of its own length."""
        request = kind(resident, self.bundle, self.random)
        copies = 1
        if self.random.random() * 100 < self.disturber.weather.duplicated:
            copies = self.random.choice([2, 2, 3])
        for number in range(copies):
            on_the_way = self.random.randint(1, DUPLICATES_WITHIN_MS) if number else 0
            arrives = partial(self._arrives, copy(request), copies > 1)
            self.schedule.at(self.schedule.now + on_the_way, arrives)

    def _arrives(self, request: Request, is_duplicate: bool) -> None:
        request.arrives(self.schedule.now + self.gateway_skew)
        if is_duplicate:
            self.disturber.met.by_name[OnTheWay.DUPLICATED] += 1

        def then(result: Any) -> None:
            is_unheard = self.random.random() * 100 < self.disturber.weather.unheard
            if is_unheard:
                self.disturber.met.by_name[OnTheWay.UNHEARD] += 1
            failed = self._has_failed(result, request.kind, also=is_duplicate or is_unheard)
            if not failed:
                request.judge(result, self.stored_of(request.resident))
            if failed or is_unheard:
                self._sends_again(request)

        self.schedule.begin(
            lambda: request.act(self.stores.attempts, self.clock), then, API_MOST_MS
        )

    def _sends_again(self, request: Request) -> None:
        """As the page does, but for drafts, which newer ones replace, and looks."""
        if isinstance(request, Start | Submit) and self.random.random() < STAYS_ON_THE_PAGE:
            waits = self.random.randint(0, FIRST_WAIT_MS)
            arrives = partial(self._arrives, copy(request), True)
            self.schedule.at(self.schedule.now + waits, arrives)

    def _has_failed(self, result: Any, kind: str, also: bool = False) -> bool:
        """Whether it ended without an answer, or with 503, as only faults explain. Counts it."""
        faulted = self.disturber.met.ends()
        self.done[kind] += 1
        self.faulted += faulted or also
        if isinstance(result, BaseExceptionGroup):
            unexplained = result.split(Unavailable)[1]
            failed, explained = True, unexplained is None
        else:
            failed = isinstance(result, BaseException) and not isinstance(result, Refusal)
            explained = isinstance(result, Unavailable | Death)
        if failed and not (explained and faulted):
            self.findings.wrong.append(f"{kind} ended in {result!r}")
        return failed

    # Functions.

    def run(self, name: str, act: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """A run of a function; `then` gets what it gave, unless it failed."""

        def ended(result: Any) -> None:
            if not self._has_failed(result, name):
                then(result)

        self.schedule.begin(act, ended, FUNCTION_MOST_MS)

    def tick(self) -> None:
        """What runs each minute."""
        self.run("tick", lambda: tick(self.stores), lambda _: None)

    def fold(self, *, all_of_it: bool = False) -> None:
        """News as the stream brings it: in batches, some late, split, in another order or again."""
        for change in self.attempts.fresh():
            self._events += 1
            self._undelivered.append((f"event-{self._events}", change))
        waiting, self._undelivered = self._undelivered, []
        self.random.shuffle(waiting)
        while waiting:
            size = self.random.randint(1, BATCH)
            batch, waiting = waiting[:size], waiting[size:]
            if not all_of_it and self.random.random() < 0.2:
                self._undelivered += batch
            else:
                self._deliver(batch, again=not all_of_it and self.random.random() < 0.2)

    def _deliver(self, batch: list[tuple[str, Change]], *, again: bool) -> None:
        ids = [event for event, _ in batch]
        news = [(SLUG, change) for _, change in batch]
        # Until it is known to have been heard, it will come again.
        self._undelivered += batch

        def heard(_: Any) -> None:
            if not again:
                self._undelivered = [each for each in self._undelivered if each not in batch]

        self.run("fold", lambda: note(ids, news, self.stores.vault), heard)

    def rank(self) -> None:
        """An organizer ranks. What comes of it is kept in `outcomes`."""
        began = self.clock()

        def then(result: Any) -> None:
            frozen_at = self.bundle.contest.frozen_at
            if not isinstance(result, Refusal):
                self.outcomes.add(canonical(result))
            elif result.code is not Code.NOT_FROZEN or began >= frozen_at:
                self.findings.wrong.append(f"rank: {result.code}")

        self.run("rank", lambda: rank(SLUG, "organizer", self.stores), then)

    def stored_of(self, resident: Resident) -> Attempt | None:
        """What the store holds of somebody, as it is."""
        if resident.opened is None:
            return None
        key = resident.opened.attempt.key
        found: Attempt | None = self.attempts.get(key.slug, key.participant, key.number)
        return found
