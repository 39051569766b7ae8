"""Stores in memory that keep the ports' promises: `tests/integration` holds them and the real ones
to the same contracts.

All fakes of `FakeStores` report to one `Writes`, by which a test counts writes, lets something
happen just before one, or lets the process die just after one.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from chalicelib.domain.attempt import Attempt, AttemptKey, Draft, Submission, WrongCodes
from chalicelib.domain.canonical import canonical
from chalicelib.domain.prizes import Decision
from chalicelib.domain.ranking import Review
from chalicelib.usecases.ports import Bundle, Conflict, ContestRecord, Milestone, Run


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


class FakeBundles:
    def __init__(self, writes: Writes | None = None) -> None:
        self._writes = writes or Writes()
        self._current: dict[str, Bundle] = {}

    def get(self, slug: str) -> Bundle | None:
        return self._current.get(slug)

    def put(self, bundle: Bundle) -> None:
        self._writes.before("bundles.put")
        self._current[bundle.contest.slug] = bundle
        self._writes.after("bundles.put")


class FakeRecords:
    def __init__(self, writes: Writes | None = None) -> None:
        self._writes = writes or Writes()
        self._stored: dict[str, ContestRecord] = {}

    def get(self, slug: str) -> ContestRecord | None:
        return self._stored.get(slug)

    def every(self) -> list[ContestRecord]:
        return [self._stored[slug] for slug in sorted(self._stored)]

    def put(self, record: ContestRecord, previous: ContestRecord | None) -> None:
        self._writes.before("records.put")
        stored = self._stored.get(record.slug)
        if (stored and stored.versions) != (previous and previous.versions):
            raise Conflict
        self._stored[record.slug] = record
        self._writes.after("records.put")

    def mark(self, slug: str, milestone: Milestone, at: int) -> None:
        self._writes.before("mark")
        stored = self._stored.get(slug)
        if stored is None or getattr(stored, milestone.value) is not None:
            return
        reached: dict[str, Any] = {milestone.value: at}
        self._stored[slug] = replace(stored, **reached)
        self._writes.after("mark")


class FakeJudgements:
    def __init__(self, writes: Writes | None = None) -> None:
        self._writes = writes or Writes()
        self._reviews: dict[tuple[str, str], Review] = {}
        self._decisions: dict[tuple[str, str], Decision] = {}
        self._runs: dict[tuple[str, int, str], Run] = {}

    def reviews(self, slug: str) -> list[Review]:
        return [review for (of, _), review in sorted(self._reviews.items()) if of == slug]

    def put_review(self, slug: str, review: Review, by: str, at: int) -> None:
        self._writes.before("put_review")
        self._reviews[slug, review.attempt_id] = review
        self._writes.after("put_review")

    def decisions(self, slug: str) -> list[Decision]:
        return [decision for (of, _), decision in sorted(self._decisions.items()) if of == slug]

    def put_decision(
        self, slug: str, decision: Decision, previous: Decision | None, by: str, at: int
    ) -> None:
        self._writes.before("put_decision")
        stored = self._decisions.get((slug, decision.prize))
        if (stored and stored.winners) != (previous and previous.winners):
            raise Conflict
        self._decisions[slug, decision.prize] = decision
        self._writes.after("put_decision")

    def add_run(self, run: Run) -> None:
        self._writes.before("add_run")
        self._runs[run.slug, run.at, run.inputs_hash] = run
        self._writes.after("add_run")

    def latest_run(self, slug: str) -> Run | None:
        return next((run for run in reversed(self.runs) if run.slug == slug), None)

    @property
    def runs(self) -> list[Run]:
        """All runs, the latest last."""
        return sorted(self._runs.values(), key=lambda run: (run.at, run.inputs_hash))


class FakeVault:
    def __init__(self, writes: Writes | None = None) -> None:
        self._writes = writes or Writes()
        self.objects: dict[str, bytes] = {}

    def read(self, key: str) -> tuple[bytes, str] | None:
        content = self.objects.get(key)
        return None if content is None else (content, _tag_of(content))

    def put(self, key: str, content: bytes) -> None:
        self._put("vault.put", key, content, lambda stored: True)

    def create(self, key: str, content: bytes) -> bool:
        return self._put("vault.create", key, content, lambda stored: stored is None)

    def replace(self, key: str, content: bytes, tag: str | None) -> bool:
        return self._put(
            "vault.replace",
            key,
            content,
            lambda stored: (None if stored is None else _tag_of(stored)) == tag,
        )

    def keys(self, prefix: str) -> Iterator[str]:
        yield from [key for key in sorted(self.objects) if key.startswith(prefix)]

    def delete(self, key: str) -> None:
        self._writes.before("vault.delete")
        if self.objects.pop(key, None) is not None:
            self._writes.after("vault.delete")

    def _put(
        self, name: str, key: str, content: bytes, condition: Callable[[bytes | None], bool]
    ) -> bool:
        self._writes.before(name)
        if not condition(self.objects.get(key)):
            return False
        self.objects[key] = content
        self._writes.after(name)
        return True


def _tag_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class FakeSite:
    def __init__(self, writes: Writes | None = None) -> None:
        self._writes = writes or Writes()
        self.files: dict[str, bytes] = {}
        self.max_ages: dict[str, int] = {}

    def put_json(self, path: str, document: Any, max_age_s: int) -> None:
        self._writes.before("put_json")
        self.files[path] = canonical(document)
        self.max_ages[path] = max_age_s
        self._writes.after("put_json")

    def get_json(self, path: str) -> Any | None:
        content = self.files.get(path)
        return None if content is None else json.loads(content)


class FakeStores:
    """All stores of a deployment, with a clock that is set by hand."""

    def __init__(self, now: int = 0) -> None:
        self.now = now
        self.writes = Writes()
        self.attempts = FakeAttempts(self.writes)
        self.bundles = FakeBundles(self.writes)
        self.records = FakeRecords(self.writes)
        self.judgements = FakeJudgements(self.writes)
        self.vault = FakeVault(self.writes)
        self.site = FakeSite(self.writes)

    def clock(self) -> int:
        return self.now
