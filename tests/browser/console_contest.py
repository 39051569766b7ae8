"""A contest that organizers run through the console alone, from first idea to signed documents: its
steps, so that tests before, during and after it find it."""

import re
import time
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, expect

from ops.stacks import Stack
from tests.browser.console import Console, a_desk
from tests.client import BUNDLED, Answer, Api, now
from tests.folders import HEADINGS, sheet_rows, workbook
from tests.people import Organizer, an_organizer

TITLE = "Hội thi làm trên trang quản trị"
PEOPLE = 34
OPEN_FOR_S = 330
_ICT_S = 7 * 3_600


@dataclass
class Held:
    """The contest, who runs it, and what was counted on the way."""

    stack: Stack
    chair: Organizer
    second: Organizer
    observer: Organizer
    api: Api
    closes_at: int
    seconds_to_open: float
    presses: int
    bank: list[dict[str, Any]] = field(default_factory=list)
    has_people: bool = False

    def desk(self, browser: Browser) -> Any:
        """A desk, as `a_desk` gives it."""
        return a_desk(browser, self.stack)


def open_through_console(browser: Browser, stack: Stack, folder: Path) -> Held:
    """From nothing to an open contest, as a clerk does it."""
    chair = an_organizer(stack, "chutri", "to-chuc")
    second = an_organizer(stack, "nguoiduyet", "to-chuc")
    observer = an_organizer(stack, "theodoi", "theo-doi")
    bank = tomllib.loads((BUNDLED / "questions.toml").read_text("utf-8"))["questions"]
    sheet = folder / "cau-hoi.xlsx"
    sheet.write_bytes(workbook(HEADINGS, *sheet_rows(bank)))
    begun = time.monotonic()
    with a_desk(browser, stack) as console:
        console.sign_in(chair)
        slug = _begin(console)
        _demand_a_second_person(console, slug)
        _load_questions(console, slug, sheet)
        closes_at = _open(console, slug)
        presses = console.presses
    took = time.monotonic() - begun
    api = Api(stack, slug)
    return Held(stack, chair, second, observer, api, closes_at, took, presses, bank)


def _begin(console: Console) -> str:
    page = console.page
    console.click("#new-contest")
    console.settled()
    page.fill("#title", TITLE)
    page.fill("#host", "UBND phường Bồng Sơn")
    page.fill("#contact", "Văn phòng UBND phường, 0256 000 000")
    console.click("#new-submit")
    page.wait_for_url(re.compile("the-le"))
    return page.url.split("cuoc-thi/")[1].split("/")[0]


def _demand_a_second_person(console: Console, slug: str) -> None:
    console.go(slug, "the-le", "xep-hang")
    console.page.get_by_label("Phải có người thứ hai duyệt").check()
    console.click("#save")
    console.expect_said("Đã lưu")


def _load_questions(console: Console, slug: str, sheet: Path) -> None:
    console.go(slug, "cau-hoi", "nhap")
    console.page.set_input_files("#file", sheet)
    console.click("#import-submit")
    console.click("#take-all")
    console.confirm()
    expect(console.page.locator("#accepted")).to_contain_text("153")


def _open(console: Console, slug: str) -> int:
    """The window begins with the next minute: the commitment is public before."""
    console.go(slug, "san-sang")
    closes_s = int(time.time() + OPEN_FOR_S) // 60 * 60
    shown = time.strftime("%Y-%m-%dT%H:%M", time.gmtime(closes_s + _ICT_S))
    console.page.fill("#closes_at", shown)
    console.click("#now-submit")
    console.expect_said("giờ mở|Giờ mở|mở")
    console.settled()
    console.click("#open-contest")
    console.confirm("Ban Tổ chức không dự thi, đã thông báo riêng.")
    expect(console.page.locator(".done")).to_contain_text(slug)
    return closes_s * 1_000


def take_part(held: Held) -> None:
    """Residents answer, once: one knows everything, one all but one question, the others less."""
    if held.has_people:
        return
    units = [unit["id"] for unit in held.api.public("contest.json")["units"]]
    started = [_started(held.api, number, units) for number in range(1, PEOPLE + 1)]
    # Faster than two seconds a question is a flag of its own.
    time.sleep(42)
    for number, body in enumerate(started, start=1):
        answers = _answers(held.bank, body, wrong=min(number - 1, 15))
        assert held.api.submit(body, answers).status == 201
    held.has_people = True


def _started(api: Api, number: int, units: list[str]) -> dict[str, Any]:
    # The first unit has most people, so that no collective prize is tied for it.
    unit = units[0] if number % 2 else units[1 + number % (len(units) - 1)]
    for _ in range(150):
        answer: Answer = api.start(number, unit=unit)
        if answer.status == 201:
            return dict(answer.body)
        assert answer.code == "not_open", answer.body
        time.sleep(1)
    raise AssertionError("the contest did not open")


def _answers(
    bank: list[dict[str, Any]], started: dict[str, Any], wrong: int
) -> dict[str, list[int]]:
    known = {question["id"]: question for question in bank}
    answers = {}
    for place, asked in enumerate(started["paper"]["questions"]):
        question = known[asked["id"]]
        right = {question["options"][ord(letter) - ord("A")] for letter in question["key"]}
        picked = [i for i, option in enumerate(asked["options"]) if option in right]
        other = [i for i, option in enumerate(asked["options"]) if option not in right][:1]
        answers[asked["id"]] = other if place < wrong else picked
    return answers


def wait_for_the_freeze(held: Held) -> None:
    """Until everything is sealed, and the clock has ranked."""
    take_part(held)
    frozen_at = held.closes_at + 65_000
    time.sleep(max(0, frozen_at + 2_000 - now()) / 1_000)
