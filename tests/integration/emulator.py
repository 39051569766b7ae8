"""A made-up emulator that tells what it was asked, and requests to what stands before it."""

import contextlib
import http.client
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

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


def filled_emulator() -> Emulator:
    """One that holds a few pages of a site, two routes, and what must not be reached."""
    html = {"Content-Type": "text/html; charset=utf-8", "ETag": '"1"', "Cache-Control": "no-cache"}
    return Emulator(
        {
            "/site/index.html": (LONG, html),
            "/site/c/x/index.html": (b"contest", html),
            "/site/c/x/nhung/index.html": (b"framed", html),
            "/site/photo.png": (b"\x89" * 5000, {"Content-Type": "image/png"}),
            f"{API}/ok": (b"{}", {"Content-Type": "application/json"}),
            f"{API}/long": (LONG, {"Content-Type": "application/json", "Vary": "Origin"}),
            "/private/secret.json": (b"secret", {}),
            "/_ministack/health": (b"inside", {}),
        }
    )


@contextlib.contextmanager
def serving(emulator: Emulator) -> Iterator[str]:
    """Answers on a free port; gives the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(emulator))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
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
