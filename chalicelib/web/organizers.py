"""The routes of organizers: behind the Cognito authorizer, the group checked in code as well."""

import functools
import re
from collections.abc import Callable
from enum import StrEnum
from typing import Any, ParamSpec

from chalice.app import Blueprint, CognitoUserPoolAuthorizer, Request, Response

from chalicelib import bootstrap
from chalicelib.domain.errors import Code, Refusal
from chalicelib.usecases.overview import list_contests as contests_overview
from chalicelib.web.errors import CROSS_ORIGIN, answer, answers_errors
from chalicelib.web.requests import require_origin

routes = Blueprint(__name__)
# The merged template puts the stage's own pool in this place.
authorizer = CognitoUserPoolAuthorizer(
    "organizers", provider_arns=["arn:aws:cognito-idp:region:account:userpool/of-the-stage"]
)
_LIST_MARKS = re.compile(r"[\[\]]")
_LIST_GAPS = re.compile(r"[\s,]+")

Arguments = ParamSpec("Arguments")


class Group(StrEnum):
    """Groups of the user pool: all; contests, questions and ranking; read only."""

    ADMINISTRATORS = "quan-tri"
    ORGANIZERS = "to-chuc"
    OBSERVERS = "theo-doi"


READERS = frozenset(Group)


def for_groups(
    groups: frozenset[Group],
) -> Callable[[Callable[Arguments, Response]], Callable[Arguments, Response]]:
    """Lets a view run for members of `groups` alone, and turns its errors into answers."""

    def guard(view: Callable[Arguments, Response]) -> Callable[Arguments, Response]:
        @functools.wraps(view)
        def guarded(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Response:
            request: Request = routes.current_request
            require_origin(request)
            require_group(request, groups)
            return view(*args, **kwargs)

        return answers_errors(guarded)

    return guard


def require_group(request: Request, groups: frozenset[Group]) -> None:
    """Raises unauthorized where the token is no ID token, forbidden outside of `groups`."""
    claims: dict[str, Any] = request.context.get("authorizer", {}).get("claims", {})
    if claims.get("token_use") != "id":
        raise Refusal(Code.UNAUTHORIZED, "Xin đăng nhập lại.")
    if not groups & _groups_of(claims):
        raise Refusal(Code.FORBIDDEN, "Tài khoản này không có quyền làm việc đó.")


def _groups_of(claims: dict[str, Any]) -> set[str]:
    """The authorizer hands the list of groups on as one string, with or without brackets."""
    listed = _LIST_MARKS.sub("", str(claims.get("cognito:groups", "")))
    return set(_LIST_GAPS.split(listed))


@routes.route("/organizer/contests", methods=["GET"], authorizer=authorizer, cors=CROSS_ORIGIN)
@for_groups(READERS)
def list_contests() -> Response:
    stores = bootstrap.stores()
    return answer({"contests": contests_overview(stores.records, stores.clock())})
