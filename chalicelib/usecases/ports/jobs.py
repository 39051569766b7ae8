"""What keeps long work, starts it, and tells how far it has come."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol


class JobState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True)
class Job:
    """Work that a function of its own does. `kind` is that function's role; `slug` the contest, ""
    for none; `asked` what it is handed. `progress` is (done, of); `worker` the call that works on
    it, or did last ("" before any). The answer or the error of an ended job lies in the vault.
    Times in milliseconds."""

    id: str
    kind: str
    slug: str
    asked: dict[str, Any]
    by: str
    source: str
    created_at: int
    expires_at: int
    state: JobState = JobState.WAITING
    touched_at: int = 0
    progress: tuple[int, int] | None = None
    worker: str = ""


class Jobs(Protocol):
    """Jobs by id, for some days."""

    def create(self, job: Job) -> bool:
        """Stores a job where none of its id stands; False if one did."""

    def get(self, job_id: str) -> Job | None:
        """The job as it is now (strongly consistent)."""

    def put(self, job: Job, previous: Job) -> None:
        """Stores the job over `previous`; raises Conflict if its state has changed since."""


class Functions(Protocol):
    """The functions of this stage."""

    def start(self, role: str, event: dict[str, Any]) -> None:
        """Has a function work on an event, without waiting for it. Raises Unavailable."""
