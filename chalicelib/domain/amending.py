"""Amendments: what changes an open contest all the same, applied to what was sealed (design §4).

What was sealed stays as it is in the ledger; ranking goes by the corrected entries. A void question
stays void: a key that is corrected later gives nobody's point back. Outages that overlap are cut
once. So only corrections of the same question depend on the order in which they were agreed.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from chalicelib.domain.attempt import Attempt
from chalicelib.domain.contest import Contest, Question
from chalicelib.domain.ranking import Entry
from chalicelib.domain.redrawing import Redrawer, in_the_banks_order


class AmendmentKind(StrEnum):
    QUESTION_VOIDED = "question_voided"
    KEY_CORRECTED = "key_corrected"
    CLOSE_MOVED = "close_moved"
    OUTAGE_CUT = "outage_cut"
    INTERVAL_ANNULLED = "interval_annulled"


ANNULLED = "annulled"
"""Reason code of an entry that was submitted within an annulled interval."""


@dataclass(frozen=True, order=True)
class Interval:
    """From `starts` until just before `ends`, milliseconds since the epoch."""

    starts: int
    ends: int

    def __contains__(self, instant: int) -> bool:
        return self.starts <= instant < self.ends

    def overlap(self, other: "Interval") -> int:
        """How many milliseconds both have in common."""
        return max(0, min(self.ends, other.ends) - max(self.starts, other.starts))


@dataclass(frozen=True)
class Amendment:
    """One amendment, `at` when it was agreed (milliseconds); what its kind does not need is None.

    `key` holds the right options by the bank's indexes; `closes_at` is the later close and
    `closed_before` the one that it replaces.
    """

    id: str
    kind: AmendmentKind
    reason: str
    at: int
    question: str | None = None
    key: tuple[int, ...] = ()
    interval: Interval | None = None
    closes_at: int | None = None
    closed_before: int | None = None


@dataclass
class Effect:
    """How far an amendment reaches: `asked` entries that it looked at, of which it changed some, by
    at least `least` and at most `most` (points, or milliseconds; None where it changed none)."""

    asked: int = 0
    raised: int = 0
    lowered: int = 0
    least: int | None = None
    most: int | None = None

    @property
    def changed(self) -> int:
        return self.raised + self.lowered

    def note(self, change: int) -> None:
        """Takes in what the amendment did to one entry."""
        self.asked += 1
        if change == 0:
            return
        self.raised += change > 0
        self.lowered += change < 0
        self.least = change if self.least is None else min(self.least, change)
        self.most = change if self.most is None else max(self.most, change)


@dataclass
class Amended:
    """An amendment with what it did. `leaves`: of the entries that it annulled."""

    amendment: Amendment
    effect: Effect = field(default_factory=Effect)
    leaves: list[bytes] = field(default_factory=list)


@dataclass(frozen=True)
class _Step:
    """One amendment of a question: the option bits that are right from now on, None for void."""

    amended: Amended
    right: int | None


class Corrections:
    """Applies amendments, in the order agreed, to entries one by one, and counts what they do."""

    def __init__(
        self, contest: Contest, paper_key: bytes | None, amendments: Iterable[Amendment]
    ) -> None:
        """`paper_key` draws the papers again; only amended questions need it. Raises ValueError
        where one is amended that the contest does not have, or without a paper key."""
        self.amended = [Amended(each) for each in amendments]
        self._contest = contest
        self._steps = self._of_questions()
        self._cuts = list(_of_clocks(self.amended))
        self._annulments = self._of_kind(AmendmentKind.INTERVAL_ANNULLED)
        if self._steps and paper_key is None:
            raise ValueError("amended questions without a paper key")
        self._redrawer = Redrawer(contest, paper_key) if paper_key and self._steps else None

    @property
    def amendments(self) -> tuple[Amendment, ...]:
        return tuple(each.amendment for each in self.amended)

    def annulment(self, entry: Entry) -> Amendment | None:
        """The first amendment that annuls what was submitted when this entry was."""
        for each in self._annulments:
            interval = each.amendment.interval
            if interval is not None and entry.submitted_at in interval:
                each.effect.note(-1)
                each.leaves.append(entry.leaf)
                return each.amendment
        return None

    def corrected(self, attempt: Attempt, entry: Entry) -> Entry:
        """The entry as it ranks: the same one where nothing changes for it."""
        score = entry.score + self.points(attempt)
        elapsed_ms = max(0, entry.elapsed_ms - self._cut(attempt, entry))
        if (score, elapsed_ms) == (entry.score, entry.elapsed_ms):
            return entry
        return replace(
            entry,
            score=score,
            elapsed_ms=elapsed_ms,
            sealed_score=entry.score,
            sealed_elapsed_ms=entry.elapsed_ms,
        )

    def points(self, attempt: Attempt) -> int:
        """What the attempt gains or loses by amended questions."""
        if self._redrawer is None or attempt.submission is None:
            return 0
        paper = self._redrawer.draw(attempt.id)
        asked = zip(paper, attempt.submission.choices, strict=True)
        return sum(
            self._points_of(place, in_the_banks_order(bits, shown))
            for (place, shown), bits in asked
            if place in self._steps
        )

    def _points_of(self, place: int, chosen: int) -> int:
        sealed = standing = chosen == _bits(self._contest.questions[place].key)
        for step in self._steps[place]:
            now = step.right is None or chosen == step.right
            step.amended.effect.note(now - standing)
            standing = now
        return standing - sealed

    def _cut(self, attempt: Attempt, entry: Entry) -> int:
        """How much of this entry's time was outage."""
        taken = Interval(attempt.started_at, entry.submitted_at)
        cut = 0
        for amended, outages in self._cuts:
            until_here = sum(outage.overlap(taken) for outage in outages)
            amended.effect.note(cut - until_here)
            cut = until_here
        return cut

    def _of_questions(self) -> dict[int, list[_Step]]:
        places = {question.id: at for at, question in enumerate(self._contest.questions)}
        steps: defaultdict[int, list[_Step]] = defaultdict(list)
        for each in self.amended:
            change = each.amendment
            if change.question is None:
                continue
            if change.question not in places:
                raise ValueError(f"no question {change.question}")
            of_question = steps[places[change.question]]
            voided = change.kind is AmendmentKind.QUESTION_VOIDED
            voided |= any(step.right is None for step in of_question)
            of_question.append(_Step(each, None if voided else _bits(change.key)))
        return dict(steps)

    def _of_kind(self, kind: AmendmentKind) -> list[Amended]:
        return [each for each in self.amended if each.amendment.kind is kind]


def faults_of(change: Amendment, contest: Contest, standing: Sequence[Amendment]) -> dict[str, str]:
    """What is wrong with a proposed one: field → a sentence. `standing` were agreed before."""
    match change.kind:
        case AmendmentKind.QUESTION_VOIDED | AmendmentKind.KEY_CORRECTED:
            return _question_faults(change, contest, standing)
        case AmendmentKind.CLOSE_MOVED:
            return {}
        case _:
            return _interval_faults(change, contest)


def _question_faults(
    change: Amendment, contest: Contest, standing: Sequence[Amendment]
) -> dict[str, str]:
    question = next((each for each in contest.questions if each.id == change.question), None)
    if question is None:
        return {"question": "Không có câu hỏi này trong cuộc thi. Xin chọn lại."}
    if any(_voids(each, question.id) for each in standing):
        return {"question": "Câu hỏi này đã được bỏ; ai gặp câu này cũng đã được tính điểm."}
    if change.kind is AmendmentKind.QUESTION_VOIDED:
        return {}
    return _key_faults(change, question, standing)


def _key_faults(
    change: Amendment, question: Question, standing: Sequence[Amendment]
) -> dict[str, str]:
    key = set(change.key)
    if not key or not key < set(range(len(question.options))):
        return {"key": "Phải có ít nhất một phương án đúng và một phương án sai. Xin chọn lại."}
    if len(key) > 1 and not question.multiple:
        says = "Người dự thi chỉ chọn được một phương án ở câu này, nên chỉ một phương án là đúng."
        return {"key": f"{says} Nếu nhiều phương án cùng đúng, xin bỏ câu hỏi."}
    if key == set(key_in_force(question, standing)):
        return {"key": "Đây chính là đáp án đang áp dụng. Xin chọn đáp án khác."}
    return {}


def _interval_faults(change: Amendment, contest: Contest) -> dict[str, str]:
    interval = change.interval
    if interval is None or interval.starts >= interval.ends:
        return {"ends": "Lúc kết thúc phải sau lúc bắt đầu. Xin sửa lại."}
    if interval.ends <= contest.opens_at or interval.starts > contest.closes_at:
        return {"starts": "Khoảng này nằm ngoài thời gian thi. Xin sửa lại."}
    return {}


def key_in_force(question: Question, agreed: Iterable[Amendment]) -> tuple[int, ...]:
    """The right options (the bank's indexes, ascending) once `agreed` were applied in order."""
    corrected = [
        each.key
        for each in agreed
        if each.kind is AmendmentKind.KEY_CORRECTED and each.question == question.id
    ]
    return tuple(sorted(corrected[-1] if corrected else question.key))


def _voids(amendment: Amendment, question: str) -> bool:
    return (amendment.kind, amendment.question) == (AmendmentKind.QUESTION_VOIDED, question)


def _of_clocks(amended: Iterable[Amended]) -> Iterable[tuple[Amended, list[Interval]]]:
    """Each cut outage with all outages until it, overlapping ones joined."""
    outages: list[Interval] = []
    for each in amended:
        if each.amendment.kind is AmendmentKind.OUTAGE_CUT and each.amendment.interval is not None:
            outages = _joined([*outages, each.amendment.interval])
            yield each, outages


def _joined(intervals: Iterable[Interval]) -> list[Interval]:
    joined: list[Interval] = []
    for each in sorted(intervals):
        if joined and each.starts <= joined[-1].ends:
            joined[-1] = Interval(joined[-1].starts, max(joined[-1].ends, each.ends))
        else:
            joined.append(each)
    return joined


def _bits(key: Iterable[int]) -> int:
    return sum(1 << index for index in key)
