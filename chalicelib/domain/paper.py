"""The paper of an attempt: drawn by keyed hash from its id, so that it is never stored.

With one attempt nobody can draw again for an easier paper, and whoever holds the revealed paper
key can redraw each paper after the contest (design §5).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from chalicelib.domain.canonical import keyed_hash
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
    drawn = _drawn_questions(contest, paper_key, attempt_id)
    ordered = sorted(drawn, key=lambda drawn: keyed_hash(paper_key, "order", attempt_id, drawn.id))
    return tuple(
        PaperQuestion(question, _option_order(contest, paper_key, attempt_id, question))
        for question in ordered
    )


def _drawn_questions(contest: Contest, paper_key: bytes, attempt_id: str) -> Iterable[Question]:
    for topic, quota in contest.paper.quota:
        of_topic = (question for question in contest.questions if question.topic == topic)
        yield from sorted(of_topic, key=lambda each: keyed_hash(paper_key, attempt_id, each.id))[
            :quota
        ]


def _option_order(
    contest: Contest, paper_key: bytes, attempt_id: str, question: Question
) -> tuple[int, ...]:
    indexes = range(len(question.options))
    if not contest.paper.shuffle_options:
        return tuple(indexes)
    return tuple(
        sorted(
            indexes,
            key=lambda index: keyed_hash(paper_key, "option", attempt_id, question.id, index),
        )
    )
