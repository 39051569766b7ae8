"""What a phone keeps of an attempt, as if the resident had made it there."""

from typing import Any

from playwright.sync_api import Page

from tests.client import Api
from tests.stack.early import EarlyContest

# The page's own module says what is kept, so that the tests need not know.
_KEEP = """async ([slug, started, outcome]) => {
  const { src } = document.querySelector("script[type=module]");
  const { sessionFrom } = await import(src.replace(/ui\\/[^/]*$/, "core/session.js"));
  const session = { ...sessionFrom(started, null), outcome };
  localStorage.setItem(`hoithi:${slug}:session`, JSON.stringify(session));
}"""


def keeps(page: Page, api: Api, started: dict[str, Any], outcome: dict[str, Any]) -> None:
    """Puts an attempt on the phone, with what came of it."""
    page.goto(f"{api.stack.site_url}c/{api.slug}/the-le/")
    page.evaluate(_KEEP, [api.slug, started, outcome])


def keeps_attempt(page: Page, early: EarlyContest, number: int = 0) -> dict[str, Any]:
    """Puts an attempt of the contest that is over on the phone; gives its outcome."""
    started = early.submitted[number]
    outcome = early.receipts[started["attempt_id"]]
    keeps(page, early.api, started, outcome)
    return outcome
