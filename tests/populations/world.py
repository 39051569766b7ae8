"""A ward's contest and the papers of its people: how each is answered, and when."""

import hashlib
import math
from dataclasses import dataclass, field
from random import Random
from typing import Any

from chalicelib.domain.attempt import Attempt, SealedBy, Submission
from chalicelib.domain.canonical import base32
from chalicelib.domain.contest import Contest
from chalicelib.domain.redrawing import Redrawer
from tests.builders import CLOSES_AT, OPENS_AT, a_contest

PAPER_KEY = b"k" * 32
QUESTIONS = 20
MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
_DAYS = 20
_UNITS = 16


@dataclass(frozen=True)
class Way:
    """How somebody answers: `knows` is ability (0: middling), `copies` a list of answers by
    question of the bank, followed with `faith`."""

    knows: float = 0.0
    copies: dict[int, int] | None = None
    faith: float = 1.0


@dataclass
class World:
    """A contest with a bank of so many questions; `random` decides all that happens in it."""

    random: Random
    bank: int = 40
    attempts: int = 1
    floor_s: int = 2
    made: int = 0
    all: list[Attempt] = field(default_factory=list)

    def __post_init__(self) -> None:
        chance = self.random
        self.contest = _contest(self.bank, self.attempts, self.floor_s)
        self._redrawer = Redrawer(self.contest, PAPER_KEY)
        self._hardness = [chance.gauss(-1.0, 0.9) for _ in range(self.bank)]
        # Of three wrong options, one usually tempts more than the others.
        self._tempting = [chance.sample([0.55, 0.28, 0.17], 3) for _ in range(self.bank)]

    def an_instant(self) -> int:
        """When somebody begins: by day, and more on the last days."""
        day = min(_DAYS - 1, int(self.random.triangular(0, _DAYS, _DAYS * 0.8)))
        return OPENS_AT + day * DAY + int(self.random.triangular(0, 15 * HOUR, 11 * HOUR))

    def a_unit(self) -> str:
        """Large and small units."""
        weights = [1 / (number + 1) for number in range(_UNITS)]
        return f"don-vi-{self.random.choices(range(_UNITS), weights)[0]}"

    def a_phone(self) -> str:
        return f"0{self.random.choice('35789')}{self.random.randrange(10**8):08}"

    def a_list(self, right: float) -> dict[int, int]:
        """Answers to the whole bank, as somebody found them: so many of them right."""
        return {
            question: 0 if self.random.random() < right else self._tempted(question)
            for question in range(self.bank)
        }

    def takes_part(self, way: Way, started_at: int, elapsed_ms: int, **over: Any) -> Attempt:
        """One sealed attempt; `over` are fields of the attempt. Without a device or a source it
        has its own."""
        self.made += 1
        participant = over.pop("participant", _id("person", self.made))
        number = over.pop("number", 1)
        attempt_id = _id(participant, number)
        choices, score = self._answered(attempt_id, way)
        given: dict[str, Any] = {
            "identity": self.a_phone(),
            "name": f"Người {self.made}",
            "unit": self.a_unit(),
            "device": _hash("device", self.made)[:16],
            "source": _hash("source", self.made)[:8],
            **over,
        }
        sealed = self._sealed(choices, score, elapsed_ms, started_at, attempt_id)
        attempt = Attempt(
            id=attempt_id,
            slug="nho",
            participant=participant,
            number=number,
            category="Nhân dân",
            started_at=started_at,
            deadline=started_at + HOUR,
            expires_at=CLOSES_AT + 90 * DAY,
            submission=sealed,
            **given,
        )
        self.all.append(attempt)
        return attempt

    def a_reading_time(self, pace: float = 0.0, questions: int = QUESTIONS) -> int:
        """Milliseconds for a paper, log-normal a question; `pace` is added to the logarithm."""
        each = (self.random.lognormvariate(math.log(17_000) + pace, 0.6) for _ in range(questions))
        return int(sum(each))

    def _answered(self, attempt_id: str, way: Way) -> tuple[bytes, int]:
        choices, score = bytearray(), 0
        for question, shown in self._redrawer.draw(attempt_id):
            option = self._option(question, way)
            score += option == 0
            choices.append(1 << shown.index(option))
        return bytes(choices), score

    def _option(self, question: int, way: Way) -> int:
        if way.copies is not None and self.random.random() < way.faith:
            return way.copies[question]
        ease = way.knows - self._hardness[question]
        return 0 if self.random.random() < 1 / (1 + math.exp(-ease)) else self._tempted(question)

    def _tempted(self, question: int) -> int:
        return self.random.choices((1, 2, 3), self._tempting[question])[0]

    def _sealed(
        self, choices: bytes, score: int, elapsed_ms: int, started_at: int, attempt_id: str
    ) -> Submission:
        return Submission(
            choices=choices,
            prediction=None,
            score=score,
            elapsed_ms=elapsed_ms,
            submitted_at=started_at + elapsed_ms,
            sealed_by=SealedBy.HOLDER,
            leaf=_hash("leaf", attempt_id),
        )


def _contest(bank: int, attempts: int, floor_s: int) -> Contest:
    return a_contest(
        paper={"quota": {"chung": QUESTIONS}, "attempts": attempts, "time_limit_s": 3_600},
        fairness={"min_seconds_per_question": floor_s},
        topics=[{"id": "chung", "name": "Chung"}],
        units=[{"id": f"don-vi-{number}", "name": f"Đơn vị {number}"} for number in range(_UNITS)],
        questions=[_question(number) for number in range(bank)],
    )


def _question(number: int) -> dict[str, Any]:
    """The first option is the right one; how options are shown is drawn anyway."""
    return {
        "id": f"cau-{number:03}",
        "topic": "chung",
        "text": f"Câu {number}?",
        "options": ["Đúng", "Sai một", "Sai hai", "Sai ba"],
        "key": [0],
    }


def _id(*parts: object) -> str:
    return base32(_hash(*parts)[:16])


def _hash(*parts: object) -> bytes:
    return hashlib.sha256(repr(parts).encode()).digest()
