"""The resume code and the receipt, taken away in every way; and an attempt found again by code."""

import json
import re
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.resident import Resident
from tests.client import first_options

_SHARING = """
  navigator.canShare = ({ files }) => files.length === 1;
  navigator.share = async ({ text, files = [] }) => {
    const names = files.map((file) => `${file.type} ${file.name}`);
    document.documentElement.dataset.shared = JSON.stringify({ text, names });
  };
"""
_COPYING = """
  window.copied = [];
  Object.defineProperty(navigator, "clipboard", {
    value: { writeText: async (text) => { window.copied.push(text); } }, configurable: true,
  });
"""
# The first pixel that differs from the ground shows that something was drawn.
_IS_DRAWN = """async (image) => {
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  const brush = canvas.getContext("2d");
  brush.drawImage(image, 0, 0);
  const { data } = brush.getImageData(0, 0, canvas.width, canvas.height);
  return canvas.width >= 720 && data.some((value) => value < 100);
}"""


def shown_code(page: Page) -> str:
    return page.locator("#resume-code").inner_text()


def shared(page: Page) -> dict[str, Any]:
    root = page.locator("html")
    expect(root).to_have_attribute("data-shared", re.compile("text"))
    told: dict[str, Any] = json.loads(str(root.get_attribute("data-shared")))
    return told


def test_the_first_question_shows_the_code_and_stays_in_sight(
    resident: Resident, page: Page
) -> None:
    resident.registers()
    expect(page.locator("#resume-code")).to_be_in_viewport()
    expect(page.locator("#question h1")).to_be_in_viewport(ratio=1)
    expect(page.locator("#question label.option").first).to_be_in_viewport()
    resident.answers(1)
    expect(page.locator("#resume-code")).to_have_count(0)


def test_the_code_is_copied_and_shared_without_name_or_number(
    resident: Resident, page: Page, context: BrowserContext
) -> None:
    context.add_init_script(_SHARING + _COPYING)
    resident.registers()
    page.locator("#keep-code").click()
    page.get_by_role("button", name="Sao chép mã").click()
    expect(page.get_by_text("Đã sao chép")).to_be_visible()
    code = shown_code(page)
    assert page.evaluate("window.copied") == [code]
    page.locator("#share-code").click()
    told = shared(page)
    assert code in told["text"]
    assert resident.home in told["text"]
    assert told["names"] == [f"image/png ma-tiep-tuc-{resident.api.slug}.png"]
    for private in (resident.phone_number, "Tuyết"):
        assert private not in told["text"]


def test_the_code_is_a_picture_that_is_saved_and_shown(resident: Resident, page: Page) -> None:
    resident.registers()
    page.locator("#keep-code").click()
    with page.expect_download() as saved:
        page.locator("#picture-code").click()
    assert saved.value.suggested_filename == f"ma-tiep-tuc-{resident.api.slug}.png"
    picture = page.locator("img.kept")
    expect(picture).to_be_visible()
    assert picture.evaluate(_IS_DRAWN)


def test_without_sharing_there_is_no_button_for_it(resident: Resident, page: Page) -> None:
    page.context.add_init_script("delete Navigator.prototype.share")
    resident.registers()
    page.locator("#keep-code").click()
    expect(page.locator("#picture-code")).to_be_visible()
    expect(page.locator("#share-code")).to_have_count(0)


def test_a_receipt_is_kept_without_the_code_that_opens_it(
    resident: Resident, page: Page, context: BrowserContext
) -> None:
    context.add_init_script(_SHARING)
    resident.registers()
    resident.answers(20)
    resident.sends()
    leaf = resident.has_a_receipt()
    page.locator("#share-receipt").click()
    told = shared(page)
    assert leaf in told["text"]
    assert shown_code(page) not in told["text"]
    with page.expect_download() as saved:
        page.locator("#save-receipt").click()
    assert saved.value.suggested_filename.endswith(f"{leaf[:8]}.json")


def test_a_printed_receipt_has_nothing_else_on_it(resident: Resident, page: Page) -> None:
    resident.registers()
    resident.answers(20)
    resident.sends()
    resident.has_a_receipt()
    page.emulate_media(media="print")
    expect(page.locator("#receipt-leaf")).to_be_visible()
    expect(page.locator("#receipt-name")).to_be_visible()
    for other in ("#nav", "#resume-code", "#next-steps", "#hand-over", "#save-receipt"):
        expect(page.locator(other)).to_be_hidden()


def test_number_and_code_alone_find_the_attempt(resident: Resident, page: Page) -> None:
    started = resident.api.start(int(resident.phone_number[2:])).body
    resident.api.submit(started, first_options(started))
    resident.comes_to_register()
    page.locator("#have-code").click()
    page.locator("#resume").click()
    expect(page.locator("#error-summary a")).to_have_count(2)
    page.locator("[name=identity]").fill(resident.phone_number)
    page.locator("[name=resume_code]").fill(started["resume_code"])
    page.locator("#resume").click()
    resident.has_a_receipt()
    # The name was typed on the other phone, and stays there.
    expect(page.locator("#receipt-name")).to_have_count(0)


def test_the_time_can_be_hidden_and_stays_so(resident: Resident, page: Page) -> None:
    page.clock.install()
    resident.registers()
    page.locator("#toggle-time").click()
    expect(page.locator("#time-left")).to_be_hidden()
    expect(page.locator("#elapsed")).to_be_hidden()
    page.reload()
    expect(page.locator("#question")).to_be_visible()
    expect(page.locator("#time-left")).to_be_hidden()
    page.clock.fast_forward("10:02")
    expect(page.locator("#timer-announcement")).to_contain_text("phút")
    expect(page.locator("#timer-announcement")).to_be_visible()
    page.locator("#toggle-time").click()
    expect(page.locator("#time-left")).to_be_visible()


def test_after_the_close_a_receipt_says_what_has_become_known(
    resident: Resident, page: Page
) -> None:
    page.clock.install()
    resident.registers()
    resident.answers(20)
    resident.sends()
    resident.has_a_receipt()
    expect(page.locator("#next-steps")).to_contain_text("Ban Tổ chức xem xét, xếp hạng")
    published = {"published_at": 1_700_000_000_000, "prizes": []}
    page.route("**/results.json", lambda route: route.fulfill(json=published))
    # The server's clock would set the page's right again.
    page.route("**/api/**", lambda route: route.abort())
    page.clock.fast_forward("02:10:00")
    expect(page.locator("#next-steps")).to_contain_text("Kết quả đã được công bố lúc")
    expect(page.locator("#see-score")).to_be_visible()
