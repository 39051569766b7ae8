"""Text in pictures: in the largest size that fits, on lines of like length."""

import io
import math
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

from PIL.ImageDraw import ImageDraw
from PIL.ImageFont import FreeTypeFont, Layout, truetype

from chalicelib.domain.checks import clean_text

REGULAR, MEDIUM, BOLD = "Roboto-Regular", "Roboto-Medium", "Roboto-Bold"
# In sizes of the font: a capital with two marks has room below a tail with a mark under it.
_LINE_HEIGHT: Final = 1.3
_RISE: Final = 1.05
_SMALLEST, _STEP = 8, 2
# A private letter that no font has: what is drawn for it stands for every missing letter.
_MISSING = "\U000f0000"
_SPACES = re.compile(r" +")
_SPACE_BEFORE_NUMBER = re.compile(r" (?=\d)")
_UNBROKEN_SPACE = "\u00a0"


@dataclass(frozen=True)
class TextBlock:
    """Lines in one font, aligned left."""

    font: FreeTypeFont
    lines: list[str]

    @property
    def pitch(self) -> int:
        """From one baseline to the next, in pixels."""
        return math.ceil(self.font.size * _LINE_HEIGHT)

    @property
    def height(self) -> int:
        """In pixels, the room above and below the letters included."""
        return len(self.lines) * self.pitch

    def draw(self, draw: ImageDraw, left: int, top: int, colour: str) -> None:
        """Draws the lines with the block's upper left corner at that place."""
        self.draw_on(draw, left, top + round(self.font.size * _RISE), colour)

    def draw_on(self, draw: ImageDraw, left: int, baseline: int, colour: str) -> None:
        """Draws the lines, the first one on that baseline."""
        for number, line in enumerate(self.lines):
            place = (left, baseline + number * self.pitch)
            draw.text(place, line, colour, self.font, anchor="ls")


def fitted(text: str, weight: str, largest: int, width: int, height: int) -> TextBlock:
    """`text` in the largest size, up to `largest`, in which it fits a box of pixels.

    Line feeds are kept, a number stays with the word before it, lines are of like length, and
    characters that the font lacks are left out. Raises ValueError where no size is small enough.
    """
    drawable = _drawable(text, weight)
    for size in range(largest, _SMALLEST - 1, -_STEP):
        font = font_of(weight, size)
        block = TextBlock(font, _wrapped(drawable, font, width))
        if block.height <= height:
            return TextBlock(font, _balanced(drawable, font, width, len(block.lines)))
    raise ValueError(f"{len(text)} characters do not fit {width} × {height} pixels")


@lru_cache
def font_of(weight: str, size: int) -> FreeTypeFont:
    """A font with all Vietnamese letters. Laid out without the system's libraries, so that every
    machine makes the same picture."""
    file = io.BytesIO((files("font_roboto") / "files" / f"{weight}.ttf").read_bytes())
    return truetype(file, size, layout_engine=Layout.BASIC)


def has_letter(font: FreeTypeFont, char: str) -> bool:
    """Whether the font draws `char` as itself."""
    return bytes(font.getmask(char)) != bytes(font.getmask(_MISSING))


def _drawable(text: str, weight: str) -> str:
    font = font_of(weight, 32)
    kept = "".join(char for char in clean_text(text) if char == "\n" or has_letter(font, char))
    return _SPACE_BEFORE_NUMBER.sub(_UNBROKEN_SPACE, _SPACES.sub(" ", kept).strip())


def _wrapped(text: str, font: FreeTypeFont, width: int) -> list[str]:
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.append("")
        for part in _parts(paragraph, font, width):
            longer = f"{lines[-1]} {part}".lstrip(" ")
            if font.getlength(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(part)
    return lines


def _parts(paragraph: str, font: FreeTypeFont, width: int) -> Iterator[str]:
    """The words, those that are wider than a line in pieces as wide as a line."""
    for word in paragraph.split(" "):
        if font.getlength(word) <= width:
            yield word
        else:
            yield from _pieces(word, font, width)


def _pieces(word: str, font: FreeTypeFont, width: int) -> Iterator[str]:
    piece = ""
    for char in word:
        if font.getlength(piece + char) > width:
            yield piece
            piece = ""
        piece += char
    yield piece


def _balanced(text: str, font: FreeTypeFont, width: int, count: int) -> list[str]:
    """The lines on the least width on which they are no more and no word is broken."""
    widest = max(font.getlength(word) for word in text.replace("\n", " ").split(" "))
    widths = range(min(math.ceil(widest), width), width + 1)
    found = bisect_left(widths, -count, key=lambda each: -len(_wrapped(text, font, each)))
    return _wrapped(text, font, widths[found])
