"""Identical wrong answers, beyond chance, among near neighbours in time.

Papers differ from person to person, so answers are compared by the bank's own questions and
options (`likeness.py`).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from chalicelib.domain.contest import Contest
from chalicelib.domain.flag import (
    LEAST_FOR_A_DISTRIBUTION,
    MOST_OTHERS,
    Flag,
    FlagCode,
    Trace,
    decimal,
    in_time,
)
from chalicelib.domain.likeness import Answers, Likeness, Rates, alike, code_of
from chalicelib.domain.redrawing import Redrawer, in_the_banks_order

MOST_COMPARED = 20_000
"""Of more attempts the best are compared: those that a prize can go to."""


def same_wrong_answers(
    traces: Sequence[Trace], contest: Contest, paper_key: bytes
) -> Iterator[Flag]:
    """Attempts whose wrong answers are those of neighbours in time, two or more of them."""
    if len(traces) < LEAST_FOR_A_DISTRIBUTION:
        return
    compared = _best(traces)
    answers = [_read(trace, paper) for trace, paper in _papers(compared, contest, paper_key)]
    found: defaultdict[int, list[Likeness]] = defaultdict(list)
    for likeness in alike(answers, Rates(answers)):
        for member in likeness.members:
            found[member].append(likeness)
    for member, likenesses in found.items():
        yield _flag(compared, member, min(likenesses, key=lambda each: each.chance), answers)


def _best(traces: Sequence[Trace]) -> list[Trace]:
    best = sorted(
        traces, key=lambda each: (-each.entry.score, each.entry.elapsed_ms, each.entry.attempt_id)
    )
    return in_time(best[:MOST_COMPARED])


_Chosen = list[tuple[int, int, int]]
"""Of each question: its place in the bank, what was chosen and what is right, as option bits."""


def _papers(
    traces: Sequence[Trace], contest: Contest, paper_key: bytes
) -> Iterator[tuple[Trace, _Chosen]]:
    redrawer = Redrawer(contest, paper_key)
    keys = [sum(1 << index for index in question.key) for question in contest.questions]
    for trace in traces:
        paper = zip(redrawer.draw(trace.entry.attempt_id), trace.choices, strict=False)
        yield (
            trace,
            [
                (question, in_the_banks_order(bits, shown) if bits else 0, keys[question])
                for (question, shown), bits in paper
            ],
        )


def _read(trace: Trace, paper: _Chosen) -> Answers:
    wrong = frozenset(code_of(at, chosen) for at, chosen, key in paper if chosen not in (0, key))
    drawn = 0
    for question, *_ in paper:
        drawn |= 1 << question
    return Answers(trace.entry.participant, trace.entry.submitted_at, wrong, drawn)


def _flag(
    traces: Sequence[Trace], member: int, likeness: Likeness, answers: Sequence[Answers]
) -> Flag:
    others = sorted(each for each in likeness.members if each != member)
    same = {each: len(answers[member].wrong & answers[each].wrong) for each in others}
    nearest = max(others, key=lambda each: (same[each], -each))
    apart = abs(answers[nearest].submitted_at - answers[member].submitted_at)
    ring = f" Nhóm giống nhau như vậy có {len(others) + 1} bài." if len(others) > 1 else ""
    says = (
        f"Có {same[nearest]} câu chọn cùng một đáp án sai với một bài khác, nộp cách "
        f"{max(1, round(apart / 60_000))} phút. Hai bài không liên quan thường chỉ trùng chừng "
        f"{decimal(likeness.expected)} câu.{ring}"
    )
    ids = tuple(traces[each].entry.attempt_id for each in others[:MOST_OTHERS])
    return Flag(traces[member].entry.attempt_id, FlagCode.SAME_WRONG_ANSWERS, says, ids)
