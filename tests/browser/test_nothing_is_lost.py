"""Reload, dead network, lost answers, time running out: nothing that was tapped is lost."""

from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.resident import Resident

QUESTIONS = 20
LOOKS_AGAIN = "document.dispatchEvent(new Event('visibilitychange'))"


def test_a_reload_in_the_middle_lands_where_one_was(resident: Resident, page: Page) -> None:
    resident.registers()
    resident.answers(5)
    sixth = resident.answers_this()
    page.reload()
    expect(page.locator("#question")).to_have_attribute("data-question", sixth)
    expect(page.locator("#question input:checked")).to_have_count(1)
    page.locator("#previous").click()
    expect(page.locator("#question input:checked")).to_have_count(1)


def test_a_closed_tab_opens_again_from_home(
    resident: Resident, page: Page, context: BrowserContext
) -> None:
    resident.registers()
    resident.answers(2)
    third = resident.answers_this()
    page.close()
    again = context.new_page()
    again.goto(resident.home)
    again.locator("#start").click()
    expect(again.locator("#question")).to_have_attribute("data-question", third)
    expect(again.locator("#question input:checked")).to_have_count(1)


def test_offline_in_the_middle_and_at_the_end(
    resident: Resident, page: Page, context: BrowserContext
) -> None:
    resident.registers()
    resident.answers(3)
    context.set_offline(True)
    resident.answers(QUESTIONS - 3)
    resident.sends()
    expect(page.locator("#send-status")).to_contain_text("thử")
    context.set_offline(False)
    resident.has_a_receipt()


def test_a_submission_whose_answer_was_lost_counts_once(resident: Resident, page: Page) -> None:
    kept: list[str] = []

    def lose(route: Route) -> None:
        kept.append(route.fetch().json()["receipt"]["leaf"])
        route.abort("connectionreset")

    resident.registers()
    resident.answers(QUESTIONS)
    page.route("**/submission", lose, times=2)
    resident.sends()
    expect(page.locator("#send-status")).to_contain_text("thử lại")
    page.locator("#send-again").click()
    expect(page.locator("#send-status")).to_contain_text("lần 2")
    page.locator("#send-again").click()
    leaf = resident.has_a_receipt().replace(" ", "").replace("\n", "")
    assert set(kept) == {leaf}


def test_a_start_whose_answer_was_lost_is_one_attempt(resident: Resident, page: Page) -> None:
    ids: list[str] = []

    def lose(route: Route) -> None:
        ids.append(route.fetch().json()["attempt_id"])
        route.abort("connectionreset")

    page.route("**/attempts", lose, times=2)
    with page.expect_response("**/attempts") as answered:
        resident.comes_to_register()
        resident.fills_in()
        page.locator("#register").click()
        for tries in ("lần 1", "lần 2"):
            expect(page.locator("#register-status")).to_contain_text(tries)
            page.evaluate(LOOKS_AGAIN)
        expect(page.locator("#question")).to_be_visible()
    assert set(ids) == {answered.value.json()["attempt_id"]}


def test_hiding_the_page_sends_a_draft(resident: Resident, page: Page) -> None:
    resident.registers()
    answered = resident.answers_this()
    with page.expect_response("**/draft") as drafted:
        page.evaluate(
            """() => {
                Object.defineProperty(document, "hidden", { get: () => true, configurable: true });
                document.dispatchEvent(new Event("visibilitychange"));
            }"""
        )
    assert drafted.value.status == 204
    body = drafted.value.request.post_data_json
    assert body is not None
    assert body["answers"] == {answered: [1]}
    expect(page.locator("#save-status")).to_contain_text("phường")


def test_when_time_is_up_the_page_sends_by_itself(resident: Resident, page: Page) -> None:
    page.clock.install()
    resident.registers()
    resident.answers(4)
    with page.expect_response("**/submission") as sent:
        page.clock.fast_forward("15:05")
    assert sent.value.status == 201
    resident.has_a_receipt()


def test_blocked_storage_still_lets_one_take_part(
    resident: Resident, page: Page, context: BrowserContext
) -> None:
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked'); } })"
    )
    resident.registers()
    expect(page.locator("#resume-code")).to_be_visible()
    resident.answers(QUESTIONS)
    resident.sends()
    resident.has_a_receipt()
