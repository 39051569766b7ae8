"""What everybody sees: live counts while the contest runs, winners once they are published."""

import json

from playwright.sync_api import Page, expect

from ops.stacks import Stack
from tests.client import Api, first_options
from tests.stack.early import EarlyContest, published


def test_live_counts_follow_what_is_sent(stack: Stack, api: Api, page: Page) -> None:
    started = api.start(60_000_010).body
    assert api.submit(started, first_options(started)).status == 201
    unit = f"khu-pho-{60_000_010 % 11 + 1}"

    def shown() -> int:
        tick = json.dumps({"version": "0", "source": "aws.events", "detail": {}}).encode()
        stack.functions().invoke(FunctionName=stack.function_name("tick"), Payload=tick)
        units = {each["id"]: each["participants"] for each in api.public("stats.json")["units"]}
        return int(units[unit])

    # The stream hands changes over after its window, later on a busy machine.
    for _ in range(60):
        if counted := shown():
            break
        page.wait_for_timeout(1_000)
    name = unit.replace("khu-pho-", "Khu phố ")
    page.goto(f"{stack.site_url}c/{api.slug}/so-lieu/")
    row = page.locator("#counts tr", has=page.get_by_text(name, exact=True))
    expect(row).to_contain_text(str(counted))


def test_results_show_every_prize(stack: Stack, early: EarlyContest, page: Page) -> None:
    results = published(early.api, early.frozen_at)
    page.goto(f"{stack.site_url}c/{early.api.slug}/ket-qua/")
    winners = page.locator("#winners")
    for prize in results["prizes"]:
        expect(winners).to_contain_text(prize["title"])
        expect(winners).to_contain_text(prize.get("name", "Khu phố"))
    expect(page.locator("#totals")).to_contain_text("8")


def test_before_publication_the_page_says_so(stack: Stack, api: Api, page: Page) -> None:
    page.goto(f"{stack.site_url}c/{api.slug}/ket-qua/")
    expect(page.locator("#not-published")).to_be_visible()


def test_the_first_page_leads_to_contests(stack: Stack, api: Api, page: Page) -> None:
    page.goto(stack.site_url)
    expect(page.locator("main")).to_contain_text("Cải cách hành chính")


def test_a_page_that_is_not_there_helps_on(stack: Stack, api: Api, page: Page) -> None:
    answer = page.goto(f"{stack.site_url}c/khong-co/thi/")
    assert answer is not None
    assert answer.status == 404
    expect(page.locator("main a").first).to_be_visible()
