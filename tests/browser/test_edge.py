"""What the edge's headers let pages do, and what not."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Error, Frame

from ops.edge import NOT_FOUND_PAGE
from ops.stacks import Stack


class Portal(ThreadingHTTPServer):
    """Another site, on this machine too: Chromium lets no page from outside frame one of here."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(("127.0.0.1", 0), partial(Silent, directory=str(folder)))

    def frame(self, context: BrowserContext, address: str) -> Frame:
        """The address in a frame of one of its pages."""
        (self.folder / "index.html").write_text(f'<iframe src="{address}"></iframe>')
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{self.server_port}/")
        return page.frames[1]


class Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Stays silent: pytest shows what the tests say."""


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    portal = Portal(tmp_path_factory.mktemp("portal"))
    thread = threading.Thread(target=portal.serve_forever, args=(0.01,))
    thread.start()
    yield portal
    portal.shutdown()
    thread.join()
    portal.server_close()


@pytest.fixture(scope="module")
def framed(stack: Stack) -> str:
    """The address of a page for the portal, which stands beside no contest's pages."""
    page = b"<!doctype html><title>T</title><p>framed</p><a href='/' target='_top'>home</a>"
    for key in ("c/khung/nhung/index.html", "c/khung/index.html"):
        stack.s3().put_object(
            Bucket=stack.site_bucket, Key=key, Body=page, ContentType="text/html; charset=utf-8"
        )
    return f"{stack.site_url}c/khung/nhung/"


def test_a_page_for_the_portal_stands_in_it_and_leads_out(
    context: BrowserContext, portal: Portal, framed: str, stack: Stack
) -> None:
    frame = portal.frame(context, framed)
    assert frame.text_content("p") == "framed"
    frame.click("a")
    frame.page.wait_for_url(stack.site_url)


def test_no_other_page_stands_in_anybodys(
    context: BrowserContext, portal: Portal, framed: str
) -> None:
    frame = portal.frame(context, framed.removesuffix("nhung/"))
    assert frame.url == "chrome-error://chromewebdata/"


def test_text_becomes_no_script(context: BrowserContext, stack: Stack) -> None:
    page = context.new_page()
    page.goto(f"{stack.site_url}{NOT_FOUND_PAGE}")
    for script in (
        "document.body.innerHTML = '<p>'",
        "navigator.serviceWorker.register('/sw.js')",
        "trustedTypes.createPolicy('other', {})",
    ):
        with pytest.raises(Error, match=r"Trusted|disallowed"):
            page.evaluate(script)


def test_the_pages_own_policy_lets_workers_in(context: BrowserContext, stack: Stack) -> None:
    body = b"self.addEventListener('activate', () => {});"
    stack.s3().put_object(
        Bucket=stack.site_bucket, Key="thu.js", Body=body, ContentType="text/javascript"
    )
    page = context.new_page()
    # A page of ours may have made its policy already: this one has no scripts.
    page.goto(f"{stack.site_url}contests/index.json")
    scope = page.evaluate(
        """async () => {
            const policy = trustedTypes.createPolicy('hoithi', { createScriptURL: url => url });
            const address = policy.createScriptURL('/thu.js');
            const worker = await navigator.serviceWorker.register(address);
            await worker.unregister();
            return worker.scope;
        }"""
    )
    assert scope == stack.site_url
