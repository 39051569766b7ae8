"""Every screen for every eye and hand: axe, narrow pages with large text, targets, the keyboard."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.axe import violations
from tests.browser.contests import Contests
from tests.browser.everybody import faults_for_somebody
from tests.browser.layout import small_targets
from tests.browser.resident import Resident
from tests.browser.screens import QUESTIONS, SCREENS, Visit

NARROWEST = {"width": 320, "height": 640}
FAULTY = "<!doctype html><html lang=vi><title>Thử</title><main><h1>Thử</h1><button></button></main>"
MOST_STOPS = 60


@pytest.fixture
def visit(page: Page, contests: Contests) -> Visit:
    page.set_viewport_size(NARROWEST)
    return Visit(page, contests)


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_serves_everybody(name: str, visit: Visit) -> None:
    page = visit.page
    SCREENS[name](visit)
    faults = faults_for_somebody(page)
    assert not faults, "\n".join(faults)


def test_axe_sees_faults_under_the_strictest_policy(page: Page, contests: Contests) -> None:
    policy = "default-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

    def answer(route: Route) -> None:
        headers = {"Content-Type": "text/html", "Content-Security-Policy": policy}
        route.fulfill(headers=headers, body=FAULTY)

    page.route("**/loi/", answer)
    page.goto(f"{contests.open.stack.site_url}loi/")
    assert [line.split(":")[0] for line in violations(page)] == ["button-name at button"]
    assert len(small_targets(page)) == 1


def test_the_choices_of_size_and_contrast_are_what_screens_are_checked_in(visit: Visit) -> None:
    visit.opens(visit.contests.open)
    page = visit.page
    page.get_by_role("button", name="A+").click()
    page.locator("#contrast").click()
    root = page.locator("html")
    expect(root).to_have_attribute("data-size", "large")
    expect(root).to_have_attribute("data-contrast", "high")


def test_the_whole_way_without_a_pointer(resident: Resident, page: Page) -> None:
    page.goto(resident.home)
    expect(page.locator("#start")).to_be_visible()
    presses(page, "#start")
    presses(page, "#continue")
    types(page, "[name=identity]", resident.phone_number)
    types(page, "[name=name]", "Nguyễn Thị Ánh Tuyết")
    types(page, "#unit-search", "khu pho 2")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    presses(page, "[name=category]", "Space")
    presses(page, "[name=eligible]", "Space")
    presses(page, "[name=consent]", "Space")
    presses(page, "#register")
    for number in range(1, QUESTIONS + 1):
        expect(page.locator("#question")).to_contain_text(re.compile(rf"Câu {number}\b"))
        presses(page, "#question input", "Space")
        presses(page, "#next")
    presses(page, "#send")
    resident.has_a_receipt()


def presses(page: Page, selector: str, key: str = "Enter") -> None:
    reaches(page, selector)
    page.keyboard.press(key)


def types(page: Page, selector: str, text: str) -> None:
    reaches(page, selector)
    page.keyboard.type(text)


def reaches(page: Page, selector: str) -> None:
    """Goes on with Tab until the focus is there; at every stop one sees where it is."""
    expect(page.locator(selector).first).to_be_visible()
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        assert page.evaluate(_SHOWS_FOCUS), f"nobody sees the focus on the way to {selector}"
    raise AssertionError(f"the keyboard does not reach {selector}")


_SHOWS_FOCUS = """() => {
  const style = getComputedStyle(document.activeElement);
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  return document.activeElement === document.body || outlined || style.boxShadow !== "none";
}"""
