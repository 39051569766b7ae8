"""Announcements on the pages of a contest."""

from typing import Any

import pytest

from chalicelib.pages.rendering import Assets, PublicFiles
from ops.scripts import scripts_of
from ops.site import SITE
from tests.unit.test_pages import VI, contest, pages

AS_OF = 1_719_800_000_000
BOTH = Assets("v-1", "https://thi.example.vn", ("vi", "en"), scripts_of(SITE, VI))
EVERYWHERE = {"", "the-le/", "ket-qua/"}


def files(*announcements: dict[str, Any]) -> PublicFiles:
    told = {"slug": "nho", "as_of": AS_OF, "announcements": list(announcements)}
    return PublicFiles(contest(), announcements=told)


def one(**over: Any) -> dict[str, Any]:
    given = {
        "id": "a" * 16,
        "weight": "information",
        "text": "Mất điện <b>lúc 22 giờ</b>",
        "starts_at": AS_OF - 1,
        "ends_at": AS_OF + 86_400_000,
    }
    return {**given, **over}


def showing(made: dict[str, str], prefix: str = "c/") -> set[str]:
    """The folders of a contest whose pages show an announcement."""
    return {
        path.split("/", prefix.count("/") + 1)[-1].removesuffix("index.html")
        for path, html in made.items()
        if path.startswith(prefix) and "data-until" in html
    }


def test_where_they_stand() -> None:
    assert showing(pages(PublicFiles(contest()))) == set()
    assert showing(pages(files(one()))) == EVERYWHERE
    assert showing(pages(files(one(weight="important")))) == EVERYWHERE | {"thi/"}


def test_on_the_quiz_page_the_important_ones_alone() -> None:
    made = pages(files(one(weight="important", text="Lùi giờ đóng"), one(text="Đã gửi quà")))
    [quiz] = [html for path, html in made.items() if path.endswith("/thi/index.html")]
    assert "Lùi giờ đóng" in quiz
    assert "Đã gửi quà" not in quiz


def test_what_an_organizer_wrote_is_text() -> None:
    [home, *_] = pages(files(one())).values()
    assert "Mất điện &lt;b&gt;lúc 22 giờ&lt;/b&gt;" in home


@pytest.mark.parametrize(("starts_at", "hidden"), [(AS_OF, False), (AS_OF + 1, True)])
def test_what_has_not_begun_is_hidden_from_whoever_has_no_scripts(
    starts_at: int, hidden: bool
) -> None:
    [home, *_] = pages(files(one(starts_at=starts_at))).values()
    tag = home.split('data-from="')[1].split(">")[0]
    assert tag.endswith(" hidden") is hidden


def test_in_english_the_wards_words_are_marked() -> None:
    made = pages(files(one()), BOTH)
    [home] = [
        html for path, html in made.items() if path.startswith("en/") and path.count("/") == 3
    ]
    assert "Announcement" in home
    assert '<p lang="vi">Mất điện' in home
