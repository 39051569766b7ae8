"""What residents were told, and whether it holds: the model that the stores are held to."""

from dataclasses import dataclass, field

from chalicelib.domain.attempt import (
    Attempt,
    AttemptKey,
    Draft,
    SealedBy,
    Submission,
    end_of,
)
from chalicelib.domain.canonical import canonical
from chalicelib.domain.scoring import Answers, unpack_choices
from chalicelib.usecases.opening import Opened, Sealed
from chalicelib.usecases.ports import Bundle
from chalicelib.web import views
from tests.play import GRACE, right_answers

OF_PAPER = 3


@dataclass
class Findings:
    """What went wrong, in words. `lost`: acknowledged and not there, or refused against the rules;
    `doubled`: twice where once was promised; `wrong`: any other answer that is not right."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def all(self) -> list[str]:
        return [*self.lost, *self.doubled, *self.wrong]


@dataclass
class Resident:
    """One person: what they sent, and what they were told. An answer that nobody hears binds all
    the same: whoever sends again must be told nothing else."""

    number: int
    findings: Findings
    bundle: Bundle
    device: str = ""
    devices: set[str] = field(default_factory=set)
    opened: Opened | None = None
    said_starts: set[AttemptKey] = field(default_factory=set)
    said_outcomes: set[bytes] = field(default_factory=set)
    said_saved: dict[int, set[int]] = field(default_factory=dict)
    drafted: dict[int, set[int]] = field(default_factory=dict)
    sent: list[tuple[int, int]] = field(default_factory=list)
    fresh: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.device = self.device or f"device-of-{self.number:08}"
        self.devices.add(self.device)

    @property
    def identity(self) -> str:
        return f"09{self.number:08}"

    def answers(self, right: int) -> Answers:
        """So many right answers, the other questions left out: worth so many points."""
        assert self.opened is not None
        return dict(list(right_answers(self.opened).items())[:right])

    def hears_of_start(self, opened: Opened) -> None:
        """An answer to a start, or to a look-up; from any of them the page knows the paper."""
        self.said_starts.add(opened.attempt.key)
        if len(self.said_starts) > 1:
            self.findings.doubled.append(f"{self.number} was told of two starts")
        if opened.fresh:
            self._fresh("start")
        if self.opened is None:
            self.opened = opened
        if opened.paper != self.opened.paper:
            self.findings.wrong.append(f"{self.number} was shown two papers")
        if opened.sealed is not None:
            self.hears_of_outcome(opened.sealed)

    def hears_of_outcome(self, sealed: Sealed) -> None:
        """A receipt: always the same, byte by byte, and of what was sent."""
        outcome = views.outcome(sealed, self.bundle, 0)
        told = canonical(outcome)
        if sealed.fresh:
            self._fresh("submission")
        if told in self.said_outcomes:
            return
        if self.said_outcomes:
            self.findings.doubled.append(f"{self.number} was given two receipts")
        self.said_outcomes.add(told)

    def _fresh(self, what: str) -> None:
        if what in self.fresh:
            self.findings.doubled.append(f"two {what}s of {self.number} were said to be the first")
        self.fresh.append(what)

    @property
    def newest_saved(self) -> int:
        """The highest draft that was said to be saved, -1 before."""
        return max(self.said_saved, default=-1)

    def check_stored(self, stored: Attempt | None) -> None:
        """Holds what was said against what is stored."""
        if stored is None:
            if self.said_starts or self.said_saved or self.said_outcomes:
                self.findings.lost.append(f"the attempt of {self.number}")
            return
        if self.said_starts - {stored.key}:
            self.findings.lost.append(f"the start of {self.number}")
        self._check_draft(stored)
        if stored.submission is not None:
            self._check_sealed(stored, stored.submission)
        elif self.said_outcomes:
            self.findings.lost.append(f"the submission of {self.number}")

    def _check_draft(self, stored: Attempt) -> None:
        draft = stored.draft
        if seq_of(draft) < self.newest_saved:
            self.findings.lost.append(f"draft {self.newest_saved} of {self.number}")
        if draft is not None and stored.submission is None:
            self._check_drafted(draft.seq, sum(map(bool, draft.choices)))

    def _check_drafted(self, seq: int, right: int) -> None:
        if right not in self.drafted.get(seq, ()):
            self.findings.wrong.append(f"{self.number} never drafted what is stored")
        if self.said_saved.get(seq, {right}) != {right}:
            self.findings.lost.append(f"answers of draft {seq} of {self.number}")

    def _check_sealed(self, stored: Attempt, submission: Submission) -> None:
        assert self.opened is not None
        sealed = Sealed(stored.id, stored.unit, submission, self.opened.paper)
        if self.said_outcomes - {canonical(views.outcome(sealed, self.bundle, 0))}:
            self.findings.lost.append(f"the receipt of {self.number}")
        right = len(unpack_choices(self.opened.paper, submission.choices))
        if submission.score != right:
            self.findings.wrong.append(f"{self.number} has {submission.score}, not {right}")
        if submission.elapsed_ms != max(0, submission.submitted_at - stored.started_at):
            self.findings.wrong.append(f"{self.number} is said to have taken another time")
        self._check_sent(stored, submission, right)

    def _check_sent(self, stored: Attempt, submission: Submission, right: int) -> None:
        end = end_of(stored.deadline, self.bundle.contest)
        in_time = {min(at, end) for what, at in self.sent if what == right and at <= end + GRACE}
        if submission.sealed_by is SealedBy.DRAFT:
            self._check_drafted(seq_of(stored.draft), right)
            in_time = {end}
        if submission.submitted_at not in in_time:
            self.findings.wrong.append(f"{self.number} never sent what is sealed, or not then")


def seq_of(draft: Draft | None) -> int:
    """The number of a draft, -1 of none."""
    return -1 if draft is None else draft.seq
