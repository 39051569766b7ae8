"""Chromium at the size of a cheap phone, before the running stack."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from ops.chromium import ensure_chromium
from ops.stacks import Stack
from tests.browser.resident import Resident
from tests.client import MINUTE_MS, Api, a_contest_on
from tests.stack.early import EarlyContest

PHONE = {"width": 360, "height": 640}
SLUG = "trinh-duyet"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = str(ensure_chromium())
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=path, args=arguments)


@pytest.fixture(scope="session")
def api(stack: Stack, early: EarlyContest, tmp_path_factory: pytest.TempPathFactory) -> Api:
    """An open contest. (`early` is asked for so that it closes meanwhile.)"""
    a_contest_on(stack, tmp_path_factory.mktemp("browser"), SLUG, closes_in_ms=120 * MINUTE_MS)
    return Api(stack, SLUG)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A phone of its own, with nothing stored yet."""
    phone = browser.new_context(
        viewport=PHONE, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", has_touch=True
    )
    phone.set_default_timeout(20_000)
    yield phone
    phone.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page; what goes wrong in its scripts fails the test."""
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda message: _note_violation(message, errors))
    yield opened
    assert errors == []


@pytest.fixture
def resident(page: Page, api: Api) -> Resident:
    return Resident(page, api)


def _note_violation(message: ConsoleMessage, errors: list[str]) -> None:
    """Networks fail in these tests on purpose, so only what scripts and policies say counts."""
    if message.type == "error" and "Failed to load resource" not in message.text:
        errors.append(message.text)
