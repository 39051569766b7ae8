"""What the use cases need of the stores."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from chalicelib.domain.attempt import Attempt, AttemptKey, Draft, Submission, WrongCodes
from chalicelib.domain.claim import ClaimsOfPerson
from chalicelib.domain.contest import Contest

if TYPE_CHECKING:
    # The residents' routes start without the modules of ranking.
    from chalicelib.domain.prizes import Decision, Passing
    from chalicelib.domain.ranking import Review

Clock = Callable[[], int]
"""Now, in milliseconds since the epoch."""


class Conflict(Exception):
    """A conditional write was refused; `stored` is what stands there instead, None if nothing."""

    def __init__(self, stored: Attempt | None = None) -> None:
        super().__init__("the condition of a write did not hold")
        self.stored = stored


class Unavailable(Exception):
    """A store failed or was too slow; the same request may succeed later."""


class Attempts(Protocol):
    """Attempts of all contests; each write is conditional and raises Conflict with what stands."""

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

    def reset(self, key: AttemptKey, reset_at: int) -> None:
        """Takes the attempt out of the contest, once."""

    def grant(self, key: AttemptKey, device: bytes) -> None:
        """Notes which device may begin the attempt after this one, which was reset."""

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
class Bundle:
    """All that a function needs to know of a contest: one version's rules, questions and keys."""

    contest: Contest
    document: dict[str, Any]
    version: str
    committed_at: int
    secrets: Secrets


class Bundles(Protocol):
    """The current version of each contest."""

    def get(self, slug: str) -> Bundle | None:
        """The bundle; a version stored within the last seconds may not show yet."""

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


@dataclass(frozen=True)
class Run:
    """A ranking run: what it read (by hash), who asked for it, when."""

    slug: str
    inputs_hash: str
    at: int
    by: str


@dataclass(frozen=True)
class Exportable:
    """What a workbook is made of: a run and its stored `outcome`. `provisional`: this run is not
    what was published."""

    contest: Contest
    outcome: dict[str, Any]
    run: Run
    provisional: bool


class Judgements(Protocol):
    """What organizers decided: reviews, ties, prizes passed on; and ranking runs."""

    def reviews(self, slug: str) -> list[Review]: ...

    def put_review(self, slug: str, review: Review, by: str) -> None: ...

    def decisions(self, slug: str) -> list[Decision]: ...

    def put_decision(
        self, slug: str, decision: Decision, previous: Decision | None, by: str
    ) -> None:
        """Replaces `previous` by `decision`; raises Conflict if another was stored since."""

    def passings(self, slug: str) -> list[Passing]: ...

    def add_passing(self, slug: str, passing: Passing, by: str) -> None:
        """Notes that a winner passes a prize on; a later passing of the same winner changes
        nothing."""

    def add_run(self, run: Run) -> None: ...

    def latest_run(self, slug: str) -> Run | None: ...


class Vault(Protocol):
    """Private objects by key."""

    def read(self, key: str) -> tuple[bytes, str] | None:
        """Content and its tag (for `replace`), None where there is none."""

    def put(self, key: str, content: bytes) -> None:
        """Writes, whatever stood there."""

    def create(self, key: str, content: bytes) -> bool:
        """Writes where nothing stands; False if something did."""

    def replace(self, key: str, content: bytes, tag: str | None) -> bool:
        """Writes over the content with that tag (None: over nothing); False if it has changed."""

    def keys(self, prefix: str) -> Iterator[str]:
        """All keys that begin with `prefix`, ascending."""

    def delete(self, key: str) -> None: ...


class Site(Protocol):
    """The public files of the contests."""

    def put_json(self, path: str, document: Any, max_age_s: int) -> None:
        """Publishes `document` at `path`; readers may keep it for `max_age_s` seconds."""

    def get_json(self, path: str) -> Any | None:
        """What is published at `path`, None if nothing is."""

    def read_json(self, path: str) -> tuple[Any, str] | None:
        """What is published at `path` and its tag (for `replace_json`), None if nothing is."""

    def replace_json(self, path: str, document: Any, max_age_s: int, tag: str | None) -> bool:
        """Publishes over the document with that tag (None: over nothing); False if it has
        changed."""


class Pages(Protocol):
    """The pages of the contests, made of their public files for whoever has no JavaScript."""

    def show(self, slug: str) -> None:
        """Puts up all pages of a contest anew, after one of its files has changed."""

    def show_counts(self, slug: str) -> None:
        """Puts up those pages that show its live counts."""

    def show_list(self) -> None:
        """Puts up the list of contests."""


class Stores(Protocol):
    """All stores of a deployment, and its clock: for what needs most of them."""

    @property
    def attempts(self) -> Attempts: ...

    @property
    def claims(self) -> Claims: ...

    @property
    def bundles(self) -> Bundles: ...

    @property
    def records(self) -> ContestRecords: ...

    @property
    def judgements(self) -> Judgements: ...

    @property
    def vault(self) -> Vault: ...

    @property
    def site(self) -> Site: ...

    @property
    def pages(self) -> Pages: ...

    def clock(self) -> int: ...
