"""Links, QR codes and the poster of a contest, and the pictures that stand beside its pages."""

import io
import re
from html import unescape
from typing import Any

import pytest
import resvg_py
import zxingcpp
from PIL import Image

from chalicelib.pages.poster import poster_view
from chalicelib.pages.rendering import POSTER, PublicFiles, Renderer
from ops.contest_pictures import contest_pictures
from tests.unit.test_pages import ASSETS, TEXTS, contest, pages, read

ORIGIN = ASSETS.origin
SLUG = contest()["slug"]


def page(**over: Any) -> str:
    [made] = Renderer(ASSETS, read).contest_pages(PublicFiles(contest(**over)), [POSTER])
    return made.html


def scanned(svg: bytes) -> str:
    png = resvg_py.svg_to_bytes(svg_string=svg.decode(), width=400)
    [code] = zxingcpp.read_barcodes(Image.open(io.BytesIO(png)))
    return code.text


def test_each_unit_has_its_link_and_its_code() -> None:
    pictures = contest_pictures(contest(), ORIGIN)
    listed = re.findall(
        r'<li data-unit="([^"]+)".*?<a class="address" href="([^"]+)">.*?href="([^"]+\.svg)"',
        page(),
        re.DOTALL,
    )
    assert [unit for unit, _, _ in listed] == [unit["id"] for unit in contest()["units"]]
    for unit, address, code in listed:
        assert address == f"{ORIGIN}/c/{SLUG}/?don-vi={unit}"
        assert scanned(pictures[code.lstrip("/")]) == address


def test_what_the_pages_show_is_there_to_be_shown() -> None:
    pictures = contest_pictures(contest(), ORIGIN)
    shown = re.findall(rf'(?:src|href)="/(c/{SLUG}/[^"]+\.(?:svg|png))"', page())
    assert set(shown) == set(pictures)
    assert scanned(pictures[f"c/{SLUG}/qr.svg"]) == f"{ORIGIN}/c/{SLUG}/"


def test_every_page_has_a_preview_with_the_picture() -> None:
    picture = f"c/{SLUG}/anh-chia-se.png"
    content = contest_pictures(contest(), ORIGIN)[picture]
    assert Image.open(io.BytesIO(content)).size == (1200, 630)
    for path, html in pages(PublicFiles(contest())).items():
        meta = dict(re.findall(r'<meta (?:property|name)="([a-z:]+)" content="([^"]*)">', html))
        assert meta["og:image"] == f"{ORIGIN}/{picture}"
        assert (meta["og:image:width"], meta["og:image:height"]) == ("1200", "630")
        assert unescape(meta["og:title"]).endswith(contest()["title"])
        assert unescape(meta["og:description"]).startswith(contest()["host"])
        assert meta["og:url"] == f"{ORIGIN}/{path.removesuffix('index.html')}"
        assert meta["twitter:card"] == "summary_large_image"


@pytest.mark.parametrize(
    ("counts", "total_vnd", "said"),
    [
        ([], 0, None),
        ([1, 3], 0, "4 giải thưởng"),
        ([1, 3], 3_800_000, "4 giải thưởng, tổng trị giá 3.800.000 đồng"),
    ],
)
def test_prizes_take_one_line(counts: list[int], total_vnd: int, said: str | None) -> None:
    individual = [{"count": count} for count in counts]
    prizes = {"individual": individual, "collective": [], "total_vnd": total_vnd}
    assert poster_view(contest(prizes=prizes), ORIGIN, TEXTS)["prizes"] == said


@pytest.mark.parametrize(
    ("field", "asked"), [("phone", "số điện thoại"), ("citizen_id", "số định danh cá nhân")]
)
def test_the_steps_say_what_is_asked_for(field: str, asked: str) -> None:
    steps = poster_view(contest(identity_field=field), ORIGIN, TEXTS)["steps"]
    assert len(steps) == 3
    assert asked in steps[1]


def test_the_steps_name_a_limit_only_where_there_is_one() -> None:
    paper = contest()["paper"]
    limited = poster_view(contest(paper={**paper, "time_limit_s": 900}), ORIGIN, TEXTS)["steps"]
    assert "15 phút" in limited[2]
    free = poster_view(contest(paper={**paper, "time_limit_s": None}), ORIGIN, TEXTS)["steps"]
    assert "phút" not in free[2]


def test_the_line_for_the_portal_is_html_whatever_the_title() -> None:
    line = poster_view(contest(title='A "B" <C> & D'), ORIGIN, TEXTS)["embed"]
    found = re.fullmatch(
        r'<iframe src="([^"]+)" title="([^"]+)" width="100%" height="280" loading="lazy"></iframe>',
        line,
    )
    assert found is not None
    assert found[1] == f"{ORIGIN}/c/{SLUG}/nhung/"
    assert unescape(found[2]) == 'A "B" <C> & D'


def test_long_titles_are_set_smaller() -> None:
    assert poster_view(contest(title="T" * 60), ORIGIN, TEXTS)["title_length"] == "short"
    assert poster_view(contest(title="T" * 61), ORIGIN, TEXTS)["title_length"] == "long"
