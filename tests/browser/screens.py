"""Every screen that people see, and how a page gets there: for checks and for pictures."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, Route, expect

from tests.browser.contests import Contests
from tests.browser.kept import keeps_attempt
from tests.browser.resident import Resident
from tests.client import MINUTE_MS, Api

QUESTIONS = 20
TIME_LIMIT_MS = 15 * MINUTE_MS


@dataclass(frozen=True)
class Visit:
    """A page on its way to a screen."""

    page: Page
    contests: Contests

    @property
    def resident(self) -> Resident:
        return Resident(self.page, self.contests.open)

    def opens(self, api: Api, path: str = "", heading: str = "main h1") -> None:
        self.page.goto(f"{api.stack.site_url}c/{api.slug}/{path}")
        expect(self.page.locator(heading).first).to_be_visible()


def _intro(visit: Visit) -> None:
    visit.opens(visit.contests.open, "thi/")
    expect(visit.page.locator("#continue")).to_be_visible()


def _registration(visit: Visit) -> None:
    visit.resident.comes_to_register()


def _registration_with_errors(visit: Visit) -> None:
    _registration(visit)
    visit.page.locator("[name=identity]").fill("0905 12")
    visit.page.locator("#register").click()
    expect(visit.page.locator("#error-summary")).to_be_visible()


def _resuming(visit: Visit) -> None:
    visit.opens(visit.contests.open, "thi/#ma-tiep-tuc", heading="#resume")


def _other_device(visit: Visit) -> None:
    """The first device is played by the API."""
    resident = visit.resident
    resident.api.start(int(resident.phone_number[2:]))
    resident.comes_to_register()
    resident.fills_in()
    visit.page.locator("#register").click()
    expect(visit.page.locator("#other-device")).to_be_visible()


def _claiming(visit: Visit) -> None:
    _other_device(visit)
    visit.page.locator("#mine").click()
    expect(visit.page.locator("#claim")).to_be_visible()


def _claimed(visit: Visit) -> None:
    _claiming(visit)
    visit.page.locator("#claim").click()
    expect(visit.page.locator("#claim-sent")).to_be_visible()


def _not_eligible(visit: Visit) -> None:
    """The number of a member of the committee."""
    resident = Resident(visit.page, visit.contests.open, "0905 000 001")
    resident.comes_to_register()
    resident.fills_in()
    visit.page.locator("#register").click()
    expect(visit.page.locator("#problem")).to_be_visible()


def _code_to_keep(visit: Visit) -> None:
    visit.resident.registers()
    visit.page.locator("#keep-code").click()
    visit.page.locator("#picture-code").click()
    expect(visit.page.locator("img.kept")).to_be_visible()


def _question(visit: Visit) -> None:
    visit.resident.registers()
    visit.resident.answers_this()


def _question_with_left(visit: Visit, left_ms: int) -> None:
    """The page's clock goes ahead; the server's does not."""
    visit.page.clock.install()
    _question(visit)
    visit.page.clock.fast_forward(TIME_LIMIT_MS - left_ms)
    expect(visit.page.locator("#time-left")).to_contain_text(f"0{left_ms // MINUTE_MS - 1}:")


def _check(visit: Visit, answered: int = QUESTIONS) -> None:
    visit.resident.registers()
    visit.resident.answers(answered)
    for _ in range(QUESTIONS - answered):
        visit.page.locator("#next").click()
    expect(visit.page.locator("#check")).to_be_visible()


def _sending_without_network(visit: Visit) -> None:
    _check(visit)
    visit.page.context.set_offline(True)
    visit.resident.sends()
    expect(visit.page.locator("#send-status")).to_contain_text("thử")


def _receipt(visit: Visit) -> None:
    _check(visit)
    visit.resident.sends()
    visit.resident.has_a_receipt()


def _expired(visit: Visit) -> None:
    """The server says that time was up, as it would in a quarter of an hour."""

    def expire(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json={**answer.json(), "state": "expired"})

    visit.resident.registers()
    visit.resident.answers(2)
    visit.page.route("**/api/contests/*/attempts/*", expire)
    visit.page.reload()
    expect(visit.page.locator("#expired")).to_be_visible()


def _list_of_contests(visit: Visit) -> None:
    # A fragment keeps the page from going on to the only contest that is open.
    visit.page.goto(f"{visit.contests.open.stack.site_url}#tat-ca")
    expect(visit.page.locator("#contests")).to_be_visible()


def _not_found(visit: Visit) -> None:
    visit.page.goto(f"{visit.contests.open.stack.site_url}c/khong-co/")
    expect(visit.page.locator("main h1")).to_be_visible()


def _load_failure(visit: Visit) -> None:
    visit.page.route("**/contest.json", lambda route: route.abort())
    visit.opens(visit.contests.open, "thi/", heading="#load-again")


def _step_of_practice(visit: Visit, step: str, shown: str) -> None:
    """After the close, on a phone that holds an attempt."""
    over = visit.contests.over
    keeps_attempt(visit.page, visit.contests.early)
    visit.opens(over, f"on-tap/{step}", heading=shown)


def _practice_answered(visit: Visit) -> None:
    _step_of_practice(visit, "#luyen-tap/cau", "#practice-question")
    visit.page.locator("label.option").first.click()
    visit.page.locator("#practice-answer").click()
    expect(visit.page.locator("#verdict")).to_be_visible()


def _practice_missed(visit: Visit) -> None:
    _step_of_practice(visit, "#bai-cua-toi", "#practise-wrong")
    visit.page.locator("#practise-wrong").click()
    visit.page.locator("#practice-stop").click()
    expect(visit.page.locator("#missed")).to_be_visible()


def _practice_searched(visit: Visit) -> None:
    visit.opens(visit.contests.over, "on-tap/")
    visit.page.locator("#all-search").fill("mot cua")
    expect(visit.page.locator("#all-found")).not_to_be_empty()


def _results_of_ones_own(visit: Visit) -> None:
    over = visit.contests.over
    keeps_attempt(visit.page, visit.contests.early)
    visit.opens(over, "ket-qua/", heading="#own .panel")
    visit.page.locator("#find-other summary").click()


def _verifying(visit: Visit, api: Api, finds: str = "good|warning|waiting") -> None:
    """What the verifier finds of a contest; one that was loaded late has a warning."""
    visit.page.goto(f"{api.stack.site_url}kiem-chung.html?cuoc-thi={api.slug}")
    expect(visit.page.locator("#verdict")).to_have_attribute("data-state", re.compile(finds))
    visit.page.locator("#technical summary").click()


def _verifying_what_was_forged(visit: Visit) -> None:
    def forge(route: Route) -> None:
        answer = route.fetch()
        rows = answer.json()
        rows[0]["elapsed_ms"] += 1
        route.fulfill(response=answer, json=rows)

    visit.page.route("**/ledger/entries.json", forge)
    _verifying(visit, visit.contests.over, finds="failed")


def _in_english(visit: Visit, comes_to: Callable[[Visit], None]) -> None:
    comes_to(visit)
    visit.page.locator(".languages a").click()
    expect(visit.page.locator("html")).to_have_attribute("lang", "en")
    expect(visit.page.locator("main h1").first).to_be_visible()


SCREENS: dict[str, Callable[[Visit], None]] = {
    "home-before": lambda visit: visit.opens(visit.contests.before),
    "home-open": lambda visit: visit.opens(visit.contests.open),
    "rules": lambda visit: visit.opens(visit.contests.open, "the-le/"),
    "intro": _intro,
    "registration": _registration,
    "registration-errors": _registration_with_errors,
    "resuming": _resuming,
    "other-device": _other_device,
    "claiming": _claiming,
    "claimed": _claimed,
    "not-eligible": _not_eligible,
    "code-to-keep": _code_to_keep,
    "question": _question,
    "question-five-minutes": lambda visit: _question_with_left(visit, 5 * MINUTE_MS),
    "question-last-minute": lambda visit: _question_with_left(visit, MINUTE_MS),
    "check-gaps": lambda visit: _check(visit, answered=3),
    "check": _check,
    "sending": _sending_without_network,
    "receipt": _receipt,
    "expired": _expired,
    "counts": lambda visit: visit.opens(visit.contests.open, "so-lieu/"),
    "practice-before": lambda visit: visit.opens(visit.contests.open, "on-tap/"),
    "poster": lambda visit: visit.opens(visit.contests.open, "ap-phich/"),
    "embed": lambda visit: visit.opens(visit.contests.open, "nhung/"),
    "results-before": lambda visit: visit.opens(visit.contests.open, "ket-qua/"),
    "verify-open": lambda visit: _verifying(visit, visit.contests.open),
    "contests": _list_of_contests,
    "not-found": _not_found,
    "load-failure": _load_failure,
    "home-in-english": lambda visit: _in_english(visit, SCREENS["home-open"]),
    "question-in-english": lambda visit: _in_english(visit, _question),
    "receipt-in-english": lambda visit: _in_english(visit, _receipt),
    # These wait until a contest has closed for good: last.
    "home-closed": lambda visit: visit.opens(visit.contests.over),
    "practice": lambda visit: visit.opens(visit.contests.over, "on-tap/"),
    "practice-searched": _practice_searched,
    "practice-topics": lambda visit: _step_of_practice(visit, "#luyen-tap", "#practice-start"),
    "practice-missed": _practice_missed,
    "practice-question": lambda visit: _step_of_practice(
        visit, "#luyen-tap/cau", "#practice-question"
    ),
    "practice-answered": _practice_answered,
    "review": lambda visit: _step_of_practice(visit, "#bai-cua-toi", ".review"),
    "review-none": lambda visit: visit.opens(
        visit.contests.over, "on-tap/#bai-cua-toi", heading="#find"
    ),
    "results-own": _results_of_ones_own,
    "results": lambda visit: visit.opens(visit.contests.over, "ket-qua/", heading="#winners"),
    "verify": lambda visit: _verifying(visit, visit.contests.over),
    "verify-failed": _verifying_what_was_forged,
}
