"""What leads people to a contest: the picture for links to it."""

import io
from typing import Any, Final

from PIL import Image
from PIL.ImageDraw import Draw, ImageDraw

from chalicelib.domain.wording import moment, money
from ops.pictures_text import BOLD, MEDIUM, REGULAR, TextBlock, fitted, font_of

# What Facebook recommends for pictures of links, in pixels.
SHARE_SIZE: Final = (1200, 630)
MARGIN: Final = 80

# Values of static_site/css/tokens.css.
BRAND, ON_BRAND, BRAND_LINE = "#8c1c1c", "#fff", "#e3b341"
GROUND, INK, INK_SOFT = "#fff", "#1c1b1a", "#55504b"

_ONLINE_CONTEST = "Cuộc thi trực tuyến"
_PRIZES = "Tổng giá trị giải thưởng"

_WIDTH, _ = SHARE_SIZE
_INNER = _WIDTH - 2 * MARGIN
_BAND, _LINE = 432, 8
_HOST_TOP, _HOST_HEIGHT, _HOST_SIZE = 44, 104, 36
_KICKER_SIZE, _KICKER_GAP = 30, 14
_TITLE_SIZE, _TITLE_FOOT = 88, 28
_OPENS_BASELINE, _FACTS_HEIGHT = 523, 104
_FACT_SIZE, _LABEL_SIZE = 40, 30
_TIMES_LEFT, _TIMES_WIDTH = 172, 570
_PRIZES_LEFT = 796
_COLOURS = 64


def share_picture(contest: dict[str, Any]) -> bytes:
    """The picture (PNG, 1200 × 630) that messengers show with a link to a contest.

    `contest` is what `contest.json` holds; its `title`, `host`, `opens_at`, `closes_at` and
    `prizes.total_vnd` are drawn, nothing else. The same values give the same bytes.
    """
    picture = Image.new("RGB", SHARE_SIZE, GROUND)
    draw = Draw(picture)
    draw.rectangle((0, 0, _WIDTH, _BAND - 1), BRAND)
    draw.rectangle((0, _BAND, _WIDTH, _BAND + _LINE - 1), BRAND_LINE)
    _draw_names(draw, contest["host"], contest["title"])
    _draw_facts(draw, contest)
    file = io.BytesIO()
    picture.quantize(_COLOURS, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def _draw_names(draw: ImageDraw, host_name: str, title_text: str) -> None:
    """Who holds the contest, and in the middle of the rest of the band what it is."""
    host = fitted(host_name, MEDIUM, _HOST_SIZE, _INNER, _HOST_HEIGHT)
    host.draw(draw, MARGIN, _HOST_TOP, ON_BRAND)
    kicker = TextBlock(font_of(MEDIUM, _KICKER_SIZE), [_ONLINE_CONTEST])
    top = _HOST_TOP + host.height + _KICKER_GAP
    room = _BAND - _TITLE_FOOT - top - kicker.height
    title = fitted(title_text, BOLD, _TITLE_SIZE, _INNER, room)
    top += (room - title.height) // 2
    kicker.draw(draw, MARGIN, top, BRAND_LINE)
    title.draw(draw, MARGIN, top + kicker.height, ON_BRAND)


def _draw_facts(draw: ImageDraw, contest: dict[str, Any]) -> None:
    """When the contest opens and closes; beside it what there is to win, where that is money."""
    moments = f"{moment(contest['opens_at'])}\n{moment(contest['closes_at'])}"
    times = fitted(moments, MEDIUM, _FACT_SIZE, _TIMES_WIDTH, _FACTS_HEIGHT)
    times.draw_on(draw, _TIMES_LEFT, _OPENS_BASELINE, INK)
    labels = TextBlock(font_of(REGULAR, int(times.font.size)), ["Từ", "Đến"])
    labels.draw_on(draw, MARGIN, _OPENS_BASELINE, INK_SOFT)
    total_vnd = contest["prizes"]["total_vnd"]
    if total_vnd:
        _draw_prizes(draw, total_vnd, _OPENS_BASELINE + times.pitch)


def _draw_prizes(draw: ImageDraw, total_vnd: int, baseline: int) -> None:
    label = TextBlock(font_of(REGULAR, _LABEL_SIZE), [_PRIZES])
    label.draw_on(draw, _PRIZES_LEFT, _OPENS_BASELINE, INK_SOFT)
    width = _WIDTH - MARGIN - _PRIZES_LEFT
    total = fitted(money(total_vnd), BOLD, _FACT_SIZE, width, _FACTS_HEIGHT // 2)
    total.draw_on(draw, _PRIZES_LEFT, baseline, INK)
