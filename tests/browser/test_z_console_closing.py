"""From the close to signed documents through the console, with two people: the contest that
test_a_console_opening.py opened."""

import io
import re
import time
import urllib.request
import zipfile

from docx import Document
from playwright.sync_api import Browser, expect

from tests.browser.console import Console
from tests.browser.console_contest import Held, wait_for_the_freeze

REASON = "Đã gọi điện kiểm tra từng người."


def rank(console: Console, slug: str) -> None:
    console.go(slug, "xep-hang")
    console.click("#rank")
    console.expect_said("Đã xếp hạng")


def review_all_flags(console: Console, slug: str) -> int:
    """Looks at each cause, and finds all of it fine."""
    console.go(slug, "nghi-van")
    links = console.page.locator("#screen .table a").all()
    causes = [link.get_attribute("href") or "" for link in links]
    for href in causes:
        console.go(slug, "nghi-van", href.rsplit("/", 1)[1])
        console.press("Tất cả")
        console.confirm(REASON)
        console.expect_said("Đã")
    return len(causes)


def decide_ties(console: Console, slug: str) -> None:
    """One place after another: each run may leave another tie."""
    for _ in range(6):
        rank(console, slug)
        choices = console.page.locator(".tie").get_by_role("button", name=re.compile("^Chọn"))
        if not choices.count():
            return
        choices.first.click()
        console.confirm("Theo biên bản họp Ban Tổ chức.")
        console.expect_said("Đã quyết định")
    raise AssertionError("ties without an end")


def publish(console: Console, slug: str, reason: str | None = None) -> None:
    console.go(slug, "xep-hang")
    if reason is not None:
        console.page.fill("#reason", reason)
    console.click("#publish-submit")
    console.confirm()
    console.expect_said("Đã công bố")


def approve(console: Console, slug: str) -> None:
    console.go(slug, "xep-hang")
    console.click("#approve")
    console.confirm()
    console.expect_said("Đã duyệt")


def test_two_people_bring_a_contest_to_its_results(browser: Browser, held: Held) -> None:
    wait_for_the_freeze(held)
    slug, begun = held.api.slug, time.monotonic()
    with held.desk(browser) as chair, held.desk(browser) as second:
        chair.sign_in(held.chair)
        second.sign_in(held.second)
        rank(chair, slug)
        # Everybody came from one machine, one after another: a sign of its own.
        assert review_all_flags(chair, slug) >= 1
        decide_ties(chair, slug)
        expect(chair.page.locator("#publish-submit")).to_have_count(0)
        approve(second, slug)
        publish(chair, slug)
    assert time.monotonic() - begun < 600
    results = held.api.public("results.json")
    assert results["totals"]["counted"] == 34
    assert results["prizes"][0]["name"] == "Người dự thi 1"


def test_documents_are_made_and_can_be_opened(browser: Browser, held: Held) -> None:
    with held.desk(browser) as console:
        console.sign_in(held.chair)
        console.go(held.api.slug, "van-ban")
        console.click("#make-documents")
        console.expect_said("Đã")
        console.page.get_by_role("button", name=re.compile("Quyết định khen thưởng")).click()
        link = console.page.locator("#screen a[download]").first
        content = urllib.request.urlopen(link.get_attribute("href") or "").read()
    assert zipfile.is_zipfile(io.BytesIO(content))
    document = Document(io.BytesIO(content))
    tables = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    text = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *tables])
    assert "QUYẾT ĐỊNH" in text
    assert "Người dự thi 1" in text
    assert "DỰ THẢO" not in text


def test_an_amendment_needs_a_second_person_and_corrects_the_results(
    browser: Browser, held: Held
) -> None:
    slug = held.api.slug
    before = held.api.public("results.json")["run"]
    with held.desk(browser) as chair, held.desk(browser) as second:
        chair.sign_in(held.chair)
        second.sign_in(held.second)
        chair.go(slug, "dieu-chinh")
        chair.page.locator(".choices").get_by_role("link", name="Sửa đáp án").click()
        chair.page.locator("#question").select_option(index=1)
        chair.page.locator("input[name=key]:not(:checked)").first.check()
        chair.page.fill("#reason", "Văn bản được hỏi đã được thay thế.")
        chair.click("#amend-submit")
        chair.page.wait_for_url(re.compile("dieu-chinh/(?!moi)."))
        amendment = chair.page.url.rsplit("/", 1)[1]
        expect(chair.page.locator("#agree")).to_have_count(0)
        second.go(slug, "dieu-chinh", amendment)
        second.click("#agree")
        second.confirm()
        second.expect_said("Đã")
        review_all_flags(chair, slug)
        decide_ties(chair, slug)
        approve(second, slug)
        publish(chair, slug, "Sửa đáp án một câu theo văn bản mới.")
    results = held.api.public("results.json")
    assert results["run"] != before
    assert "key_corrected" in {each["kind"] for each in results["amendments"]}


def test_everything_is_in_the_audit_log(browser: Browser, held: Held) -> None:
    with held.desk(browser) as console:
        console.sign_in(held.observer)
        console.go(held.api.slug, "nhat-ky")
        shown = console.page.locator("#screen")
        for who in (held.chair.email, held.second.email):
            expect(shown).to_contain_text(who)
