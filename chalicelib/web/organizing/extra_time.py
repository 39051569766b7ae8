"""Extra time for one person: by number before they begin, or by attempt while they answer."""

from typing import Any

from chalicelib.domain.attempt_search import address_of
from chalicelib.domain.checks import Check, Text, Whole, clean_text
from chalicelib.usecases.browsing import attempt_at
from chalicelib.usecases.timing import (
    MOST_MINUTES,
    Granted,
    grant_by_number,
    grant_to_attempt,
    granted_times,
)
from chalicelib.web.organizing.attempts import REASON
from chalicelib.web.organizing.call import Call, require

_MS_PER_MINUTE = 60_000
_MINUTES = Whole(0, MOST_MINUTES)
_MOST_ROWS = 200


def show_extra_times(call: Call) -> dict[str, Any]:
    """Who has more time, the latest grant first; `?cursor=` goes on."""
    begin = call.whole_query("cursor", 0, 10**6)
    found = granted_times(call.slug, call.stores)
    rows = [
        {
            "participant": participant,
            "identity_masked": document["masked"],
            "minutes": document["extra_ms"] // _MS_PER_MINUTE,
            "reason": document["reason"],
            "by": document["by"],
            "at": document["at"],
        }
        for participant, document in found[begin : begin + _MOST_ROWS]
    ]
    following = begin + _MOST_ROWS
    return {"granted": rows, "cursor": str(following) if following < len(found) else None}


def grant_to_number(call: Call) -> dict[str, Any]:
    """Gives whoever has a number more time: {"number", "minutes", "reason"}."""
    required: dict[str, Check] = {
        "number": Text(max_chars=40),
        "minutes": _MINUTES,
        "reason": REASON,
    }
    require(call.body, required=required)
    number, minutes = call.body["number"], call.body["minutes"]
    why = clean_text(call.body["reason"])
    return _told(
        grant_by_number(call.slug, number, minutes, why, call.by, call.stores, call.source)
    )


def grant(call: Call) -> dict[str, Any]:
    """Gives the person of an attempt more time: {"minutes", "reason"}."""
    require(call.body, required={"minutes": _MINUTES, "reason": REASON})
    attempt = attempt_at(call.slug, call.path["attempt"], call.stores)
    why = clean_text(call.body["reason"])
    return _told(
        grant_to_attempt(attempt, call.body["minutes"], why, call.by, call.stores, call.source)
    )


def _told(granted: Granted) -> dict[str, Any]:
    running = granted.attempt
    return {
        "minutes": granted.minutes,
        "identity_masked": granted.masked,
        "attempt": None if running is None else address_of(running),
        "deadline": None if running is None else running.deadline,
    }
