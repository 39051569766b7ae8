"""The amendments of a contest, as organizers laid them down: proposed, agreed or withdrawn."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from chalicelib.domain.amending import Amendment, AmendmentKind, Interval
from chalicelib.usecases.ports import Ruling, Stores

KIND = "amendment"
"""Kind of the rulings that keep amendments."""

Document = dict[str, Any]


class State(StrEnum):
    PROPOSED = "proposed"
    AGREED = "agreed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Proposal:
    """An amendment with who proposed and who settled it, when (milliseconds) and why."""

    amendment: Amendment
    state: State
    proposed_by: str
    proposed_at: int
    settled_by: str | None = None
    settled_at: int | None = None
    settled_why: str = ""


def proposals(slug: str, stores: Stores) -> list[Proposal]:
    """All of a contest, the first proposed first."""
    found = [proposal_of(ruling) for ruling in stores.rulings.every(slug, KIND)]
    return sorted(found, key=lambda each: (each.proposed_at, each.amendment.id))


def agreed(slug: str, stores: Stores) -> list[Amendment]:
    """Those in force, in the order agreed."""
    found = [each.amendment for each in proposals(slug, stores) if each.state is State.AGREED]
    return sorted(found, key=lambda each: (each.at, each.id))


def moved_close(slug: str, stores: Stores) -> int | None:
    """The close that holds since it was moved, None where it never was."""
    moves = [each.closes_at for each in agreed(slug, stores) if each.closes_at is not None]
    return moves[-1] if moves else None


def proposal_of(ruling: Ruling) -> Proposal:
    """The proposal that a ruling keeps; an agreed amendment is `at` its agreement."""
    kept = ruling.document
    state = State(kept["state"])
    at = kept["settled_at"] if state is State.AGREED else kept["proposed_at"]
    return Proposal(
        amendment_of(ruling.id, kept, at),
        state,
        kept["proposed_by"],
        kept["proposed_at"],
        kept.get("settled_by"),
        kept.get("settled_at"),
        kept.get("settled_why", ""),
    )


def amendment_of(amendment_id: str, said: Document, at: int) -> Amendment:
    """The amendment that a request or a ruling describes."""
    starts, ends = said.get("starts"), said.get("ends")
    return Amendment(
        id=amendment_id,
        kind=AmendmentKind(said["kind"]),
        reason=said["reason"],
        at=at,
        question=said.get("question"),
        key=tuple(sorted(said.get("key", ()))),
        interval=None if starts is None or ends is None else Interval(starts, ends),
        closes_at=said.get("closes_at"),
        closed_before=said.get("closed_before"),
    )


def document_of(proposal: Proposal) -> Document:
    """What a ruling keeps of a proposal."""
    amendment = proposal.amendment
    change: Document = {"kind": amendment.kind.value, "reason": amendment.reason}
    if amendment.question is not None:
        change |= {"question": amendment.question, "key": list(amendment.key)}
    if amendment.interval is not None:
        change |= {"starts": amendment.interval.starts, "ends": amendment.interval.ends}
    if amendment.closes_at is not None:
        change |= {"closes_at": amendment.closes_at, "closed_before": amendment.closed_before}
    return {
        **change,
        "state": proposal.state.value,
        "proposed_by": proposal.proposed_by,
        "proposed_at": proposal.proposed_at,
        "settled_by": proposal.settled_by,
        "settled_at": proposal.settled_at,
        "settled_why": proposal.settled_why,
    }
