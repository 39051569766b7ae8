"""The questions are there, and the page that shows them is made late."""

from playwright.sync_api import Page, Route, expect

from tests.client import Api

# Playwright's own clock takes away what a page knows of how it was loaded.
_AHEAD = """
    const real = Date.now;
    let ahead = 0;
    Date.now = () => real() + ahead;
    window.goAhead = (ms) => { ahead += ms; };
"""


def test_a_page_that_is_made_late_is_loaded_again_once_a_minute_at_most(
    page: Page, api: Api
) -> None:
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(json={"questions": []})

    contest = api.public("contest.json")
    frozen = {**contest, "frozen_at": contest["opens_at"]}
    page.route("**/contest.json", lambda route: route.fulfill(json=frozen))
    page.route("**/practice.json", answer)
    page.add_init_script(_AHEAD)
    page.goto(f"{api.stack.site_url}c/{api.slug}/on-tap/")
    page.reload()
    expect(page.locator("#screen")).not_to_have_attribute("aria-busy", "true")
    page.evaluate("goAhead(40000)")
    page.wait_for_timeout(2_500)
    assert asked == []
    with page.expect_navigation():
        page.evaluate("goAhead(25000)")
    assert len(asked) == 1
