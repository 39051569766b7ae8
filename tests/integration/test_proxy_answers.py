"""What the local proxy makes of answers: compressed, not sent twice, with the edge's headers."""

import gzip

import brotli  # type: ignore[import-untyped]  # brotli says no types
import pytest

from ops.edge import headers_for
from ops.local.proxy import Upstream, proxy
from tests.integration.emulator import LONG, Answer, Emulator, ask

UNPACKED = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}


@pytest.mark.parametrize(
    ("path", "accepted", "encoding"),
    [
        ("/", "gzip, deflate, br, zstd", "br"),
        ("/", "gzip, br;q=0", "gzip"),
        ("/", "identity", None),
        ("/none.html", "br", "br"),
        ("/api/long", "gzip, br", "gzip"),
        ("/api/long", "br", None),
    ],
)
def test_text_is_compressed_for_those_who_take_it(
    port: int, emulator: Emulator, path: str, accepted: str, encoding: str | None
) -> None:
    emulator.objects["/site/404.html"] = emulator.objects["/site/index.html"]
    answer = ask(port, path, headers={"Accept-Encoding": accepted})
    assert answer.headers["Content-Encoding"] == encoding
    assert answer.headers["Content-Length"] == str(len(answer.body))
    assert "Accept-Encoding" in answer.headers.get_all("Vary", [])
    assert (len(answer.body) < len(LONG)) is (encoding is not None)
    assert UNPACKED[encoding](answer.body) == LONG


def test_the_apis_own_vary_stays(port: int) -> None:
    answer = ask(port, "/api/long", headers={"Accept-Encoding": "gzip"})
    assert answer.headers.get_all("Vary") == ["Origin", "Accept-Encoding"]


@pytest.mark.parametrize("accepted", ["br", "gzip"])
def test_compressed_bytes_bear_a_weak_tag(port: int, accepted: str) -> None:
    assert ask(port, "/", headers={"Accept-Encoding": accepted}).headers["ETag"] == 'W/"1"'
    assert ask(port, "/").headers["ETag"] == '"1"'


def test_short_texts_are_sent_as_they_are(port: int) -> None:
    answer = ask(port, "/c/x/", headers={"Accept-Encoding": "br"})
    assert answer.body == b"contest"
    assert answer.headers["Content-Encoding"] is None


def test_pictures_are_not_compressed(port: int) -> None:
    answer = ask(port, "/photo.png", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] is None
    assert len(answer.body) == 5000


@pytest.mark.parametrize("tag", ['"1"', 'W/"1"'])
def test_what_the_viewer_has_is_not_sent_again(port: int, tag: str) -> None:
    headers = {"If-None-Match": tag, "Accept-Encoding": "br"}
    answer = ask(port, "/", headers=headers)
    assert (answer.status, answer.body) == (304, b"")
    # A strong tag would not be the one of what the viewer holds.
    assert answer.headers["ETag"] == tag
    assert answer.headers["Content-Encoding"] is None


def policy_of(answer: Answer) -> str:
    policy = answer.headers["content-security-policy"]
    assert isinstance(policy, str)
    return policy


@pytest.mark.parametrize(
    ("path", "method"),
    [
        *((path, "GET") for path in ("/", "/none.html", "/c/x", "/c/x/nhung/", "/../x")),
        *((path, "GET") for path in ("/api/ok", "/api/none")),
        ("/", "HEAD"),
        ("/", "POST"),
    ],
)
def test_every_answer_carries_the_security_headers(port: int, path: str, method: str) -> None:
    answer = ask(port, path, method)
    for name, value in headers_for(path, "").items():
        if name != "content-security-policy":
            assert answer.headers.get_all(name) == [value]
    assert "connect-src 'self';" in policy_of(answer)


def test_only_pages_for_the_portal_may_be_framed(port: int, emulator: Emulator) -> None:
    framed = ask(port, "/c/x/nhung/")
    assert framed.body == b"framed"
    assert "frame-ancestors *" in policy_of(framed)
    assert framed.headers["x-frame-options"] is None
    other = ask(port, "/c/x/")
    assert "frame-ancestors 'none'" in policy_of(other)
    assert other.headers["x-frame-options"] == "DENY"


def test_who_may_frame_them_can_be_told() -> None:
    upstream = Upstream("http://127.0.0.1:9", "abc", "api", "site", "https://portal.example.vn")
    with proxy(upstream) as port:
        answer = ask(port, "/c/x/nhung/")
    assert "frame-ancestors https://portal.example.vn" in policy_of(answer)


def test_the_console_alone_may_speak_with_cognito(port: int) -> None:
    assert "connect-src 'self' http://127.0.0.1:" in policy_of(ask(port, "/quan-tri/"))
