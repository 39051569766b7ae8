"""How alike answers are: wrong answers in common, against what chance alone would give.

What two people both got right says nothing; that both chose the same wrong option does, and the
more so the fewer choose it. A person who errs twice as often as others on the same questions is
expected to give each wrong answer twice as often.
"""

import math
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

_NEIGHBOURS = 40
_NEAR_MS = 2 * 3_600_000
# Chance alone may pair one person in a thousand: half of that for each of the two.
_FALSE_PAIRS_A_PERSON = 0.0005
_MOST_CHANCE = 1e-4
# A pair as unlikely as this is looked at together with those around it.
_CHANCE_OF_A_SEED = 0.02
_LARGEST_RING = 12
# Two who are compared say nothing of how often others give an answer; nobody's is never.
_OWN = 1.5
_RAREST = 0.25
_BITS = 8


def code_of(question: int, chosen: int) -> int:
    """A wrong answer: the question's place in the bank, and the chosen options of the bank as
    bits."""
    return question << _BITS | chosen


@dataclass(frozen=True, slots=True)
class Answers:
    """One attempt's: its wrong answers as codes, the questions of its paper as bits of a number."""

    participant: str
    submitted_at: int
    wrong: frozenset[int]
    drawn: int


@dataclass(frozen=True)
class Likeness:
    """Attempts (by their places) that are alike; by chance two of them had `expected` wrong
    answers in common, and so much in common had so little `chance`."""

    members: tuple[int, ...]
    expected: float
    chance: float


class Rates:
    """How often each wrong answer is given by all, and how much more often than all each errs."""

    def __init__(self, answers: Sequence[Answers]) -> None:
        drawn = Counter(question for each in answers for question in _bits_of(each.drawn))
        chosen = Counter(code for each in answers for code in each.wrong)
        wrong: Counter[int] = Counter()
        for code, times in chosen.items():
            wrong[code >> _BITS] += times
        self._answers = answers
        self._rates = {
            code: max(times - _OWN, _RAREST) / drawn[code >> _BITS]
            for code, times in chosen.items()
        }
        errors = {question: wrong[question] / times for question, times in drawn.items()}
        self._weights = [
            len(each.wrong) / (sum(map(errors.__getitem__, _bits_of(each.drawn))) or 1.0)
            for each in answers
        ]

    def expected(self, codes: Collection[int], at: int) -> float:
        """How many of these wrong answers the attempt at this place gives by chance."""
        drawn, weight = self._answers[at].drawn, self._weights[at]
        # In ascending order: a set has none, and sums must not depend on it.
        return sum(
            min(1.0, self._rates[code] * weight)
            for code in sorted(codes)
            if drawn >> (code >> _BITS) & 1
        )


def alike(answers: Sequence[Answers], rates: Rates) -> Iterator[Likeness]:
    """Pairs and rings of neighbours in time that are alike beyond chance; `answers` are in the
    order in which they were sealed."""
    seeds, pairs = _seeds(answers, rates)
    most = min(_MOST_CHANCE, _FALSE_PAIRS_A_PERSON * len(answers) / max(pairs, 1))
    for seed in seeds:
        ring = _grown(seed, answers, rates)
        if ring.chance <= most:
            yield ring


def _seeds(answers: Sequence[Answers], rates: Rates) -> tuple[list[Likeness], int]:
    """Pairs that are rather alike, and how many were looked at."""
    found, pairs = [], 0
    for at, other in enumerate(answers):
        if len(other.wrong) < 2:
            continue
        for before in range(max(0, at - _NEIGHBOURS), at):
            one = answers[before]
            if not _are_near(one, other):
                continue
            pairs += 1
            same = len(one.wrong & other.wrong)
            if same > 1:
                expected = max(rates.expected(one.wrong, at), rates.expected(other.wrong, before))
                chance = chance_of_at_least(same, expected)
                if chance <= _CHANCE_OF_A_SEED:
                    found.append(Likeness((before, at), expected, chance))
    return found, pairs


def _are_near(one: Answers, other: Answers) -> bool:
    return (
        abs(other.submitted_at - one.submitted_at) <= _NEAR_MS
        and one.participant != other.participant
    )


def _grown(seed: Likeness, answers: Sequence[Answers], rates: Rates) -> Likeness:
    """The pair with whoever gives the wrong answers that its members have in common.

    Each one more is the most alike of some candidates, so its chance counts that many times; a
    ring grows as long as that makes it less likely.
    """
    one, other = (answers[each] for each in seed.members)
    members, common = list(seed.members), one.wrong & other.wrong
    candidates = _around(seed, answers)
    chance = seed.chance
    while candidates and len(members) < _LARGEST_RING:
        judged = ((_chance_to_belong(each, common, answers, rates), each) for each in candidates)
        least, newcomer = min(judged)
        if least * len(candidates) >= 1:
            break
        chance *= least * len(candidates)
        wrong = answers[newcomer].wrong
        common = common.union(*(wrong & answers[each].wrong for each in members))
        members.append(newcomer)
        candidates.remove(newcomer)
    return Likeness(tuple(members), seed.expected, chance)


def _around(seed: Likeness, answers: Sequence[Answers]) -> list[int]:
    first, last = seed.members
    near = range(max(0, last - _NEIGHBOURS), min(len(answers), first + _NEIGHBOURS + 1))
    return [
        each
        for each in near
        if each not in seed.members
        and answers[each].wrong
        and all(_are_near(answers[each], answers[member]) for member in seed.members)
    ]


def _chance_to_belong(
    at: int, common: Collection[int], answers: Sequence[Answers], rates: Rates
) -> float:
    same = sum(code in answers[at].wrong for code in common)
    return chance_of_at_least(same, rates.expected(common, at)) if same else 1.0


def chance_of_at_least(count: int, expected: float) -> float:
    """Poisson's upper tail: never less than that of so many chances that are independent."""
    term = math.exp(-expected)
    total = term
    for number in range(1, count):
        term *= expected / number
        total += term
    return max(1e-12, 1.0 - total)


def _bits_of(number: int) -> Iterator[int]:
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest
