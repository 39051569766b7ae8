"""The paper of an attempt: drawn by keyed hash from its id, so that it is never stored.

With one attempt nobody can draw again for an easier paper, and whoever holds the revealed paper
key can redraw each paper after the contest (design §5).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from chalicelib.domain.canonical import KeyedHashes, canonical
from chalicelib.domain.contest import Contest, Question


@dataclass(frozen=True)
class PaperQuestion:
    """A question as shown: `shown[place]` is the bank's index of the option at that place."""

    question: Question
    shown: tuple[int, ...]

    @property
    def options(self) -> tuple[str, ...]:
        return tuple(self.question.options[index] for index in self.shown)

    @property
    def key(self) -> frozenset[int]:
        """The right places, as shown."""
        return frozenset(
            place for place, index in enumerate(self.shown) if index in self.question.key
        )


Paper = tuple[PaperQuestion, ...]


def draw_paper(contest: Contest, paper_key: bytes, attempt_id: str) -> Paper:
    """The questions of this attempt, in its order, with its order of options.

    Per topic the questions are sorted by HMAC(paper key, [attempt, question]) and the quota is
    taken; those drawn are ordered by HMAC(paper key, ["order", attempt, question]), the options by
    HMAC(paper key, ["option", attempt, question, index]).
    """
    drawn = _drawn_questions(contest, KeyedHashes(paper_key, attempt_id))
    places = KeyedHashes(paper_key, "order", attempt_id)
    options = KeyedHashes(paper_key, "option", attempt_id)
    return tuple(
        PaperQuestion(question, _option_order(contest, options, question))
        for question in sorted(drawn, key=lambda drawn: places.of(_spelled(drawn.id)))
    )


def _drawn_questions(contest: Contest, lots: KeyedHashes) -> Iterable[Question]:
    for topic, quota in contest.paper.quota:
        of_topic = (question for question in contest.questions if question.topic == topic)
        yield from sorted(of_topic, key=lambda each: lots.of(_spelled(each.id)))[:quota]


def _option_order(contest: Contest, lots: KeyedHashes, question: Question) -> tuple[int, ...]:
    indexes = range(len(question.options))
    if not contest.paper.shuffle_options:
        return tuple(indexes)
    spelled = _spelled(question.id)
    return tuple(sorted(indexes, key=lambda index: lots.of(spelled, b"%d" % index)))


@lru_cache(maxsize=10_000)
def _spelled(question_id: str) -> bytes:
    """The same ids come with every paper."""
    return canonical(question_id)
