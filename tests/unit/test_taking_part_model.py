"""Whatever people send, in whatever order and how often: what was acknowledged is there, once,
with that score."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from chalicelib.domain.errors import Code, Refusal
from chalicelib.domain.scoring import Answers
from chalicelib.usecases.opening import Opened
from chalicelib.usecases.ranking import rank
from tests.builders import CLOSES_AT
from tests.play import FREEZE, GRACE, LIMIT, MINUTE, SLUG, Play, right_answers

PEOPLE = st.integers(0, 2)
Answer = TypeVar("Answer")
RIGHT = st.integers(0, 3)
WAITS = st.sampled_from([1, MINUTE, LIMIT - 1, GRACE, GRACE + 1, FREEZE, 7 * LIMIT])


@dataclass
class Promised:
    """What one person was told is safe."""

    opened: Opened
    seq: int = -1
    drafted: int = 0
    sealed: int | None = None


class TakingPart(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.play = Play()
        self.promised: dict[int, Promised] = {}

    @initialize(before_close=st.sampled_from([10 * MINUTE, LIMIT + MINUTE, 86_400_000]))
    def begins(self, before_close: int) -> None:
        self.play.now = CLOSES_AT - before_close

    @rule(person=PEOPLE)
    def start(self, person: int) -> None:
        device = f"device-of-number-{person}"
        opened = answer_to(
            lambda: self.play.start(identity=f"090000000{person}", device_key=device)
        )
        if isinstance(opened, Code):
            assert opened is Code.CLOSED
            assert person not in self.promised
            assert self.play.now >= CLOSES_AT
            return
        known = self.promised.setdefault(person, Promised(opened))
        assert opened.attempt.key == known.opened.attempt.key
        assert opened.paper == known.opened.paper

    @precondition(lambda self: self.promised)
    @rule(person=PEOPLE, seq=st.integers(0, 4), right=RIGHT)
    def draft(self, person: int, seq: int, right: int) -> None:
        known = self.promised.get(person)
        if known is None:
            return
        refused = answer_to(lambda: self.play.draft(known.opened, seq, answers(known, right)))
        if refused is not None:
            self.check_refused_draft(known, refused, seq, right)
            return
        assert known.sealed is None
        if seq > known.seq:
            known.seq, known.drafted = seq, right
        assert known.drafted == right

    def check_refused_draft(self, known: Promised, code: Code, seq: int, right: int) -> None:
        if code is Code.NEWER_DRAFT:
            assert seq <= known.seq
            assert right != known.drafted
        elif code is Code.EXPIRED:
            assert self.play.now > self.end(known) + GRACE
        else:
            assert code is Code.SUBMITTED
            assert self.play.stored(known.opened).submission is not None

    @precondition(lambda self: self.promised)
    @rule(person=PEOPLE, right=RIGHT)
    def submit(self, person: int, right: int) -> None:
        known = self.promised.get(person)
        if known is None:
            return
        sealed = answer_to(lambda: self.play.submit(known.opened, answers(known, right)))
        if isinstance(sealed, Code):
            assert sealed is Code.EXPIRED
            assert known.sealed is None
            assert self.play.now > self.end(known) + GRACE
            return
        if sealed.fresh:
            assert known.sealed is None
            known.sealed = right
        self.check_sealed(known, sealed.submission.score)

    @precondition(lambda self: self.promised)
    @rule(person=PEOPLE)
    def look_up(self, person: int) -> None:
        known = self.promised.get(person)
        if known is None:
            return
        sealed = self.play.look_up(known.opened).sealed
        if sealed is not None:
            self.check_sealed(known, sealed.submission.score)

    @rule(wait=WAITS)
    def wait(self, wait: int) -> None:
        self.play.now += wait

    @rule()
    def tick(self) -> None:
        self.play.stream()
        self.play.tick()

    @invariant()
    def what_was_promised_is_there(self) -> None:
        for known in self.promised.values():
            stored = self.play.stored(known.opened)
            if stored.submission is not None:
                self.check_sealed(known, stored.submission.score)
            else:
                assert known.sealed is None
                assert (-1 if stored.draft is None else stored.draft.seq) == known.seq
        assert len(self.play.attempts()) == len(self.promised)

    def teardown(self) -> None:
        """In the end everybody who was promised anything stands in the ranking, once."""
        self.play.now = max(self.play.now, self.play.bundle.contest.frozen_at)
        standing = rank(SLUG, "by", self.play.stores)["standing"]
        scores = {entry["attempt"]: entry["score"] for entry in standing}
        assert len(scores) == len(standing)
        expected = {
            known.opened.attempt.id: known.drafted if known.sealed is None else known.sealed
            for known in self.promised.values()
            if known.sealed is not None or known.drafted > 0
        }
        assert scores == expected

    def check_sealed(self, known: Promised, score: int) -> None:
        """What was sealed is what was submitted, or the last draft once that was due."""
        if known.sealed is None:
            assert self.play.now >= self.end(known) + GRACE + FREEZE
            known.sealed = known.drafted
        assert score == known.sealed

    def end(self, known: Promised) -> int:
        return min(known.opened.attempt.deadline, CLOSES_AT)


def answer_to(request: Callable[[], Answer]) -> Answer | Code:
    """What a request gives, or the code of its refusal."""
    try:
        return request()
    except Refusal as refusal:
        return refusal.code


def answers(known: Promised, right: int) -> Answers:
    """Right answers to so many questions, the others left out."""
    return dict(list(right_answers(known.opened).items())[:right])


TestTakingPart = TakingPart.TestCase
TestTakingPart.settings = settings(max_examples=120, stateful_step_count=25, deadline=None)
