"""What the pages say once a contest is over for good: questions with answers, other ways on."""

import json
from pathlib import Path
from typing import Any

import pytest

from chalicelib.pages.practice import link_parts, practice_view
from chalicelib.pages.publisher import public_files
from chalicelib.pages.rendering import PublicFiles
from tests.fakes import FakeSite
from tests.unit.test_pages import TEXTS, contest, pages

LINKS = json.loads((Path(__file__).parent / "link_examples.json").read_text("utf-8"))
WICKED = "</script><img src=x onerror=alert(1)>&\"'"


def a_question(**over: Any) -> dict[str, Any]:
    return {
        "id": "c-1",
        "topic": contest()["topics"][0]["id"],
        "text": "Ai cấp giấy khai sinh?",
        "options": ["UBND cấp xã", "UBND cấp tỉnh"],
        "key": [0],
        "multiple": False,
        "explanation": "Theo luật.",
        "source": "Luật Hộ tịch, Điều 13 (https://vbpl.vn/ho-tich)",
        **over,
    }


def practice(*questions: dict[str, Any]) -> dict[str, Any]:
    return {"slug": contest()["slug"], "questions": list(questions)}


def page(place: str, **files: Any) -> str:
    made = pages(PublicFiles(contest(), **files))
    return made[f"c/{contest()['slug']}/{place}index.html"]


@pytest.mark.parametrize(("text", "parts"), LINKS)
def test_addresses_stand_apart(text: str, parts: list[list[Any]]) -> None:
    assert [[part["text"], part["url"]] for part in link_parts(text)] == parts


def test_questions_stand_by_topic_in_the_contests_order() -> None:
    topics = [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}, {"id": "c", "name": "C"}]
    asked = [a_question(id=f"q{at}", topic=topic) for at, topic in enumerate("bab")]
    view = practice_view(contest(topics=topics), practice(*asked), TEXTS)
    shown = [(topic["name"], [one["id"] for one in topic["questions"]]) for topic in view["topics"]]
    assert shown == [("A", ["q1"]), ("B", ["q0", "q2"])]
    assert view["total"].startswith("3 câu hỏi")


def test_the_right_options_are_said_in_words() -> None:
    html = page("on-tap/", practice=practice(a_question()))
    assert '<li class="right"><span>UBND cấp xã</span> <b>Đáp án đúng</b></li>' in html
    assert "<li><span>UBND cấp tỉnh</span></li>" in html
    assert html.count("Đáp án đúng</b>") == 1


def test_only_addresses_of_the_web_become_links() -> None:
    html = page("on-tap/", practice=practice(a_question()))
    link = '<a href="https://vbpl.vn/ho-tich" rel="noopener noreferrer">https://vbpl.vn/ho-tich</a>'
    assert f"Điều 13 ({link})" in html
    assert 'href="javascript:' not in page(
        "on-tap/", practice=practice(a_question(source="javascript:alert(1)"))
    )


def test_a_question_without_explanation_or_source_says_neither() -> None:
    html = page("on-tap/", practice=practice(a_question(explanation="", source="")))
    assert 'class="explanation"' not in html
    assert 'class="source"' not in html


def test_what_the_bank_holds_is_escaped() -> None:
    wicked = a_question(text=WICKED, options=[WICKED, "b"], explanation=WICKED, source=WICKED)
    html = page("on-tap/", practice=practice(wicked))
    assert "<img src=x" not in html
    assert html.count("</script>") == html.count("<script")


def test_before_the_close_no_question_is_there_and_the_page_says_when() -> None:
    html = page("on-tap/")
    assert 'id="practice-before"' in html
    assert "UTC+7" in html
    assert 'id="all"' not in html


def test_the_way_to_the_quiz_gives_way_to_practice() -> None:
    root = f"/c/{contest()['slug']}/"
    quiz, ways_on = f'href="{root}thi/"', f'href="{root}on-tap/"'
    before, after = page(""), page("", practice=practice(a_question()))
    assert [quiz in before, ways_on in before] == [True, False]
    assert [quiz in after, ways_on in after] == [False, True]


def test_a_prize_by_judgement_goes_to_a_person_or_a_unit() -> None:
    prize = {"kind": "manual", "title": "Cao tuổi nhất", "amount_vnd": 200_000, "reason": "91 tuổi"}
    result = {"score": 3, "elapsed_ms": 60_000, "sealed_score": 2, "sealed_elapsed_ms": 60_000}
    named = {"name": "Nguyễn Văn An", "identity_masked": "*678", "leaf": "ab" * 32}
    totals = dict.fromkeys(("registered", "submitted", "counted", "disqualified", "reset"), 1)
    results = {
        "published_at": 1,
        "totals": totals,
        "prizes": [
            {**prize, **named, **result, "unit": "khu-pho-1"},
            {**prize, "unit": "cong-an"},
        ],
    }
    html = page("ket-qua/", results=results)
    assert 'data-leaf="abab' in html
    assert "khi niêm phong" in html.lower()
    assert '<li data-kind="manual" data-unit="cong-an">' in html
    assert html.count("91 tuổi") == 2


def test_results_are_waited_for_in_other_words_after_the_close() -> None:
    before, waiting = page("ket-qua/"), page("ket-qua/", practice=practice(a_question()))
    assert "Ban Tổ chức đang xem xét" not in before
    assert "Ban Tổ chức đang xem xét" in waiting
    assert "on-tap/" in waiting


def test_the_page_says_whether_ranks_can_be_looked_up() -> None:
    assert "data-ledger" not in page("ket-qua/")
    assert "data-ledger" in page("ket-qua/", has_ledger=True)


class Shelf(FakeSite):
    def read_text(self, path: str) -> str | None:
        raise NotImplementedError

    def put_page(self, path: str, html: str) -> None:
        raise NotImplementedError


def test_what_is_published_after_the_close_is_looked_for() -> None:
    shelf, folder = Shelf(), f"contests/{contest()['slug']}"
    shelf.put_json(f"{folder}/contest.json", contest(), 60)
    before = public_files(contest()["slug"], shelf)
    shelf.put_json(f"{folder}/practice.json", practice(a_question()), 60)
    shelf.put_json(f"{folder}/ledger/index.json", {"files": []}, 60)
    after = public_files(contest()["slug"], shelf)
    assert before is not None
    assert after is not None
    assert [before.revealed, before.has_ledger] == [False, False]
    assert [after.revealed, after.has_ledger] == [True, True]
