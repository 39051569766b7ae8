"""The local proxy before a made-up emulator that tells what it was asked."""

import gzip
import http.client
import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from ops.edge import BODY_LIMIT, security_headers
from ops.local.proxy import PortTakenError, Upstream, proxy

API = "/restapis/abc/api/_user_request_"
LONG = b"<p>" + b"n\xc3\xb4i dung " * 200


@dataclass
class Asked:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Emulator:
    """Objects by path, and every request that came."""

    objects: dict[str, tuple[bytes, dict[str, str]]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes


def handler(emulator: Emulator) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(self.command, self.path, headers, self.rfile.read(length))
            emulator.asked.append(asked)
            path = self.path.split("?")[0]
            body, told = emulator.objects.get(path, (b"<Error/>", {}))
            tag = told.get("ETag")
            status = 200 if path in emulator.objects else 404
            status = 304 if tag is not None and headers.get("if-none-match") == tag else status
            self.send_response(status)
            for name, value in told.items():
                self.send_header(name, value)
            self.send_header("x-amz-request-id", "1")
            body = b"" if status == 304 else body
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def log_request(self, *_: object) -> None:
            """Stays silent: pytest shows what the tests say."""

    for method in ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"):
        setattr(Handler, f"do_{method}", Handler.answer)
    return Handler


@pytest.fixture
def emulator() -> Emulator:
    html = {"Content-Type": "text/html; charset=utf-8", "ETag": '"1"', "Cache-Control": "no-cache"}
    return Emulator(
        {
            "/site/index.html": (LONG, html),
            "/site/c/x/index.html": (b"contest", html),
            "/site/photo.png": (b"\x89" * 5000, {"Content-Type": "image/png"}),
            f"{API}/ok": (b"{}", {"Content-Type": "application/json"}),
            "/private/secret.json": (b"secret", {}),
            "/_ministack/health": (b"inside", {}),
        }
    )


@pytest.fixture
def port(emulator: Emulator) -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(emulator))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    endpoint = f"http://127.0.0.1:{server.server_port}"
    with proxy(Upstream(endpoint, "abc", "api", "site")) as bound:
        yield bound
    server.shutdown()
    thread.join()
    server.server_close()


def ask(
    port: int,
    path: str,
    method: str = "GET",
    headers: dict[str, str] | None = None,
    body: bytes | None = None,
) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request(method, path, body, headers or {})
        found = connection.getresponse()
        return Answer(found.status, found.headers, found.read())
    finally:
        connection.close()


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


def test_text_is_compressed_for_those_who_take_it(port: int) -> None:
    answer = ask(port, "/", headers={"Accept-Encoding": "gzip, br"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["ETag"] == 'W/"1"'
    assert len(answer.body) < len(LONG)
    assert gzip.decompress(answer.body) == LONG
    assert ask(port, "/").headers["Content-Encoding"] is None


def test_pictures_are_not_compressed(port: int) -> None:
    answer = ask(port, "/photo.png", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] is None
    assert len(answer.body) == 5000


@pytest.mark.parametrize("tag", ['"1"', 'W/"1"'])
def test_what_the_viewer_has_is_not_sent_again(port: int, tag: str) -> None:
    headers = {"If-None-Match": tag, "Accept-Encoding": "gzip"}
    answer = ask(port, "/", headers=headers)
    assert (answer.status, answer.body) == (304, b"")


def test_missing_pages_get_the_sites_own(port: int, emulator: Emulator) -> None:
    plain = ask(port, "/none.html")
    assert plain.status == 404
    assert b"<Error/>" not in plain.body
    emulator.objects["/site/404.html"] = (b"lost?", {"Content-Type": "text/html"})
    own = ask(port, "/none.html")
    assert (own.status, own.body) == (404, b"lost?")


@pytest.mark.parametrize("path", ["/", "/none.html", "/c/x", "/api/ok", "/api/none"])
def test_every_answer_carries_the_security_headers(
    port: int, emulator: Emulator, path: str
) -> None:
    answer = ask(port, path)
    for name, value in security_headers("").items():
        if name != "content-security-policy":
            assert answer.headers[name] == value
    assert "connect-src 'self' http://127.0.0.1:" in answer.headers["content-security-policy"]


def test_bodies_have_a_limit(port: int, emulator: Emulator) -> None:
    whole = ask(port, "/api/ok", "POST", body=b"x" * BODY_LIMIT)
    assert whole.status == 200
    emulator.asked.clear()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    pieces = [b"x" * (BODY_LIMIT // 2)] * 3
    connection.request("POST", "/api/ok", iter(pieces), encode_chunked=True)
    found = connection.getresponse()
    assert found.status == 413
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
