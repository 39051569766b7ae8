"""From refusals to HTTP answers: one table, one decorator."""

import functools
import json
import logging
from collections.abc import Callable, Mapping
from typing import Any, ParamSpec

from chalice.app import CORSConfig, Response

from chalicelib import bootstrap
from chalicelib.domain.errors import Code, Refusal
from chalicelib.usecases.ports import Unavailable

STATUS: dict[Code, int] = {
    Code.NOT_JSON: 400,
    Code.TOO_LARGE: 413,
    Code.INVALID: 422,
    Code.NO_SUCH_ROUTE: 404,
    Code.NO_SUCH_CONTEST: 404,
    Code.NO_SUCH_ATTEMPT: 404,
    Code.NO_SUCH_CLAIM: 404,
    Code.NO_SUCH_THING: 404,
    Code.CHANGED_MEANWHILE: 409,
    Code.BAD_WORKBOOK: 422,
    Code.BAD_TEMPLATE: 422,
    Code.IMPORT_HAS_FAULTS: 409,
    Code.TOTP_REQUIRED: 403,
    Code.NOT_FROZEN: 409,
    Code.NOT_RANKED: 409,
    Code.DATA_ERASED: 409,
    Code.RULES_FROZEN: 409,
    Code.NOT_OPEN: 403,
    Code.CLOSED: 403,
    Code.NOT_ELIGIBLE: 403,
    Code.TICKET_EXPIRED: 403,
    Code.FORBIDDEN: 403,
    Code.UNAUTHORIZED: 401,
    Code.BAD_TOKEN: 401,
    Code.OTHER_DEVICE: 409,
    Code.WRONG_CODE: 409,
    Code.ATTEMPT_OPEN: 409,
    Code.NO_MORE_ATTEMPTS: 409,
    Code.EXPIRED: 409,
    Code.SUBMITTED: 409,
    Code.NEWER_DRAFT: 409,
    Code.CHANGED_MEANWHILE: 409,
    Code.NOT_APPROVED: 409,
    Code.UNITS_UNCONFIRMED: 409,
    Code.LATE_WINNERS: 409,
    Code.LEDGER_BROKEN: 409,
    Code.SECOND_PERSON: 409,
    Code.SLUG_TAKEN: 409,
    Code.NOT_READY: 409,
    Code.FAULTY_FILES: 422,
    Code.TOO_MANY_TRIES: 429,
    Code.TOO_MANY_CLAIMS: 429,
    Code.INTERNAL: 500,
    Code.TRY_AGAIN: 503,
}
"""HTTP status of each code that a route can answer."""

CROSS_ORIGIN = CORSConfig(expose_headers=["Retry-After"], max_age=600)
"""For a site hosted elsewhere: the preflight, which API Gateway answers, lets every origin ask;
the answer itself names the stage's `allowed_origin`. No cookie is ever involved."""

_SECURITY_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
_RETRY_AFTER_S = {Code.TRY_AGAIN: 2, Code.TOO_MANY_TRIES: 900, Code.TOO_MANY_CLAIMS: 3_600}
_log = logging.getLogger("hoithi")

Arguments = ParamSpec("Arguments")


def answer(
    body: Any, status: int = 200, headers: Mapping[str, str | list[str]] | None = None
) -> Response:
    """A JSON answer with the headers that every answer of the API carries; no body with 204."""
    content = "" if status == 204 else json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return Response(
        body=content,
        status_code=status,
        headers={
            "Content-Type": "application/json; charset=utf-8",
            "Access-Control-Allow-Origin": bootstrap.stores().settings.allowed_origin,
            **_SECURITY_HEADERS,
            **(headers or {}),
        },
    )


def refused(refusal: Refusal) -> Response:
    """The answer that tells of a refusal."""
    wait_s = _RETRY_AFTER_S.get(refusal.code)
    headers = {"Retry-After": str(wait_s)} if wait_s else {}
    return answer({"error": refusal.document()}, STATUS[refusal.code], headers)


def answers_errors(view: Callable[Arguments, Response]) -> Callable[Arguments, Response]:
    """Turns what a view raises into answers: Chalice's middleware never sees these."""

    @functools.wraps(view)
    def answering(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Response:
        try:
            return view(*args, **kwargs)
        except Refusal as refusal:
            return refused(refusal)
        except Unavailable:
            _log.exception("store unavailable")
            return refused(_try_again())
        except Exception:
            # The last resort of a route: an answer in our shape, and the whole story in the log.
            _log.exception("unhandled error")
            return refused(_internal())

    return answering


def _try_again() -> Refusal:
    return Refusal(
        Code.TRY_AGAIN,
        "Hệ thống đang bận, chưa ghi được. Phần trả lời vẫn còn trên máy; "
        "xin thử lại sau giây lát.",
    )


def _internal() -> Refusal:
    return Refusal(
        Code.INTERNAL,
        "Có lỗi ở phía hệ thống. Phần trả lời vẫn còn trên máy; xin thử lại sau ít phút.",
    )
