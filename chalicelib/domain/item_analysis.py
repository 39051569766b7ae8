"""What people do not know yet: each question by those who answered it, in whole numbers and exact
fractions.

*Share right* (the item's facility): right answers ÷ times shown; unanswered counts as not right.

*Discrimination* is the upper–lower index D = right share of the upper group − right share of the
lower group (A. P. Johnson, J. Educ. Psychol. 42, 1951; groups of 27 %: T. L. Kelley, "The
selection of upper and lower groups for the validation of test items", J. Educ. Psychol. 30, 1939).
It is taken instead of the point-biserial correlation because it is a fraction of whole numbers.
People who saw the question are ordered by how many of their *other* questions they got right, so
that a question is not compared with itself; each group is 27 % of them, to the nearest whole
number, at least one. Where a group's border runs through people of the same count, all of them
count in it with the same part, so nothing depends on an order among equals. Papers are drawn: the
other questions are of the same make-up for everybody, not the same ones.

A question with fewer than 30 answers has no discrimination (design, flags from a distribution).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from chalicelib.domain.contest import Contest, Question

LEAST_FOR_A_DISTRIBUTION = 30
_GROUP_PERCENT = 27
# 1.645², the one-sided 5 % of the normal distribution: less than that is nobody's mistake but
# chance.
_BEYOND_CHANCE = Fraction(27, 10)

Replies = Mapping[tuple[int, int], int]
"""(right answers among the other questions, option bits in the bank's order) → people."""


@dataclass(frozen=True)
class Groups:
    """The upper and the lower group: the part of each that was right, and the part of the upper one
    that chose each option, by the bank's index."""

    upper: Fraction
    lower: Fraction
    upper_chose: tuple[Fraction, ...]
    size: int

    @property
    def discrimination(self) -> Fraction:
        return self.upper - self.lower


@dataclass(frozen=True)
class QuestionFigures:
    """How a question was answered. `chosen[i]`: people who chose option i of the bank, alone or
    with others. `groups` is None with fewer than 30 answers."""

    question: Question
    shown: int
    right: int
    blank: int
    chosen: tuple[int, ...]
    groups: Groups | None

    @property
    def share_right(self) -> Fraction:
        """0 where nobody saw the question."""
        return Fraction(self.right, self.shown or 1)

    @property
    def favourite_wrong(self) -> tuple[int, ...]:
        """The wrong options that most people chose: several where as many chose them, none where
        nobody chose a wrong one."""
        return most_chosen_wrong(self.question, self.chosen)


class Sign(StrEnum):
    """Why a key may be wrong."""

    BELOW_CHANCE = "below_chance"
    NEGATIVE = "negative_discrimination"
    BEST_CHOOSE_WRONG = "best_choose_wrong"


@dataclass(frozen=True)
class Suspect:
    """A question whose key should be looked at. `instead`: the wrong option that the upper group
    chose most, by the bank's index, where they chose it more than the right answer."""

    figures: QuestionFigures
    signs: tuple[Sign, ...]
    instead: int | None


class ReplyTally:
    """Counts of replies by question, by unit, and by how much else their people knew."""

    def __init__(self, contest: Contest) -> None:
        self._questions = contest.questions
        self._keys = [bits_of(question.key) for question in contest.questions]
        # Whole numbers as keys: a fifth of the memory that tuples take.
        self._scores = contest.paper.questions + 1
        self._units = {unit.id: place for place, unit in enumerate(contest.units)}
        self._by_score: Counter[int] = Counter()
        self._by_unit: Counter[int] = Counter()

    def take(self, unit: str, replies: Iterable[tuple[int, int]]) -> int:
        """Counts one person's paper: (the question's place in the bank, option bits in the bank's
        order) of each question. Returns how many are right."""
        marked = [(at, bits, bits == self._keys[at]) for at, bits in replies]
        score = sum(right for _, _, right in marked)
        place = self._units.get(unit)
        for at, bits, right in marked:
            self._by_score[(at * self._scores + score - right) << 8 | bits] += 1
            if place is not None:
                self._by_unit[(at * len(self._units) + place) << 8 | bits] += 1
        return score

    def figures(self) -> list[QuestionFigures]:
        """The figures of every question, in the bank's order."""
        replies: defaultdict[int, dict[tuple[int, int], int]] = defaultdict(dict)
        for packed, people in self._by_score.items():
            at, score = divmod(packed >> 8, self._scores)
            replies[at][score, packed & 0xFF] = people
        return [analyse(one, replies[at]) for at, one in enumerate(self._questions)]

    def by_unit(self) -> list[dict[str, QuestionFigures]]:
        """For every question, unit id → its figures among the unit's people, without groups."""
        names = list(self._units)
        replies: defaultdict[tuple[int, int], dict[tuple[int, int], int]] = defaultdict(dict)
        for packed, people in self._by_unit.items():
            replies[divmod(packed >> 8, len(names))][0, packed & 0xFF] = people
        found: list[dict[str, QuestionFigures]] = [{} for _ in self._questions]
        for (at, place), of_unit in sorted(replies.items()):
            found[at][names[place]] = _counted(self._questions[at], of_unit, None)
        return found


def bits_of(options: Iterable[int]) -> int:
    """Options by index as bits."""
    return sum(1 << index for index in options)


def analyse(question: Question, replies: Replies) -> QuestionFigures:
    """The figures of one question."""
    people = sum(replies.values())
    groups = _groups(question, replies) if people >= LEAST_FOR_A_DISTRIBUTION else None
    return _counted(question, replies, groups)


def _counted(question: Question, replies: Replies, groups: Groups | None) -> QuestionFigures:
    key = bits_of(question.key)
    chosen = [0] * len(question.options)
    for (_, bits), people in replies.items():
        for index in range(len(chosen)):
            chosen[index] += people * (bits >> index & 1)
    return QuestionFigures(
        question=question,
        shown=sum(replies.values()),
        right=sum(people for (_, bits), people in replies.items() if bits == key),
        blank=sum(people for (_, bits), people in replies.items() if bits == 0),
        chosen=tuple(chosen),
        groups=groups,
    )


def group_size(people: int) -> int:
    """27 % of `people` to the nearest whole number, a half upwards; at least one."""
    return max(1, (_GROUP_PERCENT * people + 50) // 100)


def _groups(question: Question, replies: Replies) -> Groups:
    size = group_size(sum(replies.values()))
    upper = _weighted(replies, size, highest_first=True)
    lower = _weighted(replies, size, highest_first=False)
    key = bits_of(question.key)
    return Groups(
        upper=upper.get(key, Fraction(0)) / size,
        lower=lower.get(key, Fraction(0)) / size,
        upper_chose=tuple(
            sum((part for bits, part in upper.items() if bits >> index & 1), Fraction(0)) / size
            for index in range(len(question.options))
        ),
        size=size,
    )


def _weighted(replies: Replies, size: int, *, highest_first: bool) -> dict[int, Fraction]:
    """Option bits → people of a group of `size` who chose them, those on its border in part."""
    at_score: Counter[int] = Counter()
    for (score, _), people in replies.items():
        at_score[score] += people
    part: dict[int, Fraction] = {}
    left = size
    for score in sorted(at_score, reverse=highest_first):
        taken = min(left, at_score[score])
        part[score] = Fraction(taken, at_score[score])
        left -= taken
    chose: defaultdict[int, Fraction] = defaultdict(Fraction)
    for (score, bits), people in replies.items():
        chose[bits] += people * part[score]
    return dict(chose)


def most_chosen_wrong(question: Question, chosen: tuple[int, ...]) -> tuple[int, ...]:
    """See `QuestionFigures.favourite_wrong`."""
    wrong = {index: count for index, count in enumerate(chosen) if index not in question.key}
    most = max(wrong.values(), default=0)
    return tuple(index for index, count in wrong.items() if count == most and most)


def suspects(figures: Iterable[QuestionFigures]) -> list[Suspect]:
    """Questions whose key is probably wrong, those with most signs first, then by discrimination.

    A sign is given only where it goes beyond what chance does in one case of twenty (z² ≥ 2.7, one-
    sided), and with 30 answers or more: `BELOW_CHANCE` fewer right than by guessing (one option of
    n; questions with one right option alone), `NEGATIVE` the upper group right less often than the
    lower one, `BEST_CHOOSE_WRONG` the upper group chose one wrong option more often than they were
    right.
    """
    found = (_suspect(each) for each in figures)
    return sorted((each for each in found if each.signs), key=_strength)


def _suspect(figures: QuestionFigures) -> Suspect:
    groups = figures.groups
    if groups is None:
        return Suspect(figures, (), None)
    instead = _instead(figures.question, groups)
    signs = (
        (Sign.BELOW_CHANCE, _is_below_chance(figures)),
        (Sign.NEGATIVE, _is_negative(groups)),
        (Sign.BEST_CHOOSE_WRONG, instead is not None),
    )
    return Suspect(figures, tuple(sign for sign, holds in signs if holds), instead)


def _strength(suspect: Suspect) -> tuple[int, Fraction, str]:
    groups = suspect.figures.groups
    discrimination = groups.discrimination if groups else Fraction(0)
    return -len(suspect.signs), discrimination, suspect.figures.question.id


def _is_below_chance(figures: QuestionFigures) -> bool:
    if figures.question.multiple:
        return False
    chance = Fraction(1, len(figures.question.options))
    below = chance - figures.share_right
    return below > 0 and below**2 * figures.shown / (chance * (1 - chance)) >= _BEYOND_CHANCE


def _is_negative(groups: Groups) -> bool:
    """The test of two proportions, both groups of one size."""
    if groups.discrimination >= 0:
        return False
    both = (groups.upper + groups.lower) / 2
    spread = 2 * both * (1 - both) / groups.size
    return groups.discrimination**2 >= _BEYOND_CHANCE * spread


def _instead(question: Question, groups: Groups) -> int | None:
    """The sign test between one wrong option and the right answer, within the upper group."""
    wrong = [index for index in range(len(question.options)) if index not in question.key]
    best = max(wrong, key=lambda index: (groups.upper_chose[index], -index))
    chose, right = groups.upper_chose[best] * groups.size, groups.upper * groups.size
    if chose <= right or (chose - right) ** 2 < _BEYOND_CHANCE * (chose + right):
        return None
    return best
