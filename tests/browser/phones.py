"""Chromium as a cheap phone."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, ViewportSize, sync_playwright

from ops.chromium import ensure_chromium

# A busy machine answers late; what never comes is still a failure.
PATIENCE_MS = 20_000
PHONE: ViewportSize = {"width": 360, "height": 640}
_ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A running browser."""
    path = ensure_chromium()
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)


@contextmanager
def a_phone(browser: Browser, size: ViewportSize = PHONE) -> Iterator[BrowserContext]:
    """A phone of somebody's own, with nothing stored yet."""
    phone = browser.new_context(
        viewport=size, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", has_touch=True
    )
    phone.set_default_timeout(PATIENCE_MS)
    yield phone
    phone.close()
