"""What the pages may cost somebody who pays for every megabyte."""

from playwright.sync_api import Page

from tests.browser.resident import Resident
from tests.browser.traffic import Traffic, costs

LIMITS = {"bytes": 60_000, "script_bytes": 25_000, "requests": 25}


def test_from_home_to_the_first_question_with_an_empty_cache(
    resident: Resident, page: Page
) -> None:
    traffic = Traffic(page)
    resident.registers()
    page.wait_for_load_state("networkidle")
    found = costs(traffic.until_first_question())
    exceeded = {name: cost for name, cost in found.items() if cost > LIMITS[name]}
    assert exceeded == {}, (found, traffic.listed())
    assert {each.host for each in traffic.answers} == {page.url.split("/")[2]}
    assert not [each for each in traffic.answers if each.kind == "Font"]


def test_the_next_question_asks_the_network_for_nothing(resident: Resident, page: Page) -> None:
    resident.registers()
    resident.answers(1)
    page.wait_for_load_state("networkidle")
    traffic = Traffic(page)
    resident.answers(3)
    page.wait_for_load_state("networkidle")
    assert traffic.answers == [], traffic.listed()
