"""Watching a contest: live counts, the analysis, and what people do not know yet."""

from typing import Any

from chalicelib.domain.checks import OneOf
from chalicelib.usecases.watching import ORDERS, question_rows, watch
from chalicelib.web.organizing.call import ID_OF_CLIENT, Answer, Call, require, started_job
from chalicelib.web.organizing.onlooking import figures_without_answers, watch_without_answers

_ROWS = 20


def show_analysis(call: Call) -> dict[str, Any]:
    watched = watch(call.bundle(), call.stores)
    return watched if call.sees_keys else watch_without_answers(watched)


def show_questions(call: Call) -> dict[str, Any]:
    """Twenty questions a page, in the order asked for."""
    order = call.query.get("order", "weakest")
    require({"order": order}, {"order": OneOf(ORDERS)})
    rows = question_rows(call.bundle(), call.stores, order, call.query.get("topic", ""))
    first = call.whole_query("cursor", 0, len(rows))
    following = first + _ROWS
    page = rows[first:following]
    return {
        "questions": page if call.sees_keys else figures_without_answers(page),
        "of": len(rows),
        "cursor": str(following) if following < len(rows) else None,
    }


def refresh_analysis(call: Call) -> Answer:
    require(call.body, {"job": ID_OF_CLIENT})
    return started_job(call, "analyse", call.bundle().contest.slug, {})
