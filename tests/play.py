"""A contest on the fakes, and people who take part in it: `Play().start()`."""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.domain.attempt import Attempt
from chalicelib.domain.counts import Change
from chalicelib.domain.errors import Code, Refusal
from chalicelib.domain.scoring import Answers
from chalicelib.usecases import answering, starting
from chalicelib.usecases.closing import change_of, tick
from chalicelib.usecases.counting import gather, note
from chalicelib.usecases.judging import reset
from chalicelib.usecases.loading import load_contest
from chalicelib.usecases.opening import Holder, Opened, Sealed
from chalicelib.usecases.ports import Bundle
from chalicelib.usecases.ranking import rank
from chalicelib.usecases.snapshots import lay_down
from tests.builders import OPENS_AT, ROOTS, a_document, a_registration
from tests.fakes import FakeStores

MINUTE = 60_000
LIMIT = 900_000
GRACE = 5_000
FREEZE = 60_000
SLUG = "nho"


class Play:
    """`a_contest(**over)`, loaded an hour before it opens; the clock stands at a minute after."""

    def __init__(self, **over: Any) -> None:
        self.document = a_document(**over)
        self.stores = FakeStores(now=OPENS_AT - 60 * MINUTE)
        load_contest(self.document, ROOTS, "organizer", self.stores)
        self.now = OPENS_AT + MINUTE
        self.stores.writes.done.clear()

    @property
    def now(self) -> int:
        return self.stores.now

    @now.setter
    def now(self, instant: int) -> None:
        self.stores.now = instant

    @property
    def bundle(self) -> Bundle:
        found = self.stores.bundles.get(self.document["slug"])
        assert found is not None
        return found

    @property
    def written(self) -> list[str]:
        """Names of the writes since the start of the play, or since `forget_writes`."""
        return self.stores.writes.done

    def forget_writes(self) -> None:
        self.stores.writes.done.clear()

    def start(self, received_at: int | None = None, **over: Any) -> Opened:
        at = self.now if received_at is None else received_at
        registration = a_registration(**over)
        return starting.start(
            registration, self.bundle, self.stores.attempts, at, self.stores.clock
        )

    def start_next(self, previous: Opened, **over: Any) -> Opened:
        """Whoever held `previous` starts the attempt after it."""
        number = previous.attempt.number + 1
        return self.start(**{"number": number, "previous": previous.attempt.key, **over})

    def draft(
        self, opened: Opened, seq: int, answers: Answers, prediction: int | None = None
    ) -> None:
        sent = answering.Sent(answers, prediction)
        answering.save_draft(
            holder_of(opened), seq, sent, self.bundle, self.stores.attempts, self.now
        )

    def submit(
        self, opened: Opened, answers: Answers | None = None, prediction: int | None = None
    ) -> Sealed:
        sent = answering.Sent(right_answers(opened) if answers is None else answers, prediction)
        return answering.submit(
            holder_of(opened), sent, self.bundle, self.stores.attempts, self.now
        )

    def look_up(self, opened: Opened) -> Opened:
        return answering.look_up(
            holder_of(opened), self.bundle, self.stores.attempts, self.stores.clock
        )

    def take_part(self, number: int, seconds: int = 60, wrong: int = 0, **over: Any) -> Attempt:
        """Somebody starts now and submits after `seconds`, with so many answers left out."""
        began = self.now
        own = {"device_key": f"device-of-{number:07}", "source": f"203.0.113.{number % 250}"}
        opened = self.start(**{"identity": f"09{number:08}", **own, **over})
        self.now += seconds * 1_000
        self.submit(opened, dict(list(right_answers(opened).items())[wrong:]))
        self.now = began
        return self.stored(opened)

    def stored(self, opened: Opened) -> Attempt:
        attempt = opened.attempt
        found = self.stores.attempts.get(attempt.slug, attempt.participant, attempt.number)
        assert found is not None
        return found

    def attempts(self) -> list[Attempt]:
        return list(self.stores.attempts.every(self.document["slug"]))

    def stream(self) -> None:
        """Lets the counts hear of all attempts as they are now."""
        self.hear(change_of(attempt) for attempt in self.attempts())

    def hear(self, changes: Any, event: str = "") -> None:
        """Lets a batch of the stream come."""
        news: list[tuple[str, Change]] = [(self.document["slug"], change) for change in changes]
        note([event or repr(news)], news, self.stores.vault)

    def tick(self) -> None:
        tick(self.stores)

    def reset(self, opened: Opened) -> str:
        """An organizer resets the attempt; gives the one-time code."""
        slug = self.document["slug"]
        code = reset(slug, opened.attempt.id, "lý do", "organizer", self.stores).one_time_code
        assert code is not None
        return code

    def ranked(self) -> dict[str, Any]:
        """The outcome, ranked once the contest is frozen."""
        self.freeze()
        return rank(self.document["slug"], "organizer", self.stores)

    def freeze(self, *, heard: bool = True) -> None:
        """Sets the clock to the first instant at which nothing can change any more; what was sealed
        came into a snapshot in time, unless the stream was never `heard`."""
        if heard:
            self.lay_down()
        self.now = self.bundle.contest.frozen_at

    def lay_down(self) -> None:
        """Makes a snapshot a minute after what was sealed last, as each hour does."""
        sealed = [each.submission.submitted_at for each in self.attempts() if each.submission]
        if sealed and self.now < self.bundle.contest.closes_at:
            self.now = max(sealed) + MINUTE
            self.stream()
            gather(self.stores.vault)
            lay_down(self.bundle, self.stores)

    def public(self, name: str) -> Any:
        return self.stores.site.get_json(f"contests/{self.document['slug']}/{name}")


def holder_of(opened: Opened) -> Holder:
    """What the token of this start says."""
    attempt = opened.attempt
    return Holder(attempt.key, attempt.id, attempt.unit, attempt.deadline)


def right_answers(opened: Opened) -> Answers:
    return {asked.question.id: sorted(asked.key) for asked in opened.paper}


def refused(call: Callable[[], object]) -> Code:
    """The code with which a call is refused."""
    with pytest.raises(Refusal) as refusal:
        call()
    return code_of(refusal)


def code_of(refusal: Any) -> Code:
    """The code of what `pytest.raises(Refusal)` caught."""
    caught: Refusal = refusal.value
    return caught.code
