"""The colours of css/tokens.css: each pair of text and ground by WCAG (SC 1.4.3, 1.4.6)."""

import re
from itertools import product

import pytest

from ops.site import SITE

_BLOCK = re.compile(r"(:root(?:\[[^\]]+\])?) \{([^}]*)\}")
_COLOUR = re.compile(r"--([a-z-]+): (#[0-9a-f]{3,6});")
GROUNDS = ("ground", "ground-soft")
TEXTS = ("ink", "ink-soft", "accent", "link", "good", "warn", "bad")
PAIRS = [
    *product(TEXTS, GROUNDS),
    ("on-brand", "brand"),
    ("on-button", "button"),
    ("on-button", "button-strong"),
    ("on-focus", "focus"),
    ("ink", "chosen"),
    ("good", "good-ground"),
    ("warn", "warn-ground"),
    ("bad", "bad-ground"),
    ("ink", "good-ground"),
    ("ink", "warn-ground"),
    ("ink", "bad-ground"),
]
# Edges of fields and the mark of what has the focus (SC 1.4.11).
EDGES = [("line-strong", "ground"), ("button", "ground"), ("brand-line", "brand")]


def themes() -> dict[str, dict[str, str]]:
    """All colours of each theme, those that it takes over from the usual one included."""
    text = (SITE / "css" / "tokens.css").read_text("utf-8")
    usual, dark = (dict(_COLOUR.findall(body)) for body in _bodies(text, ":root"))
    (high,) = (dict(_COLOUR.findall(body)) for body in _bodies(text, ':root[data-contrast="high"]'))
    return {"light": usual, "dark": {**usual, **dark}, "high": {**usual, **high}}


def _bodies(text: str, selector: str) -> list[str]:
    bodies = [body for found, body in _BLOCK.findall(text) if found == selector]
    return [body for body in bodies if "--ground:" in body]


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    channels = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_wcag_says() -> None:
    assert contrast("#000", "#ffffff") == 21
    assert round(contrast("#767676", "#fff"), 2) == 4.54


@pytest.mark.parametrize("theme", ["light", "dark", "high"])
def test_text_stands_out(theme: str) -> None:
    colours = themes()[theme]
    least = 7 if theme == "high" else 4.5
    weak = {
        pair: round(found, 2)
        for pair in PAIRS
        if (found := contrast(colours[pair[0]], colours[pair[1]])) < least
    }
    assert weak == {}


@pytest.mark.parametrize("theme", ["light", "dark", "high"])
def test_edges_can_be_seen(theme: str) -> None:
    colours = themes()[theme]
    weak = {pair for pair in EDGES if contrast(colours[pair[0]], colours[pair[1]]) < 3}
    assert weak == set()
