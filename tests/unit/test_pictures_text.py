"""Text in pictures fits its box, says all of what was given, and lacks no Vietnamese letter."""

import unicodedata
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ops.pictures_text import BOLD, MEDIUM, REGULAR, TextBlock, fitted, font_of, has_letter

VOWELS = "aăâeêioôơuưy"
MARKS = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LOWER = {unicodedata.normalize("NFC", "".join(pair)) for pair in product(VOWELS, MARKS)}
LOWER |= set("bcdđghklmnpqrstvx")
LETTERS = sorted(LOWER | {letter.upper() for letter in LOWER})
SIGNS = "0123456789 .,:;!?()/%+–—-“”‘’…&₫\u00a0"
WORDS = st.text(LETTERS, min_size=1, max_size=7)
TITLES = st.lists(WORDS, min_size=1, max_size=40).map(lambda words: " ".join(words)[:200].strip())


def said(block: TextBlock) -> str:
    return " ".join(block.lines).replace("\u00a0", " ")


@pytest.mark.parametrize("weight", [REGULAR, MEDIUM, BOLD])
def test_every_vietnamese_letter_can_be_drawn(weight: str) -> None:
    assert len(LETTERS) == 2 * (72 + 17)
    assert all(len(letter) == 1 for letter in LETTERS)
    font = font_of(weight, 40)
    assert [char for char in (*LETTERS, *SIGNS, *MARKS[1:]) if not has_letter(font, char)] == []
    assert not has_letter(font, "漢")


@pytest.mark.parametrize("weight", [REGULAR, MEDIUM, BOLD])
@pytest.mark.parametrize("size", [40, 64, 88])
def test_no_letter_touches_one_of_the_next_line(weight: str, size: int) -> None:
    font = font_of(weight, size)
    boxes = [font.getbbox(letter, anchor="ls") for letter in LETTERS]
    assert max(box[3] for box in boxes) - min(box[1] for box in boxes) <= TextBlock(font, []).pitch


@given(title=TITLES, width=st.integers(300, 1040), height=st.integers(180, 260))
@settings(max_examples=40, deadline=None)
def test_a_block_fits_its_box_and_says_everything(title: str, width: int, height: int) -> None:
    block = fitted(title, BOLD, 88, width, height)
    assert block.height <= height
    assert max(map(block.font.getlength, block.lines)) <= width
    assert said(block).replace(" ", "") == title.replace(" ", "")


def test_the_largest_size_is_taken_that_fits() -> None:
    short = fitted("Thi", BOLD, 88, 1040, 200)
    assert (short.font.getname(), short.font.size) == (("Roboto", "Bold"), 88)
    longer = fitted("Thi tìm hiểu " * 8, BOLD, 88, 1040, 200)
    assert 40 < longer.font.size < 88


def test_lines_are_of_like_length_and_words_stay_whole() -> None:
    block = fitted("Tìm hiểu về Cải cách hành chính năm 2024", BOLD, 88, 1040, 240)
    assert block.lines == ["Tìm hiểu về Cải cách", "hành chính năm\u00a02024"]


def test_a_number_stays_with_the_word_before_it() -> None:
    block = fitted("năm 2024 năm 2025 năm 2026", BOLD, 40, 190, 400)
    assert [line.replace("\u00a0", " ") for line in block.lines] == [
        "năm 2024",
        "năm 2025",
        "năm 2026",
    ]


def test_a_word_wider_than_the_box_is_broken() -> None:
    block = fitted("x" * 100, REGULAR, 20, 200, 400)
    assert len(block.lines) > 1
    assert "".join(block.lines) == "x" * 100


def test_line_feeds_are_kept() -> None:
    assert fitted("Từ\nĐến", REGULAR, 40, 500, 200).lines == ["Từ", "Đến"]


def test_what_the_font_lacks_is_left_out() -> None:
    assert fitted("  Thi 🏆 漢 vui\u0085 ", REGULAR, 40, 500, 200).lines == ["Thi vui"]
    assert fitted("🏆", REGULAR, 40, 500, 200).lines == [""]


def test_what_fits_in_no_size_is_refused() -> None:
    with pytest.raises(ValueError, match="do not fit 20 × 20 pixels"):
        fitted("Thi tìm hiểu", REGULAR, 40, 20, 20)
