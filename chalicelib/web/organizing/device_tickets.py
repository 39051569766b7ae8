"""Tickets for tablets at the ward office."""

from typing import Any

from chalicelib.domain.checks import Check, Text, Whole, clean_text
from chalicelib.usecases.tablets import Deed, Document, issue_ticket, recall_ticket, tickets
from chalicelib.web.organizing.attempts import REASON
from chalicelib.web.organizing.call import ID_OF_CLIENT, Call, begin_of, require
from chalicelib.web.tickets import device_ticket

_MOST_HOURS = 24
_MOST_ROWS = 50


def show_tickets(call: Call) -> dict[str, Any]:
    """The tickets that were issued, the latest first; `?cursor=` goes on. None of them is a link:
    that is told once, to who had it made."""
    begin = begin_of(call)
    found = tickets(call.slug, call.stores)
    rows = [_row(ticket, document) for ticket, document in found[begin : begin + _MOST_ROWS]]
    following = begin + _MOST_ROWS
    return {"tickets": rows, "cursor": str(following) if following < len(found) else None}


def issue(call: Call) -> dict[str, Any]:
    """A link for a tablet: {"ticket": an id that the page drew, "hours", "place"} → {"path",
    "expires_at"}. It ends at the close at the latest; the same id again gives the same link.
    Raises closed."""
    required: dict[str, Check] = {
        "ticket": ID_OF_CLIENT,
        "hours": Whole(1, _MOST_HOURS),
        "place": Text(100),
    }
    require(call.body, required=required)
    ticket_id, deed = call.body["ticket"], _deed(call, call.body["place"])
    keys = call.bundle().secrets.token_keys
    expires_at = issue_ticket(call.slug, ticket_id, call.body["hours"], deed, call.stores)
    ticket = device_ticket(call.slug, ticket_id, expires_at, keys)
    return {"path": f"c/{call.slug}/thi/#may-chung={ticket}", "expires_at": expires_at}


def recall(call: Call) -> dict[str, Any]:
    """Calls a ticket back before its end: {"reason"} → the ticket as in the list."""
    require(call.body, required={"reason": REASON})
    ticket_id, deed = call.path["ticket"], _deed(call, call.body["reason"])
    return _row(ticket_id, recall_ticket(call.slug, ticket_id, deed, call.stores))


def _deed(call: Call, why: str) -> Deed:
    return Deed(call.by, call.at, clean_text(why), call.source)


def _row(ticket_id: str, document: Document) -> dict[str, Any]:
    return {"id": ticket_id, **document}
