"""After the contest: one's own attempt question by question, and practice without end."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.contests import Contests
from tests.browser.kept import keeps, keeps_attempt
from tests.browser.screens import QUESTIONS
from tests.client import Api, first_options
from tests.stack.early import EarlyContest

OWN, PRACTICE = "#bai-cua-toi", "#luyen-tap"


@pytest.fixture
def over(contests: Contests) -> Api:
    return contests.over


def opens(page: Page, api: Api, step: str = "", place: str = "on-tap/") -> None:
    page.goto(f"{api.stack.site_url}c/{api.slug}/{place}{step}")


def score(page: Page) -> int:
    found = re.match(rf"(\d+)/{QUESTIONS}", page.locator("#review-score").inner_text())
    assert found is not None
    return int(found[1])


def rows(page: Page, verdict: str) -> Locator:
    return page.locator(f".review > li[data-verdict={verdict}]:visible")


def receipt_file(folder: Path, slug: str, early: EarlyContest, number: int) -> Path:
    saved = early.receipts[early.submitted[number]["attempt_id"]]
    file = folder / "bien-nhan.json"
    file.write_text(json.dumps({"contest": slug, "resume_code": "ABCD2345", **saved}), "utf-8")
    return file


def answers(page: Page, question: dict[str, Any], options: Iterable[int]) -> None:
    """Chooses options of the bank, wherever they stand, and sends them."""
    for option in options:
        text = question["options"][option]
        page.locator("label.option").get_by_text(text, exact=True).click()
    page.locator("#practice-answer").click()


def test_before_the_close_the_page_says_when(page: Page, api: Api) -> None:
    opens(page, api)
    said = page.locator("#practice-before")
    expect(said).to_contain_text("giờ Việt Nam (UTC+7)")
    expect(said).to_contain_text("sau khi cuộc thi đóng lúc")
    expect(page.locator("#all")).to_have_count(0)


def test_after_the_close_the_page_goes_on_by_itself(page: Page, api: Api, over: Api) -> None:
    """The clock of the page goes ahead, and the server has the questions by then."""
    page.clock.install()
    opens(page, api)
    expect(page.locator("#practice-before")).to_be_visible()
    practice = json.dumps(over.public("practice.json"))
    page.route("**/practice.json", lambda route: route.fulfill(body=practice))
    contest = api.public("contest.json")
    with page.expect_navigation():
        page.clock.fast_forward(contest["frozen_at"] - contest["opens_at"] + 60_000)


def test_a_phone_shows_its_own_attempt(page: Page, early: EarlyContest, over: Api) -> None:
    answers = keeps_attempt(page, early)["receipt"]["opening"]["answers"]
    opens(page, over, OWN)
    expect(page.locator(".review > li")).to_have_count(QUESTIONS)
    assert rows(page, "right").count() == score(page)
    for question in page.locator(".review > li").all():
        chosen = question.locator(".judged li", has_text="Bạn chọn")
        assert chosen.count() == len(answers[question.get_attribute("data-question")])
        assert question.locator(".judged li", has_text="Đáp án đúng").count() >= 1
    expect(page.locator(".review .source").first).to_contain_text("Căn cứ:")


def test_only_what_was_wrong_and_on_to_practising_it(
    page: Page, early: EarlyContest, over: Api
) -> None:
    keeps_attempt(page, early)
    opens(page, over, OWN)
    wrong = QUESTIONS - score(page)
    page.get_by_role("button", name=f"Câu chưa đúng hoặc bỏ trống ({wrong})").click()
    expect(rows(page, "right")).to_have_count(0)
    expect(rows(page, "wrong")).to_have_count(wrong)
    ids = {row.get_attribute("data-question") for row in rows(page, "wrong").all()}
    page.locator("#practise-wrong").click()
    assert page.locator("#practice-question").get_attribute("data-question") in ids


def test_a_receipt_file_shows_the_same_on_another_phone(
    page: Page, early: EarlyContest, over: Api, tmp_path: Path
) -> None:
    """Here the paper is drawn again, where the phone that kept it only read it."""
    keeps_attempt(page, early, 1)
    opens(page, over, OWN)
    expect(page.locator(".review > li")).to_have_count(QUESTIONS)
    kept = page.locator(".review").inner_text()
    page.evaluate("localStorage.clear()")
    page.reload()
    page.locator("#receipt-file").set_input_files(receipt_file(tmp_path, over.slug, early, 1))
    expect(page.locator("#found .review > li")).to_have_count(QUESTIONS)
    assert page.locator("#found .review").inner_text() == kept


def test_where_the_browser_can_draw_no_paper_the_page_says_so(
    page: Page, early: EarlyContest, over: Api, tmp_path: Path
) -> None:
    page.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    opens(page, over, OWN)
    page.locator("#receipt-file").set_input_files(receipt_file(tmp_path, over.slug, early, 1))
    expect(page.locator("#receipt-file-error")).to_contain_text("https://")


def test_earlier_attempts_open_one_by_one(page: Page, early: EarlyContest, over: Api) -> None:
    keeps_attempt(page, early)
    first = early.submitted[1]
    earlier = {
        "attemptId": first["attempt_id"],
        "attempt": 0,
        "token": first["token"],
        "resumeCode": first["resume_code"],
        "questions": QUESTIONS,
        "outcome": early.receipts[first["attempt_id"]],
        "none": False,
    }
    keep = "([key, list]) => localStorage.setItem(key, JSON.stringify(list))"
    page.evaluate(keep, [f"hoithi:{over.slug}:earlier", [earlier]])
    opens(page, over, OWN)
    expect(page.locator(".review > li")).to_have_count(QUESTIONS)
    page.locator("details[data-attempt='0'] summary").click()
    expect(page.locator("details[data-attempt='0'] .review > li")).to_have_count(QUESTIONS)


def test_other_files_are_told_apart(
    page: Page, early: EarlyContest, over: Api, tmp_path: Path
) -> None:
    opens(page, over, OWN)
    picker, error = page.locator("#receipt-file"), page.locator("#receipt-file-error")
    picker.set_input_files(receipt_file(tmp_path, "khac", early, 0))
    expect(error).to_contain_text("cuộc thi khác")
    picker.set_input_files({"name": "a.json", "mimeType": "text/plain", "buffer": b"\xff\xd8"})
    expect(error).to_contain_text("không phải tệp để đối chiếu")
    saved = early.receipts[early.submitted[0]["attempt_id"]]
    other = json.dumps({"contest": over.slug, **saved}).replace('": [0]', '": [7]')
    picker.set_input_files(
        {"name": "a.json", "mimeType": "text/plain", "buffer": other.encode()},
    )
    expect(error).to_contain_text("không khớp")


def test_practice_by_keyboard_alone(page: Page, over: Api) -> None:
    opens(page, over, PRACTICE)
    page.locator("#topic-1").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    for number in range(1, 4):
        expect(page.locator("#practice-question h1")).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
        expect(page.locator("#verdict")).to_be_focused()
        expect(page.locator("#verdict")).to_have_text(re.compile("^(Đúng|Chưa đúng)$"))
        expect(page.locator(".tally")).to_contain_text(re.compile(rf"Đúng \d / {number} câu"))
        expect(page.locator("#practice-answered .judged")).to_contain_text("Đáp án đúng")
        page.keyboard.press("Tab")
        expect(page.locator("#practice-next")).to_be_focused()
        page.keyboard.press("Enter")
    page.go_back()
    expect(page.locator("#practice-start")).to_be_visible()
    expect(page.locator("#topic-1")).to_be_checked()


def test_nothing_chosen_is_said_and_counts_for_nothing(page: Page, over: Api) -> None:
    opens(page, over, f"{PRACTICE}/cau")
    page.locator("#practice-answer").click()
    expect(page.get_by_role("alert")).to_contain_text("Hãy chọn")
    expect(page.locator(".tally")).to_have_text("Chưa làm câu nào")


def test_what_was_wrong_is_kept_on_the_phone(page: Page, over: Api) -> None:
    bank = {question["id"]: question for question in over.public("practice.json")["questions"]}
    opens(page, over, f"{PRACTICE}/cau")
    asked = bank[str(page.locator("#practice-question").get_attribute("data-question"))]
    places = range(len(asked["options"]))
    answers(page, asked, [next(place for place in places if place not in asked["key"])])
    expect(page.locator("#verdict")).to_have_text("Chưa đúng")
    opens(page, over, PRACTICE)
    page.reload()
    expect(page.locator("#missed")).to_contain_text("1 câu")
    page.locator("#missed-start").click()
    expect(page.locator(f"#practice-question[data-question={asked['id']}]")).to_be_visible()
    answers(page, asked, asked["key"])
    expect(page.locator("#verdict")).to_have_text("Đúng")
    page.locator("#practice-next").click()
    expect(page.locator("#practice-done")).to_be_visible()


def test_the_list_is_searched_without_diacritics(page: Page, over: Api) -> None:
    opens(page, over)
    questions = page.locator("#all-topics ol > li")
    expect(questions).to_have_count(len(over.public("practice.json")["questions"]))
    page.locator("#all-search").fill("mot cua")
    expect(page.locator("#all-found")).to_contain_text(re.compile(r"Tìm thấy \d+ câu"))
    found = page.locator("#all-topics ol > li:visible")
    assert 0 < found.count() < 60
    expect(found.first).to_contain_text(re.compile("một cửa", re.IGNORECASE))
    page.locator("#all-search").fill("zzz")
    expect(page.locator("#all-found")).to_contain_text("Không có câu nào")
    expect(found).to_have_count(0)


def test_without_scripts_the_questions_read_well(page: Page, over: Api) -> None:
    page.route("**/*.js", lambda route: route.abort())
    opens(page, over)
    page.locator("summary").first.click()
    expect(page.locator("#all-topics li.right").first).to_be_visible()
    expect(page.locator("#all-topics .explanation").first).to_be_visible()


def test_results_find_ones_own_attempt(page: Page, early: EarlyContest, over: Api) -> None:
    leaf = keeps_attempt(page, early)["receipt"]["leaf"]
    opens(page, over, place="ket-qua/")
    own = page.locator(f'#own [data-leaf="{leaf}"]')
    expect(own).to_contain_text(re.compile(rf"Điểm \d+/{QUESTIONS}, thời gian làm bài"))
    own.get_by_role("link", name="Xem lại từng câu").click()
    expect(page.locator(".review > li")).to_have_count(QUESTIONS)


def test_while_the_contest_runs_results_say_that_it_has_come(page: Page, api: Api) -> None:
    started = api.start(60_000_011).body
    keeps(page, api, started, api.submit(started, first_options(started)).body)
    opens(page, api, place="ket-qua/")
    expect(page.locator("#own")).to_contain_text("đã được nhận lúc")
    expect(page.locator("#own")).not_to_contain_text("thời gian làm bài")


def test_results_find_a_winner_by_reference(page: Page, over: Api) -> None:
    winner = over.public("results.json")["prizes"][0]
    opens(page, over, place="ket-qua/")
    page.locator("#find-leaf").fill(f" {winner['leaf'][:12].upper()} ")
    page.locator("#find").click()
    expect(page.locator("#find-said")).to_contain_text(winner["title"])
    page.locator("#find-leaf").fill("ánh tuyết")
    page.locator("#find").click()
    expect(page.locator("#leaf-error")).to_contain_text("ít nhất 8 ký tự")
    page.locator("#find-leaf").fill("0" * 64)
    page.locator("#find").click()
    expect(page.locator("#find-said")).to_contain_text("Không có bài nào mang mã này")
    page.locator("#find-leaf").fill(_loser(over))
    page.locator("#find").click()
    expect(page.locator("#find-said")).to_contain_text(re.compile(r"Hạng \d+\. Điểm"))


def test_results_say_the_rank_once_the_ledger_is_published(page: Page, over: Api) -> None:
    leaf = "ab" * 32
    entry = {"leaf": leaf, "score": 17, "elapsed_ms": 252_345, "unit": "khu-pho-1", "rank": 12}
    files = {
        "index.json": {"files": [{"path": "ledger/entries.json"}, {"path": "stats.json"}]},
        "entries.json": [{**entry, "state": "counted"}],
    }
    page.route("**/ledger/*", lambda route: route.fulfill(json=files[_name(route)]))
    place = f"{over.stack.site_url}c/{over.slug}/ket-qua/"
    page.route(place, lambda route: route.fulfill(body=_with_ledger(route.fetch().text())))
    page.goto(place)
    page.locator("#find-leaf").fill(leaf)
    page.locator("#find").click()
    expect(page.locator("#find-said")).to_contain_text(
        f"Hạng 12. Điểm 17/{QUESTIONS}, thời gian làm bài 4 phút 12,345 giây."
    )


def _loser(over: Api) -> str:
    """The leaf of somebody who stands in the ranking and won nothing."""
    entries = over.public("ledger/entries.json")
    found = (each for each in entries if "opening" not in each and each["state"] == "counted")
    return str(next(found)["leaf"])


def _name(route: Route) -> str:
    return route.request.url.rsplit("/", 1)[-1]


def _with_ledger(html: str) -> str:
    return html.replace('<section id="own"', '<section id="own" data-ledger', 1)
