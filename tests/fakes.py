"""Stores in memory that keep the ports' promises: `tests/integration` holds them and the real ones
to the same contracts.

All fakes of `FakeStores` report to one `Writes`, by which a test counts writes, lets something
happen just before one, or lets the process die just after one.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from chalicelib.domain.claim import ClaimsOfPerson
from chalicelib.domain.prizes import Decision, Passing
from chalicelib.domain.ranking import Review
from chalicelib.stores.contest_archive import ZipArchives
from chalicelib.usecases.ports import Bundle, Conflict, ContestRecord, Milestone, Run
from tests.fake_attempts import Death, FakeAttempts, Writes
from tests.fake_organizing import FakeFunctions, FakeJobs, FakeRulings, FakeSessions
from tests.fake_people import FakePeople, FakeVersions
from tests.fake_site import FakePages, FakeSite, tag_of

__all__ = ["Death", "FakeAttempts", "FakePages", "FakeSite", "Writes"]


class FakeClaims:
    def __init__(self, writes: Writes | None = None) -> None:
        self._writes = writes or Writes()
        self._stored: dict[tuple[str, str], ClaimsOfPerson] = {}

    def get(self, slug: str, participant: str) -> ClaimsOfPerson | None:
        return self._stored.get((slug, participant))

    def put(self, claims: ClaimsOfPerson, previous: ClaimsOfPerson | None) -> None:
        self._writes.before("claims.put")
        place = (claims.slug, claims.participant)
        stored = self._stored.get(place)
        if (stored and stored.claims) != (previous and previous.claims):
            raise Conflict
        self._stored[place] = claims
        self._writes.after("claims.put")

    def every(self, slug: str) -> list[ClaimsOfPerson]:
        return [claims for (of, _), claims in sorted(self._stored.items()) if of == slug]


class FakeBundles:
    def __init__(self, writes: Writes | None = None) -> None:
        self._writes = writes or Writes()
        self._current: dict[str, Bundle] = {}
        self._kept: dict[tuple[str, str], Bundle] = {}

    def get(self, slug: str) -> Bundle | None:
        return self._current.get(slug)

    def version(self, slug: str, version: str) -> Bundle | None:
        return self._kept.get((slug, version))

    def put(self, bundle: Bundle) -> None:
        self._writes.before("bundles.put")
        self._current[bundle.contest.slug] = bundle
        self._kept[bundle.contest.slug, bundle.version] = bundle
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
        self._passings: dict[tuple[str, str], Passing] = {}
        self._runs: dict[tuple[str, int, str], Run] = {}

    def reviews(self, slug: str) -> list[Review]:
        return [review for (of, _), review in sorted(self._reviews.items()) if of == slug]

    def put_review(self, slug: str, review: Review, previous: Review | None, by: str) -> None:
        self._writes.before("put_review")
        if self._reviews.get((slug, review.attempt_id)) != previous:
            raise Conflict
        self._reviews[slug, review.attempt_id] = review
        self._writes.after("put_review")

    def decisions(self, slug: str) -> list[Decision]:
        return [decision for (of, _), decision in sorted(self._decisions.items()) if of == slug]

    def put_decision(
        self, slug: str, decision: Decision, previous: Decision | None, by: str
    ) -> None:
        self._writes.before("put_decision")
        stored = self._decisions.get((slug, decision.prize))
        if (stored and stored.winners) != (previous and previous.winners):
            raise Conflict
        self._decisions[slug, decision.prize] = decision
        self._writes.after("put_decision")

    def drop_decision(self, slug: str, decision: Decision) -> None:
        self._writes.before("drop_decision")
        stored = self._decisions.get((slug, decision.prize))
        if stored is None or stored.winners != decision.winners:
            raise Conflict
        del self._decisions[slug, decision.prize]
        self._writes.after("drop_decision")

    def passings(self, slug: str) -> list[Passing]:
        return [passing for (of, _), passing in sorted(self._passings.items()) if of == slug]

    def add_passing(self, slug: str, passing: Passing, by: str) -> None:
        self._writes.before("add_passing")
        self._passings.setdefault((slug, passing.winner), passing)
        self._writes.after("add_passing")

    def drop_passing(self, slug: str, passing: Passing) -> None:
        self._writes.before("drop_passing")
        if self._passings.pop((slug, passing.winner), None) is not None:
            self._writes.after("drop_passing")

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
        return None if content is None else (content, tag_of(content))

    def put(self, key: str, content: bytes) -> None:
        self._put("vault.put", key, content, lambda stored: True)

    def create(self, key: str, content: bytes) -> bool:
        return self._put("vault.create", key, content, lambda stored: stored is None)

    def keep(self, key: str, content: bytes) -> bool:
        return self.create(key, content)

    def replace(self, key: str, content: bytes, tag: str | None) -> bool:
        return self._put(
            "vault.replace",
            key,
            content,
            lambda stored: (None if stored is None else tag_of(stored)) == tag,
        )

    def link(self, key: str, filename: str) -> str:
        return f"https://example.com/{key}?{filename}"

    def read_all(self, keys: Sequence[str]) -> list[bytes | None]:
        return [self.objects.get(key) for key in keys]

    def keys(self, prefix: str, after: str = "") -> Iterator[str]:
        found = sorted(key for key in self.objects if key.startswith(prefix))
        yield from [key for key in found if key > after]

    def first_key_after(self, prefix: str, after: str) -> str | None:
        return next(self.keys(prefix, after), None)

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


class FakeStores:
    """All stores of a deployment, with a clock that is set by hand."""

    def __init__(self, now: int = 0) -> None:
        self.now = now
        self.writes = Writes()
        self.attempts = FakeAttempts(self.writes)
        self.claims = FakeClaims(self.writes)
        self.bundles = FakeBundles(self.writes)
        self.records = FakeRecords(self.writes)
        self.judgements = FakeJudgements(self.writes)
        self.rulings = FakeRulings(self.writes)
        self.jobs = FakeJobs(self.writes)
        self.functions = FakeFunctions()
        self.sessions = FakeSessions()
        self.people = FakePeople()
        self.vault = FakeVault(self.writes)
        self.versions = FakeVersions(self.vault.objects)
        self.site = FakeSite(self.writes)
        self.pages = FakePages(self.writes)
        self.archives = ZipArchives()

    def clock(self) -> int:
        return self.now
