"""People who take part in a contest on the fakes, hour after hour, each in their own way."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from chalicelib.domain.paper import PaperQuestion
from chalicelib.domain.scoring import Answers
from chalicelib.usecases import amending
from chalicelib.usecases.closing import change_of
from chalicelib.usecases.judging import reset
from chalicelib.usecases.opening import Opened
from tests.builders import OPENS_AT, a_manual_prize
from tests.play import MINUTE, SLUG, Play, right_answers

HOUR = 60 * MINUTE
AN, BINH = "an@example.vn", "binh@example.vn"
ADDRESS = "203.0.113.7"
DRAWN = {"last_resort": "draw", "draw_source": "Giải đặc biệt xổ số Bình Định ngày 12/8/2024"}
UNITS = ("khu-pho-1", "khu-pho-2", "cong-an")


@dataclass(frozen=True)
class Wanted:
    """What the contest has. `late`: the best entry comes 3 h late into the snapshots. `again`: it
    is published, then amended (what of `voided`, `corrected`, `outage`, `annulled` is wanted) and
    published anew; without it these are there from the start. `moved`: the close was moved by an
    hour. `draw`: ties are drawn by a public number. Without `publish` all is decided and nothing
    published. `over`: of the contest's document."""

    people: int = 12
    seed: int = 1
    hours: int = 6
    attempts: int = 2
    ties: bool = True
    disqualified: bool = True
    resets: bool = True
    drafts: bool = True
    voided: bool = True
    corrected: bool = True
    outage: bool = True
    annulled: bool = False
    moved: bool = False
    late: bool = False
    manual: bool = True
    passing: bool = True
    struck: bool = False
    draw: bool = False
    again: bool = True
    publish: bool = True
    over: dict[str, Any] = field(default_factory=dict)

    def document(self) -> dict[str, Any]:
        """What differs from `a_document()`."""
        order = ["score", "elapsed"] if self.ties else ["score", "elapsed", "submitted_at"]
        manual = [a_manual_prize(title="Bài được yêu thích", count=2)] if self.manual else []
        return {
            "closes_at": OPENS_AT + self.hours * HOUR,
            "paper": {"attempts": self.attempts},
            "ranking": {"order": order, **(DRAWN if self.draw else {})},
            "prizes": {"manual": manual},
            "approval": {"units_confirm": self.struck},
            **self.over,
        }


class Crowd:
    """The contest that is wanted, until it is frozen."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.random = random.Random(wanted.seed)
        self.play = Play(**wanted.document())
        self.stores = self.play.stores
        self.checkpoints: list[str] = []
        self.held_back: set[str] = set()
        self.events: list[tuple[int, int, Callable[[], object]]] = []

    def take_part(self) -> None:
        """All who are wanted take part; the contest is frozen in the end."""
        if self.wanted.moved:
            self.at(OPENS_AT + (self.wanted.hours - 1) * HOUR, self._move_the_close)
        for number in range(self.wanted.people):
            self._plan(number)
        self._take_their_course()

    def folder(self) -> dict[str, bytes]:
        prefix = f"contests/{SLUG}/"
        files = self.stores.site.files.items()
        return {path.removeprefix(prefix): it for path, it in files if path.startswith(prefix)}

    def at(self, instant: int, happens: Callable[[], object]) -> None:
        self.events.append((instant, len(self.events), happens))

    # Who takes part

    def _plan(self, number: int) -> None:
        last = self.wanted.hours * 60 - 40
        starts = OPENS_AT + self.random.randrange(2, last) * MINUTE + self.random.randrange(MINUTE)
        kind = number if number < 6 else self.random.randrange(6, 20)
        if (kind in (0, 1) and self.wanted.ties) or kind == 0:
            self.at(starts, lambda: self._starts(number, 61_000, right_answers))
        elif kind == 2 and self.wanted.drafts:
            self.at(starts, lambda: self._starts(number, None, self._some_answers))
        elif kind in (3, 4) and self.wanted.resets:
            self.at(starts, lambda: self._is_reset(number, sealed=kind == 3))
        elif kind in (5, 6, 7) and self.wanted.attempts != 1:
            self.at(starts, lambda: self._comes_twice(number))
        else:
            took = self.random.choice((75_000, 90_000, 90_000, 100_500, 240_007))
            self.at(starts, lambda: self._starts(number, took, self._some_answers))

    def _starts(
        self, person: int, took: int | None, answers: Callable[[Opened], Answers], **over: Any
    ) -> Opened:
        """Somebody starts now and submits after so many milliseconds, or leaves a draft."""
        own = {"device_key": f"device-of-{person:07}", "source": f"203.0.113.{person % 250}"}
        who = {"identity": f"09{person:08}", "name": f"Người Thứ {person}"}
        who["category"] = "Cán bộ" if person % 3 == 2 else "Nhân dân"
        opened = self.play.start(**who, **own, unit=UNITS[person % 7 % 3], **over)
        if took is None:
            self.play.draft(opened, 1, answers(opened), self._foretold())
        else:
            self.at(
                self.play.now + took,
                lambda: self.play.submit(opened, answers(opened), self._foretold()),
            )
        if person == 0 and self.wanted.late:
            self.held_back.add(opened.attempt.id)
        return opened

    def _is_reset(self, number: int, *, sealed: bool) -> None:
        """Taken out after it was sealed, or before anything was; then begun anew with a code."""
        opened = self._starts(number, 80_000, self._some_answers) if sealed else None
        began = opened or self.play.start(
            identity=f"09{number:08}", device_key=f"device-of-{number:07}"
        )

        def anew() -> None:
            done = reset(SLUG, began.attempt.id, "Gọi điện: số của tôi", AN, self.stores)
            code = {"resume_code": done.one_time_code}
            self._starts(number, 120_000, self._some_answers, **code)

        self.at(self.play.now + 5 * MINUTE, anew)

    def _comes_twice(self, number: int) -> None:
        first = self._starts(number, 200_000, self._some_answers)

        def further() -> None:
            again = {"number": 2, "previous": first.attempt.key}
            self._starts(number, 95_000, self._some_answers, **again)

        self.at(self.play.now + 10 * MINUTE, further)

    def _foretold(self) -> int | None:
        """What somebody foretells, where the contest asks."""
        asks = self.play.bundle.contest.prediction is not None
        return self.random.randrange(self.wanted.people) if asks else None

    def _some_answers(self, opened: Opened) -> Answers:
        """Mostly right ones, some wrong or left out."""
        asked = ((each, self.random.random()) for each in opened.paper)
        found = {each.question.id: _answer(each, luck) for each, luck in asked}
        return {name: places for name, places in found.items() if places}

    # How it goes on

    def _move_the_close(self) -> None:
        later = self.play.bundle.contest.closes_at + HOUR
        said = {"kind": "close_moved", "reason": "Mất điện cả buổi sáng", "closes_at": later}
        amending.propose(SLUG, "the-close-moves-in-the-test", said, AN, ADDRESS, self.stores)
        amending.agree(SLUG, "the-close-moves-in-the-test", BINH, ADDRESS, self.stores)

    def _take_their_course(self) -> None:
        """All that happens, in the order of time, with two ticks at the start of each hour."""
        for hour in range(self.wanted.hours + 1):
            for minute in (1, 2):
                self.at(OPENS_AT + hour * HOUR + minute * MINUTE // 2, self._tick)
        while self.events:
            event = min(self.events)
            self.events.remove(event)
            self.play.now = event[0]
            event[2]()
        self.play.now = self.play.bundle.contest.frozen_at
        self.held_back.clear()
        self._tick()

    def _tick(self) -> None:
        held = self.held_back if self.play.now < self.play.bundle.contest.closes_at else ()
        attempts = (each for each in self.play.attempts() if each.id not in held)
        self.play.hear(map(change_of, attempts))
        self.play.tick()
        checkpoint = self.folder().get("ledger/checkpoint.txt", b"").decode()
        if checkpoint and checkpoint not in self.checkpoints:
            self.checkpoints.append(checkpoint)


def _answer(asked: PaperQuestion, luck: float) -> list[int]:
    if luck < 0.65:
        return sorted(asked.key)
    wrong = [place for place in range(len(asked.shown)) if place not in asked.key]
    return wrong[:1] if luck < 0.9 else []
