"""Calls of AWS without its clients: requests over one kept connection, signed by botocore.

What a resident waits for when nobody was there before is mostly botocore making its clients; the
two stores of a resident's request therefore do without them (docs/decisions/0044). Everything else
uses boto3 and pynamodb.
"""

from __future__ import annotations

import http.client
import random
import re
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast
from urllib.parse import urlsplit

from botocore.auth import S3SigV4Auth, SigV4Auth
from botocore.awsrequest import AWSRequest

from chalicelib.usecases.ports import Unavailable

if TYPE_CHECKING:
    from botocore.credentials import ReadOnlyCredentials

CONNECT_WITHIN_S, ANSWER_WITHIN_S = 1.0, 2.0
TRIES = 3
_FIRST_PAUSE_S = 0.05
_SERVER_ERROR = 500
_CODE = re.compile(rb'"__type" *: *"(?:[^"#]*#)?(\w+)"|<Code>(\w+)</Code>')
_THROTTLED = re.compile("Throttl|ThroughputExceeded|LimitExceeded")


@dataclass(frozen=True)
class Reply:
    """What AWS answered, by whatever status; names of headers in small letters."""

    status: int
    headers: Mapping[str, str]
    content: bytes


class Transport(Protocol):
    """Sends one request, and raises OSError or HTTPException where there is no whole answer."""

    def __call__(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes
    ) -> Reply: ...


def may_call_directly(environment: Mapping[str, str]) -> bool:
    """Whether this is a Lambda function that was handed its credentials by the environment: then
    they hold as long as the process. (With SnapStart, or on a developer's machine, boto3 finds and
    renews them.)"""
    needed = ("AWS_LAMBDA_FUNCTION_NAME", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
    return all(environment.get(name) for name in (*needed, "AWS_REGION"))


class Service:
    """One service of AWS in the region of this function; `bucket` is what of S3 is asked."""

    def __init__(
        self,
        name: str,
        environment: Mapping[str, str],
        bucket: str = "",
        transport: Transport | None = None,
    ) -> None:
        self._name, self._environment = name, environment
        self._region = environment["AWS_REGION"]
        named = environment.get(f"AWS_ENDPOINT_URL_{name.upper()}")
        elsewhere = named or environment.get("AWS_ENDPOINT_URL")
        host = ".".join(filter(None, (bucket, name, self._region, "amazonaws.com")))
        # Emulators have one address for all buckets.
        self._prefix = f"/{bucket}" if elsewhere and bucket else ""
        address = urlsplit(elsewhere or f"https://{host}")
        self._host = address.netloc
        self._send: Transport = transport or KeptConnection(
            address.scheme, self._host, environment.get("AWS_CA_BUNDLE")
        )

    def call(
        self, method: str, path: str, headers: Mapping[str, str] | None = None, body: bytes = b""
    ) -> Reply:
        """The answer of the first try that AWS does not ask to repeat. Raises Unavailable after the
        last: what was asked may have been done all the same."""
        said, path = "", self._prefix + path
        for tries in range(1, TRIES + 1):
            try:
                signed = self._signed(method, path, headers or {}, body)
                reply = self._send(method, path, signed, body)
            except (OSError, http.client.HTTPException) as failure:
                said = f"{type(failure).__name__}: {failure}"
            else:
                if not asks_to_repeat(reply):
                    return reply
                said = f"{reply.status} {code_of(reply)}"
            if tries < TRIES:
                time.sleep(random.random() * _FIRST_PAUSE_S * 2**tries)
        raise Unavailable(f"{self._name}: {said}")

    def _signed(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes
    ) -> dict[str, str]:
        told = self._environment
        key, secret = told["AWS_ACCESS_KEY_ID"], told["AWS_SECRET_ACCESS_KEY"]
        known = _Credentials(key, secret, told.get("AWS_SESSION_TOKEN"))
        credentials = cast("ReadOnlyCredentials", known)
        request = AWSRequest(method, f"https://{self._host}{path}", dict(headers), body)
        signer = S3SigV4Auth if self._name == "s3" else SigV4Auth
        signer(credentials, self._name, self._region).add_auth(request)
        return {**dict(request.headers.items()), "host": self._host}


class _Credentials(NamedTuple):
    """What signers read of botocore's Credentials, whose module is slow to load."""

    access_key: str
    secret_key: str
    token: str | None


def asks_to_repeat(reply: Reply) -> bool:
    """Throttled, or at fault itself: the same request may succeed a moment later."""
    if reply.status >= _SERVER_ERROR:
        return True
    return reply.status == http.client.BAD_REQUEST and bool(_THROTTLED.search(code_of(reply)))


def code_of(reply: Reply) -> str:
    """The name of an error, empty where there is none; never the message, which may name people."""
    found = _CODE.search(reply.content)
    return (found[1] or found[2]).decode() if found else ""


class KeptConnection:
    """A connection that stays open from one request to the next. For one thread, as a Lambda
    function has."""

    def __init__(self, scheme: str, address: str, authorities: str | None) -> None:
        self._scheme, self._address, self._authorities = scheme, address, authorities
        self._open: http.client.HTTPConnection | None = None

    def __call__(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        was_kept = self._open is not None
        try:
            return self._ask(method, path, headers, body)
        except ConnectionError:
            # The other end may have closed it while the process slept.
            if not was_kept:
                raise
        return self._ask(method, path, headers, body)

    def _ask(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        try:
            connection = self._connected()
            connection.request(method, path, body or None, dict(headers))
            answer = connection.getresponse()
            told = {name.lower(): value for name, value in answer.headers.items()}
            return Reply(answer.status, told, answer.read())
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Closes the connection; the next request opens one."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def _connected(self) -> http.client.HTTPConnection:
        if self._open is None:
            fresh = self._new()
            fresh.connect()
            fresh.sock.settimeout(ANSWER_WITHIN_S)
            self._open = fresh
        return self._open

    def _new(self) -> http.client.HTTPConnection:
        if self._scheme == "http":
            return http.client.HTTPConnection(self._address, timeout=CONNECT_WITHIN_S)
        context = ssl.create_default_context(cafile=self._authorities)
        return http.client.HTTPSConnection(self._address, timeout=CONNECT_WITHIN_S, context=context)
