"""Pictures of the console for the organizers' guide, into docs/screens/. No test: `make screens`
runs it."""

import io

import pytest
from PIL import Image
from playwright.sync_api import Browser

from ops.stacks import Stack
from tests.browser.console import DESK, a_desk
from tests.browser.contests import Contests
from tests.browser.pictures import FOLDER, keep
from tests.people import Organizer, an_organizer

# Screens of the contest that is over, or of the one that is open.
AFTERWARDS = {
    "watch": "theo-doi",
    "flags": "nghi-van",
    "amendments": "dieu-chinh",
    "ranking": "xep-hang",
    "documents": "van-ban",
    "audit": "nhat-ky",
}
MEANWHILE = {
    "overview": "",
    "rules": "the-le",
    "questions": "cau-hoi",
    "ready": "san-sang",
    "attempts": "luot-thi",
    "announcements": "thong-bao",
    "promotion": "truyen-thong",
}
WIDTH = 960


@pytest.fixture(scope="module")
def organizer(stack: Stack) -> Organizer:
    return an_organizer(stack, "hinh", "to-chuc")


def test_the_sign_in(browser: Browser, stack: Stack) -> None:
    with a_desk(browser, stack) as console:
        console.open()
        console.expect_signed_out()
        take(console.page.screenshot(), "sign-in")


@pytest.mark.parametrize("name", [*MEANWHILE, *AFTERWARDS])
def test_each_screen(
    name: str, browser: Browser, stack: Stack, contests: Contests, organizer: Organizer
) -> None:
    api = contests.over if name in AFTERWARDS else contests.open
    screen = {**MEANWHILE, **AFTERWARDS}[name]
    with a_desk(browser, stack) as console:
        console.sign_in(organizer)
        console.go(api.slug, *filter(None, [screen]))
        console.page.wait_for_load_state("networkidle")
        take(console.page.screenshot(animations="disabled", caret="hide"), name)


def take(content: bytes, name: str) -> None:
    picture = Image.open(io.BytesIO(content))
    size = (WIDTH, round(DESK["height"] * WIDTH / DESK["width"]))
    keep(picture.resize(size, Image.Resampling.LANCZOS), FOLDER / f"console-{name}.png")
