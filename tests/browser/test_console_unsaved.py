"""What is typed in the console: two people at the same rules, on the way to another screen, before
the page is loaded anew."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, expect

from chalicelib.domain.contest_format.writing import raw_as_json
from chalicelib.usecases.drafting import create_contest_draft, read_contest_draft
from chalicelib.usecases.preparing import change_contest
from ops.stacks import Stack
from ops.stores import stores_of
from tests.browser.console import Console, a_desk
from tests.builders import a_contest_file
from tests.people import an_organizer

SLUG, HOST = "hoi-hai-nguoi", "UBND xã Hoài Mỹ"
AN = "an@example.com"


@pytest.fixture(scope="module")
def clerk(browser: Browser, stack: Stack) -> Iterator[Console]:
    """A clerk before the contest of two people."""
    raw = {**raw_as_json(a_contest_file()), "slug": SLUG, "host": HOST}
    raw |= {"opens_at": "2099-01-01T07:00:00+07:00", "closes_at": "2099-02-01T07:00:00+07:00"}
    create_contest_draft(raw, a_contest_file()["questions"], stores_of(stack), by=AN)
    with a_desk(browser, stack) as console:
        console.sign_in(an_organizer(stack, "go-do", "to-chuc"))
        yield console


def stored(stack: Stack) -> dict[str, Any]:
    return dict(read_contest_draft(SLUG, stores_of(stack))[0])


def another_changes(stack: Stack, **changes: str) -> None:
    stores = stores_of(stack)
    tag = read_contest_draft(SLUG, stores)[1]
    change_contest(SLUG, changes, tag, stores, by=AN, source="")


def test_two_people_change_the_rules_at_once(clerk: Console, stack: Stack) -> None:
    page = clerk.page
    clerk.go(SLUG, "the-le", "chung")
    another_changes(stack, contact="Ông An, 0256 111 111")
    page.fill("#title", "Hội thi của tôi")
    page.click("#save")
    clerk.expect_said("Đã lưu")
    assert stored(stack)["title"] == "Hội thi của tôi"
    assert stored(stack)["contact"] == "Ông An, 0256 111 111"

    another_changes(stack, title="Hội thi của An")
    page.fill("#title", "Hội thi của chúng tôi")
    page.click("#save")
    expect(page.locator("dialog")).to_contain_text("Hội thi của An")
    page.locator("dialog").get_by_role("button", name="Thôi").click()
    clerk.expect_said("Chưa lưu")
    expect(page.locator("#title")).to_have_value("Hội thi của chúng tôi")
    assert stored(stack)["title"] == "Hội thi của An"
    page.click("#save")
    clerk.confirm()
    expect(page.locator("dialog")).to_have_count(0)
    clerk.expect_said("Đã lưu")
    assert stored(stack)["title"] == "Hội thi của chúng tôi"


def test_rules_are_kept_on_the_way_to_another_group(clerk: Console, stack: Stack) -> None:
    page = clerk.page
    clerk.go(SLUG, "the-le", "xep-hang")
    places = page.locator(".place select")
    # A key that is chosen again changes places.
    places.nth(0).select_option("elapsed")
    expect(places.nth(1)).to_have_value("score")
    page.locator(".groups a").first.click()
    clerk.expect_said("Đã lưu phần vừa sửa")
    assert stored(stack)["ranking"]["order"][:2] == ["elapsed", "score"]


def test_a_form_is_filled_in_again_and_a_reload_asks(clerk: Console) -> None:
    page = clerk.page
    clerk.go("", "moi")
    page.fill("#title", "Hội thi đang gõ dở năm 2099")
    expect(page.locator("#slug")).to_have_value("hoi-thi-dang-go-do-nam-2099")
    page.select_option("#from", f"contest:{SLUG}")
    # What was not typed comes from the earlier contest, what was typed stays.
    expect(page.locator("#host")).to_have_value(HOST)
    expect(page.locator("#title")).to_have_value("Hội thi đang gõ dở năm 2099")
    page.fill("#contact", "Văn phòng, 0256 222 222")
    page.locator("#menu a").first.click()
    clerk.expect_said("giữ lại")
    page.go_back()
    expect(page.locator("form .callout")).to_contain_text("Đã điền lại")
    expect(page.locator("#contact")).to_have_value("Văn phòng, 0256 222 222")
    expect(page.locator("#title")).to_have_value("Hội thi đang gõ dở năm 2099")

    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.once("dialog", leave)
    page.reload()
    clerk.expect_signed_in()
    assert asked == ["beforeunload"]
    expect(page.locator("#title")).to_have_value("")
    expect(page.locator("form .callout")).to_have_count(0)
    page.fill("#title", "Thôi")
    page.locator("#menu a").first.click()
    page.go_back()
    page.get_by_role("button", name=re.compile("Bỏ đi")).click()
    expect(page.locator("#title")).to_have_value("")
    expect(page.locator("form .callout")).to_have_count(0)
    page.reload()
    clerk.expect_signed_in()
