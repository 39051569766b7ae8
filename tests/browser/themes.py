"""The looks of the pages: light or dark as the phone asks, contrast and size as people choose."""

from typing import Literal

from playwright.sync_api import Page

Theme = Literal["light", "dark", "contrast"]
THEMES: tuple[Theme, ...] = ("light", "dark", "contrast")


def dress(page: Page, theme: Theme) -> None:
    """Shows the screen as it stands in another look."""
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light", reduced_motion="reduce")
    if (page.locator("html[data-contrast=high]").count() > 0) != (theme == "contrast"):
        _choose(page, "#contrast", "data-contrast", "high" if theme == "contrast" else None)


def enlarge(page: Page) -> None:
    """Shows the screen as after a tap on A+."""
    _choose(page, "#display .size-large", "data-size", "large")


def _choose(page: Page, control: str, name: str, value: str | None) -> None:
    """As a tap does, but the focus stays. Pages without controls show what was chosen elsewhere."""
    if page.locator(control).count():
        page.locator(control).dispatch_event("click")
    elif value is None:
        page.evaluate("name => document.documentElement.removeAttribute(name)", name)
    else:
        page.evaluate(
            "([name, value]) => document.documentElement.setAttribute(name, value)", [name, value]
        )
