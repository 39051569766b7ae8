"""Whether a screen serves every eye and hand, as it stands."""

from playwright.sync_api import Page

from tests.browser.axe import violations, violations_of_colour
from tests.browser.layout import small_targets, too_wide, zoom_text
from tests.browser.themes import THEMES, dress, enlarge


def faults_for_somebody(page: Page) -> list[str]:
    """What axe finds, and what is too small or too wide: with large text, in all looks, and with
    text twice as large."""
    enlarge(page)
    dress(page, "light")
    faults = [*violations(page), *small_targets(page), *too_wide(page)]
    for theme in THEMES:
        dress(page, theme)
        faults += [f"{theme}: {line}" for line in violations_of_colour(page)]
    zoom_text(page, 200)
    return [*faults, *(f"at 200 %: {line}" for line in too_wide(page))]
