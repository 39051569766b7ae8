"""What the pages may cost somebody who pays for every megabyte."""

from playwright.sync_api import Page

from tests.browser.resident import Resident
from tests.browser.traffic import Traffic

# Bytes as they come over the wire, with headers; requests besides those to the API.
LIMITS = {"bytes": 60_000, "bytes of scripts": 25_000, "requests": 25, "fonts": 0, "strangers": 0}


def costs(traffic: Traffic, own_host: str) -> dict[str, int]:
    answers = traffic.answers
    return {
        "bytes": traffic.total(),
        "bytes of scripts": traffic.total("Script"),
        "requests": len([each for each in answers if not each.is_api]),
        "fonts": len([each for each in answers if each.kind == "Font"]),
        "strangers": len([each for each in answers if each.host != own_host]),
    }


def test_from_home_to_the_first_question_with_an_empty_cache(
    resident: Resident, page: Page
) -> None:
    traffic = Traffic(page)
    resident.registers()
    page.wait_for_load_state("networkidle")
    found = costs(traffic, own_host=page.url.split("/")[2])
    exceeded = {name: cost for name, cost in found.items() if cost > LIMITS[name]}
    assert exceeded == {}, traffic.listed()


def test_the_next_question_asks_the_network_for_nothing(resident: Resident, page: Page) -> None:
    resident.registers()
    resident.answers(1)
    page.wait_for_load_state("networkidle")
    traffic = Traffic(page)
    resident.answers(3)
    page.wait_for_load_state("networkidle")
    assert traffic.answers == [], traffic.listed()
