"""What stands of units' lists: the link that was issued for each, and its confirmation."""

from dataclasses import dataclass
from typing import Any

from chalicelib.domain.unit_lists import Confirmation
from chalicelib.usecases.ports import Ruling, Rulings

KIND = "units"


@dataclass(frozen=True)
class Link:
    """A link for a unit's head. `nonce` tells it from those issued before, which it revokes."""

    nonce: str
    issued_at: int
    expires_at: int


@dataclass(frozen=True)
class UnitRuling:
    """What is laid down of one unit. `confirmed_by` is "head", or the clerk's e-mail."""

    link: Link | None = None
    struck: tuple[str, ...] = ()
    confirmed_at: int | None = None
    confirmed_by: str | None = None

    def document(self) -> dict[str, Any]:
        """As it is stored."""
        link = self.link
        return {
            "link": None if link is None else [link.nonce, link.issued_at, link.expires_at],
            "struck": list(self.struck),
            "confirmed_at": self.confirmed_at,
            "confirmed_by": self.confirmed_by,
        }


def unit_ruling(ruling: Ruling | None) -> UnitRuling:
    """What a stored ruling says; nothing yet where there is none."""
    if ruling is None:
        return UnitRuling()
    document = ruling.document
    link = document["link"]
    return UnitRuling(
        None if link is None else Link(str(link[0]), int(link[1]), int(link[2])),
        tuple(document["struck"]),
        None if document["confirmed_at"] is None else int(document["confirmed_at"]),
        document["confirmed_by"],
    )


def confirmations(slug: str, rulings: Rulings) -> list[Confirmation]:
    """The lists that are confirmed, by unit."""
    stored = {each.id: unit_ruling(each) for each in rulings.every(slug, KIND)}
    return [
        Confirmation(unit, each.struck, each.confirmed_at)
        for unit, each in stored.items()
        if each.confirmed_at is not None
    ]
