"""The question bank as agreed amendments leave it: what people know is judged by it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from chalicelib.domain.amending import Amendment, AmendmentKind
from chalicelib.domain.contest import Contest

Keys = dict[str, frozenset[int]]
"""Question id → its right options by the bank's indexes."""


def corrected_keys(amendments: Iterable[Amendment]) -> Keys:
    """Keys that were corrected, the later correction of a question last, as ranking has it."""
    return {
        each.question: frozenset(each.key)
        for each in amendments
        if each.kind is AmendmentKind.KEY_CORRECTED and each.question is not None
    }


def void_questions(amendments: Iterable[Amendment]) -> frozenset[str]:
    """The questions that say nothing of anybody any more."""
    return frozenset(
        each.question
        for each in amendments
        if each.kind is AmendmentKind.QUESTION_VOIDED and each.question is not None
    )


def is_annulled(submitted_at: int, amendments: Sequence[Amendment]) -> bool:
    """Whether what was submitted at this instant (milliseconds) counts no more."""
    annulled = (each for each in amendments if each.kind is AmendmentKind.INTERVAL_ANNULLED)
    return any(each.interval is not None and submitted_at in each.interval for each in annulled)


def with_keys(contest: Contest, keys: Keys) -> Contest:
    """The contest with these keys in place of its own; papers are drawn from it as before."""
    questions = (replace(each, key=keys.get(each.id, each.key)) for each in contest.questions)
    return replace(contest, questions=tuple(questions))
