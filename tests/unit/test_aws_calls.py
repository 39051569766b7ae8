"""Calls of AWS without its SDK: repeated where that helps, over one connection."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from http.client import IncompleteRead
from socket import create_server, socket

import pytest

from chalicelib.stores.attempt_items import AttemptItem
from chalicelib.stores.attempt_values import STORED
from chalicelib.stores.aws_calls import TRIES, KeptConnection, Reply, Service, may_call_directly
from chalicelib.usecases.ports import Unavailable
from tests.wire import ENVIRONMENT

DONE = Reply(200, {}, b"{}")
THROTTLED = Reply(400, {}, b'{"__type":"com.amazonaws.dynamodb.v20120810#ThrottlingException"}')
SLOW_DOWN = Reply(503, {}, b"<Error><Code>SlowDown</Code></Error>")
REFUSED = Reply(400, {}, b'{"__type":"x#ConditionalCheckFailedException","message":"Throttled?"}')
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


class Script:
    """A transport that answers as it was told, one request after another."""

    def __init__(self, *answers: Reply | Exception) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str, str]] = []
        self.headers: list[Mapping[str, str]] = []

    def __call__(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        self.asked.append((headers["host"], path))
        self.headers.append(headers)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)


@pytest.mark.parametrize(
    "bad",
    [THROTTLED, SLOW_DOWN, TimeoutError(), ConnectionResetError(), IncompleteRead(b"{")],
    ids=repr,
)
def test_a_bad_moment_is_not_noticed(bad: Reply | Exception) -> None:
    script = Script(bad, DONE)
    assert Service("dynamodb", ENVIRONMENT, "", script).call("POST", "/") == DONE
    assert len(script.asked) == 2


def test_after_three_tries_it_is_unavailable() -> None:
    script = Script(*[THROTTLED] * TRIES, DONE)
    with pytest.raises(Unavailable, match="400 ThrottlingException"):
        Service("dynamodb", ENVIRONMENT, "", script).call("POST", "/")
    assert script.answers == [DONE]


def test_a_refusal_is_an_answer() -> None:
    script = Script(REFUSED)
    assert Service("dynamodb", ENVIRONMENT, "", script).call("POST", "/") == REFUSED


@pytest.mark.parametrize(
    ("more", "asked"),
    [
        ({}, ("kho.s3.ap-southeast-1.amazonaws.com", "/bundles/a.json")),
        ({"AWS_ENDPOINT_URL": "http://localhost:4566"}, ("localhost:4566", "/kho/bundles/a.json")),
        (
            {"AWS_ENDPOINT_URL": "http://a", "AWS_ENDPOINT_URL_S3": "http://b"},
            ("b", "/kho/bundles/a.json"),
        ),
    ],
)
def test_where_a_bucket_is_asked(more: dict[str, str], asked: tuple[str, str]) -> None:
    script = Script(DONE)
    Service("s3", {**ENVIRONMENT, **more}, "kho", script).call("GET", "/bundles/a.json")
    assert script.asked == [asked]


@pytest.mark.parametrize("service", ["dynamodb", "s3"])
def test_what_is_signed_is_what_is_sent(service: str) -> None:
    script = Script(DONE)
    told = {"x-amz-target": "DynamoDB_20120810.GetItem"}
    Service(service, ENVIRONMENT, "", script).call("POST", "/", told, b"{}")
    sent = {name.lower(): value for name, value in script.headers[0].items()}
    scope, names, _ = sent["authorization"].removeprefix("AWS4-HMAC-SHA256 ").split(", ")
    assert scope.split("/")[2:] == ["ap-southeast-1", service, "aws4_request"]
    signed = set(names.removeprefix("SignedHeaders=").split(";"))
    assert signed >= {"host", "x-amz-date", "x-amz-security-token", "x-amz-target"}
    assert signed <= sent.keys()
    assert sent["host"] == f"{service}.ap-southeast-1.amazonaws.com"


@pytest.mark.parametrize("missing", [name for name in ENVIRONMENT if name != "AWS_SESSION_TOKEN"])
def test_only_a_function_with_credentials_of_its_own_calls_directly(missing: str) -> None:
    assert may_call_directly(ENVIRONMENT)
    assert not may_call_directly({**ENVIRONMENT, missing: ""})


def test_names_letters_and_types_are_those_of_pynamodb() -> None:
    attributes = AttemptItem.get_attributes().items()
    assert {name: (each.attr_name, each.attr_type) for name, each in attributes} == STORED


@contextmanager
def server(*answers: list[bytes]) -> Iterator[tuple[str, list[int]]]:
    """Takes one connection for each list, and closes it behind the last of its answers."""
    requests: list[int] = []
    with create_server(("127.0.0.1", 0)) as listening:
        arguments = (listening, answers, requests)
        threading.Thread(target=_serve, args=arguments, daemon=True).start()
        yield f"127.0.0.1:{listening.getsockname()[1]}", requests


def _serve(listening: socket, answers: tuple[list[bytes], ...], requests: list[int]) -> None:
    for number, connection in enumerate(answers):
        caller, _ = listening.accept()
        with caller:
            for answer in connection:
                caller.recv(10_000)
                requests.append(number)
                caller.sendall(answer)


def kept(address: str) -> closing[KeptConnection]:
    return closing(KeptConnection("http", address, None))


def ask(connection: KeptConnection) -> Reply:
    return connection("GET", "/", {"host": "x"}, b"")


def test_a_connection_is_kept() -> None:
    with server([OK, OK]) as (address, requests), kept(address) as connection:
        assert [ask(connection).content for _ in range(2)] == [b"{}", b"{}"]
    assert requests == [0, 0]


def test_a_connection_closed_meanwhile_is_opened_anew() -> None:
    with server([OK], [OK]) as (address, requests), kept(address) as connection:
        assert [ask(connection).status for _ in range(2)] == [200, 200]
    assert requests == [0, 1]


def test_a_fresh_connection_that_fails_is_told() -> None:
    with server([b""], [OK]) as (address, _), kept(address) as connection:
        with pytest.raises(ConnectionError):
            ask(connection)
        assert ask(connection).status == 200


def test_an_answer_cut_off_is_told() -> None:
    with server([OK[:-1]], [OK]) as (address, _), kept(address) as connection:
        with pytest.raises(IncompleteRead):
            ask(connection)
        assert ask(connection).status == 200
