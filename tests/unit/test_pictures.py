"""What leads people to a contest can be read: the QR code by a scanner, the picture by people."""

import io
import re
import unicodedata
import xml.etree.ElementTree as ET
from typing import Any

import pytest
import resvg_py
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from chalicelib.stores.qr_codes import QUIET_MODULES, qr_svg
from chalicelib.usecases.public_files import contest_file
from ops import pictures
from ops.pictures import MARGIN, SHARE_SIZE, share_picture
from ops.site import SITE
from tests.builders import a_bundle

HOST = "https://d111111abcdef8.cloudfront.net"
LONGEST_HOST = f"https://{'a' * 63}.{'b' * 63}.gov.vn"
ADDRESSES = [
    "https://a.vn/",
    f"{HOST}/c/cchc-2024/",
    f"{HOST}/c/{'a1-b' * 8}/?don-vi={'c2-d' * 8}",
    f"{LONGEST_HOST}/c/{'x' * 32}/?don-vi={'y' * 32}",
    f"{HOST}/?a=1&b=<2>",
]
IDENTIFIERS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,31}", fullmatch=True)
SVG = "{http://www.w3.org/2000/svg}"


def raster(svg: bytes, pixels: int) -> Image.Image:
    png = resvg_py.svg_to_bytes(svg_string=svg.decode(), width=pixels)
    return Image.open(io.BytesIO(png)).convert("L")


def modules(svg: bytes) -> int:
    """How many modules the code measures, its quiet zone included."""
    box = ET.fromstring(svg).get("viewBox", "").split()
    assert box[:2] == ["0", "0"]
    assert box[2] == box[3]
    return int(box[2])


def scanned(picture: Image.Image) -> str:
    [code] = zxingcpp.read_barcodes(picture)
    return code.text


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("pixels_per_module", [3, 10.7])
def test_a_scanner_reads_the_address(address: str, pixels_per_module: float) -> None:
    svg = qr_svg(address)
    assert scanned(raster(svg, round(modules(svg) * pixels_per_module))) == address


@given(slug=IDENTIFIERS, unit=IDENTIFIERS)
@settings(max_examples=25, deadline=None)
def test_a_scanner_reads_the_address_of_every_unit(slug: str, unit: str) -> None:
    address = f"{HOST}/c/{slug}/?don-vi={unit}"
    svg = qr_svg(address)
    assert scanned(raster(svg, modules(svg) * 4)) == address


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_dirty_code_is_still_read(address: str) -> None:
    svg = qr_svg(address)
    size = modules(svg) * 8
    picture = raster(svg, size)
    stain = [size * 5 // 12, size * 5 // 12, size * 7 // 12, size * 7 // 12]
    ImageDraw.Draw(picture).rectangle(stain, fill=255)
    assert scanned(picture) == address
    [code] = zxingcpp.read_barcodes(picture)
    assert code.ec_level in {"M", "Q", "H"}


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_quiet_zone_is_four_modules_of_white(address: str) -> None:
    svg = qr_svg(address)
    size = modules(svg)
    picture = raster(svg, size)
    ink = Image.eval(picture, lambda value: 255 - value).getbbox()
    inner = size - QUIET_MODULES
    assert ink == (QUIET_MODULES, QUIET_MODULES, inner, inner)
    assert {value for _, value in picture.getcolors() or []} == {0, 255}


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_code_is_plain_svg_that_scales(address: str) -> None:
    root = ET.fromstring(qr_svg(address))
    assert root.tag == f"{SVG}svg"
    assert not {"width", "height", "style", "class"} & set(root.attrib)
    assert {each.tag for each in root} == {f"{SVG}title", f"{SVG}path"}
    assert root.findtext(f"{SVG}title") == address


def test_the_same_address_gives_the_same_bytes() -> None:
    assert qr_svg(ADDRESSES[1]) == qr_svg(ADDRESSES[1]) != qr_svg(ADDRESSES[2])


TITLE = "Tìm hiểu về Cải cách hành chính năm 2024"
LONGEST = " ".join([TITLE] * 5)[:200]
# The widest texts the contest format takes, and such as are hard to break or to draw.
TEXTS = [
    "Thi",
    TITLE,
    LONGEST,
    "W" * 200,
    "⸻" * 200,
    "1 " * 99 + "1",
    "a " * 99 + "a",
    ("ẲỴẴỆ ợỵẫ " * 23)[:200].strip(),
    "ẶỄ" * 100,
    "🏆 漢 🏆",
    "m" + "\u0300" * 199,
    "a" + "\u00a0b" * 99,
]


def contest(**over: Any) -> dict[str, Any]:
    return {**contest_file(a_bundle()), **over}


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


@pytest.fixture(params=TEXTS, scope="module")
def hard(request: pytest.FixtureRequest) -> bytes:
    """The picture with a hard text for title and host, seconds, and much to win."""
    return share_picture(a_hard_contest(request.param))


def a_hard_contest(text: str) -> dict[str, Any]:
    late = contest()["closes_at"] + 59_000
    return contest(title=text, host=text, closes_at=late, prizes={"total_vnd": 2**53 - 1})


def test_the_picture_is_a_small_png_of_the_usual_size(hard: bytes) -> None:
    picture = Image.open(io.BytesIO(hard))
    assert (picture.format, picture.size) == ("PNG", SHARE_SIZE)
    assert len(hard) < 60_000


def test_nothing_is_drawn_on_the_margins(hard: bytes) -> None:
    picture = opened(hard)
    width, height = SHARE_SIZE
    bearing = 4
    for y in range(height):
        ground = picture.getpixel((0, y))
        for left, right in ((0, MARGIN - bearing), (width - MARGIN + bearing, width)):
            assert picture.crop((left, y, right, y + 1)).getcolors() == [(right - left, ground)]


def strip(picture: Image.Image, top: int, bottom: int) -> set[Any]:
    """The colours between two rows, the second one not included."""
    found = picture.crop((0, top, SHARE_SIZE[0], bottom)).getcolors()
    return {colour for _, colour in found or []}


def test_nothing_touches_the_edges_or_the_gold_line(hard: bytes) -> None:
    picture = opened(hard)
    brand, gold, white = (0x8C, 0x1C, 0x1C), (0xE3, 0xB3, 0x41), (255, 255, 255)
    assert strip(picture, 0, 40) == {brand}
    assert strip(picture, 412, 432) == {brand}
    assert strip(picture, 432, 440) == {gold}
    assert strip(picture, 440, 480) == {white}
    assert strip(picture, 595, SHARE_SIZE[1]) == {white}


def test_host_and_title_never_touch_what_stands_between_them(hard: bytes) -> None:
    """“Cuộc thi trực tuyến” is the only thing in gold; the rows around it are empty."""
    picture = opened(hard).crop((0, 0, SHARE_SIZE[0], 432))
    gold = [y for y in range(432) if (0xE3, 0xB3, 0x41) in strip(picture, y, y + 1)]
    assert gold[-1] - gold[0] < 40
    assert strip(picture, gold[0] - 4, gold[0] - 2) == {(0x8C, 0x1C, 0x1C)}
    rows = picture.crop((0, gold[0], SHARE_SIZE[0], gold[-1]))
    assert (255, 255, 255) not in {colour for _, colour in rows.getcolors() or []}


@pytest.mark.parametrize("text", [TITLE, LONGEST])
def test_the_same_contest_gives_the_same_bytes(text: str) -> None:
    assert share_picture(a_hard_contest(text)) == share_picture(a_hard_contest(text))


def test_a_title_in_combining_marks_is_drawn_alike() -> None:
    apart = unicodedata.normalize("NFD", TITLE)
    assert apart != TITLE
    assert share_picture(contest(title=apart)) == share_picture(contest(title=TITLE))


@pytest.mark.parametrize(
    "over",
    [
        {"title": TITLE},
        {"host": "UBND xã"},
        {"opens_at": contest()["opens_at"] - 60_000},
        {"closes_at": contest()["closes_at"] + 60_000},
        {"prizes": {"total_vnd": 1}},
        {"prizes": {"total_vnd": 0}},
    ],
)
def test_everything_that_is_said_shows(over: dict[str, Any]) -> None:
    assert share_picture(contest(**over)) != share_picture(contest())


def test_without_money_nothing_is_said_of_prizes() -> None:
    picture = opened(share_picture(contest(prizes={"total_vnd": 0})))
    beside = picture.crop((760, 440, *SHARE_SIZE))
    assert beside.getcolors() == [(beside.width * beside.height, (255, 255, 255))]


def test_the_colours_are_those_of_the_pages() -> None:
    css = (SITE / "css" / "tokens.css").read_text()
    of_pages = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]+);", css.split("}")[0]))
    for name in ("BRAND", "ON_BRAND", "BRAND_LINE", "GROUND", "INK", "INK_SOFT"):
        assert getattr(pictures, name) == of_pages[name.lower().replace("_", "-")]
