"""How people come to a contest: links of units, codes, posters, counts, the portal's frame."""

import io
import re
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, Route, expect

from ops.packaging import ROOT
from tests.browser.contests import Contests
from tests.browser.resident import Resident
from tests.client import Api, fetch

UNIT, NAME = "khu-pho-3", "Khu phố 3"
MM_PER_POINT = 25.4 / 72
SIZES_MM = {"a4": (210, 297), "a5": (148, 210)}


def home(api: Api) -> str:
    return f"{api.stack.site_url}c/{api.slug}/"


def scanned(code: Locator) -> str:
    expect(code).to_be_visible()
    code.evaluate("image => image.decode()")
    [found] = zxingcpp.read_barcodes(Image.open(io.BytesIO(code.screenshot())))
    return found.text


def test_the_code_on_the_poster_opens_the_contest(page: Page, api: Api) -> None:
    page.goto(f"{home(api)}ap-phich/")
    expect(page.locator("#sheet-unit")).to_be_hidden()
    for code in ("#sheet-qr", "#qr"):
        assert scanned(page.locator(code)) == home(api)


def test_the_code_of_a_unit_leads_to_registration_with_the_unit_chosen(
    page: Page, api: Api, resident: Resident
) -> None:
    page.goto(f"{home(api)}ap-phich/")
    page.locator("#unit-search").fill("kp3")
    page.locator("#unit-options [role=option]").first.click()
    expect(page.locator("#sheet-unit")).to_have_text(f"Dành cho: {NAME}")
    address = scanned(page.locator("#sheet-qr"))
    assert address == f"{home(api)}?don-vi={UNIT}"
    assert page.url.endswith(f"ap-phich/?don-vi={UNIT}")

    page.goto(address)
    expect(page.locator("#invited")).to_have_text(f"Bạn vào bằng đường dẫn của: {NAME}")
    page.locator("#start").click()
    page.locator("#continue").click()
    expect(page.locator("#unit-search")).to_have_value(NAME)
    resident.fills_in(unit="khu pho 2")
    expect(page.locator("[name=unit]")).to_have_value("khu-pho-2")


def test_a_link_of_no_unit_says_nothing(page: Page, api: Api) -> None:
    page.goto(f"{home(api)}?don-vi=khong-co")
    page.wait_for_load_state("networkidle")
    expect(page.locator("#invited")).to_be_hidden()
    page.goto(f"{home(api)}ap-phich/?don-vi=khong-co")
    expect(page.locator("#chosen-name")).to_have_text("Đường dẫn chung")


def test_every_unit_has_a_link_to_copy_and_a_poster(page: Page, api: Api) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{home(api)}ap-phich/")
    row = page.locator(f"#units [data-unit={UNIT}]")
    row.get_by_role("button", name="Sao chép").click()
    expect(row.get_by_role("status")).to_have_text("Đã sao chép")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{home(api)}?don-vi={UNIT}"
    row.get_by_role("button", name="Áp phích").click()
    expect(page.locator("#unit-search")).to_have_value(NAME)
    assert scanned(page.locator("#qr")) == copied


@pytest.mark.parametrize("paper", SIZES_MM)
@pytest.mark.parametrize("title", [None, "Tìm hiểu " * 22 + "pháp"])
def test_a_poster_is_one_sheet_of_the_size_that_was_chosen(
    page: Page, api: Api, paper: str, title: str | None
) -> None:
    page.goto(f"{home(api)}ap-phich/?don-vi={UNIT}")
    page.locator(f"[name=paper][value={paper}]").check()
    if title:
        page.locator(".sheet-title").evaluate(
            "(line, title) => { line.textContent = title; line.className = 'sheet-title long'; }",
            title,
        )
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    [box] = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert tuple(round(float(side) * MM_PER_POINT) for side in box) == SIZES_MM[paper]
    page.emulate_media(media="print")
    assert scanned(page.locator("#sheet-qr")) == f"{home(api)}?don-vi={UNIT}"
    seen = page.locator("body :visible").evaluate_all(
        "all => all.filter((each) => !each.closest('#sheet') && !each.querySelector('#sheet'))"
        ".map((each) => each.outerHTML)"
    )
    assert seen == []


def test_the_preview_of_a_link_is_there(api: Api) -> None:
    page = fetch(home(api)).body.decode()
    [picture] = re.findall(r'property="og:image" content="([^"]+)"', page)
    assert picture == f"{home(api)}anh-chia-se.png"
    answer = fetch(picture)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "image/png"
    assert Image.open(io.BytesIO(answer.body)).size == (1200, 630)


def counts_of(api: Api, participants: dict[str, int], as_of: int) -> dict[str, Any]:
    shown = fetch(f"{api.stack.site_url}contests/{api.slug}/contest.json").body
    total = sum(participants.values())
    units = [
        {"id": unit["id"], "name": unit["name"], "participants": participants.get(unit["id"], 0)}
        for unit in shown["units"]
    ]
    return {"as_of": as_of, "registered": total, "submitted": total, "units": units, "days": []}


def test_counts_change_in_place_each_minute(page: Page, api: Api) -> None:
    at = fetch(f"{api.stack.site_url}contests/{api.slug}/contest.json").body["opens_at"]
    told = [counts_of(api, {"khu-pho-1": 5, UNIT: 2}, at), counts_of(api, {UNIT: 1234}, at + 1)]

    def answer(route: Route) -> None:
        route.fulfill(json=told[0] if len(told) == 1 else told.pop(0))

    page.route("**/stats.json", answer)
    page.clock.install()
    page.goto(f"{home(api)}so-lieu/")
    rows = page.locator("#counts tbody tr")
    expect(rows.nth(0)).to_have_text(re.compile(r"^1\s*Khu phố 1\s*5$"))
    expect(rows.nth(1)).to_have_text(re.compile(r"^2\s*Khu phố 3\s*2$"))
    expect(page.locator("#announcement")).to_contain_text("Hai đơn vị dẫn đầu: Khu phố 1 với 5")
    page.locator("#counts-search").fill("kp 3")
    expect(page.locator("#counts tbody tr:visible")).to_have_count(1)

    page.clock.run_for(61_000)
    expect(rows.nth(0)).to_have_text(re.compile(r"^1\s*Khu phố 3\s*1\.234$"))
    expect(page.locator("#counts tbody tr:visible")).to_have_count(1)
    expect(page.locator("#counts-total")).to_have_text("1.234 người đã đăng ký, 1.234 bài đã nộp.")
    expect(page.locator("#announcement")).to_contain_text("Đơn vị dẫn đầu: Khu phố 3 với 1.234")
    bars = page.locator("#leading-chart > svg:visible")
    expect(bars).to_have_count(1)
    expect(bars.locator("rect")).to_have_attribute("width", "100%")


def test_units_are_ranked_among_their_kind(page: Page, api: Api) -> None:
    at = fetch(f"{api.stack.site_url}contests/{api.slug}/contest.json").body["opens_at"]
    counts = counts_of(api, {"khu-pho-1": 5, "truong-thcs": 2}, at)
    page.route("**/stats.json", lambda route: route.fulfill(json=counts))
    page.goto(f"{home(api)}so-lieu/")
    page.locator("#counts-kind").select_option("Trường học")
    first = page.locator("#counts tbody tr:visible").first
    expect(first).to_have_text(re.compile(r"^1\s*Trường THCS.*2$"))
    expect(page.locator("#counts-found")).to_have_text(re.compile(r"^\d+ đơn vị$"))
    page.locator("#counts-search").fill("không có")
    expect(page.locator("#counts-found")).to_contain_text("Không có đơn vị nào")


def test_counts_that_cannot_be_read_leave_the_page_as_it_is(page: Page, api: Api) -> None:
    page.route("**/stats.json", lambda route: route.abort())
    page.goto(f"{home(api)}so-lieu/")
    expect(page.locator("#counts-live")).to_contain_text("đang thử lại")
    expect(page.locator("#counts tbody tr").first).to_be_visible()


@pytest.fixture
def portal(api: Api, tmp_path: Path) -> Iterator[str]:
    """The sample page of docs/ on a server of its own, with the contest that is open in it."""
    sample = (ROOT / "docs" / "nhung-mau.html").read_text("utf-8")
    [meant] = re.findall(r'<iframe src="([^"]+)nhung/"', sample)
    for name, path in {"index.html": "nhung/", "dang-ky.html": "thi/"}.items():
        frame = sample.replace(f"{meant}nhung/", home(api) + path)
        (tmp_path / name).write_text(frame, "utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(tmp_path)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Says nothing."""


def test_a_portal_shows_the_contest_and_its_button_opens_it_on_top(
    page: Page, api: Api, portal: str
) -> None:
    page.goto(portal)
    frame = page.frame_locator("iframe")
    expect(frame.locator("#state")).to_have_text("Đang mở")
    expect(frame.locator(".when")).to_contain_text("giờ Việt Nam")
    frame.locator("#open").click()
    page.wait_for_url(home(api))
    expect(page.locator("#start")).to_be_visible()


def test_no_other_page_stands_in_a_frame(browser: Browser, portal: str) -> None:
    page = browser.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(f"{portal}dang-ky.html")
    page.wait_for_load_state("networkidle")
    page.close()
    assert any("frame-ancestors" in line or "X-Frame-Options" in line for line in refused)


@pytest.mark.parametrize(
    ("phase", "state", "way"),
    [
        ("before", "Sắp mở", "Xem cuộc thi"),
        ("open", "Đang mở", "Vào thi"),
        ("over", "Đã có kết quả", "Xem kết quả"),
    ],
)
def test_the_frame_says_how_the_contest_stands_on_a_stamp(
    page: Page, contests: Contests, phase: str, state: str, way: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 260})
    page.goto(f"{home(getattr(contests, phase))}nhung/")
    expect(page.locator("#state")).to_have_text(state)
    expect(page.locator("#open")).to_have_text(way)
    size = page.evaluate("[document.documentElement.scrollWidth, document.body.scrollHeight]")
    assert size[0] <= 320
    assert size[1] <= 260


def test_the_frame_needs_no_storage(page: Page, api: Api) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked'); } })"
    )
    page.goto(f"{home(api)}nhung/")
    expect(page.locator("#state")).to_have_text("Đang mở")


def test_without_scripts_counts_and_links_are_whole(browser: Browser, api: Api) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home(api)}so-lieu/")
    units = len(counts_of(api, {}, 0)["units"])
    expect(page.locator("#counts tbody tr:visible")).to_have_count(units)
    expect(page.locator("#counts-search")).to_be_hidden()
    page.goto(f"{home(api)}ap-phich/")
    expect(page.locator("#units [data-unit]")).to_have_count(units)
    expect(page.locator("#printing")).to_be_hidden()
    assert scanned_without_scripts(page) == home(api)
    context.close()


def scanned_without_scripts(page: Page) -> str:
    page.wait_for_load_state("networkidle")
    [found] = zxingcpp.read_barcodes(Image.open(io.BytesIO(page.locator("#qr").screenshot())))
    return found.text
