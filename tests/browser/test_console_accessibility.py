"""Every screen of the console for every eye and hand: axe at a desk and on a phone, one heading of
the first rank, and no page that scrolls sideways at 320 px."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from ops.site import SITE
from ops.stacks import Stack
from tests.browser.axe import violations, violations_of_colour
from tests.browser.console import Console, a_desk
from tests.browser.layout import too_wide
from tests.browser.test_english import is_in_english
from tests.browser.themes import THEMES, Theme, dress
from tests.client import Api, a_contest_on, first_options
from tests.people import an_organizer

SLUG = "man-hinh-quan-tri"
COMING = "man-hinh-sap-mo"
PHONE: ViewportSize = {"width": 360, "height": 740}
NARROWEST: ViewportSize = {"width": 320, "height": 640}
TABLE = SITE / "js" / "ui" / "console" / "screens.js"
ROW = re.compile(r'^  "([a-z-]*)": \{ title: "console\.menu\.', re.MULTILINE)
# Screens behind a screen: what stands after its word in the address.
BEHIND = (
    "luot-thi/them-gio",
    "luot-thi/may-chung",
    "theo-doi/in",
    "theo-doi/cau-hoi",
    "nghi-van/too_fast",
    "dieu-chinh/moi/close_moved",
    "dieu-chinh/moi/key_corrected",
    "dieu-chinh/moi/outage_cut",
    "van-ban/giay-khen",
)
# Those in which a contest is changed: only one that has not opened shows their forms.
BEFORE_OPENING = ("cau-hoi/moi", "cau-hoi/nhap", "cau-hoi/sua/1", "the-le/xep-hang")


def rows(table: str) -> list[str]:
    """The words in the address of a table of js/ui/console/screens.js."""
    text = TABLE.read_text("utf-8").split(f"export const {table} = ")[1].split("\n};")[0]
    return ROW.findall(text)


SCREENS = [
    *(("", screen) for screen in rows("SITE_SCREENS")),
    *((SLUG, screen) for screen in [*rows("CONTEST_SCREENS"), *BEHIND]),
    *((COMING, screen) for screen in BEFORE_OPENING),
]


@pytest.fixture(scope="module")
def attempt(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> str:
    """An attempt of a contest with three: two are sent, one is going on."""
    folder = tmp_path_factory.mktemp(SLUG)
    a_contest_on(stack, folder, COMING, opens_in_ms=3_600_000, closes_in_ms=7_200_000)
    a_contest_on(stack, folder, SLUG, closes_in_ms=3_600_000)
    api = Api(stack, SLUG)
    started = [api.start(number).body for number in (1, 2, 3)]
    for body in started[:2]:
        assert api.submit(body, first_options(body)).status == 201
    return str(started[0]["attempt_id"])


@pytest.fixture(scope="module")
def console(browser: Browser, stack: Stack, attempt: str) -> Iterator[Console]:
    """Somebody who sees all screens and all buttons."""
    person = an_organizer(stack, "moimanhinh", "quan-tri", "to-chuc")
    with a_desk(browser, stack) as desk:
        desk.sign_in(person)
        yield desk


def test_the_screens_are_found() -> None:
    assert {("", ""), ("", "nguoi-dung"), (SLUG, ""), (SLUG, "van-ban")} <= set(SCREENS)
    assert len(SCREENS) - len(BEHIND) - len(BEFORE_OPENING) == TABLE.read_text("utf-8").count(
        '{ title: "'
    )


@pytest.mark.parametrize(("slug", "screen"), SCREENS, ids=lambda part: str(part) or "-")
def test_a_screen_serves_everybody(slug: str, screen: str, console: Console) -> None:
    console.go(slug, *screen.split("/"))
    faults = seen_by_all(console)
    assert not faults, "\n".join(faults)


def test_one_attempt_serves_everybody(attempt: str, console: Console) -> None:
    console.go(SLUG, "luot-thi")
    console.page.locator("#screen .table a").first.click()
    console.page.wait_for_url(re.compile("luot-thi/."))
    console.settled()
    faults = seen_by_all(console)
    assert not faults, "\n".join(faults)


def seen_by_all(console: Console) -> list[str]:
    """What is wrong with the screen that is open, at each size; the desk's size is left behind."""
    page = console.page
    faults = [f"at a desk: {line}" for line in violations(page)]
    headings = page.locator("h1").count()
    # A screen that failed to open would pass for being short.
    assert page.locator("#screen > [role=alert]").count() == 0
    page.set_viewport_size(PHONE)
    faults += [f"on a phone: {line}" for line in violations(page)]
    page.set_viewport_size(NARROWEST)
    faults += too_wide(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    return [*faults, *([] if headings == 1 else [f"{headings} headings of the first rank"])]


def test_what_stands_before_a_screen_serves_everybody(console: Console) -> None:
    """A question that is asked first, with its fault; the summary of what is wrong with a form."""
    page = console.page
    console.go(SLUG, "thong-bao")
    page.locator("#announcement-submit").click()
    summary = page.locator("#announcement-errors")
    expect(summary).to_be_focused()
    assert seen_by_all(console) == []
    summary.get_by_role("link").first.click()
    expect(page.locator("#text")).to_be_focused()
    console.go(SLUG, "luot-thi")
    page.locator("#screen .table a").first.click()
    page.click("#reset")
    expect(page.locator("#ask-reason")).to_be_focused()
    page.locator("#ask-confirm").click()
    expect(page.locator("#ask-reason")).to_be_focused()
    assert violations(page) == []
    page.set_viewport_size(NARROWEST)
    assert too_wide(page) == []
    assert [one for theme in THEMES for one in in_look(console, theme)] == []
    dress(page, "light")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)


@pytest.mark.parametrize("theme", ["dark", "contrast"])
def test_colours_serve_everybody_in_another_look(theme: Theme, console: Console) -> None:
    faults = []
    for slug, screen in (("", ""), (SLUG, ""), (SLUG, "theo-doi"), (COMING, "san-sang")):
        console.go(slug, screen)
        faults += [f"{screen}: {line}" for line in in_look(console, theme)]
    dress(console.page, "light")
    assert faults == []


def in_look(console: Console, theme: Theme) -> list[str]:
    """What cannot be told apart on the screen that is open, in one look."""
    dress(console.page, theme)
    return [f"{theme}: {line}" for line in violations_of_colour(console.page)]


def test_the_console_speaks_english(console: Console, stack: Stack) -> None:
    page = console.page
    for screen in ("", "san-sang", "thong-bao", "dieu-chinh", "xep-hang", "nhat-ky"):
        page.goto("about:blank")
        page.goto(f"{stack.site_url}en/quan-tri/#/cuoc-thi/{SLUG}/{screen}")
        console.settled()
        is_in_english(page, Api(stack, SLUG))
