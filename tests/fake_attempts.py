"""Attempts in memory, and the writes that tests count, interleave or let die."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from chalicelib.domain.attempt import Attempt, AttemptKey, Draft, Submission, WrongCodes
from chalicelib.usecases.ports import AttemptPage, Conflict


class Death(BaseException):
    """The process ended: no `except Exception` sees it."""


@dataclass
class Writes:
    """Writes that took effect, by name; `last_before_death` is how many there may be."""

    done: list[str] = field(default_factory=list)
    last_before_death: int | None = None
    meanwhile: dict[str, Callable[[], object]] = field(default_factory=dict)

    def before(self, name: str) -> None:
        """Lets happen, once, what a test wants to come just before this write."""
        self.meanwhile.pop(name, _nothing)()

    def after(self, name: str) -> None:
        self.done.append(name)
        if len(self.done) == self.last_before_death:
            raise Death(name)


def _nothing() -> None:
    """What happens meanwhile, mostly."""


class FakeAttempts:
    def __init__(self, writes: Writes | None = None) -> None:
        self._writes = writes or Writes()
        self._stored: dict[tuple[str, str, int], Attempt] = {}

    def create(self, attempt: Attempt) -> None:
        self._writes.before("create")
        place = (attempt.slug, attempt.participant, attempt.number)
        if place in self._stored:
            raise Conflict(self._stored[place])
        self._stored[place] = attempt
        self._writes.after("create")

    def get(self, slug: str, participant: str, number: int) -> Attempt | None:
        return self._stored.get((slug, participant, number))

    def of_person(self, slug: str, participant: str) -> list[Attempt]:
        theirs = (key for key in self._stored if key[:2] == (slug, participant))
        return [self._stored[key] for key in sorted(theirs)]

    def save_draft(self, key: AttemptKey, draft: Draft, earliest_deadline: int) -> None:
        self._write(
            "save_draft",
            key,
            lambda stored: (
                _is_open(stored, key)
                and stored.deadline >= earliest_deadline
                and (stored.draft is None or stored.draft.seq < draft.seq)
            ),
            lambda stored: replace(stored, draft=draft),
        )

    def submit(self, key: AttemptKey, submission: Submission, earliest_deadline: int) -> None:
        self._write(
            "submit",
            key,
            lambda stored: _is_open(stored, key) and stored.deadline >= earliest_deadline,
            lambda stored: _sealed(stored, submission),
        )

    def seal_draft(self, attempt: Attempt, submission: Submission) -> None:
        self._write(
            "seal_draft",
            attempt.key,
            lambda stored: (
                _is_open(stored, attempt.key)
                and stored.deadline == attempt.deadline
                and _seq(stored) == _seq(attempt)
            ),
            lambda stored: _sealed(stored, submission),
        )

    def replace_device(self, attempt: Attempt, device: bytes) -> None:
        self._write(
            "replace_device",
            attempt.key,
            lambda stored: _is_started(stored, attempt.key) and stored.device == attempt.device,
            lambda stored: replace(stored, device=device, wrong_codes=None),
        )

    def count_wrong_code(self, attempt: Attempt, wrong_codes: WrongCodes) -> None:
        self._write(
            "count_wrong_code",
            attempt.key,
            lambda stored: (
                stored.started_at == attempt.started_at
                and stored.wrong_codes == attempt.wrong_codes
            ),
            lambda stored: replace(stored, wrong_codes=wrong_codes),
        )

    def reset(self, key: AttemptKey, reset_at: int) -> None:
        self._write(
            "reset",
            key,
            lambda stored: _is_started(stored, key),
            lambda stored: replace(stored, reset_at=reset_at),
        )

    def grant(self, key: AttemptKey, device: bytes) -> None:
        self._write(
            "grant",
            key,
            lambda stored: stored.started_at == key.started_at and stored.reset_at is not None,
            lambda stored: replace(stored, granted=device),
        )

    def lengthen(self, attempt: Attempt, deadline: int) -> None:
        self._write(
            "lengthen",
            attempt.key,
            lambda stored: _is_open(stored, attempt.key) and stored.deadline == attempt.deadline,
            lambda stored: replace(stored, deadline=deadline),
        )

    def forget_person(self, key: AttemptKey, name: str) -> None:
        nobodys = {"identity": "", "device": bytes(16), "source": bytes(8), "granted": None}
        self._write(
            "forget_person",
            key,
            lambda stored: stored.started_at == key.started_at and stored.reset_at is not None,
            lambda stored: replace(stored, name=name, **nobodys),  # type: ignore[arg-type]  # one dict of values of several types
        )

    def page(self, slug: str, cursor: str | None, most: int) -> AttemptPage:
        """Of two shards, as the first letter of a participant has it."""
        read = re.fullmatch(r"([01])(?:-([a-z2-7]+-\d+))?", "0" if cursor is None else cursor)
        if read is None:
            raise ValueError("no cursor")
        shard, after = read[1], read[2] or ""
        theirs = {
            f"{participant}-{number}": stored
            for (of, participant, number), stored in sorted(self._stored.items())
            if of == slug and ord(participant[0]) % 2 == int(shard)
        }
        rest = [(key, stored) for key, stored in theirs.items() if key > after]
        found = tuple(stored for _, stored in rest[:most])
        if len(rest) > most:
            return AttemptPage(found, f"{shard}-{rest[most - 1][0]}", int(shard), 2)
        return AttemptPage(found, "1" if shard == "0" else None, int(shard) + 1, 2)

    def every(self, slug: str) -> Iterator[Attempt]:
        yield from [stored for stored in self._stored.values() if stored.slug == slug]

    def _write(
        self,
        name: str,
        key: AttemptKey,
        condition: Callable[[Attempt], bool],
        change: Callable[[Attempt], Attempt],
    ) -> None:
        self._writes.before(name)
        place = (key.slug, key.participant, key.number)
        stored = self._stored.get(place)
        if stored is None or not condition(stored):
            raise Conflict(stored)
        self._stored[place] = change(stored)
        self._writes.after(name)


def _is_started(stored: Attempt, key: AttemptKey) -> bool:
    return stored.started_at == key.started_at and stored.reset_at is None


def _is_open(stored: Attempt, key: AttemptKey) -> bool:
    return _is_started(stored, key) and stored.submission is None


def _seq(attempt: Attempt) -> int | None:
    return None if attempt.draft is None else attempt.draft.seq


def _sealed(stored: Attempt, submission: Submission) -> Attempt:
    """Draft and submission share one place for the answers."""
    draft = stored.draft and Draft(stored.draft.seq, submission.choices, submission.prediction)
    return replace(stored, submission=submission, draft=draft)
