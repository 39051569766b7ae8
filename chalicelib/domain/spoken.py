"""Vietnamese to be read aloud at the ward's loudspeaker: no figure is left a figure."""

import re
from datetime import UTC, datetime, timedelta

from chalicelib.domain.money import vnd_in_words
from chalicelib.domain.wording import VIETNAM

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_APRIL = 4
# The first ten days of a month have a word of their own.
_EARLY_DAYS = 10
_FIGURES = re.compile(r"\d+(?:[.]\d{3})*", re.ASCII)
_SHORT_WORDS = {
    "UBND": "Ủy ban nhân dân",
    "TDP": "tổ dân phố",
    "KP": "khu phố",
    "TP": "thành phố",
    "CCHC": "cải cách hành chính",
}
_SHORT = re.compile(rf"\b({'|'.join(_SHORT_WORDS)})\b")
# Loudspeakers echo between houses: slower than the 5 syllables a second of speech.
_SYLLABLES_A_MINUTE = 200


def number_aloud(number: int) -> str:
    """21 → `hai mươi mốt`."""
    words = vnd_in_words(number).removesuffix(" đồng")
    return words[0].lower() + words[1:]


def money_aloud(amount_vnd: int) -> str:
    """600000 → `sáu trăm nghìn đồng`."""
    return f"{number_aloud(amount_vnd)} đồng"


def moment_aloud(milliseconds: int) -> str:
    """`bảy giờ, thứ Hai, ngày mùng một tháng bảy năm hai nghìn không trăm hai mươi bốn`."""
    there = (_EPOCH + timedelta(milliseconds=milliseconds)).astimezone(VIETNAM)
    minutes = f" {number_aloud(there.minute)} phút" if there.minute else ""
    early = "mùng " if there.day <= _EARLY_DAYS else ""
    month = "tư" if there.month == _APRIL else number_aloud(there.month)
    return (
        f"{number_aloud(there.hour)} giờ{minutes}, {_WEEKDAYS[there.weekday()]}, "
        f"ngày {early}{number_aloud(there.day)} tháng {month} năm {number_aloud(there.year)}"
    )


def duration_aloud(seconds: int) -> str:
    """5400 → `một giờ ba mươi phút`."""
    hours, rest = divmod(seconds, 3_600)
    minutes, rest = divmod(rest, 60)
    parts = ((hours, "giờ"), (minutes, "phút"), (rest, "giây"))
    return " ".join(f"{number_aloud(count)} {unit}" for count, unit in parts if count)


def aloud(text: str) -> str:
    """A text of the ward's own with its figures and short forms in words: `Khu phố 11` →
    `Khu phố mười một`, `Đề án 06` → `Đề án không sáu`, `UBND` → `Ủy ban nhân dân`."""
    in_full = _SHORT.sub(lambda found: _SHORT_WORDS[found[1]], text)
    return _FIGURES.sub(lambda found: _figure(found[0]), in_full)


def _figure(figures: str) -> str:
    whole = figures.replace(".", "")
    if (whole.startswith("0") and len(whole) > 1) or len(whole) > 9:
        return " ".join(number_aloud(int(digit)) for digit in whole)
    return number_aloud(int(whole))


def reading_time(text: str) -> int:
    """Seconds that it takes to read a text over loudspeakers, rounded up. Vietnamese writes a
    space between syllables."""
    syllables = len(text.split())
    return -(-syllables * 60 // _SYLLABLES_A_MINUTE)
