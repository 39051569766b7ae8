"""Calls to AWS that fail, for a client of boto3 in moto."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from botocore.awsrequest import AWSResponse
from botocore.exceptions import ConnectTimeoutError, EndpointConnectionError, ReadTimeoutError
from moto.core.models import botocore_stubber

from tests import wire

Fault = Callable[[Any], Any]
URL = "https://dynamodb.invalid"
MORE_THAN_ANY_RETRIES = 50


def throttled(request: Any) -> AWSResponse:
    return _answer(request, 400, "ProvisionedThroughputExceededException")


def failing(request: Any) -> AWSResponse:
    return _answer(request, 500, "InternalServerError")


def slow(request: Any) -> None:
    raise ReadTimeoutError(endpoint_url=URL)


def unreachable(request: Any) -> None:
    raise EndpointConnectionError(endpoint_url=URL)


def unconnected(request: Any) -> None:
    raise ConnectTimeoutError(endpoint_url=URL)


def committed_but_unheard(request: Any) -> None:
    """The write takes effect, its answer is lost."""
    botocore_stubber(event_name="before-send.dynamodb", request=request)
    raise ReadTimeoutError(endpoint_url=URL)


FAULTS = [throttled, failing, slow, unreachable, unconnected]
_ON_THE_WIRE = {
    throttled: wire.throttled,
    failing: wire.failing,
    slow: wire.slow,
    unreachable: wire.unreachable,
    unconnected: wire.slow,
    committed_but_unheard: wire.committed_but_unheard,
}


class _Body:
    """What botocore reads an answer from."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def stream(self, **_: Any) -> Iterator[bytes]:
        yield self._content


def _answer(request: Any, status: int, code: str) -> AWSResponse:
    content = f'{{"__type": "com.amazonaws.dynamodb.v20120810#{code}", "message": "no"}}'.encode()
    headers = {"content-type": "application/x-amz-json-1.0", "x-amzn-RequestId": "r"}
    return AWSResponse(request.url, status, headers, _Body(content))


@contextmanager
def instead(client: Any, fault: Fault, times: int = MORE_THAN_ANY_RETRIES) -> Iterator[list[str]]:
    """Lets the next `times` calls of a client, or on a wire, end so; gives the names of those that
    did."""
    if isinstance(client, wire.Wire):
        with client.instead(_ON_THE_WIRE[fault], times) as met:
            yield met
        return
    met: list[str] = []

    def handler(event_name: str, request: Any, **_: Any) -> Any:
        if len(met) >= times:
            return botocore_stubber(event_name=event_name, request=request)
        met.append(event_name.rsplit(".", 1)[1])
        return fault(request)

    # In moto's place: botocore asks every handler, and moto would have written already.
    client.meta.events.unregister("before-send", botocore_stubber)
    client.meta.events.register("before-send", handler)
    try:
        yield met
    finally:
        client.meta.events.unregister("before-send", handler)
        client.meta.events.register("before-send", botocore_stubber)
