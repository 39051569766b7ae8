"""Tickets for tablets at the ward office."""

from typing import Any

from chalicelib.domain.checks import Check, Text, Whole, clean_text
from chalicelib.domain.errors import Code, Refusal
from chalicelib.usecases.auditing import Act, ensure_recorded
from chalicelib.web.organizing.call import ID_OF_CLIENT, Call, require
from chalicelib.web.tickets import device_ticket

_MOST_HOURS = 24
_MS_PER_HOUR = 3_600_000


def issue(call: Call) -> dict[str, Any]:
    """A link for a tablet: {"ticket": an id that the page drew, "hours", "place"} → {"path",
    "expires_at"}. It ends at the close at the latest; the same id again gives the same link but
    for its end. Raises closed."""
    required: dict[str, Check] = {
        "ticket": ID_OF_CLIENT,
        "hours": Whole(1, _MOST_HOURS),
        "place": Text(100),
    }
    require(call.body, required=required)
    bundle = call.bundle()
    closes_at = bundle.contest.closes_at
    if call.at >= closes_at:
        raise Refusal(Code.CLOSED, "Cuộc thi đã đóng, máy dùng chung không còn tác dụng.")
    ticket_id = call.body["ticket"]
    expires_at = min(closes_at, call.at + call.body["hours"] * _MS_PER_HOUR)
    why, hours = clean_text(call.body["place"]), call.body["hours"]
    act = Act(call.by, "device-ticket", ticket_id, call.at, why, after=hours, source=call.source)
    # On record first: no tablet takes part that the log does not know.
    ensure_recorded(call.slug, act, call.stores.vault)
    ticket = device_ticket(call.slug, ticket_id, expires_at, bundle.secrets.token_keys)
    return {"path": f"c/{call.slug}/thi/#may-chung={ticket}", "expires_at": expires_at}
