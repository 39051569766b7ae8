"""Stores in memory of what organizers work with, besides those of `tests/fakes.py`."""

from typing import Any

from chalicelib.usecases.ports import Conflict, Job, Ruling, SignInOver, Tokens
from tests.fake_attempts import Writes


class FakeRulings:
    def __init__(self, writes: Writes | None = None) -> None:
        self._writes = writes or Writes()
        self._stored: dict[tuple[str, str, str], Ruling] = {}

    def get(self, slug: str, kind: str, ruling_id: str) -> Ruling | None:
        return self._stored.get((slug, kind, ruling_id))

    def put(self, ruling: Ruling, previous: Ruling | None) -> None:
        self._writes.before("rulings.put")
        place = (ruling.slug, ruling.kind, ruling.id)
        stored = self._stored.get(place)
        if (stored and stored.version) != (previous and previous.version):
            raise Conflict
        self._stored[place] = ruling
        self._writes.after("rulings.put")

    def every(self, slug: str, kind: str) -> list[Ruling]:
        return [
            ruling
            for (of, its, _), ruling in sorted(self._stored.items())
            if (of, its) == (slug, kind)
        ]


class FakeJobs:
    def __init__(self, writes: Writes | None = None) -> None:
        self._writes = writes or Writes()
        self._stored: dict[str, Job] = {}

    def create(self, job: Job) -> bool:
        self._writes.before("jobs.create")
        if job.id in self._stored:
            return False
        self._stored[job.id] = job
        self._writes.after("jobs.create")
        return True

    def get(self, job_id: str) -> Job | None:
        return self._stored.get(job_id)

    def put(self, job: Job, previous: Job) -> None:
        self._writes.before("jobs.put")
        stored = self._stored.get(job.id)
        if stored is None or (stored.state, stored.touched_at) != (
            previous.state,
            previous.touched_at,
        ):
            raise Conflict
        self._stored[job.id] = job
        self._writes.after("jobs.put")


class FakeFunctions:
    """Notes what was started, in order."""

    def __init__(self) -> None:
        self.started: list[tuple[str, dict[str, Any]]] = []

    def start(self, role: str, event: dict[str, Any]) -> None:
        self.started.append((role, event))


class FakeSessions:
    """Refresh tokens that are good until they are revoked."""

    def __init__(self) -> None:
        self.good = {"refresh-an"}
        self.factors: frozenset[str] = frozenset()

    def renew(self, refresh_token: str) -> Tokens:
        if refresh_token not in self.good:
            raise SignInOver
        return Tokens(f"id-of-{refresh_token}", f"access-of-{refresh_token}")

    def revoke(self, refresh_token: str) -> None:
        self.good.discard(refresh_token)

    def second_factors(self, access_token: str) -> frozenset[str]:
        if access_token.removeprefix("access-of-") not in self.good:
            raise SignInOver
        return self.factors
