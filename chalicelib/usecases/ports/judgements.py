"""What keeps the judgements of organizers, and ranking runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from chalicelib.domain.contest import Contest

if TYPE_CHECKING:
    # The residents' routes start without the modules of ranking.
    from chalicelib.domain.prizes import Decision, Passing
    from chalicelib.domain.ranking import Review


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

    def put_review(self, slug: str, review: Review, previous: Review | None, by: str) -> None:
        """Replaces `previous` by `review`; raises Conflict if another was stored since."""

    def decisions(self, slug: str) -> list[Decision]: ...

    def put_decision(
        self, slug: str, decision: Decision, previous: Decision | None, by: str
    ) -> None:
        """Replaces `previous` by `decision`; raises Conflict if another was stored since."""

    def drop_decision(self, slug: str, decision: Decision) -> None:
        """Takes a decision away; raises Conflict if another one stands there."""

    def passings(self, slug: str) -> list[Passing]: ...

    def add_passing(self, slug: str, passing: Passing, by: str) -> None:
        """Notes that a winner passes a prize on; a later passing of the same winner changes
        nothing."""

    def drop_passing(self, slug: str, passing: Passing) -> None:
        """Takes away that this winner passes a prize on."""

    def add_run(self, run: Run) -> None: ...

    def latest_run(self, slug: str) -> Run | None: ...


@dataclass(frozen=True)
class Ruling:
    """What organizers laid down besides reviews, decisions and passings: `document` holds what
    canonical JSON knows, in the words of its `kind` (such as "amendment"); `id` tells those of one
    kind apart. `version` counts its changes, from 1."""

    slug: str
    kind: str
    id: str
    document: dict[str, Any]
    version: int = 1

    def changed(self, document: dict[str, Any]) -> Ruling:
        """What takes this one's place."""
        return Ruling(self.slug, self.kind, self.id, document, self.version + 1)


class Rulings(Protocol):
    """Rulings of all contests; each write is conditional."""

    def get(self, slug: str, kind: str, ruling_id: str) -> Ruling | None:
        """The ruling as it is now (strongly consistent)."""

    def put(self, ruling: Ruling, previous: Ruling | None) -> None:
        """Stores the ruling over `previous`; raises Conflict if another version stands there."""

    def every(self, slug: str, kind: str) -> list[Ruling]:
        """Those of one kind, by id (strongly consistent)."""
