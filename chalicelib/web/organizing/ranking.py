"""Ranking and publishing: what was found, what waits for a decision, approval, publication."""

import re
from typing import Any

from chalicelib.domain.checks import Matching, OneOf, Text
from chalicelib.domain.prizes import PassingCause
from chalicelib.usecases import approving, drawing, judging, revoking, standing
from chalicelib.usecases.exporting import workbook_key
from chalicelib.web.organizing.call import ID_OF_CLIENT, Answer, Call, no_such, require, started_job

_REASON = Text(500)
_ID = Text(64)
_RUN = Matching(re.compile(r"[0-9a-f]{64}", re.ASCII), "Mã lần xếp hạng chưa đúng. Xin tải lại.")


def show(call: Call) -> dict[str, Any]:
    return standing.overview(call.slug, call.by, call.stores)


def show_standing(call: Call) -> dict[str, Any]:
    """Fifty rows a page; `cursor` is the number of the first one, from 0."""
    asked = {"run": call.query.get("run", "")}
    require(asked, {"run": _RUN})
    first = call.whole_query("cursor", 0, 10_000_000)
    return standing.standing_page(call.slug, asked["run"], first, call.stores)


def show_preview(call: Call) -> dict[str, Any]:
    asked = {"run": call.query.get("run", "")}
    require(asked, {"run": _RUN})
    return standing.preview(call.slug, asked["run"], call.stores)


def rank(call: Call) -> Answer:
    require(call.body, {"job": ID_OF_CLIENT})
    return started_job(call, "rank", call.bundle().contest.slug, {})


def decide(call: Call) -> dict[str, Any]:
    body = require(call.body, {"prize": _ID, "winner": _ID, "reason": _REASON})
    decision = judging.decide(
        call.slug, body["prize"], body["winner"], body["reason"], call.by, call.stores, call.source
    )
    return {"prize": decision.prize, "winners": list(decision.winners)}


def revoke_decision(call: Call) -> Answer:
    body = require(call.body, {"prize": _ID, "reason": _REASON})
    revoking.revoke_decision(
        call.slug, body["prize"], body["reason"], call.by, call.source, call.stores
    )
    return Answer(None, 204)


def record_draw(call: Call) -> dict[str, Any]:
    """`reason` is needed where another seed was recorded before."""
    body = require(call.body, {"seed": drawing.SEED}, {"reason": _REASON})
    why = body.get("reason", "")
    draw = drawing.record_draw(call.slug, body["seed"], call.by, call.source, call.stores, why)
    return {"source": draw.source, "seed": draw.seed, "at": draw.at}


def pass_on(call: Call) -> dict[str, Any]:
    causes = OneOf(tuple(PassingCause))
    body = require(call.body, {"prize": _ID, "winner": _ID, "cause": causes, "reason": _REASON})
    passing = judging.pass_on(
        call.slug,
        body["prize"],
        body["winner"],
        PassingCause(body["cause"]),
        body["reason"],
        call.by,
        call.stores,
        call.source,
    )
    return {"prize": passing.prize, "winner": passing.winner, "cause": passing.cause.value}


def revoke_passing(call: Call) -> Answer:
    body = require(call.body, {"winner": _ID, "reason": _REASON})
    revoking.revoke_passing(
        call.slug, body["winner"], body["reason"], call.by, call.source, call.stores
    )
    return Answer(None, 204)


def approve(call: Call) -> Answer:
    body = require(call.body, {"run": _RUN})
    approving.approve(call.bundle().contest.slug, body["run"], call.by, call.source, call.stores)
    return Answer(None, 204)


def publish(call: Call) -> Answer:
    body = require(
        call.body, {"job": ID_OF_CLIENT, "run": _RUN}, {"reason": _REASON, "accept_late": _REASON}
    )
    asked = {name: value for name, value in body.items() if name != "job"}
    return started_job(call, "publish", call.bundle().contest.slug, asked)


def export(call: Call) -> Answer:
    require(call.body, {"job": ID_OF_CLIENT})
    return started_job(call, "export", call.bundle().contest.slug, {})


def link(call: Call) -> dict[str, Any]:
    """Where the workbook of the latest run can be loaded for five minutes."""
    key = workbook_key(call.slug, call.stores)
    if key is None:
        raise no_such("bảng Excel")
    return {"url": call.stores.vault.link(key, f"{call.slug}.xlsx")}
