"""What keeps attempts and claims."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from chalicelib.domain.attempt import Attempt, AttemptKey, Draft, Submission, WrongCodes
from chalicelib.domain.claim import ClaimsOfPerson


@dataclass(frozen=True)
class AttemptPage:
    """Some attempts of a contest, in no order that means anything. `cursor` is where the next page
    begins, None after the last; `read` of `shards` shards are read."""

    attempts: tuple[Attempt, ...]
    cursor: str | None
    read: int
    shards: int


class ResidentAttempts(Protocol):
    """What residents' requests do to attempts; each write is conditional and raises Conflict with
    what stands."""

    def create(self, attempt: Attempt) -> None:
        """Stores a new attempt where none stands yet."""

    def get(self, slug: str, participant: str, number: int) -> Attempt | None:
        """The attempt as it is now (strongly consistent)."""

    def of_person(self, slug: str, participant: str) -> list[Attempt]:
        """All attempts of one person, the first first (strongly consistent)."""

    def save_draft(self, key: AttemptKey, draft: Draft, earliest_deadline: int) -> None:
        """Stores a draft newer than the stored one, while the attempt is open."""

    def submit(self, key: AttemptKey, submission: Submission, earliest_deadline: int) -> None:
        """Seals an open attempt whose deadline is not before `earliest_deadline`."""

    def seal_draft(self, attempt: Attempt, submission: Submission) -> None:
        """Seals an attempt by its draft, unless draft or deadline changed since it was read."""

    def replace_device(self, attempt: Attempt, device: bytes) -> None:
        """Hands the attempt to another device, and forgets wrong codes."""

    def count_wrong_code(self, attempt: Attempt, wrong_codes: WrongCodes) -> None:
        """Stores the new count, unless it changed since `attempt` was read."""


class Attempts(ResidentAttempts, Protocol):
    """Attempts of all contests, with what organizers and the clock do to them."""

    def reset(self, key: AttemptKey, reset_at: int) -> None:
        """Takes the attempt out of the contest, once."""

    def grant(self, key: AttemptKey, device: bytes) -> None:
        """Notes which device may begin the attempt after this one, which was reset."""

    def lengthen(self, attempt: Attempt, deadline: int) -> None:
        """Gives an open attempt this deadline, unless the deadline changed since it was read."""

    def forget_person(self, key: AttemptKey, name: str) -> None:
        """Takes number, device and source out of an attempt that was reset; `name` takes the place
        of the name."""

    def page(self, slug: str, cursor: str | None, most: int) -> AttemptPage:
        """At most `most` attempts of one shard (strongly consistent), the first shard's first where
        there is no cursor. Raises ValueError where the cursor is none."""

    def every(self, slug: str) -> Iterator[Attempt]:
        """All attempts of a contest, in no particular order, each once."""


class Claims(Protocol):
    """Who claims a number with which another device takes part."""

    def get(self, slug: str, participant: str) -> ClaimsOfPerson | None:
        """All claims to one person's number (strongly consistent)."""

    def put(self, claims: ClaimsOfPerson, previous: ClaimsOfPerson | None) -> None:
        """Stores the claims over `previous`; raises Conflict if that is not what stands there."""

    def every(self, slug: str) -> list[ClaimsOfPerson]:
        """Those of a contest."""
