"""Open again without network, whatever was published meanwhile, and finish what was begun."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Request, expect

from ops.site import SITE, site_version, sync_site
from ops.stacks import Stack
from tests.browser.phones import PATIENCE_MS
from tests.browser.resident import Resident

QUESTIONS = 20
# The pauses of js/io/api.js grow up to this.
LONGEST_PAUSE_MS = 120_000 + PATIENCE_MS

_KEPT = """async (version) => {
    const { controller } = navigator.serviceWorker;
    if (!controller || !controller.scriptURL.endsWith(version)) return false;
    const cache = await caches.open(`hoithi:${version}`);
    return Boolean(await cache.match(location.pathname));
}"""


class Versions:
    """The versions of the site that requests of a page named since it was last looked at."""

    def __init__(self, page: Page) -> None:
        self._seen: set[str] = set()
        page.on("request", self._note)

    def since(self) -> set[str]:
        seen, self._seen = self._seen, set()
        return seen

    def _note(self, request: Request) -> None:
        first = request.url.split("/")[3]
        if first.startswith("v-"):
            self._seen.add(first)


def version_of(page: Page) -> str:
    """The version of the site that a page belongs to."""
    told = "JSON.parse(document.getElementById('told').textContent)"
    return str(page.evaluate(f"{told}.version"))


def is_kept(page: Page) -> None:
    """Waits until the page would open without network."""
    version = version_of(page)
    for _ in range(PATIENCE_MS // 100):
        if page.evaluate(_KEPT, version):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{version} is not kept")


@pytest.fixture
def second_version(stack: Stack, tmp_path: Path) -> Iterator[Path]:
    """The site with another comment in a style; what was published is back afterwards."""
    changed = tmp_path / "site"
    shutil.copytree(SITE, changed)
    with (changed / "css" / "tokens.css").open("a", encoding="utf-8") as style:
        style.write("/* Another version. */\n")
    yield changed
    sync_site(stack)


@pytest.fixture
def begun(resident: Resident, page: Page) -> str:
    """An attempt with three answers, kept for offline; the question that comes next."""
    resident.registers()
    resident.answers(3)
    is_kept(page)
    return str(page.locator("#question").get_attribute("data-question"))


def test_an_attempt_opens_again_without_network_and_is_finished(
    resident: Resident, page: Page, context: BrowserContext, begun: str
) -> None:
    context.set_offline(True)
    page.reload()
    expect(page.locator("#question")).to_have_attribute("data-question", begun)
    resident.answers(QUESTIONS - 3)
    resident.sends()
    expect(page.locator("#send-status")).to_contain_text("thử")
    context.set_offline(False)
    resident.has_a_receipt()


def test_the_contests_link_leads_to_the_attempt_without_network(
    resident: Resident, page: Page, context: BrowserContext, begun: str
) -> None:
    page.close()
    context.set_offline(True)
    again = context.new_page()
    again.goto(resident.home)
    expect(again.locator("#question")).to_have_attribute("data-question", begun)


def test_a_second_version_during_an_attempt(
    resident: Resident,
    page: Page,
    context: BrowserContext,
    stack: Stack,
    begun: str,
    second_version: Path,
) -> None:
    first, second = version_of(page), site_version(second_version)
    named = Versions(page)
    sync_site(stack, second_version)

    # The page that runs goes on as the one that it is, also where it is opened again offline.
    resident.answers(2)
    context.set_offline(True)
    page.reload()
    resident.answers(2)
    assert named.since() <= {first}

    # The network answers: so the new version it is, with the answers.
    context.set_offline(False)
    page.reload()
    expect(page.locator("#question")).to_be_visible()
    is_kept(page)
    assert named.since() == {second}

    context.set_offline(True)
    page.reload()
    resident.answers(QUESTIONS - 7)
    assert named.since() == {second}
    context.set_offline(False)
    resident.sends()
    resident.has_a_receipt()

    # No attempt is open any more: nothing of the first version is kept.
    page.reload()
    for _ in range(PATIENCE_MS // 100):
        if page.evaluate("caches.keys()") == [f"hoithi:{second}"]:
            break
        page.wait_for_timeout(100)
    assert page.evaluate("caches.keys()") == [f"hoithi:{second}"]
    assert named.since() == {second}


def test_the_api_is_never_answered_by_the_service_worker(
    resident: Resident, page: Page, begun: str
) -> None:
    with page.expect_response("**/submission") as answered:
        resident.answers(QUESTIONS - 3)
        resident.sends()
    assert not answered.value.from_service_worker
    resident.has_a_receipt()


def test_a_browser_without_service_worker_takes_part_too(
    resident: Resident, page: Page, context: BrowserContext
) -> None:
    context.add_init_script("delete Navigator.prototype.serviceWorker; delete window.caches;")
    resident.registers()
    resident.answers(QUESTIONS)
    resident.sends()
    resident.has_a_receipt()


def test_what_did_not_load_is_tried_again_and_nothing_is_lost(
    resident: Resident, page: Page
) -> None:
    page.route("**/js/ui/check.js", lambda route: route.abort())
    resident.registers()
    resident.answers(QUESTIONS)
    expect(page.locator("#later-status")).to_contain_text("thử lại")
    page.unroute("**/js/ui/check.js")
    expect(page.locator("#check .done")).to_have_count(QUESTIONS, timeout=LONGEST_PAUSE_MS)
