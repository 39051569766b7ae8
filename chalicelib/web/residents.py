"""The routes of residents (design §6): thin, each a use case between a body and an answer."""

import re

from chalice.app import Blueprint, Request, Response

from chalicelib import bootstrap
from chalicelib.domain.errors import Code, Refusal
from chalicelib.usecases import answering, claiming, starting
from chalicelib.usecases.opening import Holder
from chalicelib.usecases.ports import Bundle
from chalicelib.web import bodies, views
from chalicelib.web.errors import CROSS_ORIGIN, answer, answers_errors
from chalicelib.web.requests import body_of, received_at, require_origin, source_of
from chalicelib.web.tickets import check_ticket
from chalicelib.web.tokens import holder_of

routes = Blueprint(__name__)
# Whatever a browser or an in-app web view calls a body, it is read as JSON or refused in our own
# words.
_ANY_TYPE = ["*/*"]
_SLUG = re.compile(r"[a-z0-9-]{1,32}", re.ASCII)
_ATTEMPT = "/contests/{slug}/attempts/{attempt_id}"


@routes.route(
    "/contests/{slug}/attempts", methods=["POST"], content_types=_ANY_TYPE, cors=CROSS_ORIGIN
)
@answers_errors
def start_attempt(slug: str) -> Response:
    request = _request()
    bundle = bundle_of(slug)
    body = bodies.json_object(body_of(request))
    registration = bodies.registration(
        body, bundle.contest, source_of(request), bundle.secrets.token_keys
    )
    if registration.shared_device:
        check_ticket(body["device_ticket"], bundle, received_at(request))
    stores = bootstrap.stores()
    opened = starting.start(
        registration, bundle, stores.resident_attempts, received_at(request), stores.clock
    )
    return answer(views.started(opened, bundle), 201 if opened.fresh else 200)


@routes.route(
    f"{_ATTEMPT}/submission", methods=["POST"], content_types=_ANY_TYPE, cors=CROSS_ORIGIN
)
@answers_errors
def submit_attempt(slug: str, attempt_id: str) -> Response:
    request = _request()
    bundle = bundle_of(slug)
    holder = _holder(request, bundle, attempt_id)
    sent = bodies.submission(bodies.json_object(body_of(request)), bundle.contest)
    sealed = answering.submit(
        holder, sent, bundle, bootstrap.stores().resident_attempts, received_at(request)
    )
    shown = views.outcome(sealed, bundle, bootstrap.stores().clock())
    return answer(shown, 201 if sealed.fresh else 200)


@routes.route(f"{_ATTEMPT}/draft", methods=["PUT"], content_types=_ANY_TYPE, cors=CROSS_ORIGIN)
@answers_errors
def save_draft(slug: str, attempt_id: str) -> Response:
    request = _request()
    bundle = bundle_of(slug)
    holder = _holder(request, bundle, attempt_id)
    seq, sent = bodies.draft(bodies.json_object(body_of(request)), bundle.contest)
    answering.save_draft(
        holder, seq, sent, bundle, bootstrap.stores().resident_attempts, received_at(request)
    )
    return answer(None, 204)


@routes.route(_ATTEMPT, methods=["GET"], cors=CROSS_ORIGIN)
@answers_errors
def look_up_attempt(slug: str, attempt_id: str) -> Response:
    request = _request()
    bundle = bundle_of(slug)
    holder = _holder(request, bundle, attempt_id)
    stores = bootstrap.stores()
    opened = answering.look_up(holder, bundle, stores.resident_attempts, stores.clock)
    return answer(views.standing(opened, bundle))


@routes.route(
    "/contests/{slug}/claims", methods=["POST"], content_types=_ANY_TYPE, cors=CROSS_ORIGIN
)
@answers_errors
def claim_number(slug: str) -> Response:
    request = _request()
    bundle = bundle_of(slug)
    claimant = bodies.claim(bodies.json_object(body_of(request)), bundle.contest)
    claiming.claim(claimant, bundle, bootstrap.stores().claims, received_at(request))
    return answer({"state": "received"}, 202)


def _request() -> Request:
    request: Request = routes.current_request
    require_origin(request)
    return request


def bundle_of(slug: str) -> Bundle:
    """The contest of an address. Raises no_such_contest."""
    bundle = bootstrap.stores().bundles.get(slug) if _SLUG.fullmatch(slug) else None
    if bundle is None:
        raise Refusal(
            Code.NO_SUCH_CONTEST,
            "Không có cuộc thi này. Xin xem lại đường dẫn hoặc vào từ trang chủ.",
        )
    return bundle


def _holder(request: Request, bundle: Bundle, attempt_id: str) -> Holder:
    return holder_of(
        request.headers.get("authorization"),
        bundle.contest.slug,
        attempt_id,
        bundle.secrets.token_keys,
    )
