"""The list of contests, and the way from it to the one that is on."""

from playwright.sync_api import Page, expect

from tests.client import Api

# A phone whose clock was never set.
_LATE = "const real = Date.now; Date.now = () => real() + 400 * 86400000;"


def test_what_is_on_is_told_by_the_servers_clock(page: Page, api: Api) -> None:
    page.add_init_script(_LATE)
    page.goto(f"{api.stack.site_url}#contests")
    item = page.locator(f"#contests > li[data-slug={api.slug}]")
    expect(item).to_have_attribute("data-phase", "open")


def test_without_the_list_the_phones_own_clock_tells(page: Page, api: Api) -> None:
    page.add_init_script(_LATE)
    page.route("**/contests/index.json", lambda route: route.abort())
    page.goto(f"{api.stack.site_url}#contests")
    item = page.locator(f"#contests > li[data-slug={api.slug}]")
    expect(item).to_have_attribute("data-phase", "after")
