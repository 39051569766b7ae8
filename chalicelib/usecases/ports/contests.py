"""What keeps contests: their versions, and how far each has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from chalicelib.domain.contest import Contest


@dataclass(frozen=True)
class Secrets:
    """The keys of one contest; paper, salt and resume keys are derived per slug."""

    identity_key: bytes
    paper_key: bytes
    salt_key: bytes
    resume_key: bytes
    token_keys: tuple[bytes, ...]
    commitment_salt: str
    excluded_salt: str


@dataclass(frozen=True)
class RootSecrets:
    """Keys of a deployment, from Parameter Store; a contest's own keys are derived from them."""

    identity_key: bytes
    contest_key: bytes
    token_keys: tuple[bytes, ...]


@dataclass(frozen=True)
class Bundle:
    """All that a function needs to know of a contest: one version's rules, questions and keys.

    What organizers changed since it opened comes along, so that a start need not read it:
    `moved_close` is the later close (`contest` has it already), `extra_ms` the milliseconds that
    some people get above the limit, by participant id, `recalled_tickets` the tablets that let
    nobody begin any more."""

    contest: Contest
    document: dict[str, Any]
    version: str
    committed_at: int
    secrets: Secrets
    moved_close: int | None = None
    extra_ms: Mapping[str, int] = field(default_factory=dict)
    recalled_tickets: tuple[str, ...] = ()


class Bundles(Protocol):
    """The current version of each contest."""

    def get(self, slug: str) -> Bundle | None:
        """The bundle; a version stored within the last seconds may not show yet."""

    def version(self, slug: str, version: str) -> Bundle | None:
        """One version, current or not."""

    def put(self, bundle: Bundle) -> None:
        """Keeps the version for good and makes it the current one."""


@dataclass(frozen=True)
class ContestRecord:
    """How far a contest has come. Times are None for what has not happened."""

    slug: str
    title: str
    host: str
    opens_at: int
    closes_at: int
    versions: tuple[str, ...]
    frozen_at: int | None = None
    ranked_at: int | None = None
    shown_at: int | None = None
    published_at: int | None = None
    erased_at: int | None = None


class Milestone(StrEnum):
    """What happens to a contest once, and is noted in its record."""

    FROZEN = "frozen_at"
    RANKED = "ranked_at"
    SHOWN = "shown_at"
    PUBLISHED = "published_at"
    ERASED = "erased_at"


class ContestRecords(Protocol):
    """One record a contest."""

    def get(self, slug: str) -> ContestRecord | None: ...

    def every(self) -> list[ContestRecord]: ...

    def put(self, record: ContestRecord, previous: ContestRecord | None) -> None:
        """Stores the record over `previous`; raises Conflict if that is not what stands there."""

    def mark(self, slug: str, milestone: Milestone, at: int) -> None:
        """Notes when a milestone was reached for the first time; later times change nothing."""
