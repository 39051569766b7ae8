"""Numbers, moments and lists in Vietnamese."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.wording import date, duration, grouped, listed, moment, money
from tests.builders import CLOSES_AT, OPENS_AT


def test_moments_are_vietnamese_whatever_the_machine() -> None:
    assert moment(OPENS_AT) == "07 giờ 00 phút ngày 01/7/2024"
    assert moment(CLOSES_AT - 1) == "16 giờ 59 phút 59 giây ngày 21/7/2024"
    assert date(1_704_042_000_000) == "01/01/2024"
    assert date(1_704_042_000_000 - 1) == "31/12/2023"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (5, "5 giây"), (60, "1 phút"), (900, "15 phút"), (90, "1 phút 30 giây"),
        (3_600, "1 giờ"), (5_430, "1 giờ 30 phút 30 giây"), (86_400, "24 giờ"), (0, "0 giây"),
    ],
)  # fmt: skip
def test_durations(seconds: int, words: str) -> None:
    assert duration(seconds) == words


def test_sums_have_dots() -> None:
    assert [money(0), money(999), money(3_800_000)] == ["0 đồng", "999 đồng", "3.800.000 đồng"]


@given(st.integers(0, 10**15))
def test_grouping_loses_no_digit(number: int) -> None:
    assert int(grouped(number).replace(".", "")) == number


def test_lists_in_words() -> None:
    assert [listed(["a"]), listed(["a", "b"]), listed("abc")] == ["a", "a và b", "a, b và c"]
