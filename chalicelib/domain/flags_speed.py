"""Speed: faster than a human can read, and faster than plausible beside all others."""

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from chalicelib.domain.contest import MS_PER_SECOND, Contest
from chalicelib.domain.flag import LEAST_FOR_A_DISTRIBUTION, Flag, FlagCode, Trace, decimal, seconds
from chalicelib.domain.ranking import Entry

_DEVIATIONS = 3.0
# A quarter of a normal distribution lies below its mean by this many standard deviations.
_QUARTILE = 0.6745
_LEAST_SPREAD = 0.3


@dataclass(frozen=True)
class Pace:
    """How long papers took: the median of their logarithms and the spread below it.

    The spread comes from the quicker half alone: who leaves the page open for hours must not make
    a bot look usual.
    """

    median: float
    spread: float

    def below(self, deviations: float) -> float:
        """Milliseconds that lie this many deviations below the median."""
        return math.exp(self.median - deviations * self.spread)


def pace_of(entries: Iterable[Entry]) -> Pace:
    """The pace of some papers, one at least."""
    logs = sorted(math.log(max(entry.elapsed_ms, 1)) for entry in entries)
    median, quartile = logs[len(logs) // 2], logs[len(logs) // 4]
    return Pace(median, max((median - quartile) / _QUARTILE, _LEAST_SPREAD))


def too_fast(traces: Iterable[Trace], contest: Contest) -> Iterator[Flag]:
    """Papers under `fairness.min_seconds_per_question` for each question; with 0 there are none."""
    floor_ms = _floor_ms(contest)
    for trace in traces:
        if trace.entry.elapsed_ms < floor_ms:
            evidence = _too_fast(trace.entry.elapsed_ms, contest)
            yield Flag(trace.entry.attempt_id, FlagCode.TOO_FAST, evidence)


def faster_than_others(
    traces: Sequence[Trace], contest: Contest, flagged: Collection[str] = ()
) -> Iterator[Flag]:
    """Papers that are good, not under the floor, and quicker than nearly anybody's.

    Those `flagged` otherwise (attempt ids) are left out of what is usual: hundreds of a bot's
    would hide it. Who does a further attempt is compared with others who do, as they know the
    questions. Below the middle score speed brings nobody a prize: whoever only taps through is
    left alone.
    """
    if not contest.min_seconds_per_question:
        return
    for group in _alike(traces):
        if len(group) >= LEAST_FOR_A_DISTRIBUTION:
            usual = [each for each in group if each.entry.attempt_id not in flagged]
            many = len(usual) >= LEAST_FOR_A_DISTRIBUTION
            yield from _outliers(group, usual if many else group, contest)


def _alike(traces: Sequence[Trace]) -> tuple[list[Trace], list[Trace]]:
    first = [each for each in traces if each.entry.number == 1]
    further = [each for each in traces if each.entry.number > 1]
    if len(further) < LEAST_FOR_A_DISTRIBUTION:
        return [*first, *further], []
    return first, further


def _outliers(group: Sequence[Trace], usual: Sequence[Trace], contest: Contest) -> Iterator[Flag]:
    pace = pace_of(each.entry for each in usual)
    limit = pace.below(_DEVIATIONS)
    middle_score = sorted(each.entry.score for each in usual)[len(usual) // 2]
    for trace in group:
        entry = trace.entry
        if _floor_ms(contest) <= entry.elapsed_ms < limit and entry.score >= middle_score:
            evidence = _faster(entry, contest, len(usual), pace.median)
            yield Flag(entry.attempt_id, FlagCode.FASTER_THAN_OTHERS, evidence)


def _floor_ms(contest: Contest) -> int:
    return contest.min_seconds_per_question * MS_PER_SECOND * contest.paper.questions


def _too_fast(elapsed_ms: int, contest: Contest) -> str:
    questions, floor_s = contest.paper.questions, contest.min_seconds_per_question
    return (
        f"Trả lời {questions} câu hỏi trong {seconds(elapsed_ms)} giây, nhanh hơn mức tối thiểu "
        f"{questions * floor_s} giây ({floor_s} giây mỗi câu)."
    )


def _faster(entry: Entry, contest: Contest, papers: int, median: float) -> str:
    questions = contest.paper.questions
    usual_ms = math.exp(median)
    return (
        f"Đúng {entry.score}/{questions} câu trong {seconds(entry.elapsed_ms)} giây. "
        f"Trong {papers} bài, bài ở giữa mất {round(usual_ms / MS_PER_SECOND)} giây: nhanh gấp "
        f"{decimal(usual_ms / entry.elapsed_ms)} lần, hiếm ai làm được."
    )
