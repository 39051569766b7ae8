"""Chromium at the size of a cheap phone, before the running stack."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from ops.stacks import Stack
from tests.browser.console_contest import Held, open_through_console
from tests.browser.contests import Contests, contests_on
from tests.browser.phones import PATIENCE_MS, a_phone, chromium
from tests.browser.resident import Resident
from tests.client import Api
from tests.stack.early import EarlyContest

expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def contests(
    stack: Stack, early: EarlyContest, tmp_path_factory: pytest.TempPathFactory
) -> Contests:
    """A contest of each phase: one is coming, one is open, and `early` closes meanwhile."""
    return contests_on(stack, tmp_path_factory.mktemp("browser"), early)


@pytest.fixture(scope="session")
def api(contests: Contests) -> Api:
    """The contest that is open."""
    return contests.open


@pytest.fixture(scope="session")
def held(browser: Browser, stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Held:
    """A contest opened through the console, which closes while other tests run."""
    return open_through_console(browser, stack, tmp_path_factory.mktemp("console"))


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
