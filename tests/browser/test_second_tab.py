"""Two tabs of one attempt, the Back button, impatient fingers, and organizers who change things."""

import json
import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Page, Response, Route, expect

from chalicelib.usecases.judging import reset
from ops.stores import stores_of
from tests.browser.resident import Resident
from tests.client import Api

QUESTIONS = 20
REST_OF_THE_PAGE = """async () => {
    const { version } = JSON.parse(document.getElementById("told").textContent);
    await import(`/${version}/js/ui/take-later.js`);
}"""


def another_tab(resident: Resident, context: BrowserContext) -> Resident:
    """The same person in a second tab of the same browser, on the question of the first."""
    page = context.new_page()
    page.goto(f"{resident.home}thi/")
    expect(page.locator("#question")).to_be_visible()
    return Resident(page, resident.api, resident.phone_number)


def goes_to(tab: Resident, question: int) -> None:
    tab.page.evaluate(f"location.hash = '#cau-{question}'")
    expect(tab.page.locator("#question h1")).to_contain_text(f"Câu {question} / {QUESTIONS}")


def has_chosen(tab: Resident, question: int) -> None:
    goes_to(tab, question)
    expect(tab.page.locator("#question input:checked")).to_have_count(1)


def test_answers_given_in_either_tab_are_in_both(
    resident: Resident, context: BrowserContext
) -> None:
    resident.registers()
    other = another_tab(resident, context)
    goes_to(other, 2)
    resident.answers_this()
    other.answers_this()
    goes_to(resident, 3)
    resident.answers_this()
    for tab in (resident, other):
        for question in (1, 2, 3):
            has_chosen(tab, question)


def test_both_tabs_send_and_hold_one_receipt(resident: Resident, context: BrowserContext) -> None:
    resident.registers()
    resident.answers(QUESTIONS)
    other = another_tab(resident, context)
    other.page.evaluate("location.hash = '#kiem-tra'")
    expect(other.page.locator("#send")).to_be_visible()
    for tab in (resident, other):
        tab.page.evaluate("setTimeout(() => document.getElementById('send')?.click(), 200)")
    assert resident.has_a_receipt() == other.has_a_receipt()


def test_back_after_sending_shows_the_receipt(resident: Resident, page: Page) -> None:
    resident.registers()
    resident.answers(QUESTIONS)
    resident.sends()
    leaf = resident.has_a_receipt()
    page.go_back()
    assert resident.has_a_receipt() == leaf
    page.go_back()
    assert resident.has_a_receipt() == leaf


def test_double_taps_do_nothing_twice(resident: Resident, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.method} {request.url}"))

    def count(ending: str) -> int:
        return len([one for one in asked if one.startswith("POST") and one.endswith(ending)])

    resident.comes_to_register()
    resident.fills_in()
    page.locator("#register").dblclick()
    expect(page.locator("#question h1")).to_contain_text("Câu 1 /")
    resident.answers_this()
    page.locator("#next").dblclick()
    expect(page.locator("#question h1")).to_contain_text("Câu 2 /")
    page.evaluate("location.hash = '#kiem-tra'")
    page.locator("#send").dblclick()
    resident.has_a_receipt()
    assert (count("/attempts"), count("/submission")) == (1, 1)


def test_away_to_another_page_and_back(resident: Resident, page: Page) -> None:
    resident.registers()
    resident.answers(2)
    third = resident.answers_this()
    page.goto(resident.home)
    page.go_back()
    expect(page.locator("#question")).to_have_attribute("data-question", third)
    expect(page.locator("#question input:checked")).to_have_count(1)


def test_left_for_good_the_draft_goes_out_all_the_same(
    resident: Resident, page: Page, api: Api
) -> None:
    resident.registers()
    answered = resident.answers_this()
    page.evaluate(REST_OF_THE_PAGE)
    kept = session_on(page, api)
    page.close(run_before_unload=True)
    for _ in range(50):
        standing = api.look_up({"attempt_id": kept["attemptId"], "token": kept["token"]}).body
        if "draft" in standing:
            break
        time.sleep(0.1)
    assert standing["draft"]["answers"] == {answered: [1]}


def session_on(page: Page, api: Api) -> Any:
    """What the phone keeps of the attempt."""
    return json.loads(page.evaluate(f"localStorage.getItem('hoithi:{api.slug}:session')"))


def test_a_receipt_whose_attempt_was_reset_is_shown_no_more(
    resident: Resident, page: Page, api: Api
) -> None:
    resident.registers()
    resident.answers(QUESTIONS)
    resident.sends()
    resident.has_a_receipt()
    reset(api.slug, session_on(page, api)["attemptId"], "Nhầm số", "test", stores_of(api.stack))
    page.reload()
    expect(page.locator("#problem")).to_have_attribute("data-code", "bad_token")
    page.reload()
    expect(page.locator("#problem")).to_be_visible()


def _closing_in(seconds: int) -> Callable[[Route], None]:
    """The contest with its close so long from now, by the page's own clock."""

    def answer(route: Route) -> None:
        found = route.fetch()
        contest = found.json()
        now = route.request.frame.evaluate("Date.now()")
        route.fulfill(response=found, json={**contest, "closes_at": now + seconds * 1000})

    return answer


def test_a_close_that_is_moved_is_noticed_while_the_page_is_open(
    resident: Resident, page: Page, context: BrowserContext
) -> None:
    context.add_init_script("delete Navigator.prototype.serviceWorker;")
    page.clock.install()
    resident.registers()
    expect(page.locator("#time-left")).to_contain_text("14:")
    page.route("**/contest.json", _closing_in(300))
    page.clock.fast_forward("02:01")
    expect(page.locator("#time-left")).to_contain_text("04:")


def _draft_of_two(response: Response) -> bool:
    request = response.request
    return request.url.endswith("/draft") and len(request.post_data_json["answers"]) == 2


def test_sent_too_late_the_page_says_what_counts(resident: Resident, page: Page) -> None:
    page.clock.install()
    resident.registers()
    # The first draft comes soon after the first answer: with one answer, or on a slow machine two.
    with page.expect_response(_draft_of_two, timeout=60_000) as drafted:
        answered = resident.answers(2)
        page.wait_for_load_state("networkidle")
        page.clock.fast_forward("03:05")
    assert drafted.value.status == 204
    stored = drafted.value.request.post_data_json
    assert stored is not None

    def refuse(route: Route) -> None:
        error = {"code": "expired", "message": "Đã hết giờ."}
        route.fulfill(status=409, json={"error": error})

    def stand(route: Route) -> None:
        found = route.fetch()
        route.fulfill(response=found, json={**found.json(), "state": "expired"})

    page.route("**/submission", refuse)
    page.route("**/attempts/*", stand)
    resident.answers_this()
    page.clock.fast_forward("12:00")
    expect(page.locator("#expired [data-counts=draft]")).to_contain_text(f"{len(answered)} câu")
    expect(page.locator("#expired [data-counts=draft]")).to_contain_text("Lần lưu cuối lúc")
    page.unroute_all(behavior="ignoreErrors")
