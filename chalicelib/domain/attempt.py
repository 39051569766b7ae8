"""An attempt: what is known of one participant's paper from start to seal, and its keys."""

from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.canonical import keyed_hash
from chalicelib.domain.contest import FREEZE_DELAY_MS, GRACE_MS, Contest


class SealedBy(StrEnum):
    HOLDER = "holder"
    DRAFT = "draft"


@dataclass(frozen=True)
class AttemptKey:
    """Where an attempt is stored, and which start of it is meant."""

    slug: str
    participant: str
    number: int
    started_at: int


@dataclass(frozen=True)
class Answered:
    """What was answered. `choices`: one byte of option bits for each question of the paper."""

    choices: bytes
    prediction: int | None = None


@dataclass(frozen=True)
class Draft:
    """Answers not yet sent; the higher `seq` is the newer."""

    seq: int
    choices: bytes
    prediction: int | None = None

    @property
    def answered(self) -> Answered:
        return Answered(self.choices, self.prediction)

    def says_the_same_as(self, other: "Draft") -> bool:
        return self.answered == other.answered


@dataclass(frozen=True)
class Submission:
    """What was sealed. `leaf` is its hash in the ledger."""

    choices: bytes
    prediction: int | None
    score: int
    elapsed_ms: int
    submitted_at: int
    sealed_by: SealedBy
    leaf: bytes

    @property
    def answered(self) -> Answered:
        return Answered(self.choices, self.prediction)


@dataclass(frozen=True)
class WrongCodes:
    """How many wrong resume codes came since `since`."""

    count: int
    since: int


@dataclass(frozen=True)
class Attempt:
    """`deadline` is start + limit + extra time, not clipped to the close; NO_DEADLINE without one.

    `identity` is kept for calling people only: winners, and whoever claims the number. `device`,
    `source` and `granted` are keyed hashes; the device `granted` may begin the next attempt after
    a reset. `shared_device`: begun on a tablet that the organizers lend.
    """

    id: str
    slug: str
    participant: str
    number: int
    identity: str
    name: str
    unit: str
    category: str
    started_at: int
    deadline: int
    device: bytes
    source: bytes
    expires_at: int
    consent_version: int = 1
    draft: Draft | None = None
    submission: Submission | None = None
    reset_at: int | None = None
    wrong_codes: WrongCodes | None = None
    granted: bytes | None = None
    shared_device: bool = False

    @property
    def key(self) -> AttemptKey:
        return AttemptKey(self.slug, self.participant, self.number, self.started_at)


def end_of(deadline: int, contest: Contest) -> int:
    """The last instant at which this attempt's clock runs."""
    return min(deadline, contest.closes_at)


def last_arrival(deadline: int, contest: Contest) -> int:
    """The last instant at which a submission or draft is still taken."""
    return end_of(deadline, contest) + GRACE_MS


def draft_is_due(attempt: Attempt, contest: Contest, now: int) -> bool:
    """Whether the last draft now stands for the submission that never came (design §5)."""
    return (
        attempt.submission is None
        and attempt.reset_at is None
        and attempt.draft is not None
        and any(attempt.draft.choices)
        and now >= last_arrival(attempt.deadline, contest) + FREEZE_DELAY_MS
    )


def device_hash(slug_key: bytes, device_key: str) -> bytes:
    """What is kept of a device's key: 128 bits that lead back to nothing."""
    return keyed_hash(slug_key, "device", device_key)[:16]


def source_hash(slug_key: bytes, address: str) -> bytes:
    """What is kept of a network address: 64 bits, a hint for reviews and never a flag alone."""
    return keyed_hash(slug_key, "source", address)[:8]
