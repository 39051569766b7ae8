"""Questions that say the same, or nearly.

Two questions are the same where text and options agree but for case, spaces, punctuation and the
order of the options. They are alike where at least four fifths of all words that either has are in
both (Jaccard). Pairs are looked for by their rarest words alone (prefix filter of Chaudhuri, Ganti
and Kaushik, "A Primitive Operator for Similarity Joins", ICDE 2006): what shares none of these
can't be that alike.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import islice
from typing import Any

_Question = dict[str, Any]
Pair = tuple[str, str]

LEAST_LIKENESS = Fraction(4, 5)
MOST_PAIRS = 200
# Thousands of questions that share all but one word: enough is known long before all are compared.
_MOST_COMPARED = 400_000
_WORD = re.compile(r"\w+")


def same_questions(questions: Iterable[_Question]) -> list[tuple[str, ...]]:
    """Ids of questions that say the same, group by group, in the bank's order."""
    groups: dict[Any, list[str]] = defaultdict(list)
    for question in questions:
        groups[_essence(question)].append(str(question.get("id", "")))
    return [tuple(group) for group in groups.values() if len(group) > 1]


def alike_questions(questions: Iterable[_Question]) -> list[Pair]:
    """Pairs of ids of questions that are alike but not the same, at most `MOST_PAIRS`."""
    first_of_each = {_essence(question): question for question in reversed(list(questions))}
    bank = list(reversed(first_of_each.values()))
    words = [frozenset(_words_of(question)) for question in bank]
    found = islice(_alike(words), MOST_PAIRS)
    return [(str(bank[a].get("id", "")), str(bank[b].get("id", ""))) for a, b in found]


def _alike(words: list[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Indexes of alike sets, the smaller first."""
    often = Counter(word for each in words for word in each)
    having: dict[str, list[int]] = defaultdict(list)
    compared = 0
    for place, each in enumerate(words):
        rarest = sorted(each, key=lambda word: (often[word], word))[: _rare_words(len(each))]
        candidates = sorted({other for word in rarest for other in having[word]})
        compared += len(candidates)
        if compared > _MOST_COMPARED:
            return
        yield from ((other, place) for other in candidates if _are_alike(words[other], each))
        for word in rarest:
            having[word].append(place)


def _rare_words(size: int) -> int:
    """How many of its rarest words a set of that size must be looked up by."""
    shared = -(-size * LEAST_LIKENESS.numerator // LEAST_LIKENESS.denominator)
    return size - shared + 1


def _are_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    both = len(one & other)
    of_either = len(one) + len(other) - both
    return both > 0 and both * LEAST_LIKENESS.denominator >= LEAST_LIKENESS.numerator * of_either


def _essence(question: _Question) -> Any:
    options = question.get("options", ())
    return _words(question.get("text", "")), tuple(sorted(_words(option) for option in options))


def _words_of(question: _Question) -> tuple[str, ...]:
    parts = (question.get("text", ""), *question.get("options", ()))
    return tuple(word for part in parts for word in _words(part))


def _words(text: Any) -> tuple[str, ...]:
    return tuple(_WORD.findall(unicodedata.normalize("NFC", str(text)).casefold()))
