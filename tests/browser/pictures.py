"""Pictures of every screen, into docs/screens/. No test: `make screens` runs it."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize

from ops.packaging import ROOT
from tests.browser.contests import Contests
from tests.browser.phones import PHONE, a_phone
from tests.browser.screens import SCREENS, Visit
from tests.browser.themes import THEMES, Theme, dress

FOLDER = ROOT / "docs" / "screens"
# What is shown side by side in other widths and themes.
TELLING = ("home-open", "question", "check", "results")
WIDER: dict[str, ViewportSize] = {
    "768": {"width": 768, "height": 1024},
    "1280": {"width": 1280, "height": 800},
}
GAP, GROUND, COLOURS = 16, "#777777", 128


@pytest.fixture(params=SCREENS)
def screen(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with a_phone(browser) as phone:
        yield phone.new_page()


def test_each_screen_on_a_phone(screen: str, page: Page, contests: Contests) -> None:
    SCREENS[screen](Visit(page, contests))
    keep(taken(page, "light"), FOLDER / f"{screen}.png")


@pytest.mark.parametrize("theme", THEMES[1:])
def test_themes_side_by_side(theme: Theme, browser: Browser, contests: Contests) -> None:
    pictures = [seen(browser, name, contests, PHONE, theme) for name in TELLING]
    keep(side_by_side(pictures), FOLDER / f"all-{theme}.png")


@pytest.mark.parametrize("width", WIDER)
def test_wider_screens_side_by_side(width: str, browser: Browser, contests: Contests) -> None:
    pictures = [seen(browser, name, contests, WIDER[width], "light") for name in TELLING]
    halves = [picture.resize((picture.width // 2, picture.height // 2)) for picture in pictures]
    keep(side_by_side(halves), FOLDER / f"all-{width}.png")


def seen(
    browser: Browser, name: str, contests: Contests, size: ViewportSize, theme: Theme
) -> Image.Image:
    with a_phone(browser, size) as phone:
        page = phone.new_page()
        SCREENS[name](Visit(page, contests))
        return taken(page, theme)


def taken(page: Page, theme: Theme) -> Image.Image:
    dress(page, theme)
    return Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide")))


def side_by_side(pictures: list[Image.Image]) -> Image.Image:
    width = sum(picture.width + GAP for picture in pictures) + GAP
    sheet = Image.new("RGB", (width, pictures[0].height + 2 * GAP), GROUND)
    left = GAP
    for picture in pictures:
        sheet.paste(picture, (left, GAP))
        left += picture.width + GAP
    return sheet


def keep(picture: Image.Image, path: Path) -> None:
    picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
