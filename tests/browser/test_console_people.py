"""People and one's own account, through the console; and what is on record of it."""

import io

import pyotp
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, expect

from ops.stacks import Stack
from tests.browser.axe import violations
from tests.browser.console import Console, a_desk
from tests.browser.layout import small_targets, too_wide
from tests.people import Organizer, an_organizer

NEW_PASSWORD = "một-câu-dễ-nhớ-Của-Tôi-2"
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}


def change(console: Console, email: str, deed: str, reason: str = "Theo phân công mới") -> None:
    console.page.get_by_role("button", name=f"{deed}: {email}").click()
    console.confirm(reason)


def test_an_administrator_manages_people(browser: Browser, stack: Stack) -> None:
    boss = an_organizer(stack, "truong", "quan-tri")
    clerk = an_organizer(stack, "thu-ky", "to-chuc")
    with a_desk(browser, stack) as console:
        console.sign_in(boss)
        console.go("", "nguoi-dung")
        # The form of the sign-in has a field of the same name.
        expect(console.heading).to_have_text("Người dùng")
        guest = f"khach-{clerk.email}"
        console.page.fill("#email", guest)
        console.page.select_option("#group", "theo-doi")
        console.press("Gửi lời mời", exact=True)
        console.expect_said("Đã gửi lời mời")
        row = console.page.get_by_role("row").filter(has_text=guest)
        expect(row).to_contain_text("Theo dõi")
        expect(row).to_contain_text("Chưa đăng nhập lần nào")

        console.page.get_by_role("button", name=f"Đổi nhóm: {guest}").click()
        console.page.select_option("#new-group", "to-chuc")
        console.confirm()
        expect(console.page.locator("#ask-error")).to_contain_text("lý do")
        console.confirm("Giúp nhập câu hỏi")
        console.expect_said("sang nhóm Ban Tổ chức")

        change(console, clerk.email, "Tắt tài khoản")
        console.expect_said("Đã tắt")
        expect(console.page.get_by_role("row").filter(has_text=clerk.email).first).to_be_visible()
        with a_desk(browser, stack) as other:
            other.open()
            other.type_sign_in(clerk.email, clerk.password)
            other.expect_said("khóa|chưa đúng")
        console.page.get_by_role("button", name=f"Mở lại: {clerk.email}", exact=True).click()
        console.expect_said("Đã mở lại")
        with a_desk(browser, stack) as other:
            other.sign_in(clerk)

        console.go("", "nhat-ky")
        log = console.page.get_by_role("table")
        for told in ("Mời người", "Đổi nhóm", "Tắt tài khoản", "Mở lại tài khoản", "Giúp nhập"):
            expect(log).to_contain_text(told)
        expect(log).to_contain_text("+07:00")


def test_others_find_no_such_screen(browser: Browser, stack: Stack) -> None:
    with a_desk(browser, stack) as console:
        console.sign_in(an_organizer(stack, "thu-ky-2", "to-chuc"))
        for screen in ("nguoi-dung", "nhat-ky"):
            console.go("", screen)
            expect(console.heading).to_contain_text("Không có trang này")


def test_ones_own_password_is_changed(browser: Browser, stack: Stack) -> None:
    person = an_organizer(stack, "doi-mat-khau", "theo-doi")
    with a_desk(browser, stack) as console:
        console.sign_in(person)
        console.go("", "tai-khoan")
        type_passwords(console, "không-phải-mật-khẩu", NEW_PASSWORD)
        console.expect_said("hiện nay chưa đúng")
        type_passwords(console, person.password, "ngắn")
        expect(console.page.locator("#new-password-error")).to_contain_text("12 ký tự")
        type_passwords(console, person.password, NEW_PASSWORD)
        console.expect_said("Đã đổi mật khẩu")
    with a_desk(browser, stack) as console:
        console.sign_in(Organizer(person.email, NEW_PASSWORD))


def type_passwords(console: Console, present: str, new: str) -> None:
    console.page.fill("#present", present)
    console.page.fill("#new-password", new)
    console.page.fill("#new-password-again", new)
    console.press("Lưu mật khẩu")


def test_one_time_codes_are_set_up_and_taken_off_a_lost_phone(
    browser: Browser, stack: Stack
) -> None:
    person, boss = an_organizer(stack, "co-ma", "to-chuc"), an_organizer(stack, "sep", "quan-tri")
    with a_desk(browser, stack) as console:
        console.sign_in(person)
        console.go("", "tai-khoan")
        console.page.click("#totp-begin")
        secret = console.page.locator("code.secret").inner_text().replace(" ", "")
        shown = Image.open(io.BytesIO(console.page.locator("svg.qr").screenshot()))
        assert f"secret={secret}" in zxingcpp.read_barcodes(shown)[0].text
        console.page.fill("#totp", pyotp.TOTP(secret).now())
        console.press("Xác nhận mã")
        console.expect_said("Đã cài mã dùng một lần")
        expect(console.page.locator("#screen")).to_contain_text("Đang bật")
    with a_desk(browser, stack) as console:
        console.open()
        console.type_sign_in(person.email, person.password)
        expect(console.page.locator("#code")).to_be_visible()
    with a_desk(browser, stack) as console:
        console.sign_in(boss)
        console.go("", "nguoi-dung")
        change(console, person.email, "Gỡ mã một lần", "Mất điện thoại, đã gặp trực tiếp")
        console.expect_said("Đã gỡ mã")
    with a_desk(browser, stack) as console:
        console.sign_in(person)


def test_signing_out_everywhere(browser: Browser, stack: Stack) -> None:
    with a_desk(browser, stack) as console:
        console.sign_in(an_organizer(stack, "moi-noi", "to-chuc"))
        console.go("", "tai-khoan")
        console.page.click("#everywhere")
        console.confirm()
        console.expect_signed_out()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_screens_are_for_everybody(
    browser: Browser, stack: Stack, size: dict[str, int]
) -> None:
    with a_desk(browser, stack, size) as console:  # type: ignore[arg-type]  # a dict where a ViewportSize is meant
        console.sign_in(an_organizer(stack, "nhin", "quan-tri"))
        for screen in ("tai-khoan", "nguoi-dung", "nhat-ky"):
            console.go("", screen)
            expect(console.page.locator(".working")).to_have_count(0)
            for details in console.page.locator("#screen summary").all():
                details.click()
            page = console.page
            assert [*violations(page), *too_wide(page), *small_targets(page)] == [], screen
