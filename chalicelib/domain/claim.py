"""Claims: somebody says that a number with which another device takes part is theirs."""

from dataclasses import dataclass, replace
from enum import StrEnum

MOST_OPEN = 3


class ClaimState(StrEnum):
    OPEN = "open"
    GRANTED = "granted"
    DECLINED = "declined"


@dataclass(frozen=True)
class Said:
    """What an organizer needs to know of whoever claims, before calling the number."""

    name: str
    unit: str
    note: str = ""


@dataclass(frozen=True)
class Claim:
    """One device's claim; `number` tells it from the other claims to the same person's number.

    `device` is a keyed hash. What was said goes as soon as the claim is settled.
    """

    number: int
    device: bytes
    at: int
    said: Said | None
    state: ClaimState = ClaimState.OPEN


@dataclass(frozen=True)
class ClaimsOfPerson:
    """All claims to one person's number, one for each device, by number from 1 without gaps."""

    slug: str
    participant: str
    expires_at: int
    claims: tuple[Claim, ...] = ()

    @property
    def open(self) -> tuple[Claim, ...]:
        return tuple(claim for claim in self.claims if claim.state is ClaimState.OPEN)

    def numbered(self, number: int) -> Claim | None:
        return self.claims[number - 1] if 1 <= number <= len(self.claims) else None


def claimed(before: ClaimsOfPerson, device: bytes, said: Said, at: int) -> ClaimsOfPerson | None:
    """The claims once this device has claimed too; None where as many as may be are open.

    A device has one claim: an open one takes over what is said now and keeps its time, a settled
    one is open again.
    """
    own = next((claim for claim in before.claims if claim.device == device), None)
    if own is not None and own.state is ClaimState.OPEN:
        return _with(before, replace(own, said=said))
    if len(before.open) >= MOST_OPEN:
        return None
    number = len(before.claims) + 1 if own is None else own.number
    return _with(before, Claim(number, device, at, said))


def settled(before: ClaimsOfPerson, claim: Claim, state: ClaimState) -> ClaimsOfPerson:
    """The claims once this one is settled: what was said with it is forgotten."""
    return _with(before, replace(claim, said=None, state=state))


def _with(before: ClaimsOfPerson, claim: Claim) -> ClaimsOfPerson:
    others = before.claims
    return replace(before, claims=(*others[: claim.number - 1], claim, *others[claim.number :]))
