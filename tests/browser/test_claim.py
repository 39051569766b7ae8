"""A number that already takes part on another device: going on by code, or claiming the number."""

import subprocess

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.resident import Resident
from tests.client import Ops


@pytest.fixture
def begun_elsewhere(resident: Resident) -> dict[str, object]:
    """What the other device was told at its start."""
    started: dict[str, object] = resident.api.start(int(resident.phone_number[2:])).body
    return started


def comes_to_the_other_device(resident: Resident) -> None:
    resident.comes_to_register()
    resident.fills_in()
    resident.page.locator("#register").click()
    expect(resident.page.locator("#other-device")).to_be_visible()


def claims(resident: Resident, note: str = "Tôi chưa thi lần nào.") -> None:
    comes_to_the_other_device(resident)
    resident.page.locator("#mine").click()
    resident.page.locator("#note").fill(note)
    resident.page.locator("#claim").click()


def test_nothing_of_the_other_attempt_is_shown(
    resident: Resident, page: Page, begun_elsewhere: dict[str, object]
) -> None:
    comes_to_the_other_device(resident)
    screen = page.locator("#other-device")
    expect(screen).not_to_contain_text("Người dự thi")
    expect(screen).not_to_contain_text(str(begun_elsewhere["resume_code"]))
    expect(screen.locator("h1")).to_be_focused()


def test_a_claim_says_what_happens_next_and_is_remembered(
    resident: Resident, page: Page, begun_elsewhere: dict[str, object]
) -> None:
    with page.expect_response("**/claims") as answered:
        claims(resident)
    assert answered.value.status == 202
    sent = answered.value.request.post_data_json
    assert sent is not None
    assert sent["note"] == "Tôi chưa thi lần nào."
    assert sent["name"] == "Nguyễn Thị Ánh Tuyết"
    expect(page.locator("#claim-sent")).to_contain_text("gọi vào số này")
    expect(page.locator("#other-device h1")).to_be_focused()
    page.reload()
    expect(page.locator("#claim-sent")).to_contain_text("Đã gửi lúc")
    page.goto(f"{resident.home}thi/")
    page.locator("#continue").click()
    page.locator("#to-claim").click()
    expect(page.locator("#claim-sent")).to_contain_text("giờ Việt Nam")


def test_a_claim_is_sent_until_it_is_answered(
    resident: Resident, page: Page, begun_elsewhere: dict[str, object]
) -> None:
    page.route("**/claims", lambda route: route.abort("connectionreset"), times=1)
    claims(resident)
    expect(page.locator("#claim-status")).to_contain_text("thử lại")
    expect(page.locator("#claim-sent")).to_be_visible()


def test_a_claim_that_waits_is_sent_when_somebody_looks_again(
    resident: Resident, page: Page, begun_elsewhere: dict[str, object]
) -> None:
    def busy(route: Route) -> None:
        told = {"code": "try_again", "message": "Hệ thống đang bận."}
        route.fulfill(status=503, headers={"Retry-After": "300"}, json={"error": told})

    page.route("**/claims", busy, times=1)
    claims(resident)
    expect(page.locator("#claim-status")).to_contain_text("thử lại")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("#claim-sent")).to_be_visible()


def test_too_many_claims_are_told_beside_the_form(
    resident: Resident, page: Page, begun_elsewhere: dict[str, object]
) -> None:
    def refuse(route: Route) -> None:
        told = {"code": "too_many_claims", "message": "Đã có nhiều người báo số này."}
        route.fulfill(status=429, json={"error": told})

    page.route("**/claims", refuse)
    claims(resident)
    expect(page.locator("#claim-errors")).to_be_focused()
    expect(page.locator("#claim-errors")).to_contain_text("nhiều người báo")
    expect(page.locator("#note")).to_have_value("Tôi chưa thi lần nào.")


def test_too_many_wrong_codes_say_when_to_try_again(
    resident: Resident, page: Page, begun_elsewhere: dict[str, object]
) -> None:
    comes_to_the_other_device(resident)
    for tries in range(6):
        page.locator("[name=resume_code]").fill(f"AAAA111{tries}")
        with page.expect_response("**/attempts"):
            page.locator("#resume").click()
        expect(page.locator("#error-summary")).to_be_focused()
    expect(page.locator("#error-summary")).to_contain_text("Hãy thử lại sau")
    expect(page.locator("#error-summary")).to_contain_text("giờ Việt Nam")


def test_the_device_of_a_granted_claim_starts_anew(
    resident: Resident, page: Page, begun_elsewhere: dict[str, object], ops: Ops
) -> None:
    claims(resident)
    expect(page.locator("#claim-sent")).to_be_visible()
    granted = resets(resident, begun_elsewhere, ops, "--claim", "1")
    assert granted.returncode == 0, granted.stderr
    page.locator("#claim-try").click()
    ticks_and_starts(resident)
    expect(page.locator("#question")).to_contain_text("Câu 1")


def test_a_one_time_code_leads_to_the_registration(
    resident: Resident, page: Page, begun_elsewhere: dict[str, object], ops: Ops
) -> None:
    code = resets(resident, begun_elsewhere, ops).stdout.split()[-1]
    comes_to_the_other_device(resident)
    page.locator("[name=resume_code]").fill(code)
    page.locator("#resume").click()
    expect(page.locator("#registration")).to_be_visible()
    expect(page.locator("[name=name]")).to_have_value("Nguyễn Thị Ánh Tuyết")
    ticks_and_starts(resident)
    expect(page.locator("#question")).to_contain_text("Câu 1")


def test_the_phone_of_a_reset_attempt_says_so_and_goes_on_by_the_new_code(
    resident: Resident, page: Page, ops: Ops
) -> None:
    with page.expect_response("**/attempts") as started:
        resident.registers()
    code = resets(resident, started.value.json(), ops).stdout.split()[-1]
    page.reload()
    expect(page.locator("#problem")).to_contain_text("cho số này thi lại")
    page.locator("#register-again").click()
    page.locator("[name=identity]").fill(resident.phone_number)
    page.locator("[name=resume_code]").fill(code)
    page.locator("#resume").click()
    expect(page.locator("#registration")).to_contain_text("Số điện thoại")
    resident.fills_in()
    page.locator("#register").click()
    expect(page.locator("#question")).to_contain_text("Câu 1")


def resets(
    resident: Resident, begun: dict[str, object], ops: Ops, *options: str
) -> subprocess.CompletedProcess[str]:
    number = str(begun["attempt_id"])
    return ops("reset", resident.api.slug, number, "--reason", "Người khác dùng số này", *options)


def ticks_and_starts(resident: Resident) -> None:
    """The rest of the form is still filled in."""
    resident.page.locator("[name=eligible]").check()
    resident.page.locator("[name=consent]").check()
    resident.page.locator("#register").click()
