"""The audit log of a contest, through the console: found, taken along, checked."""

import io
from collections.abc import Iterator

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, expect

from chalicelib.usecases.auditing import Act, key_of, record_act
from ops.stacks import Stack
from ops.stores import stores_of
from tests.browser.axe import violations
from tests.browser.console import Console, a_desk
from tests.browser.layout import small_targets, too_wide
from tests.people import an_organizer

SLUG = "nhat-ky-thu"
OPENS_AT = 1_719_792_000_000


@pytest.fixture(scope="module")
def log(stack: Stack) -> str:
    """A log with 60 entries."""
    vault = stores_of(stack).vault
    for number in range(1, 61):
        by = "an@example.vn" if number % 2 else "binh@example.vn"
        what, why = ("reset", "=1+1") if number % 10 == 0 else ("review", "Đã gọi điện hỏi")
        act = Act(by, what, f"bai-{number}", OPENS_AT + number * 60_000, why, "a", ["b", number])
        record_act(SLUG, act, vault)
    return SLUG


@pytest.fixture
def console(browser: Browser, stack: Stack, log: str) -> Iterator[Console]:
    with a_desk(browser, stack) as desk:
        desk.sign_in(an_organizer(stack, "giam-sat", "theo-doi"))
        desk.go(log, "nhat-ky")
        yield desk


def test_entries_come_page_by_page_and_as_sought(console: Console) -> None:
    rows = console.page.locator("#screen tbody tr")
    expect(rows).to_have_count(50)
    expect(rows.first).to_contain_text("bai-60")
    expect(rows.first).to_contain_text("08:00:00 +07:00")
    console.press("Xem thêm")
    expect(rows).to_have_count(60)
    console.page.get_by_text("Lọc các mục").click()
    console.page.select_option("#what", "reset")
    console.page.fill("#by", "BINH")
    console.page.fill("#since", "2024-07-01T07:30")
    console.page.fill("#until", "2024-07-01T07:50")
    console.press("Lọc", exact=True)
    expect(rows).to_have_count(3)
    expect(console.page.locator("#screen tbody")).to_contain_text("Đặt lại một lượt thi")
    rows.first.locator("summary").click()
    expect(rows.first).to_contain_text('["b",50]')


def test_a_workbook_is_taken_along_and_does_nothing(console: Console) -> None:
    console.press("Xuất ra Excel")
    link = console.page.get_by_role("link", name="Tải tệp .xlsx (60 mục)")
    with console.page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename == f"nhat-ky-{SLUG}.xlsx"
    sheet = load_workbook(io.BytesIO(download.value.path().read_bytes())).worksheets[0]
    assert sheet.max_row == 61
    assert sheet["G2"].value == "'=1+1"


def test_it_is_checked(console: Console, stack: Stack) -> None:
    console.page.click("#check-log")
    expect(console.page.locator("#screen")).to_contain_text("Nguyên vẹn")
    s3 = stack.s3()
    key = key_of(SLUG, 30)
    kept = s3.get_object(Bucket=stack.private_bucket, Key=key)["Body"].read()
    s3.put_object(Bucket=stack.private_bucket, Key=key, Body=kept)
    console.page.click("#check-log")
    expect(console.page.locator("#screen")).to_contain_text("Mục số 30 đã bị ghi đè")


def test_it_is_for_everybody(browser: Browser, stack: Stack, log: str) -> None:
    with a_desk(browser, stack, {"width": 360, "height": 740}) as console:
        console.sign_in(an_organizer(stack, "dien-thoai", "theo-doi"))
        console.go(log, "nhat-ky")
        console.page.get_by_text("Lọc các mục").click()
        page = console.page
        assert [*violations(page), *too_wide(page), *small_targets(page)] == []
