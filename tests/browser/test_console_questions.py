"""The question bank through the console: a question edited, removed and put back; an Excel file
refused, looked at, taken in; at a desk and on a phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from chalicelib.domain.contest_format.writing import raw_as_json
from chalicelib.usecases.drafting import create_contest_draft
from ops.stacks import Stack
from ops.stores import stores_of
from tests.browser.axe import violations
from tests.browser.console import DESK, Console, a_desk
from tests.browser.layout import small_targets, too_wide
from tests.builders import a_contest_file
from tests.folders import HEADINGS, ROWS, workbook
from tests.people import an_organizer

SLUG, PHONE = "hoi-excel", {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def clerk(browser: Browser, stack: Stack) -> Iterator[Console]:
    """A clerk at the questions of a contest of the far future."""
    raw = {**raw_as_json(a_contest_file()), "slug": SLUG}
    raw |= {"opens_at": "2099-01-01T07:00:00+07:00", "closes_at": "2099-02-01T07:00:00+07:00"}
    create_contest_draft(raw, a_contest_file()["questions"], stores_of(stack), by="an@example.com")
    with a_desk(browser, stack) as console:
        console.sign_in(an_organizer(stack, "cau-hoi", "to-chuc"))
        yield console


def fits(page: Page) -> None:
    for size in (PHONE, DESK):
        page.set_viewport_size(size)  # type: ignore[arg-type]  # a dict where a ViewportSize is meant
        assert violations(page) == []
        assert too_wide(page) == []
        assert small_targets(page) == []


def choose(page: Page, file: Path, content: bytes) -> None:
    file.write_bytes(content)
    page.set_input_files("#file", file)
    page.click("#import-submit")


def test_a_question_is_added_edited_removed_and_put_back(clerk: Console) -> None:
    page = clerk.page
    clerk.go(SLUG, "cau-hoi", "moi")
    fits(page)
    page.click("#question-submit")
    expect(page.locator("#question-errors")).to_be_focused()
    page.fill("#text", "Câu mới?")
    for number, option in enumerate(("Một", "Hai", "Ba"), start=1):
        page.fill(f"#option-{number}", option)
    page.click("#question-submit")
    expect(page.locator("#question-errors")).to_be_visible()
    page.check("#right-2")
    page.click("#question-submit")
    clerk.expect_said("Đã thêm câu the-che-001")
    page.fill("#sought", "cau moi")
    rows = page.locator("#questions tbody tr")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("B. Hai")
    page.get_by_role("link", name="Sửa: the-che-001").press("Enter")
    page.fill("#text", "Câu mới hơn?")
    page.click("#question-submit")
    clerk.expect_said("Đã lưu câu the-che-001")
    expect(rows).to_have_count(1)
    clerk.press("Xóa: the-che-001")
    clerk.expect_said("Đã xóa 1 câu")
    expect(rows).to_have_count(0)
    clerk.press("Hoàn tác")
    clerk.expect_said("Đã trả lại 1 câu")
    expect(rows).to_contain_text("Câu mới hơn?")
    page.fill("#sought", "")
    expect(rows).to_have_count(6)
    fits(page)


def test_an_excel_file_is_looked_at_and_taken_in(clerk: Console, tmp_path: Path) -> None:
    page = clerk.page
    clerk.go(SLUG, "cau-hoi", "nhap")
    choose(page, tmp_path / "cu.xls", b"x")
    expect(page.locator("#file-error")).to_contain_text("đuôi .xlsx")
    choose(page, tmp_path / "lon.xlsx", b"x" * (3 * 2**20 + 1))
    expect(page.locator("#file-error")).to_contain_text("3 MB")
    choose(page, tmp_path / "hong.xlsx", b"PK\x03\x04")
    expect(page.locator("#file-error")).to_contain_text("hỏng")
    fits(page)
    rows = [[f"excel-{number}", *ROWS[0][1:]] for number in range(3)]
    rows[1][7] = "H"
    choose(page, tmp_path / "x.xlsx", workbook(HEADINGS, ROWS[0], *rows))
    expect(page.locator("#screen")).to_contain_text("Ô H4, Đáp án")
    expect(page.locator("#take-all")).to_have_count(0)
    fits(page)
    page.click("#take-good")
    clerk.confirm()
    expect(page.locator("#accepted")).to_contain_text("thêm 2 câu, thay 0 câu, giữ nguyên 1 câu")
    expect(page.locator("#accepted")).to_be_focused()


@pytest.mark.parametrize("name", ["Tải tệp mẫu Excel", "Xuất câu hỏi ra Excel"])
def test_workbooks_can_be_loaded(clerk: Console, name: str) -> None:
    clerk.go(SLUG, "cau-hoi")
    with clerk.page.expect_download() as download:
        clerk.press(name)
    assert download.value.suggested_filename.endswith(f"{SLUG}.xlsx")
