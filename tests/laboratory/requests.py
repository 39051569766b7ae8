"""The requests of residents: what each asks of the use cases, and which answers are right."""

from abc import ABC, abstractmethod
from random import Random
from typing import Any

from chalicelib.domain.attempt import Attempt, end_of
from chalicelib.domain.errors import Code, Refusal
from chalicelib.usecases import answering, starting
from chalicelib.usecases.ports import Attempts, Bundle, Clock
from chalicelib.usecases.resuming import resume_code
from tests.builders import a_registration
from tests.laboratory.promised import OF_PAPER, Resident, seq_of
from tests.play import GRACE, holder_of


class Request(ABC):
    """One request; each copy of it that arrives is worked on, and judged, by itself."""

    def __init__(self, resident: Resident, bundle: Bundle, random: Random) -> None:
        self.resident = resident
        self.bundle = bundle
        self.findings = resident.findings
        self.received_at = 0
        self._known = (False, False, -1)
        self.compose(random)

    @property
    def kind(self) -> str:
        return type(self).__name__.lower()

    def compose(self, random: Random) -> None:
        """Makes up what is sent; a start says nothing new."""
        return

    def arrives(self, received_at: int) -> None:
        """At the gateway. What the resident has been told by now must be seen by this request."""
        self.received_at = received_at
        person = self.resident
        self._known = bool(person.said_starts), bool(person.said_outcomes), person.newest_saved

    @abstractmethod
    def act(self, attempts: Attempts, clock: Clock) -> Any:
        """What the function does."""

    @abstractmethod
    def judge(self, answer: Any, stored: Attempt | None) -> None:
        """Holds an answer (a refusal too) against what `stored` is, and against the rules."""

    def is_late(self, stored: Attempt | None) -> bool:
        return (
            stored is not None
            and self.received_at > end_of(stored.deadline, self.bundle.contest) + GRACE
        )

    def refused_wrongly(self, refusal: Refusal) -> None:
        self.findings.lost.append(f"{self.kind} of {self.resident.number}: {refusal.code}")


class Start(Request):
    """A start, or the same again."""

    code: str | None = None

    def act(self, attempts: Attempts, clock: Clock) -> Any:
        registration = a_registration(
            identity=self.resident.identity,
            device_key=self.resident.device,
            source=f"203.0.113.{self.resident.number % 250}",
            resume_code=self.code,
        )
        return starting.start(registration, self.bundle, attempts, self.received_at, clock)

    def judge(self, answer: Any, stored: Attempt | None) -> None:
        had_begun, _, _ = self._known
        if not isinstance(answer, Refusal):
            self.resident.hears_of_start(answer)
        elif answer.code is Code.CLOSED:
            if self.received_at < self.bundle.contest.closes_at or had_begun:
                self.refused_wrongly(answer)
        elif answer.code is not Code.OTHER_DEVICE or len(self.resident.devices) == 1:
            self.refused_wrongly(answer)


class Resume(Start):
    """The same from another browser, by the resume code: from then on that is the one in hand."""

    def compose(self, random: Random) -> None:
        person = self.resident
        assert person.opened is not None
        person.device = f"browser-{random.randint(0, 1)}-of-{person.number:08}"
        person.devices.add(person.device)
        self.code = resume_code(self.bundle.secrets.resume_key, person.opened.attempt)


class HolderRequest(Request):
    """Of whoever has the token."""

    def compose(self, random: Random) -> None:
        assert self.resident.opened is not None
        self.holder = holder_of(self.resident.opened)

    def sends(self, right: int) -> None:
        """So many right answers."""
        self.right = right
        self.sent = answering.Sent(self.resident.answers(right))


class Draft(HolderRequest):
    """A draft; at times one that was overtaken, or of another tab that counts for itself."""

    def compose(self, random: Random) -> None:
        super().compose(random)
        last = max(self.resident.drafted, default=0)
        self.seq = last + 1 if random.random() < 0.7 else random.randint(1, last + 1)
        self.sends(random.randint(0, OF_PAPER))
        self.resident.drafted.setdefault(self.seq, set()).add(self.right)

    def act(self, attempts: Attempts, clock: Clock) -> Any:
        return answering.save_draft(
            self.holder, self.seq, self.sent, self.bundle, attempts, self.received_at
        )

    def judge(self, answer: Any, stored: Attempt | None) -> None:
        assert stored is not None
        if not isinstance(answer, Refusal):
            self.resident.said_saved.setdefault(self.seq, set()).add(self.right)
            self.resident.check_stored(stored)
            return
        because = {
            Code.SUBMITTED: stored.submission is not None,
            Code.NEWER_DRAFT: seq_of(stored.draft) >= self.seq,
            Code.EXPIRED: self.is_late(stored),
        }
        if not because.get(answer.code, False):
            self.refused_wrongly(answer)


class Submit(HolderRequest):
    """A submission: the same as before, or (from another tab) another one."""

    def compose(self, random: Random) -> None:
        super().compose(random)
        again = self.resident.sent and random.random() < 0.7
        self.sends(self.resident.sent[-1][0] if again else random.randint(0, OF_PAPER))

    def arrives(self, received_at: int) -> None:
        super().arrives(received_at)
        self.resident.sent.append((self.right, received_at))

    def act(self, attempts: Attempts, clock: Clock) -> Any:
        return answering.submit(self.holder, self.sent, self.bundle, attempts, self.received_at)

    def judge(self, answer: Any, stored: Attempt | None) -> None:
        if not isinstance(answer, Refusal):
            self.resident.hears_of_outcome(answer)
            self.resident.check_stored(stored)
        elif answer.code is not Code.EXPIRED or not self.is_late(stored):
            self.refused_wrongly(answer)


class LookUp(HolderRequest):
    """Where the attempt stands."""

    def act(self, attempts: Attempts, clock: Clock) -> Any:
        return answering.look_up(self.holder, self.bundle, attempts, clock)

    def judge(self, answer: Any, stored: Attempt | None) -> None:
        if isinstance(answer, Refusal):
            return self.refused_wrongly(answer)
        self.resident.hears_of_start(answer)
        _, was_sealed, saved = self._known
        if (was_sealed and answer.sealed is None) or seq_of(answer.attempt.draft) < saved:
            self.findings.lost.append(f"what {self.resident.number} looks up")
        return None
