"""What the pages cost a phone: bytes, requests, and the time to the next question."""

from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page

from bench.tables import table
from tests.browser.contests import PLACES, Contests
from tests.browser.phones import a_phone, chromium
from tests.browser.resident import Resident
from tests.browser.traffic import Traffic, costs

SLOWDOWN = 6
TURNS = 15
# From the tap until the frame with the next question is painted.
_TURN = """() => new Promise((resolve, reject) => {
  const shown = () => document.querySelector("#question")?.dataset.question;
  const [before, start] = [shown(), performance.now()];
  const painted = () => shown() === before
    ? reject(new Error("no next question"))
    : resolve(performance.now() - start);
  document.querySelector("#next").click();
  requestAnimationFrame(() => setTimeout(painted));
})"""


def figures(contests: Contests) -> dict[str, Any]:
    """Costs by page, from home to the first question, and of turning to the next one."""
    with chromium() as browser:
        return {
            "empty_cache": {place: _page(browser, contests.url(place)) for place in PLACES},
            "home_to_first_question": _way(browser, contests),
            "next_question_offline": _turns(browser, contests),
        }


def _page(browser: Browser, url: str) -> dict[str, int]:
    with a_phone(browser) as phone:
        page = phone.new_page()
        traffic = Traffic(page)
        page.goto(url, wait_until="networkidle")
        return costs(traffic.answers)


def _way(browser: Browser, contests: Contests) -> dict[str, int]:
    with a_phone(browser) as phone:
        page = phone.new_page()
        traffic = Traffic(page)
        Resident(page, contests.open).registers()
        page.wait_for_load_state("networkidle")
        return costs(traffic.until_first_question())


def _turns(browser: Browser, contests: Contests) -> dict[str, float]:
    with a_phone(browser) as phone:
        page = phone.new_page()
        Resident(page, contests.open).registers()
        phone.set_offline(True)
        _slow_down(page)
        milliseconds = [page.evaluate(_TURN) for _ in range(TURNS)]
    return {
        "cpu_slowdown": SLOWDOWN,
        "median_ms": round(median(milliseconds), 1),
        "worst_ms": round(max(milliseconds), 1),
    }


def _slow_down(page: Page) -> None:
    debugger = page.context.new_cdp_session(page)
    debugger.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})


def markdown(found: dict[str, Any]) -> str:
    """The section of RESULTS.md."""
    turn = found["next_question_offline"]
    costs = {**found["empty_cache"], "home to first question": found["home_to_first_question"]}
    measures = ("bytes", "script_bytes", "requests")
    rows = [(name, *(one[measure] for measure in measures)) for name, one in costs.items()]
    said = f"The next question without network, CPU ÷ {turn['cpu_slowdown']}"
    whole = table(("page", "bytes", "of scripts", "requests"), rows)
    return f"{whole}\n\n{said}: {turn['median_ms']} ms."
