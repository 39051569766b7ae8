"""What axe-core finds wrong with a page as it stands."""

from functools import cache
from typing import Any

from playwright.sync_api import Page

from ops.node import packages

_EVERYTHING = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_COLOURS = ("color-contrast", "link-in-text-block")


def violations(page: Page) -> list[str]:
    """A readable line for each element that breaks a rule of WCAG 2.2 A or AA, or a good habit."""
    return _run(page, {"type": "tag", "values": _EVERYTHING})


def violations_of_colour(page: Page) -> list[str]:
    """Those that another theme may bring about."""
    return _run(page, {"type": "rule", "values": _COLOURS})


def _run(page: Page, only: dict[str, Any]) -> list[str]:
    _load(page)
    options = {"runOnly": only, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(document, options)", options)
    return [_told(rule, node) for rule in found["violations"] for node in rule["nodes"]]


def _load(page: Page) -> None:
    """Puts axe into the page. Chromium's debugger runs it: to what that runs no policy applies."""
    if page.evaluate("'axe' in window"):
        return
    debugger = page.context.new_cdp_session(page)
    debugger.send("Runtime.evaluate", {"expression": _source()})
    debugger.detach()


@cache
def _source() -> str:
    return (packages("axe") / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def _told(rule: dict[str, Any], node: dict[str, Any]) -> str:
    where = " ".join(str(part) for part in node["target"])
    why = "; ".join(check["message"] for check in [*node["any"], *node["all"], *node["none"]])
    return f"{rule['id']} at {where}: {why}"
