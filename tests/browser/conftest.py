"""Chromium at the size of a cheap phone, before the running stack."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from ops.stacks import Stack
from tests.browser.phones import PATIENCE_MS, a_phone, chromium
from tests.browser.resident import Resident
from tests.browser.screens import Contests
from tests.client import MINUTE_MS, Api, a_contest_on
from tests.stack.early import EarlyContest

expect.set_options(timeout=PATIENCE_MS)

SLUG = "trinh-duyet"
BEFORE = "sap-mo"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def api(stack: Stack, early: EarlyContest, tmp_path_factory: pytest.TempPathFactory) -> Api:
    """An open contest. (`early` is asked for so that it closes meanwhile.)"""
    a_contest_on(stack, tmp_path_factory.mktemp("browser"), SLUG, closes_in_ms=120 * MINUTE_MS)
    return Api(stack, SLUG)


@pytest.fixture(scope="session")
def contests(
    stack: Stack, api: Api, early: EarlyContest, tmp_path_factory: pytest.TempPathFactory
) -> Contests:
    """A contest of each phase."""
    folder = tmp_path_factory.mktemp("before")
    a_contest_on(stack, folder, BEFORE, opens_in_ms=120 * MINUTE_MS, closes_in_ms=240 * MINUTE_MS)
    return Contests(Api(stack, BEFORE), api, early)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with a_phone(browser) as phone:
        yield phone


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
