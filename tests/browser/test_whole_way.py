"""A resident's whole way at 360 × 640."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.resident import Resident
from tests.client import first_options

QUESTIONS = 20


def no_sideways_scrolling(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_from_home_to_receipt(resident: Resident, page: Page) -> None:
    resident.comes_to_register()
    resident.fills_in()
    page.locator("#register").click()
    expect(page.locator("#question")).to_contain_text("Câu 1")
    expect(page.locator("#question input:checked")).to_have_count(0)
    resident.answers(QUESTIONS)
    expect(page.locator("#check")).to_be_visible()
    resident.sends()
    leaf = resident.has_a_receipt()
    assert re.fullmatch("[0-9a-f]{64}", re.sub(r"\s", "", leaf))
    expect(page.locator("#receipt-name")).to_have_text("Nguyễn Thị Ánh Tuyết")
    page.reload()
    assert resident.has_a_receipt() == leaf


@pytest.mark.parametrize("width", [360, 320])
def test_no_screen_scrolls_sideways(resident: Resident, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    for path in ("", "the-le/", "ket-qua/"):
        page.goto(resident.home + path)
        expect(page.locator("main h1").first).to_be_visible()
        assert no_sideways_scrolling(page), path
    resident.comes_to_register()
    assert no_sideways_scrolling(page)
    resident.fills_in()
    page.locator("#register").click()
    expect(page.locator("#question")).to_be_visible()
    for _ in range(QUESTIONS):
        assert no_sideways_scrolling(page)
        resident.answers(1)
    assert no_sideways_scrolling(page)
    resident.sends()
    resident.has_a_receipt()
    assert no_sideways_scrolling(page)


def test_the_server_has_what_was_chosen(resident: Resident, page: Page) -> None:
    with page.expect_response("**/submission") as sent:
        resident.registers()
        answered = resident.answers(3)
        for _ in range(QUESTIONS - 3):
            page.locator("#next").click()
        expect(page.locator("#check")).to_contain_text("17")
        resident.sends()
    opening = sent.value.json()["receipt"]["opening"]
    assert opening["answers"] == {question: [1] for question in answered}


def test_an_unanswered_question_is_one_tap_from_the_check(resident: Resident, page: Page) -> None:
    resident.registers()
    page.locator("#next").click()
    resident.answers(QUESTIONS - 1)
    page.locator("#check .missing a").first.click()
    expect(page.locator("#question")).to_contain_text("Câu 1")
    resident.answers(1)
    expect(page.locator("#check .missing")).to_have_count(0)


def test_a_double_tap_on_send_is_one_submission(resident: Resident, page: Page) -> None:
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    resident.registers()
    resident.answers(QUESTIONS)
    page.locator("#send").dblclick()
    resident.has_a_receipt()
    assert len([url for url in sent if url.endswith("/submission")]) == 1


def test_the_registration_says_what_is_missing(resident: Resident, page: Page) -> None:
    resident.comes_to_register()
    page.locator("#register").click()
    summary = page.locator("#error-summary")
    expect(summary).to_be_focused()
    expect(summary.locator("a")).to_have_count(6)
    expect(page).to_have_title(re.compile("^Lỗi: Thông tin người dự thi"))
    summary.locator("a").first.click()
    expect(page.locator("[name=identity]")).to_be_focused()


def test_a_wrong_number_is_told_beside_the_field(resident: Resident, page: Page) -> None:
    resident.comes_to_register()
    resident.fills_in()
    page.locator("[name=identity]").fill("0905 12")
    page.locator("#register").click()
    expect(page.locator("#error-summary")).to_contain_text("0905 123 456")
    expect(page.locator("[name=name]")).to_have_value("Nguyễn Thị Ánh Tuyết")


def test_a_member_of_the_committee_is_told_why(resident: Resident, page: Page) -> None:
    resident.phone_number = "0905 000 001"
    resident.comes_to_register()
    resident.fills_in()
    page.locator("#register").click()
    expect(page.locator("#problem")).to_contain_text("Ban Tổ chức")


def test_a_link_of_a_unit_chooses_it(resident: Resident, page: Page) -> None:
    page.goto(f"{resident.home}?don-vi=khu-pho-3")
    page.locator("#start").click()
    page.locator("#continue").click()
    expect(page.locator("#unit-search")).to_have_value("Khu phố 3")


def test_another_phone_goes_on_with_the_code(
    resident: Resident, page: Page, context: BrowserContext
) -> None:
    """The first phone is played by the API: it answered two questions and was lost."""
    number = int(resident.phone_number[2:])
    started = resident.api.start(number).body
    two = dict(list(first_options(started).items())[:2])
    assert resident.api.draft(started, 1, two).status == 204
    resident.comes_to_register()
    resident.fills_in()
    page.locator("#register").click()
    expect(page.locator("#other-device")).to_be_visible()
    page.locator("[name=resume_code]").fill(started["resume_code"].lower())
    page.locator("#resume").click()
    expect(page.locator("#question")).to_contain_text("Câu 3")
    page.locator("#previous").click()
    expect(page.locator("#question input:checked")).to_have_count(1)
