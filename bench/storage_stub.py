"""S3 and DynamoDB as one server on this machine, over TLS as on AWS: it hands out one bundle, and
takes every write."""

import asyncio
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import trustme
from aiohttp import web


@contextmanager
def storage_stub(bundle: bytes, folder: Path) -> Iterator[dict[str, str]]:
    """The environment variables by which the SDKs, and we, find the stub."""
    authority = trustme.CA()
    trusted = folder / "authority.pem"
    authority.cert_pem.write_to_path(str(trusted))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    runner = web.AppRunner(_stub(bundle))
    port = asyncio.run_coroutine_threadsafe(_listen(runner, context), loop).result()
    try:
        yield {"AWS_ENDPOINT_URL": f"https://localhost:{port}", "AWS_CA_BUNDLE": str(trusted)}
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _listen(runner: web.AppRunner, context: ssl.SSLContext) -> int:
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context)
    await site.start()
    port: int = runner.addresses[0][1]
    return port


def _stub(bundle: bytes) -> web.Application:
    async def read(_: web.Request) -> web.Response:
        return web.Response(body=bundle, headers={"ETag": '"1"'})

    async def write(_: web.Request) -> web.Response:
        return web.Response(body=b"{}", content_type="application/x-amz-json-1.0")

    stub = web.Application()
    stub.add_routes([web.get("/{path:.*}", read), web.post("/", write)])
    return stub
