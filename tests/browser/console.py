"""An organizer before the console."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from ops.stacks import Stack
from tests.browser.phones import a_phone
from tests.people import Organizer

DESK: ViewportSize = {"width": 1280, "height": 900}


class Console:
    """The console on one page, as one person uses it."""

    def __init__(self, page: Page, stack: Stack) -> None:
        self.page = page
        self._home = f"{stack.site_url}quan-tri/"
        self.presses = 0

    def open(self) -> None:
        self.page.goto(self._home)

    def type_sign_in(self, email: str, password: str) -> None:
        self.page.fill("#email", email)
        self.page.fill("#password", password)
        self.click("#sign-in-submit")

    def sign_in(self, person: Organizer) -> None:
        self.open()
        self.type_sign_in(person.email, person.password)
        self.expect_signed_in()

    def expect_signed_in(self) -> None:
        expect(self.page.locator("#sign-out")).to_be_attached()

    def expect_signed_out(self) -> None:
        expect(self.page.locator("#sign-in")).to_be_visible()

    def go(self, slug: str, *parts: str) -> None:
        """Opens a screen of a contest, or of the whole deployment where `slug` is empty."""
        hash_parts = [*(["cuoc-thi", slug] if slug else []), *parts]
        address = f"{self._home}#/{'/'.join(hash_parts)}"
        # A page of its own each time: what is there then is the new screen, not the one before.
        self.page.goto("about:blank")
        self.page.goto(address)
        self.expect_signed_in()
        self.settled()

    def settled(self) -> None:
        """Waits until the screen is there."""
        expect(self.page.locator("#screen:not([aria-busy])")).to_be_attached()
        expect(self.heading).to_be_visible()

    @property
    def heading(self) -> Locator:
        return self.page.locator("#screen h1").first

    def click(self, selector: str) -> None:
        """Presses what a selector finds, and counts it."""
        self.presses += 1
        self.page.click(selector)

    def press(self, name: str, exact: bool = False) -> None:
        """Clicks the button of that name."""
        self.presses += 1
        self.page.get_by_role("button", name=name, exact=exact).first.click()

    def expect_said(self, words: str) -> None:
        """What the console says at the foot of the page."""
        expect(self.page.locator(".said")).to_contain_text(re.compile(words, re.IGNORECASE))

    def confirm(self, reason: str | None = None) -> None:
        """Answers a question that was asked first."""
        if reason is not None:
            self.page.fill("#ask-reason", reason)
        self.click("#ask-confirm")


@contextmanager
def a_desk(browser: Browser, stack: Stack, size: ViewportSize = DESK) -> Iterator[Console]:
    """A browser of somebody's own, at a desk; what goes wrong in its scripts fails the test."""
    with a_phone(browser, size) as context:
        page = context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: _note(said.type, said.text, errors))
        yield Console(page, stack)
        assert errors == []


def _note(kind: str, text: str, errors: list[str]) -> None:
    if kind == "error" and "Failed to load resource" not in text:
        errors.append(text)
