"""The routes of organizers: behind the Cognito authorizer, the group checked in code as well."""

import importlib
import re
from collections.abc import Callable
from typing import Any

from chalice.app import Blueprint, CognitoUserPoolAuthorizer, Request, Response

from chalicelib import bootstrap
from chalicelib.domain.errors import Code, Refusal
from chalicelib.web.bodies import json_object
from chalicelib.web.errors import CROSS_ORIGIN, answer, answers_errors
from chalicelib.web.groups import COOKIE_HOLDERS, Group, Groups
from chalicelib.web.organizer_routes import ROUTES, Route
from chalicelib.web.requests import body_of, received_at, require_origin, source_of

routes = Blueprint(__name__)
# The merged template puts the stage's own pool in this place.
authorizer = CognitoUserPoolAuthorizer(
    "organizers", provider_arns=["arn:aws:cognito-idp:region:account:userpool/of-the-stage"]
)
_ANY_TYPE = ["*/*"]
_LIST_MARKS = re.compile(r"[\[\]]")
_LIST_GAPS = re.compile(r"[\s,]+")


def _add(route: Route) -> None:
    """Chalice knows a view by its name, so each route gets one of its own."""
    view = _view_of(route)
    view.__name__ = re.sub(r"\W+", "_", f"{route.method}_{route.path}").lower()
    routes.route(
        route.path,
        methods=[route.method],
        authorizer=None if route.groups == COOKIE_HOLDERS else authorizer,
        content_types=_ANY_TYPE,
        cors=CROSS_ORIGIN,
    )(view)


def _view_of(route: Route) -> Callable[..., Response]:
    """Whoever may not use a route is told before anything of the request is read."""

    @answers_errors
    def viewing(**path: str) -> Response:
        request: Request = routes.current_request
        require_origin(request)
        by, groups = _signed_in(request, route.groups)
        if Group.ADMINISTRATORS in groups and not route.opens_session:
            _refuse_unproven(request, by, groups)
        raw = body_of(request)
        # What the cookie of the session opens takes no body, and judges the cookie first.
        reads_body = raw and route.groups != COOKIE_HOLDERS
        body = json_object(raw, route.most_bytes) if reads_body else {}
        return _answered(route, by, groups, path, request, body)

    return viewing


def _answered(
    route: Route, by: str, groups: Groups, path: dict[str, str], request: Request, body: Any
) -> Response:
    # Not before somebody asks: residents' requests do without all of this.
    from chalicelib.web.organizing.call import Answer, Call

    module, name = route.view.split(":")
    view = getattr(importlib.import_module(f"chalicelib.web.organizing.{module}"), name)
    call = Call(
        by=by,
        groups=groups,
        source=source_of(request),
        at=received_at(request),
        stores=bootstrap.stores(),
        path=path,
        query=request.query_params or {},
        headers=request.headers,
        body=body,
    )
    told = view(call)
    if not isinstance(told, Answer):
        return answer(told)
    return answer(told.body, told.status, told.headers)


def _signed_in(request: Request, allowed: Groups) -> tuple[str, Groups]:
    """E-mail and groups of who asks. Raises unauthorized where the token is no ID token, forbidden
    outside of the groups that are allowed."""
    if allowed == COOKIE_HOLDERS:
        return "", COOKIE_HOLDERS
    claims: dict[str, Any] = request.context.get("authorizer", {}).get("claims", {})
    if claims.get("token_use") != "id":
        raise Refusal(Code.UNAUTHORIZED, "Xin đăng nhập lại.")
    groups = _groups_of(claims)
    if not groups & allowed:
        raise Refusal(Code.FORBIDDEN, "Tài khoản này không có quyền làm việc đó.")
    return str(claims.get("email") or claims.get("sub", "")).lower(), groups


def _refuse_unproven(request: Request, by: str, groups: Groups) -> None:
    """Raises unauthorized where an administrator comes past the session of the console."""
    from chalicelib.web.organizing.proof import is_missing

    if is_missing(groups, by, received_at(request), request.headers):
        raise Refusal(Code.UNAUTHORIZED, "Xin đăng nhập lại.")


def _groups_of(claims: dict[str, Any]) -> Groups:
    """The authorizer hands the list of groups on as one string, with or without brackets."""
    listed = _LIST_MARKS.sub("", str(claims.get("cognito:groups", "")))
    named = set(_LIST_GAPS.split(listed))
    return frozenset(group for group in Group if group.value in named)


for _route in ROUTES:
    _add(_route)
