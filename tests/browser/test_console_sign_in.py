"""Signing in to the console: first password, one-time code, reset; nothing of it stays behind."""

import pyotp
import pytest
from playwright.sync_api import Browser, expect

from ops.stacks import Stack
from tests.browser.console import Console, a_desk
from tests.people import Organizer, an_organizer

NEW_PASSWORD = "một-câu-dễ-nhớ-Của-Tôi-1"
# What the emulator sends to whoever forgot the password.
RESET_CODE = "654321"


def set_password(console: Console, password: str = NEW_PASSWORD) -> None:
    console.page.fill("#new-password", password)
    console.page.fill("#new-password-again", password)
    console.page.get_by_role("button", name="Lưu mật khẩu").click()


def test_a_reload_does_not_ask_again_and_signing_out_ends_it(
    browser: Browser, stack: Stack
) -> None:
    person = an_organizer(stack, "an", "to-chuc")
    with a_desk(browser, stack) as console:
        console.sign_in(person)
        console.page.reload()
        console.expect_signed_in()
        kept = console.page.evaluate(
            "JSON.stringify([localStorage, sessionStorage, document.cookie])"
        )
        assert "eyJ" not in kept
        assert "eyJ" not in console.page.url
        console.press("Đăng xuất")
        console.expect_signed_out()
        console.page.reload()
        console.expect_signed_out()


def test_a_wrong_password_is_said_in_words(browser: Browser, stack: Stack) -> None:
    person = an_organizer(stack, "an", "to-chuc")
    with a_desk(browser, stack) as console:
        console.open()
        console.type_sign_in(person.email, "không-phải-mật-khẩu-này")
        console.expect_said("chưa đúng")
        console.type_sign_in("khong.ai@example.com", person.password)
        console.expect_said("chưa đúng")


def test_the_first_password_is_changed(browser: Browser, stack: Stack) -> None:
    person = an_organizer(stack, "moi", "to-chuc", first_password=True)
    with a_desk(browser, stack) as console:
        console.open()
        console.type_sign_in(person.email, person.password)
        expect(console.heading).to_contain_text("Đặt mật khẩu mới")
        set_password(console, "ngắn")
        expect(console.page.locator("#new-password-error")).to_contain_text("12 ký tự")
        set_password(console)
        console.expect_signed_in()
    with a_desk(browser, stack) as console:
        console.sign_in(Organizer(person.email, NEW_PASSWORD))


def test_a_forgotten_password_is_reset_by_mail(browser: Browser, stack: Stack) -> None:
    person = an_organizer(stack, "quen", "to-chuc")
    with a_desk(browser, stack) as console:
        console.open()
        console.press("Quên mật khẩu")
        console.page.fill("#email", person.email)
        console.press("Gửi mã")
        console.page.fill("#code", RESET_CODE)
        set_password(console)
        console.expect_said("Đã đổi mật khẩu")
        console.type_sign_in(person.email, NEW_PASSWORD)
        console.expect_signed_in()


def test_a_one_time_code_is_asked_for_once_it_is_set_up(browser: Browser, stack: Stack) -> None:
    person = an_organizer(stack, "quantri", "quan-tri")
    cognito = stack.cognito()
    signed_in = cognito.initiate_auth(
        ClientId=stack.client_id,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": person.email, "PASSWORD": person.password},
    )["AuthenticationResult"]["AccessToken"]
    secret = cognito.associate_software_token(AccessToken=signed_in)["SecretCode"]
    codes = pyotp.TOTP(secret)
    cognito.verify_software_token(AccessToken=signed_in, UserCode=codes.now())
    cognito.set_user_mfa_preference(
        AccessToken=signed_in, SoftwareTokenMfaSettings={"Enabled": True, "PreferredMfa": True}
    )
    with a_desk(browser, stack) as console:
        console.open()
        console.type_sign_in(person.email, person.password)
        console.page.fill("#code", "000000")
        console.press("Đăng nhập")
        console.expect_said("Mã chưa đúng")
        console.page.fill("#code", codes.now())
        console.press("Đăng nhập")
        console.expect_signed_in()


@pytest.mark.parametrize("path", ["quan-tri/", "en/quan-tri/"])
def test_the_sign_in_is_in_both_languages(browser: Browser, stack: Stack, path: str) -> None:
    with a_desk(browser, stack) as console:
        console.page.goto(f"{stack.site_url}{path}")
        console.expect_signed_out()
