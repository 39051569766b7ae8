"""The console while its contest is open: people are seen, their answers and scores are not; whoever
may only look changes nothing."""

import re

from playwright.sync_api import Browser, expect

from tests.browser.console_contest import PEOPLE, Held, take_part


def test_people_are_watched_without_their_scores(browser: Browser, held: Held) -> None:
    take_part(held)
    with held.desk(browser) as console:
        console.sign_in(held.chair)
        slug = held.api.slug
        console.go(slug, "luot-thi")
        console.page.get_by_label("Tìm người dự thi").fill("Người dự thi 7")
        console.press("Tìm", exact=True)
        expect(console.page.locator(".table")).to_contain_text("Người dự thi 7")
        console.page.get_by_role("link", name="Người dự thi 7").first.click()
        expect(console.heading).to_contain_text("Người dự thi 7")
        assert not re.search(r"\d/20(?!\d)|Điểm:? \d", console.page.inner_text("#screen"))
        console.go(slug, "theo-doi")
        # Counts come by the stream's batches, the tick and the page's own look: a minute each.
        counts = console.page.locator("#screen .tiles")
        expect(counts).to_contain_text(f"Người đã đăng ký{PEOPLE}", timeout=200_000)


def test_an_observer_sees_and_changes_nothing(browser: Browser, held: Held) -> None:
    with held.desk(browser) as console:
        console.sign_in(held.observer)
        for screen in ("the-le", "cau-hoi", "xep-hang", "thong-bao", "dieu-chinh", "van-ban"):
            console.go(held.api.slug, screen)
            shown = console.page.locator("#screen")
            for deed in ("Lưu", "Đưa lên trang", "Xếp hạng", "Nhập từ Excel", "Lập tất cả"):
                expect(shown.get_by_role("button", name=deed)).to_have_count(0)
        console.page.goto(f"{held.stack.site_url}quan-tri/#/nguoi-dung")
        expect(console.heading).to_contain_text("Không có trang này")
