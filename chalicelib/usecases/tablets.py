"""Tablets that people share: the tickets that were issued, and calling one back before its end."""

from dataclasses import dataclass
from typing import Any

from chalicelib.domain.errors import Code, Refusal
from chalicelib.usecases.auditing import Act, ensure_recorded
from chalicelib.usecases.bundling import DEVICE_TICKET, renew_bundle, with_rulings
from chalicelib.usecases.ports import Conflict, Ruling, Stores
from chalicelib.usecases.ranking import current_bundle

Document = dict[str, Any]
_MS_PER_HOUR = 3_600_000


@dataclass(frozen=True)
class Deed:
    """Who does it, when (ms), why, and from which address."""

    by: str
    at: int
    why: str
    source: str = ""


def issue_ticket(slug: str, ticket: str, hours: int, deed: Deed, stores: Stores) -> int:
    """Lays down a ticket for a tablet at the place that `deed.why` names; gives its end (ms), the
    close at the latest. The same ticket again keeps its end.

    Raises Refusal: no_such_contest, closed, try_again.
    """
    closes_at = current_bundle(slug, stores).contest.closes_at
    if deed.at >= closes_at:
        raise Refusal(Code.CLOSED, "Cuộc thi đã đóng, máy dùng chung không còn tác dụng.")
    # On record first: no tablet takes part that the log does not know.
    act = Act(deed.by, "device-ticket", ticket, deed.at, deed.why, after=hours, source=deed.source)
    ensure_recorded(slug, act, stores.vault)
    standing = stores.rulings.get(slug, DEVICE_TICKET, ticket)
    if standing is not None:
        return int(standing.document["expires_at"])
    expires_at = min(closes_at, deed.at + hours * _MS_PER_HOUR)
    issued = {"place": deed.why, "by": deed.by, "at": deed.at, "expires_at": expires_at}
    _put(Ruling(slug, DEVICE_TICKET, ticket, {**issued, "recalled": None}), None, stores)
    return expires_at


def tickets(slug: str, stores: Stores) -> list[tuple[str, Document]]:
    """(ticket, {"place", "by", "at", "expires_at", "recalled": {"by", "at", "why"} | None}) of
    all that were issued, the latest first. Raises no_such_contest."""
    current_bundle(slug, stores)
    found = [(each.id, each.document) for each in stores.rulings.every(slug, DEVICE_TICKET)]
    return sorted(found, key=lambda each: (-each[1]["at"], each[0]))


def recall_ticket(slug: str, ticket: str, deed: Deed, stores: Stores) -> Document:
    """Begins nobody's attempt with this ticket any more, within the seconds that warm functions
    know a contest; who has begun goes on. Doing it again changes nothing, and mends what died
    half-way. Gives the ticket as `tickets` does.

    Raises Refusal: no_such_contest, no_such_thing, try_again.
    """
    bundle = current_bundle(slug, stores)
    standing = stores.rulings.get(slug, DEVICE_TICKET, ticket)
    if standing is None:
        raise Refusal(Code.NO_SUCH_THING, "Không có đường dẫn này. Xin tải lại trang.")
    document = standing.document
    if document["recalled"] is None:
        act = Act(deed.by, "recall-device-ticket", ticket, deed.at, deed.why, source=deed.source)
        ensure_recorded(slug, act, stores.vault)
        recalled = {"by": deed.by, "at": deed.at, "why": deed.why}
        document = {**document, "recalled": recalled}
        _put(standing.changed(document), standing, stores)
    if with_rulings(bundle, stores) != bundle:
        renew_bundle(slug, stores)
    return document


def _put(ruling: Ruling, standing: Ruling | None, stores: Stores) -> None:
    try:
        stores.rulings.put(ruling, standing)
    except Conflict as conflict:
        says = "Có người khác vừa đổi đường dẫn này. Xin xem lại rồi làm lại."
        raise Refusal(Code.TRY_AGAIN, says) from conflict
