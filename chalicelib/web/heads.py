"""The routes of heads of units, by the link that an organizer gave them: the names of their people,
and nothing that anybody answered or reached."""

from chalice.app import Blueprint, Request, Response

from chalicelib import bootstrap
from chalicelib.domain.checks import ListOf, Text
from chalicelib.usecases.ports import Bundle
from chalicelib.web.bodies import check_fields, json_object
from chalicelib.web.errors import CROSS_ORIGIN, answer, answers_errors
from chalicelib.web.requests import body_of, received_at, require_origin, source_of
from chalicelib.web.residents import bundle_of

routes = Blueprint(__name__)
MOST_BYTES = 2**18
MOST_STRUCK = 10_000
ROWS = ListOf(Text(16), 0, MOST_STRUCK)
_PATH = "/contests/{slug}/units/{unit}/confirmation"


@routes.route(_PATH, methods=["GET"], cors=CROSS_ORIGIN)
@answers_errors
def show_list(slug: str, unit: str) -> Response:
    """A page of the unit's list: `?cursor=`."""
    from chalicelib.usecases.confirming import list_for_head

    request, stores = _request(), bootstrap.stores()
    _require_link(request, bundle_of(slug), unit)
    asked = dict(request.query_params or {})
    cursor = str(asked.get("cursor", ""))
    begin = int(cursor) if cursor.isascii() and cursor.isdecimal() and len(cursor) < 8 else 0
    return answer(list_for_head(slug, unit, begin, stores))


@routes.route(_PATH, methods=["PUT"], content_types=["*/*"], cors=CROSS_ORIGIN)
@answers_errors
def confirm_list(slug: str, unit: str) -> Response:
    """Confirms the list: {"struck": [row id]} → {"confirmed_at", "struck"}."""
    from chalicelib.usecases.confirming import HEAD, confirm

    request = _request()
    _require_link(request, bundle_of(slug), unit)
    body = json_object(body_of(request), MOST_BYTES)
    check_fields(body, {"struck": ROWS}, {})
    source = source_of(request)
    return answer(confirm(slug, unit, body["struck"], HEAD, "", source, bootstrap.stores()))


def _request() -> Request:
    request: Request = routes.current_request
    require_origin(request)
    return request


def _require_link(request: Request, bundle: Bundle, unit: str) -> None:
    from chalicelib.usecases.confirming import require_link
    from chalicelib.web.unit_links import nonce_of

    slug = bundle.contest.slug
    authorization = request.headers.get("authorization")
    nonce = nonce_of(authorization, slug, unit, bundle.secrets.token_keys)
    require_link(slug, unit, nonce, received_at(request), bootstrap.stores())
