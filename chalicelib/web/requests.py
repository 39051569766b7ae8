"""What is read of a request besides its body: when it came, from where, and by which way."""

from hmac import compare_digest

from chalice.app import Request

from chalicelib import bootstrap
from chalicelib.domain.errors import Code, Refusal
from chalicelib.web.bodies import not_json

_ORIGIN_HEADER = "x-hoithi-origin"


def body_of(request: Request) -> bytes:
    """The bytes of the body. Raises not_json where its text can't be bytes, or is no base64."""
    try:
        raw = request.raw_body
    except ValueError as error:
        raise not_json() from error
    return raw.encode() if isinstance(raw, str) else raw


def received_at(request: Request) -> int:
    """When API Gateway took the request: it decides whether the contest is open, so that nobody
    pays for a slow function."""
    return int(request.context["requestTimeEpoch"])


def source_of(request: Request) -> str:
    """The viewer's address: the last but one of X-Forwarded-For, as CloudFront and API Gateway
    append theirs and whatever stands before was written by the client."""
    hops: list[str] = [hop.strip() for hop in request.headers.get("x-forwarded-for", "").split(",")]
    return hops[-2] if len(hops) > 1 else hops[-1]


def require_origin(request: Request) -> None:
    """Refuses what did not come through CloudFront, where the stage has its secret."""
    accepted = bootstrap.stores().settings.origin_secrets
    shown = request.headers.get(_ORIGIN_HEADER, "")
    if accepted and not any(compare_digest(shown.encode(), each.encode()) for each in accepted):
        raise Refusal(Code.FORBIDDEN, "Xin vào bằng địa chỉ chính thức của cuộc thi.")
