"""What prizes are made of: places, awards, open ties, and what organizers record about them.

Ids that win are attempt ids for individual prizes, unit ids for collective ones.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.contest import CollectivePrize, IndividualPrize


@dataclass(frozen=True)
class Decision:
    """What organizers decided on a tie, `at` when (milliseconds): who of those tied gets the prize,
    in this order."""

    prize: str
    winners: tuple[str, ...]
    reason: str
    at: int = 0


class PassingCause(StrEnum):
    REFUSED = "refused"
    UNCLAIMED = "unclaimed"


@dataclass(frozen=True)
class Passing:
    """A prize that passes on, since its winner refuses it or did not claim it; `at` is when that
    was recorded (milliseconds).

    Who passes is no candidate for any prize of the kind any more; those below move up.
    """

    prize: str
    winner: str
    cause: PassingCause
    reason: str
    at: int = 0


@dataclass(frozen=True)
class Place:
    """One of the `count` places of a prize."""

    prize_id: str
    title: str
    amount_vnd: int


def places_of(prize: IndividualPrize | CollectivePrize) -> list[Place]:
    """The places of one prize."""
    return [Place(prize.id, prize.title, prize.amount_vnd)] * prize.count


@dataclass(frozen=True)
class Award:
    """`tied`: others had the same result, whether a decision broke the tie or it did not matter.

    `shared`: how many share the places that their tie spans; then the award has the name of the
    first of them, and `amount_vnd` is one part.
    """

    prize_id: str
    title: str
    amount_vnd: int
    winner: str
    tied: bool
    shared: int | None = None


@dataclass(frozen=True)
class UndecidedTie:
    """`places` places of a prize that wait for a decision between `candidates`.

    `waits_for`: the earlier prize that must be decided first, since who wins it wins no other.
    """

    prize_id: str
    title: str
    places: int
    candidates: tuple[str, ...]
    waits_for: str | None = None


@dataclass(frozen=True)
class DrawnTie:
    """`places` places of a prize that were drawn among `candidates`, in the order drawn."""

    prize_id: str
    title: str
    places: int
    candidates: tuple[str, ...]


@dataclass(frozen=True)
class Allocation:
    """Awards in the order of places, what is left to decide, and what was drawn."""

    awards: tuple[Award, ...] = ()
    ties: tuple[UndecidedTie, ...] = ()
    drawn: tuple[DrawnTie, ...] = ()


Decided = Mapping[str, Sequence[str]]
"""Prize id → who was decided to win it, in order."""
