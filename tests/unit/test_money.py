"""Sums of money in figures and in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.money import vnd_in_words

WORDS = {
    0: "Không đồng",
    1: "Một đồng",
    5: "Năm đồng",
    10: "Mười đồng",
    11: "Mười một đồng",
    14: "Mười bốn đồng",
    15: "Mười lăm đồng",
    20: "Hai mươi đồng",
    21: "Hai mươi mốt đồng",
    24: "Hai mươi bốn đồng",
    25: "Hai mươi lăm đồng",
    55: "Năm mươi lăm đồng",
    91: "Chín mươi mốt đồng",
    100: "Một trăm đồng",
    101: "Một trăm lẻ một đồng",
    105: "Một trăm lẻ năm đồng",
    110: "Một trăm mười đồng",
    111: "Một trăm mười một đồng",
    115: "Một trăm mười lăm đồng",
    121: "Một trăm hai mươi mốt đồng",
    555: "Năm trăm năm mươi lăm đồng",
    1_000: "Một nghìn đồng",
    1_001: "Một nghìn không trăm lẻ một đồng",
    1_010: "Một nghìn không trăm mười đồng",
    1_015: "Một nghìn không trăm mười lăm đồng",
    1_021: "Một nghìn không trăm hai mươi mốt đồng",
    1_500: "Một nghìn năm trăm đồng",
    15_000: "Mười lăm nghìn đồng",
    21_000: "Hai mươi mốt nghìn đồng",
    105_000: "Một trăm lẻ năm nghìn đồng",
    300_000: "Ba trăm nghìn đồng",
    600_000: "Sáu trăm nghìn đồng",
    1_000_000: "Một triệu đồng",
    1_000_001: "Một triệu không trăm lẻ một đồng",
    1_000_500: "Một triệu năm trăm đồng",
    1_005_000: "Một triệu không trăm lẻ năm nghìn đồng",
    1_050_000: "Một triệu không trăm năm mươi nghìn đồng",
    1_400_000: "Một triệu bốn trăm nghìn đồng",
    3_800_000: "Ba triệu tám trăm nghìn đồng",
    12_345_678: "Mười hai triệu ba trăm bốn mươi lăm nghìn sáu trăm bảy mươi tám đồng",
    1_000_000_000: "Một tỷ đồng",
    1_000_000_001: "Một tỷ không trăm lẻ một đồng",
    1_000_005_000: "Một tỷ không trăm lẻ năm nghìn đồng",
    1_002_003_004: ("Một tỷ không trăm lẻ hai triệu không trăm lẻ ba nghìn không trăm lẻ bốn đồng"),
    21_500_000_000: "Hai mươi mốt tỷ năm trăm triệu đồng",
    1_005_000_000_000: "Một nghìn không trăm lẻ năm tỷ đồng",
    10**18: "Một tỷ tỷ đồng",
}

_NAMES = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
_DIGITS = {name: digit for digit, name in enumerate(_NAMES)} | {"mốt": 1, "lăm": 5}
_SCALES = {"nghìn": 1_000, "triệu": 10**6}


def read_aloud(words: str) -> int:
    """The sum below 10^12 that is read, the way one reads: the other way round than it was
    written."""
    billions, _, rest = words.lower().removesuffix(" đồng").rpartition("tỷ")
    return _below_a_billion(billions) * 10**9 + _below_a_billion(rest)


def _below_a_billion(words: str) -> int:
    whole = group = 0
    for word in words.split():
        if word in _SCALES:
            whole, group = whole + group * _SCALES[word], 0
        elif word == "trăm":
            group *= 100
        elif word == "mươi":
            group = group // 100 * 100 + group % 100 * 10
        elif word != "lẻ":
            group += 10 if word == "mười" else _DIGITS[word]
    return whole + group


@pytest.mark.parametrize(("amount", "words"), WORDS.items())
def test_a_sum_is_written_as_it_is_read(amount: int, words: str) -> None:
    assert vnd_in_words(amount) == words


@given(
    st.integers(0, 10**12 - 1) | st.integers(0, 9_999) | st.integers(0, 10**6).map((1_000).__mul__)
)
def test_words_read_back_as_the_sum(amount: int) -> None:
    words = vnd_in_words(amount)
    assert read_aloud(words) == amount
    assert words[0].isupper()
    assert "  " not in words


@given(st.integers(0, 10**9))
def test_no_word_stands_where_nobody_says_it(amount: int) -> None:
    words = f" {vnd_in_words(amount).lower()} "
    wrong = ["mươi một", "mươi năm", "mười mốt", "mười năm", "một mươi", "không mươi", "lẻ không"]
    assert not any(f" {each} " in words for each in wrong)
    assert not words.startswith(" không trăm")
