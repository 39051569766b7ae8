"""Pages from templates and public files: words, prizes, escaping, languages."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from chalicelib.pages.home import home_view
from chalicelib.pages.rendering import PLACES, Assets, Page, PublicFiles, Renderer
from chalicelib.pages.texts import Texts
from ops.scripts import scripts_of
from ops.site import SITE
from tests.play import SLUG, Play

VI = json.loads((SITE / "lang" / "vi.json").read_text("utf-8"))
TEXTS = Texts("vi", VI)
EXAMPLES = json.loads((Path(__file__).parent / "text_examples.json").read_text("utf-8"))
PYTHON_NAMES = {"zonedMoment": "zoned_moment", "exactDuration": "exact_duration"}
ASSETS = Assets("v-1", "https://thi.example.vn", ("vi",), scripts_of(SITE, VI))


def read(path: str) -> str:
    return (SITE / path).read_text("utf-8")


def contest(**changes: Any) -> dict[str, Any]:
    return {**Play().public("contest.json"), **changes}


def pages(files: PublicFiles, assets: Assets = ASSETS) -> dict[str, str]:
    made: list[Page] = list(Renderer(assets, read).contest_pages(files))
    return {page.path: page.html for page in made}


@pytest.mark.parametrize("name", EXAMPLES)
def test_formats_are_those_of_the_scripts(name: str) -> None:
    write = getattr(TEXTS, PYTHON_NAMES.get(name, name))
    assert [write(given) for given, _ in EXAMPLES[name]] == [said for _, said in EXAMPLES[name]]


@pytest.mark.parametrize(
    ("num", "den", "said"),
    [(1, 3, "0,33"), (2, 3, "0,67"), (37, 2, "18,5"), (4, 2, "2"), (1, 0, "0")],
)
def test_quotients_have_two_places_at_most(num: int, den: int, said: str) -> None:
    assert TEXTS.decimal(num, den) == said


def test_a_sentence_that_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError):
        TEXTS("no.such.sentence")


def test_the_wards_own_words_are_marked_on_pages_of_another_language() -> None:
    english = Texts("en", {"with": "Comes with: {award} & {count} {more}"})
    vietnamese = Texts("vi", {"with": "Kèm theo: {award}"})
    said = english.quoting("with", award="<b>", count=2, more=Markup("<i>"))
    assert said == 'Comes with: <span lang="vi">&lt;b&gt;</span> &amp; 2 <i>'
    assert vietnamese.quoting("with", award="A & B") == "Kèm theo: A &amp; B"


def conditions(prize: dict[str, Any], kind: str, points: int = 1) -> list[str]:
    one = {"title": "Giải", "count": 1, "amount_vnd": 1, **prize}
    shown = contest(prizes={"individual": [], "collective": [], "total_vnd": 1, kind: [one]})
    shown["paper"] = {**shown["paper"], "points_per_question": points}
    said: list[str] = home_view(shown, TEXTS)["prizes"][0]["rows"][0]["conditions"]
    return said


def test_each_condition_of_a_prize_is_said_by_itself() -> None:
    assert conditions({"category": None, "min_score": None}, "individual") == []
    assert conditions({"category": "Nhân dân", "full_marks_only": True}, "individual") == [
        "Chỉ dành cho: Nhân dân",
        "Chỉ dành cho người đúng tất cả các câu",
    ]
    assert conditions({"min_score": 15}, "individual") == ["Từ 15 câu đúng trở lên"]
    assert conditions({"min_score": 15}, "individual", points=10) == [
        "Từ 150 điểm trở lên (15 câu đúng)"
    ]
    units = {"unit_kind": "Trường học", "min_participants": 1200, "min_rate": 30}
    assert conditions(units, "collective") == [
        "Chỉ dành cho: Trường học",
        "Từ 1.200 người dự thi trở lên",
        "Từ 30% số người của đơn vị dự thi trở lên",
    ]


def awards(*given: str | None) -> tuple[str | None, list[str | None]]:
    prizes = [{"title": "G", "count": 1, "amount_vnd": 1, "award": award} for award in given]
    shown = contest(prizes={"individual": prizes, "collective": [], "total_vnd": 1})
    table = home_view(shown, TEXTS)["prizes"][0]
    return table["shared_award"], [row["award"] for row in table["rows"]]


def test_an_award_is_said_once_only_where_all_prizes_have_it() -> None:
    assert awards("Giấy khen", "Giấy khen") == ("Kèm theo: Giấy khen.", [None, None])
    assert awards("Giấy khen", None) == (None, ["Giấy khen", None])
    assert awards(None, None) == (None, [None, None])


def test_every_place_has_its_page() -> None:
    made = pages(PublicFiles(contest()))
    slug = contest()["slug"]
    assert set(made) == {f"c/{slug}/{place.folder}index.html" for place in PLACES}
    assert all(html.startswith("<!doctype html>") for html in made.values())


def test_what_people_wrote_is_escaped() -> None:
    wicked = "</script><img src=x onerror=alert(1)>&\"'"
    shown = contest(title=wicked, host=wicked, contact=wicked)
    shown["units"] = [{**unit, "name": wicked} for unit in shown["units"]]
    for html in pages(PublicFiles(shown)).values():
        assert "<img src=x" not in html
        assert html.count("</script>") == html.count("<script")


def test_each_language_has_pages_that_name_each_other() -> None:
    assets = replace(ASSETS, languages=("vi", "en"))
    english = {**VI, "home.start": "Take part"}

    def read_both(path: str) -> str:
        return json.dumps(english) if path == "lang/en.json" else read(path)

    made = {
        page.path: page.html
        for page in Renderer(assets, read_both).contest_pages(PublicFiles(contest()))
    }
    slug = contest()["slug"]
    home = made[f"en/c/{slug}/index.html"]
    assert '<html lang="en">' in home
    assert "Take part" in home
    assert f'href="/en/c/{slug}/the-le/"' in home
    assert f'hreflang="vi" href="https://thi.example.vn/c/{slug}/"' in home
    assert f'<a href="/c/{slug}/" lang="vi"' in home
    assert "Take part" not in made[f"c/{slug}/index.html"]


def test_the_list_and_the_missing_page_are_pages_too() -> None:
    renderer = Renderer(ASSETS, read)
    listed = {page.path: page.html for page in renderer.site_pages([contest()])}
    assert set(listed) == {"index.html"}
    assert f'href="/c/{contest()["slug"]}/"' in listed["index.html"]
    frame = {page.path: page.html for page in renderer.frame_pages()}
    assert set(frame) == {"quan-tri/index.html", "kiem-chung.html", "404.html"}
    assert "canonical" not in frame["404.html"]
    assert "js/ui/console.js" in frame["quan-tri/index.html"]
    assert "noindex" in frame["quan-tri/index.html"]
    assert "js/ui/verify.js" in frame["kiem-chung.html"]
    assert "noindex" not in frame["kiem-chung.html"]


def test_who_doubts_is_led_to_the_verifier_of_that_contest() -> None:
    slug, made = contest()["slug"], pages(PublicFiles(contest()))
    for place in ("", "ket-qua/"):
        address = f'href="/kiem-chung.html?cuoc-thi={slug}"'
        assert address in made[f"c/{slug}/{place}index.html"]


def test_a_page_brings_the_sentences_that_its_script_says() -> None:
    told = ASSETS.scripts["js/ui/take.js"]
    assert {"register.start", "question.next"} <= set(told["messages"])
    assert {"check.send", "receipt.title"} <= set(told["messages_later"])
    assert not {"prizes.title", "check.send"} & set(told["messages"])
    assert not set(told["modules"]) & set(told["later"])
    assert "js/core/text.js" in told["modules"]


def told_in(html: str) -> dict[str, Any]:
    _, _, after = html.partition('<script type="application/json" id="told">')
    told: dict[str, Any] = json.loads(after.partition("</script>")[0])
    return told


def test_the_quiz_alone_fetches_its_later_sentences() -> None:
    made = pages(PublicFiles(contest()))
    slug = contest()["slug"]
    quiz, practice = (told_in(made[f"c/{slug}/{at}/index.html"]) for at in ("thi", "on-tap"))
    assert "check.send" not in quiz["messages"]
    assert quiz["later"][-1] == "lang/vi.json"
    assert "lang/vi.json" not in practice["later"]
    assert set(ASSETS.scripts["js/ui/practice.js"]["messages_later"]) <= set(practice["messages"])


def test_who_reads_when_it_closes_reads_that_the_close_was_moved() -> None:
    facts = contest()
    move = {
        "kind": "close_moved",
        "at": facts["opens_at"],
        "reason": "Mất điện <diện rộng>",
        "closed_before": facts["closes_at"] - 3_600_000,
        "closes_at": facts["closes_at"],
    }
    moved = pages(PublicFiles({**facts, "amendments": [move]}))
    still = pages(PublicFiles(facts))
    for path in (f"c/{SLUG}/index.html", f"c/{SLUG}/the-le/index.html"):
        assert "Dời giờ đóng từ" in moved[path]
        assert TEXTS.moment(move["closed_before"]) in moved[path]
        assert "Mất điện &lt;diện rộng&gt;" in moved[path]
        assert "Dời giờ đóng" not in still[path]
