"""A tablet at the ward office: one person after another, and nothing of anybody stays on it."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from chalicelib.web.tickets import device_ticket
from ops.stores import stores_of
from tests.browser.resident import Resident
from tests.client import MINUTE_MS, Api, now


@pytest.fixture
def tablet(api: Api) -> str:
    """The address that the console gives for an hour."""
    bundle = stores_of(api.stack).bundles.get(api.slug)
    assert bundle is not None
    until = now() + 60 * MINUTE_MS
    ticket = device_ticket(api.slug, "ticket-of-the-tests", until, bundle.secrets.token_keys)
    return f"{api.stack.site_url}c/{api.slug}/thi/#may-chung={ticket}"


def takes_part(resident: Resident, *, name: str) -> dict[str, Any]:
    """From the registration to the receipt; gives what the start sent."""
    page = resident.page
    expect(page.locator("#registration")).to_be_visible()
    resident.fills_in(name=name)
    with page.expect_request("**/attempts") as asked:
        page.locator("#register").click()
    expect(page.locator("#question")).to_be_visible()
    resident.answers_this()
    page.goto(page.url.split("#")[0] + "#kiem-tra")
    resident.sends()
    resident.has_a_receipt()
    sent: dict[str, Any] = asked.value.post_data_json
    return sent


def kept(page: Page) -> str:
    """All that the browser keeps for the site, but the ticket itself."""
    read = "JSON.stringify([{ ...localStorage, [`hoithi:${location.pathname.split('/')[2]}:shared`]"
    return str(page.evaluate(f"{read}: '' }}, {{ ...sessionStorage }}, document.cookie])"))


def test_one_person_after_another(page: Page, api: Api, tablet: str) -> None:
    page.goto(tablet)
    expect(page.locator("#shared-device")).to_be_visible()
    assert "may-chung" not in page.url
    page.locator("#continue").click()
    first = Resident(page, api)
    one = takes_part(first, name="Người Thứ Nhất")
    assert one["device_ticket"]
    code = str(page.locator("#resume-code").first.get_attribute("data-code"))
    expect(page.locator("#shared-left")).to_contain_text("giây")
    expect(page.locator("#print-receipt")).to_be_visible()
    for saves in ("#picture-receipt", "#save-receipt", "#keep-code", "#hand-over"):
        expect(page.locator(saves)).to_have_count(0)
    page.locator("#shared-next").click()
    expect(page.locator("#registration")).to_be_visible()
    for value in ("Người Thứ Nhất", first.phone_number, code, one["device_key"]):
        assert value not in kept(page)
        assert value not in page.content()
    expect(page.locator("[name=name]")).to_have_attribute("autocomplete", "off")
    two = takes_part(Resident(page, api), name="Người Thứ Hai")
    assert two["device_key"] != one["device_key"]
    marked = {each.name for each in stores_of(api.stack).attempts.every(api.slug)
              if each.shared_device}  # fmt: skip
    assert {"Người Thứ Nhất", "Người Thứ Hai"} <= marked


def test_a_receipt_that_is_forgotten_goes_by_itself_unless_it_is_stopped(
    page: Page, api: Api, tablet: str
) -> None:
    page.clock.install()
    page.goto(tablet)
    page.locator("#continue").click()
    takes_part(Resident(page, api), name="Người Hay Quên")
    page.locator("#shared-stop").click()
    page.clock.run_for(120_000)
    expect(page.locator("#receipt")).to_be_visible()
    expect(page.locator("#shared-left")).to_contain_text("không tự xóa nữa")
    page.locator("#shared-next").click()
    resident = Resident(page, api)
    takes_part(resident, name="Người Hay Quên Hơn")
    page.clock.run_for(61_000)
    expect(page.locator("#registration")).to_be_visible()
    assert "Người Hay Quên" not in kept(page)


def test_who_leaves_half_way_leaves_nothing_but_the_draft(
    page: Page, api: Api, tablet: str
) -> None:
    page.goto(tablet)
    page.locator("#continue").click()
    resident = Resident(page, api)
    resident.fills_in(name="Người Bỏ Dở")
    page.locator("#register").click()
    expect(page.locator("#question")).to_be_visible()
    resident.answers_this()
    page.locator("#shared-other").click()
    page.locator("#shared-other-go").click()
    expect(page.locator("#registration")).to_be_visible()
    assert "Người Bỏ Dở" not in kept(page)
    assert resident.phone_number not in kept(page)


def test_a_phone_of_ones_own_loads_none_of_it(page: Page, api: Api) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(f"{api.stack.site_url}c/{api.slug}/thi/")
    expect(page.locator("#continue")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert not [url for url in loaded if "shared" in url]
    expect(page.locator("#shared-device")).to_have_count(0)
