"""Making papers, their details and their templates, on fakes."""

from typing import Any

import pytest

from chalicelib.domain.canonical import canonical
from chalicelib.domain.errors import Code, Refusal
from chalicelib.domain.papers.content import Basis, day_in_words, lines_of
from chalicelib.domain.papers.kinds import Details, Paper, completed
from chalicelib.domain.papers.recipients import decimal, elapsed
from chalicelib.usecases import papers
from chalicelib.usecases.auditing import acts
from chalicelib.usecases.closing import erase
from chalicelib.usecases.publishing import publish
from tests.papers import a_paper_contest
from tests.play import SLUG, Play


class TellingPress:
    """Writes what it was asked for."""

    def make(self, paper: Paper, basis: Basis, template: bytes | None) -> bytes:
        return f"{paper} {basis.draft} {basis.details.signer} {template!r}".encode()

    def builtin(self, paper: Paper) -> bytes:
        return f"built-in {paper}".encode()

    def check(self, paper: Paper, template: bytes) -> None:
        if template == b"bad":
            raise Refusal(Code.BAD_TEMPLATE, "Không được.")


@pytest.fixture
def play() -> Play:
    """Two took part, ranked and not published."""
    played = Play()
    for number in range(2):
        played.take_part(number, seconds=61 + number)
    played.ranked()
    return played


def do(play: Play, **event: Any) -> dict[str, Any]:
    asked = {"slug": SLUG, "by": "by", "source": "203.0.113.1", **event}
    return papers.work(asked, TellingPress(), play.stores, lambda done, of: None)


def folder(play: Play) -> list[str]:
    return [key.rpartition("/")[2] for key in play.stores.vault.keys(f"documents/{SLUG}/")]


def details(**over: str) -> Details:
    return Details(signer="Nguyễn Văn Đặng", **over)


def keep(play: Play, given: Details) -> None:
    papers.keep_details(SLUG, given, "by", "203.0.113.1", play.stores)


def overview(play: Play) -> dict[str, Any]:
    return papers.overview(SLUG, play.stores)


def test_before_a_ranking_there_is_nothing_to_make() -> None:
    play = Play()
    assert overview(play)["run"] is None
    with pytest.raises(Refusal) as refused:
        do(play)
    assert refused.value.code is Code.NOT_RANKED


def test_papers_are_drafts_until_results_are_published(play: Play) -> None:
    assert do(play)["draft"] is True
    assert {each["made"] for each in overview(play)["papers"]} == {True}
    publish(SLUG, "by", play.stores)
    # What was made as a draft is not what is to be signed.
    assert {each["made"] for each in overview(play)["papers"]} == {False}
    assert papers.link(SLUG, Paper.DECISION, play.stores) is None
    assert do(play, papers=["quyet-dinh"])["draft"] is False
    link = papers.link(SLUG, Paper.DECISION, play.stores)
    assert link is not None
    assert link.endswith("quyet-dinh.docx")
    assert "-du-thao" not in link


def test_progress_is_told(play: Play) -> None:
    told: list[tuple[int, int]] = []
    asked = {"slug": SLUG, "by": "by", "source": ""}
    papers.work(asked, TellingPress(), play.stores, lambda *done: told.append(done))
    assert told == [(n, 5) for n in range(5)]


def test_details_are_kept_on_record_and_stand_on_papers(play: Play) -> None:
    keep(play, details(date="2024-08-01"))
    keep(play, details(date="2024-08-01"))
    recorded = [act for act in acts(SLUG, play.stores.vault) if act["what"] == "paper-details"]
    assert [act["after"]["date"] for act in recorded] == ["2024-08-01"]
    do(play, papers=["quyet-dinh"])
    (made,) = [play.stores.vault.objects[key] for key in
               play.stores.vault.keys(f"documents/{SLUG}/")]  # fmt: skip
    assert "Nguyễn Văn Đặng" in made.decode()


def test_a_template_is_taken_used_handed_out_and_dropped(play: Play) -> None:
    vault = play.stores.vault
    vault.put(papers.upload_key(SLUG, "job-1"), b"own")
    do(play, do="take-template", paper="quyet-dinh", upload="job-1")
    assert next(each for each in overview(play)["papers"])["own_template"] is True
    do(play, papers=["quyet-dinh"])
    run = overview(play)["run"]["id"]
    assert b"b'own'" in vault.objects[f"documents/{SLUG}/{run}-du-thao/quyet-dinh.docx"]
    handed = do(play, do="hand-out-template", paper="quyet-dinh")
    assert "mau-quyet-dinh.docx" in handed["url"]
    assert vault.objects[f"documents/{SLUG}/templates/quyet-dinh.docx"] == b"own"
    for _ in range(2):
        papers.reset_template(SLUG, "quyet-dinh", "by", "", play.stores)
    assert next(each for each in overview(play)["papers"])["own_template"] is False
    do(play, do="hand-out-template", paper="quyet-dinh")
    assert vault.objects[f"documents/{SLUG}/templates/quyet-dinh.docx"] == b"built-in quyet-dinh"
    assert [act["what"] for act in acts(SLUG, vault) if "template" in act["what"]] == [
        "take-template", "reset-template",
    ]  # fmt: skip


def test_a_bad_template_changes_nothing(play: Play) -> None:
    play.stores.vault.put(papers.upload_key(SLUG, "job-1"), b"bad")
    with pytest.raises(Refusal) as refused:
        do(play, do="take-template", paper="quyet-dinh", upload="job-1")
    assert refused.value.code is Code.BAD_TEMPLATE
    assert not list(play.stores.vault.keys("templates/"))


@pytest.mark.parametrize("paper", ["danh-sach-chi-thuong", "../x"])
def test_only_papers_by_template_have_one(play: Play, paper: str) -> None:
    with pytest.raises(Refusal) as refused:
        do(play, do="hand-out-template", paper=paper)
    assert refused.value.fields.keys() == {"paper"}


def test_papers_go_with_the_personal_data(play: Play) -> None:
    do(play)
    erase(SLUG, play.stores)
    assert folder(play) == []


def test_the_analysis_is_read_where_there_is_one(play: Play) -> None:
    assert papers.basis(SLUG, play.stores).analysis is None
    play.stores.vault.put(f"analysis/{SLUG}.json", canonical({"knowledge": None}))
    assert papers.basis(SLUG, play.stores).analysis == {"knowledge": None}


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2024-08-01", "ngày 01 tháng 8 năm 2024"),
        ("2024-02-19", "ngày 19 tháng 02 năm 2024"),
        ("2024-12-31", "ngày 31 tháng 12 năm 2024"),
    ],
)
def test_days_as_the_decree_writes_them(iso: str, words: str) -> None:
    assert day_in_words(iso) == words


def test_what_is_usual_stands_where_nothing_was_given() -> None:
    usual = completed(Details(), a_paper_contest())
    assert (usual.place, usual.authority, usual.title) == (
        "Bồng Sơn", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH",
    )  # fmt: skip
    assert completed(Details(place="Hoài Nhơn"), a_paper_contest()).place == "Hoài Nhơn"
    school = completed(Details(), a_paper_contest(host="Trường THCS Đào Duy Từ"))
    assert (school.authority, school.title, school.place) == ("", "THỦ TRƯỞNG ĐƠN VỊ", "")


def test_lines_lose_what_ends_them() -> None:
    assert lines_of(" Một;\n\n ; \nHai.\n") == ["Một", "Hai"]


@pytest.mark.parametrize(
    ("fraction", "places", "written"),
    [((5, 2), 2, "2,50"), ((2, 3), 1, "0,7"), ((1, 1), 1, "1"), ((1, 0), 1, "0"),
     ((1999, 1000), 2, "2"), ((12_345, 1), 0, "12.345")],
)  # fmt: skip
def test_fractions_by_hand(fraction: tuple[int, int], places: int, written: str) -> None:
    assert decimal(*fraction, places) == written


def test_times_by_hand() -> None:
    assert (elapsed(62_345), elapsed(9_007)) == ("1 phút 02,345 giây", "09,007 giây")
