"""The reverse proxy before the emulator: to browsers it is what CloudFront is on AWS."""

import asyncio
import contextlib
import gzip
import io
import json
import threading
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass

import brotli  # type: ignore[import-untyped]  # brotli says no types
from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout, TCPConnector, web
from multidict import CIMultiDict
from yarl import URL

from ops import edge

_HOST = "127.0.0.1"
_SITE_ASKED = ("If-None-Match", "If-Modified-Since", "Range", "If-Range")
_SITE_TOLD = (
    *("Accept-Ranges", "Cache-Control", "Content-Disposition", "Content-Encoding"),
    *("Content-Range", "Content-Type", "Date", "ETag", "Last-Modified"),
)
_HOP_BY_HOP = frozenset(
    {"connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "content-length"}
)
_OWN_NAMES = ("localhost", "127.0.0.1")
# Of 11; what edges commonly take while somebody waits. Higher ones cost more time than they save.
_BROTLI_QUALITY = 5


class PortTakenError(Exception):
    """Another program listens on the port."""


@dataclass(frozen=True)
class Upstream:
    """The emulator, and which of all it holds may be reached: one API and one bucket.

    `framed_by` is what the parameter FrameAncestors is on AWS.
    """

    endpoint_url: str
    rest_api: str
    stage: str
    site_bucket: str
    framed_by: str = edge.ANYBODY


class Proxy:
    """Answers requests of browsers from the upstream."""

    def __init__(self, upstream: Upstream, session: ClientSession) -> None:
        self._upstream = upstream
        self._session = session

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """The answer to any request that comes in."""
        path = request.rel_url.raw_path
        if not edge.is_honest(path):
            return _plain(404)
        try:
            if edge.is_api(path):
                return await self._from_api(request, path)
            return await self._from_site(request, path)
        except web.HTTPRequestEntityTooLarge:
            return _error(413, "too_large", "Nội dung gửi lên quá lớn.")
        except ClientError:
            return _error(502, "try_again", "Máy chủ đang khởi động lại. Xin thử lại sau ít giây.")

    async def secure(self, request: web.Request, answer: web.StreamResponse) -> None:
        """Adds the headers that every answer carries."""
        upstream = self._upstream
        path = request.rel_url.raw_path
        answer.headers.update(edge.headers_for(path, upstream.endpoint_url, upstream.framed_by))

    async def _from_api(self, request: web.Request, path: str) -> web.StreamResponse:
        upstream = self._upstream
        route = path.removeprefix(edge.API_PREFIX)
        address = f"/restapis/{upstream.rest_api}/{upstream.stage}/_user_request_{route}"
        body = await request.read()
        async with self._ask(request, address, _api_headers(request), body) as found:
            told = CIMultiDict(
                (name, value)
                for name, value in found.headers.items()
                if name.lower() not in _HOP_BY_HOP
            )
            return await _pass_on(request, found, found.status, told, edge.API_ENCODINGS)

    async def _from_site(self, request: web.Request, path: str) -> web.StreamResponse:
        if request.method not in ("GET", "HEAD"):
            return _plain(405)
        meant = edge.resolve(path, request.rel_url.raw_query_string)
        if isinstance(meant, edge.Redirect):
            return web.Response(status=301, headers={"Location": meant.location})
        asked = {name: request.headers[name] for name in _SITE_ASKED if name in request.headers}
        if "If-None-Match" in asked:
            # What was sent compressed bore a weak tag.
            asked["If-None-Match"] = asked["If-None-Match"].replace("W/", "")
        async with self._ask_site(request, meant.key, asked) as found:
            if found.status not in (403, 404):
                return await _from_bucket(request, found, found.status)
        async with self._ask_site(request, edge.NOT_FOUND_PAGE, {}) as page:
            if page.status == 200:
                return await _from_bucket(request, page, 404)
        return _plain(404)

    @contextlib.asynccontextmanager
    async def _ask_site(
        self, request: web.Request, key: str, headers: Mapping[str, str]
    ) -> AsyncIterator[ClientResponse]:
        address = edge.object_path(self._upstream.site_bucket, key)
        async with self._ask(request, address, headers, b"", with_query=False) as found:
            yield found

    @contextlib.asynccontextmanager
    async def _ask(
        self,
        request: web.Request,
        address: str,
        headers: Mapping[str, str],
        body: bytes,
        with_query: bool = True,
    ) -> AsyncIterator[ClientResponse]:
        query = request.rel_url.raw_query_string if with_query else ""
        target = f"{self._upstream.endpoint_url}{address}" + (f"?{query}" if query else "")
        async with self._session.request(
            request.method,
            URL(target, encoded=True),
            headers=headers,
            data=io.BytesIO(body) if body else None,
            allow_redirects=False,
        ) as found:
            yield found


async def _from_bucket(
    request: web.Request, found: ClientResponse, status: int
) -> web.StreamResponse:
    headers = CIMultiDict(
        (name, found.headers[name]) for name in _SITE_TOLD if name in found.headers
    )
    if status == 304 and "W/" in request.headers.get("If-None-Match", ""):
        headers["Vary"] = "Accept-Encoding"
        _weaken(headers)
    return await _pass_on(request, found, status, headers, edge.SITE_ENCODINGS)


async def _pass_on(
    request: web.Request,
    found: ClientResponse,
    status: int,
    headers: CIMultiDict[str],
    encodings: Sequence[str],
) -> web.StreamResponse:
    if _may_be_compressed(found):
        headers.add("Vary", "Accept-Encoding")
        accepted = ",".join(request.headers.getall("Accept-Encoding", []))
        encoding = edge.encoding_for(accepted, encodings)
        if encoding is not None and request.method != "HEAD":
            return _compressed(await found.read(), encoding, status, headers)
    answer = web.StreamResponse(status=status, headers=headers)
    if found.content_length is not None and status not in (204, 304):
        answer.content_length = found.content_length
    await answer.prepare(request)
    async for chunk in found.content.iter_any():
        await answer.write(chunk)
    await answer.write_eof()
    return answer


def _compressed(body: bytes, encoding: str, status: int, headers: CIMultiDict[str]) -> web.Response:
    if encoding == "br":
        body = brotli.compress(body, mode=brotli.MODE_TEXT, quality=_BROTLI_QUALITY)
    else:
        body = gzip.compress(body)
    headers["Content-Encoding"] = encoding
    _weaken(headers)
    return web.Response(status=status, headers=headers, body=body)


def _weaken(headers: CIMultiDict[str]) -> None:
    """Of the bytes compressed, the tag of the bytes as they are says only what they mean."""
    if "ETag" in headers and not headers["ETag"].startswith("W/"):
        headers["ETag"] = f"W/{headers['ETag']}"


def _plain(status: int) -> web.Response:
    text = {404: "Không có trang này.", 405: "Chỉ đọc được trang này."}[status]
    return web.Response(status=status, text=text)


def _error(status: int, code: str, message: str) -> web.Response:
    told = {"error": {"code": code, "message": message}}
    return web.json_response(
        told, status=status, dumps=lambda value: json.dumps(value, ensure_ascii=False)
    )


def _api_headers(request: web.Request) -> CIMultiDict[str]:
    headers = CIMultiDict(
        (name, value)
        for name, value in request.headers.items()
        # With x-amz headers the emulator may take the request for one to another service.
        if name.lower() not in _HOP_BY_HOP and not name.lower().startswith("x-amz")
    )
    headers["X-Forwarded-For"] = f"{request.remote}, {_HOST}"
    if (request.url.host or "") not in _OWN_NAMES:
        # The emulator picks services and buckets by the host's name too.
        headers.popall("Host", None)
    return headers


def _may_be_compressed(found: ClientResponse) -> bool:
    return (
        found.status not in (204, 206, 304)
        and "Content-Encoding" not in found.headers
        and edge.is_compressed(found.headers.get("Content-Type", ""), found.content_length or 0)
    )


@contextlib.asynccontextmanager
async def _served(upstream: Upstream, port: int) -> AsyncIterator[int]:
    connector = TCPConnector(limit=0)
    async with ClientSession(
        connector=connector, auto_decompress=False, timeout=ClientTimeout(total=None)
    ) as session:
        app = web.Application(client_max_size=edge.BODY_LIMIT)
        answering = Proxy(upstream, session)
        app.router.add_route("*", "/{path:.*}", answering.answer)
        app.on_response_prepare.append(answering.secure)
        runner = web.AppRunner(
            app,
            access_log=None,
            handle_signals=False,
            # Who stops it does not want to wait for browsers that still hold on.
            lingering_time=1.0,
            shutdown_timeout=2.0,
        )
        await runner.setup()
        site = web.TCPSite(runner, _HOST, port)
        try:
            await site.start()
            yield runner.addresses[0][1]
        finally:
            await runner.cleanup()


@contextlib.contextmanager
def proxy(upstream: Upstream, port: int = 0) -> Iterator[int]:
    """Serves the upstream on 127.0.0.1 in a thread of its own; gives the port (0: a free one).

    Raises PortTakenError.
    """
    started: list[int | OSError] = []
    ready, loop = threading.Event(), asyncio.new_event_loop()
    ended = asyncio.Event()

    async def serve() -> None:
        try:
            async with _served(upstream, port) as bound:
                started.append(bound)
                ready.set()
                await ended.wait()
        except OSError as error:
            started.append(error)
            ready.set()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()), daemon=True)
    thread.start()
    ready.wait()
    bound = started[0]
    try:
        if isinstance(bound, OSError):
            raise PortTakenError(f"port {port} is taken: {bound.strerror}") from bound
        yield bound
    finally:
        loop.call_soon_threadsafe(ended.set)
        thread.join()
        loop.close()
