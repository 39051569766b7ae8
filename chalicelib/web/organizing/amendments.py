"""Amendments: proposed with a dry run, agreed by a second person, withdrawn."""

from typing import Any

from chalicelib.domain.amending import AmendmentKind
from chalicelib.domain.checks import Check, ListOf, OneOf, Text, Whole
from chalicelib.domain.phases import is_frozen
from chalicelib.usecases import amending
from chalicelib.usecases.analysing import doubted_keys
from chalicelib.web.organizing.call import ID_OF_CLIENT, Answer, Call, require, started_job

_REASON = Text(500)
_MOMENT = Whole(0, 2**53 - 1)
_INTERVAL: dict[str, Check] = {"starts": _MOMENT, "ends": _MOMENT}
_NEEDS: dict[str, dict[str, Check]] = {
    AmendmentKind.QUESTION_VOIDED: {"question": Text(64)},
    AmendmentKind.KEY_CORRECTED: {"question": Text(64), "key": ListOf(Whole(0, 7), 1, 8)},
    AmendmentKind.CLOSE_MOVED: {"closes_at": _MOMENT},
    AmendmentKind.OUTAGE_CUT: _INTERVAL,
    AmendmentKind.INTERVAL_ANNULLED: _INTERVAL,
}


def list_amendments(call: Call) -> dict[str, Any]:
    """All amendments, what can be amended now, and the keys that the analysis doubts."""
    contest, now = call.bundle().contest, call.stores.clock()
    frozen = is_frozen(now, contest)
    return {
        "amendments": amending.tell_all(call.slug, call.stores),
        "frozen": frozen,
        "opens_at": contest.opens_at,
        "closes_at": contest.closes_at,
        "may_move_the_close": contest.opens_at <= now and not frozen,
        "suspects": doubted_keys(call.slug, call.stores) if frozen else [],
    }


def show_amendment(call: Call) -> dict[str, Any]:
    return amending.tell(call.slug, call.path["id"], call.stores)


def propose(call: Call) -> Answer:
    kind = {"kind": call.body.get("kind", "")}
    require(kind, {"kind": OneOf(tuple(AmendmentKind))})
    needs: dict[str, Check] = {"job": ID_OF_CLIENT, "id": ID_OF_CLIENT, "reason": _REASON}
    body = require(call.body, {**needs, "kind": Text(40), **_NEEDS[kind["kind"]]})
    said = {name: value for name, value in body.items() if name not in ("job", "id")}
    return _job(call, {"amend": "propose", "id": body["id"], "said": said})


def agree(call: Call) -> Answer:
    require(call.body, {"job": ID_OF_CLIENT})
    return _job(call, {"amend": "agree", "id": call.path["id"]})


def withdraw(call: Call) -> Answer:
    body = require(call.body, {"job": ID_OF_CLIENT, "reason": _REASON})
    return _job(call, {"amend": "withdraw", "id": call.path["id"], "reason": body["reason"]})


def _job(call: Call, asked: dict[str, Any]) -> Answer:
    return started_job(call, "rank", call.bundle().contest.slug, asked)
