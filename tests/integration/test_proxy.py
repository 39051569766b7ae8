"""The local proxy before a made-up emulator: who reaches what."""

import http.client
import json
import socket

import pytest

from ops.edge import BODY_LIMIT
from ops.local.proxy import PortTakenError, Upstream, proxy
from tests.integration.emulator import API, LONG, Emulator, ask


def test_api_requests_reach_the_api_unchanged(port: int, emulator: Emulator) -> None:
    headers = {"Authorization": "Bearer t", "Content-Type": "application/json"}
    answer = ask(port, "/api/ok?a=1%202", "POST", headers, b'{"b":2}')
    assert (answer.status, answer.body) == (200, b"{}")
    [asked] = emulator.asked
    assert (asked.method, asked.path, asked.body) == ("POST", f"{API}/ok?a=1%202", b'{"b":2}')
    assert asked.headers["authorization"] == "Bearer t"
    assert asked.headers["host"] == f"127.0.0.1:{port}"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "HEAD"])
def test_api_takes_every_method(port: int, emulator: Emulator, method: str) -> None:
    assert ask(port, "/api/ok", method).status == 200
    assert emulator.asked[0].method == method


def test_viewer_is_named_by_the_proxy_alone(port: int, emulator: Emulator) -> None:
    ask(port, "/api/ok", headers={"X-Forwarded-For": "203.0.113.9, 10.0.0.1"})
    assert emulator.asked[0].headers["x-forwarded-for"] == "127.0.0.1, 127.0.0.1"


def test_requests_cannot_pose_as_ones_to_other_services(port: int, emulator: Emulator) -> None:
    headers = {"X-Amz-Target": "DynamoDB_20120810.Scan", "Host": "private.s3.localhost"}
    ask(port, "/api/ok", headers=headers)
    assert "x-amz-target" not in emulator.asked[0].headers
    assert emulator.asked[0].headers["host"].startswith("127.0.0.1:")


@pytest.mark.parametrize(
    "path",
    [
        "/_ministack/health",
        "/private/secret.json",
        "/../private/secret.json",
        "/x/../../private/secret.json",
        "/%2e%2e/private/secret.json",
        "/..%2fprivate/secret.json",
        "/api/../private/secret.json",
        "/api/..%2f..%2f..%2f..%2f_ministack/health",
        "//private/secret.json",
    ],
)
def test_nothing_else_of_the_emulator_is_reached(port: int, emulator: Emulator, path: str) -> None:
    answer = ask(port, path)
    # A name without a dot is sent on to a folder of the site, where nothing is.
    assert answer.status in (301, 404)
    assert b"secret" not in answer.body
    assert b"inside" not in answer.body
    for asked in emulator.asked:
        assert asked.path.startswith(("/site/", f"{API}/"))
        assert ".." not in asked.path


@pytest.mark.parametrize(
    ("path", "body"), [("/", LONG), ("/c/x/", b"contest"), ("/c/x/?don-vi=kp1", b"contest")]
)
def test_folders_are_their_index(port: int, path: str, body: bytes) -> None:
    answer = ask(port, path)
    assert (answer.status, answer.body) == (200, body)
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["x-amz-request-id"] is None


def test_folders_without_slash_are_sent_on(port: int) -> None:
    answer = ask(port, "/c/x?don-vi=kp1")
    assert (answer.status, answer.headers["Location"]) == (301, "/c/x/?don-vi=kp1")


def test_head_has_the_headers_alone(port: int) -> None:
    answer = ask(port, "/", "HEAD")
    assert (answer.status, answer.body) == (200, b"")
    assert answer.headers["Content-Length"] == str(len(LONG))


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_site_is_read_only(port: int, emulator: Emulator, method: str) -> None:
    assert ask(port, "/index.html", method, body=b"x").status == 405
    assert emulator.asked == []


def test_missing_pages_get_the_sites_own(port: int, emulator: Emulator) -> None:
    plain = ask(port, "/none.html")
    assert plain.status == 404
    assert b"<Error/>" not in plain.body
    emulator.objects["/site/404.html"] = (b"lost?", {"Content-Type": "text/html"})
    own = ask(port, "/none.html")
    assert (own.status, own.body) == (404, b"lost?")


def test_bodies_have_a_limit(port: int, emulator: Emulator) -> None:
    whole = ask(port, "/api/ok", "POST", body=b"x" * BODY_LIMIT)
    assert whole.status == 200
    emulator.asked.clear()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    pieces = [b"x" * (BODY_LIMIT // 2)] * 3
    connection.request("POST", "/api/ok", iter(pieces), encode_chunked=True)
    found = connection.getresponse()
    assert found.status == 413
    assert found.headers["x-content-type-options"] == "nosniff"
    assert json.loads(found.read())["error"]["code"] == "too_large"
    connection.close()
    assert emulator.asked == []


def test_without_the_emulator_one_is_asked_to_try_again() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{probe.getsockname()[1]}"
        with proxy(Upstream(nobody, "abc", "api", "site")) as port:
            answer = ask(port, "/api/ok")
    assert answer.status == 502
    assert json.loads(answer.body)["error"]["code"] == "try_again"


def test_a_taken_port_is_named(port: int) -> None:
    second = proxy(Upstream("http://127.0.0.1:9", "abc", "api", "site"), port)
    with pytest.raises(PortTakenError, match=str(port)), second:
        pass
