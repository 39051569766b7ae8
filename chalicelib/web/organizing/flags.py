"""Flags by cause, and the review of all of a cause at once."""

from typing import Any

from chalicelib.domain.checks import OneOf, Text, Whole, clean_text
from chalicelib.domain.ranking import Verdict
from chalicelib.usecases.flagging import CauseReview, cause_named, flag_causes, flags_of_cause
from chalicelib.usecases.flagging import review_cause as review_all_of_cause
from chalicelib.web.organizing.call import Call, begin_of, require

_REASON = Text(max_chars=500, lines=True)
_LATEST = 2**53 - 1
_VERDICTS = OneOf([verdict.value for verdict in Verdict])


def show_flags(call: Call) -> dict[str, Any]:
    """The causes with their counts; or with `?cause=&cursor=` a page of its flags."""
    cause = call.query.get("cause")
    if not cause:
        return flag_causes(call.slug, call.stores)
    page = flags_of_cause(call.slug, cause_named(cause), begin_of(call), call.stores)
    units = [{"id": unit.id, "name": unit.name} for unit in call.bundle().contest.units]
    cursor = page["next"] and str(page["next"])
    told = {"flags": page["flags"], "seen_at": page["seen_at"]}
    return {**told, "cursor": cursor, "units": units}


def review_cause(call: Call) -> dict[str, Any]:
    """Reviews the next unsettled attempts of a cause: {"cause", "verdict", "reason", "seen_at"} →
    {"done", "left", "decided"}; asked again until none is left. `seen_at` is of the list that was
    looked at: what others decided since stays."""
    body = require(
        call.body,
        {"cause": Text(40), "verdict": _VERDICTS, "reason": _REASON, "seen_at": Whole(0, _LATEST)},
    )
    asked = CauseReview(
        cause_named(body["cause"]),
        Verdict(body["verdict"]),
        clean_text(body["reason"]),
        body["seen_at"],
    )
    return review_all_of_cause(call.slug, asked, call.by, call.source, call.stores)
