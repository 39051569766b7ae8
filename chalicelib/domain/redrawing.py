"""The papers of many attempts, as `paper.draw_paper` draws them, in half the time.

What all hashes of an attempt have in common is hashed once: HMAC-SHA256 by its definition
(RFC 2104) on copies of half-made hashes. `tests/unit/test_redrawing.py` holds both ways together.
"""

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

from chalicelib.domain.canonical import canonical
from chalicelib.domain.contest import Contest, Question

Drawn = tuple[int, tuple[int, ...]]
"""A question's place in the bank, and the bank's index of the option at each place shown."""

_BLOCK = 64
_Hash = Any  # hashlib's objects have no public type


class Redrawer:
    """Draws the papers of one contest again."""

    def __init__(self, contest: Contest, paper_key: bytes) -> None:
        # A key of a block or less goes in as it is; ours have 32 bytes.
        key = paper_key if len(paper_key) <= _BLOCK else hashlib.sha256(paper_key).digest()
        padded = key.ljust(_BLOCK, b"\0")
        self._inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in padded))
        self._outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in padded))
        self._shuffles = contest.paper.shuffle_options
        bank = [_Known(at, question) for at, question in enumerate(contest.questions)]
        self._topics = [
            (quota, [one for one in bank if one.topic == topic])
            for topic, quota in contest.paper.quota
        ]
        self.hashes = sum(
            len(known) + quota * (1 + max((one.options for one in known), default=0))
            for quota, known in self._topics
        )
        """About how many hashes a paper takes."""

    def draw(self, attempt_id: str) -> list[Drawn]:
        """The questions of this attempt in its order, each with its order of options."""
        by_option = self._hashes(b'["option",%b,' % canonical(attempt_id))
        return [(one.at, self._shown(one, by_option)) for one in self._asked(attempt_id)]

    def questions(self, attempt_id: str) -> list[int]:
        """The places in the bank of this attempt's questions, in its order."""
        return [one.at for one in self._asked(attempt_id)]

    def _asked(self, attempt_id: str) -> "list[_Known]":
        attempt = canonical(attempt_id)
        by_draw = self._hashes(b"[%b," % attempt)
        drawn = [
            one
            for quota, known in self._topics
            for one in sorted(known, key=lambda each: by_draw(each.ending))[:quota]
        ]
        by_order = self._hashes(b'["order",%b,' % attempt)
        drawn.sort(key=lambda each: by_order(each.ending))
        return drawn

    def _shown(self, one: "_Known", by_option: Callable[[bytes], bytes]) -> tuple[int, ...]:
        indexes = range(one.options)
        if not self._shuffles:
            return tuple(indexes)
        return tuple(sorted(indexes, key=lambda index: by_option(one.option_endings[index])))

    def _hashes(self, beginning: bytes) -> Callable[[bytes], bytes]:
        begun = self._inner.copy()
        begun.update(beginning)
        outer = self._outer

        def keyed(ending: bytes) -> bytes:
            inner = begun.copy()
            inner.update(ending)
            whole = outer.copy()
            whole.update(inner.digest())
            digest: bytes = whole.digest()
            return digest

        return keyed


class _Known:
    """A question of the bank with the endings of what is hashed of it."""

    __slots__ = ("at", "ending", "option_endings", "options", "topic")

    def __init__(self, at: int, question: Question) -> None:
        name = canonical(question.id)
        self.at = at
        self.topic = question.topic
        self.options = len(question.options)
        self.ending = name + b"]"
        self.option_endings = [b"%b,%d]" % (name, index) for index in range(self.options)]


def in_the_banks_order(bits: int, shown: tuple[int, ...]) -> int:
    """Option bits as shown → the same bits by the bank's indexes."""
    return sum(1 << shown[place] for place in _places(bits))


def _places(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
