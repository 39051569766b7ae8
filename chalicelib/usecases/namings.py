"""Who is named for manual prizes, as rulings keep it: one ruling for each place."""

from typing import Any

from chalicelib.domain.manual_prizes import Naming, Recipient
from chalicelib.usecases.ports import Ruling, Stores

KIND = "manual-prize"


def namings(slug: str, stores: Stores) -> list[Naming]:
    """Those in force, by place."""
    return [
        naming_of(ruling)
        for ruling in stores.rulings.every(slug, KIND)
        if ruling.document["in_force"]
    ]


def naming_of(ruling: Ruling) -> Naming:
    """What a ruling says, in force or withdrawn."""
    said = ruling.document
    recipient = Recipient(said["recipient"])
    place = (said["prize"], said["place"], recipient, said["winner"])
    return Naming(*place, said["reason"], said["at"])


def changed_at(ruling: Ruling) -> int:
    """When somebody was named or taken back, the later of both (milliseconds)."""
    withdrawn = ruling.document.get("withdrawn") or {"at": 0}
    return max(int(ruling.document["at"]), int(withdrawn["at"]))


def document_of(naming: Naming, by: str, holder: list[Any] | None) -> dict[str, Any]:
    """What is kept of a naming; `holder` is [participant id, attempt number] of a person, by which
    the attempt is read for a name to show."""
    return {
        "prize": naming.prize,
        "place": naming.place,
        "recipient": naming.recipient.value,
        "winner": naming.winner,
        "holder": holder,
        "reason": naming.reason,
        "at": naming.at,
        "by": by,
        "in_force": True,
    }
