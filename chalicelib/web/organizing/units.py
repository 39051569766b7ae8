"""Units whose heads confirm their lists: how far each is, the link, the list, the clerk's ticks."""

from typing import Any

from chalicelib.domain.checks import Text, Whole, clean_text
from chalicelib.usecases import confirming
from chalicelib.web.heads import ROWS
from chalicelib.web.organizing.call import ID_OF_CLIENT, Call, begin_of, require
from chalicelib.web.unit_links import unit_token

_REASON = Text(max_chars=500, lines=True)
_MOST_DAYS = 30


def show_units(call: Call) -> dict[str, Any]:
    """The units and how far each has come: `?cursor=`."""
    told = confirming.list_units(call.slug, begin_of(call), call.stores)
    cursor = _cursor(told)
    return {**told, "cursor": cursor}


def show_unit(call: Call) -> dict[str, Any]:
    """A page of a unit's list, as its head sees it: `?cursor=`."""
    told = confirming.list_for_head(call.slug, call.path["unit"], begin_of(call), call.stores)
    cursor = _cursor(told)
    return {**told, "cursor": cursor}


def issue_link(call: Call) -> dict[str, Any]:
    """A link for the unit's head: {"link": an id that the page drew, "days"} → {"path",
    "expires_at"}; links issued earlier end."""
    require(call.body, {"link": ID_OF_CLIENT, "days": Whole(1, _MOST_DAYS)})
    unit, bundle = call.path["unit"], call.bundle()
    link = confirming.issue_link(
        call.slug, unit, call.body["link"], call.body["days"], call.by, call.source, call.stores
    )
    token = unit_token(call.slug, unit, link, bundle.secrets.token_keys)
    path = f"c/{call.slug}/xac-nhan/#{unit}.{token}"
    return {"path": path, "expires_at": link.expires_at}


def confirm(call: Call) -> dict[str, Any]:
    """The list as ticked on paper: {"struck", "reason"} → {"confirmed_at", "struck"}."""
    require(call.body, {"struck": ROWS, "reason": _REASON})
    why = clean_text(call.body["reason"])
    return confirming.confirm(
        call.slug, call.path["unit"], call.body["struck"], call.by, why, call.source, call.stores
    )


def withdraw(call: Call) -> dict[str, Any]:
    """Takes a confirmation back: {"reason"}."""
    require(call.body, {"reason": _REASON})
    why = clean_text(call.body["reason"])
    confirming.withdraw(call.slug, call.path["unit"], call.by, why, call.source, call.stores)
    return {"confirmed_at": None}


def _cursor(told: dict[str, Any]) -> str | None:
    following = told.pop("next")
    return None if following is None else str(following)
