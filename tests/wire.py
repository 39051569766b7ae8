"""DynamoDB and S3 of moto, asked as `chalicelib/stores/aws_calls.py` asks them: by requests of
HTTP; and calls that fail on the way."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

import requests

from chalicelib.stores.aws_calls import Reply, Service
from chalicelib.stores.direct_attempts import DirectAttempts
from chalicelib.stores.direct_objects import DirectObjects
from chalicelib.usecases.ports import Attempts, ResidentAttempts
from tests.aws import REGION

ENVIRONMENT = {
    "AWS_REGION": REGION,
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_SESSION_TOKEN": "test",
    "AWS_LAMBDA_FUNCTION_NAME": "test",
}

WireFault = Callable[["Wire", str, str, Mapping[str, str], bytes], Reply]


class Wire:
    """A transport into moto; `instead` lets calls fail."""

    def __init__(self) -> None:
        self._fault: WireFault | None = None
        self._left = 0
        self._met: list[str] = []

    def __call__(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        if self._fault is None or self._left == 0:
            return self.pass_on(method, path, headers, body)
        self._left -= 1
        self._met.append(headers.get("x-amz-target", method).rpartition(".")[2])
        return self._fault(self, method, path, headers, body)

    def pass_on(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """What moto answers."""
        address = f"https://{headers['host']}{path}"
        answer = requests.request(
            method, address, headers=dict(headers), data=body, timeout=5, stream=True
        )
        # moto sends words with its 304, which must have none and can't be read.
        content = b"" if answer.status_code == HTTPStatus.NOT_MODIFIED else answer.content
        told = {name.lower(): value for name, value in answer.headers.items()}
        return Reply(answer.status_code, told, content)

    @contextmanager
    def instead(self, fault: WireFault, times: int) -> Iterator[list[str]]:
        """Lets the next `times` calls end so; gives the names of those that did."""
        self._fault, self._left, self._met = fault, times, []
        try:
            yield self._met
        finally:
            self._fault = None


def direct_attempts(table: str, shards: int, wire: Wire | None = None) -> DirectAttempts:
    """What residents do to attempts in moto."""
    return DirectAttempts(table, shards, Service("dynamodb", ENVIRONMENT, "", wire or Wire()))


def direct_objects(bucket: str, wire: Wire | None = None) -> DirectObjects:
    """A bucket of moto."""
    return DirectObjects(Service("s3", ENVIRONMENT, bucket, wire or Wire()))


class Both:
    """What residents do goes one way, what else is done the other, on the same items."""

    def __init__(self, residents: ResidentAttempts, others: Attempts) -> None:
        self._ways = residents, others

    def __getattr__(self, name: str) -> Any:
        residents, others = self._ways
        return getattr(residents if hasattr(residents, name) else others, name)


def throttled(*_: object) -> Reply:
    return _refusal(400, "ProvisionedThroughputExceededException")


def failing(*_: object) -> Reply:
    return _refusal(500, "InternalServerError")


def slow(*_: object) -> Reply:
    raise TimeoutError("timed out")


def unreachable(*_: object) -> Reply:
    raise ConnectionRefusedError("refused")


def committed_but_unheard(
    wire: Wire, method: str, path: str, headers: Mapping[str, str], body: bytes
) -> Reply:
    """The write takes effect, its answer is lost."""
    wire.pass_on(method, path, headers, body)
    raise TimeoutError("timed out")


def _refusal(status: int, code: str) -> Reply:
    told = {"__type": f"com.amazonaws.dynamodb.v20120810#{code}", "message": "no"}
    return Reply(status, {}, json.dumps(told).encode())
