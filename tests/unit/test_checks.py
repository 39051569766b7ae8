"""Checks of single values."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.checks import (
    Flag,
    Identifier,
    ListOf,
    Matching,
    OneOf,
    Text,
    Whole,
    clean_text,
)

NAME = Text(100, 240)


@pytest.mark.parametrize(
    "written",
    [
        "A",
        "Nguyễn Văn A",
        "<b>&'=1\"",
        "x" * 100,
        "🙂",
        "  có  dấu cách  ",
        "à" * 100,
        "Nguye\u0302\u0303n",
    ],
)
def test_text_takes_any_printable_characters(written: str) -> None:
    assert NAME.fault(written) is None


@pytest.mark.parametrize("written", ["", "   ", "\n", "\u200b", "\u00a0", "\u0301"])
def test_text_that_shows_nothing_is_refused(written: str) -> None:
    assert NAME.fault(written) == "Không được để trống; xin điền vào."


@pytest.mark.parametrize(
    "char",
    [
        *"\x00\x01\x07\x1b\x7f\x85\u2028\u2029\ufeff\ud800\ufdd0\uffff",
        *"\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    ],
)
def test_control_and_direction_characters_are_refused_and_named(char: str) -> None:
    fault = NAME.fault(f"An{char}Bình")
    assert fault is not None
    assert f"U+{ord(char):04X}" in fault


@pytest.mark.parametrize(("text", "right"), [("a\nb", True), ("a\tb", True), ("a\x0bb", False)])
def test_lines_are_let_stand_where_they_may(text: str, right: bool) -> None:
    assert (Text(10, lines=True).fault(text) is None) is right
    assert Text(10).fault(text) is not None


def test_limits_count_what_is_kept() -> None:
    assert NAME.fault("x" * 101) == "Dài 101 ký tự; xin rút còn tối đa 100 ký tự."
    assert NAME.fault("  " + "x" * 100 + "  ") is None
    assert NAME.fault("e\u0302" * 100) is None
    assert NAME.fault("🙂" * 60) is None
    assert NAME.fault("🙂" * 60 + "x") == "Dài 241 byte; xin rút còn tối đa 240 byte."


def test_blank_text_stands_only_where_it_may() -> None:
    assert Text(5, blank=True).fault(" ") is None
    assert Text(5, blank=True).fault("\u200b") is not None


@pytest.mark.parametrize("value", [None, 1, True, ["x"], {"x": 1}, b"x"])
def test_text_is_nothing_else(value: Any) -> None:
    assert "Phải là chữ" in (NAME.fault(value) or "")


@given(st.text())
def test_cleaning_twice_changes_nothing(written: str) -> None:
    once = clean_text(written)
    assert clean_text(once) == once


def test_cleaning_composes_trims_and_ends_lines_alike() -> None:
    assert clean_text("  Ho\u0323\u0302i  thi\r\nhai\rba \n") == "Hội  thi\nhai\nba"


@pytest.mark.parametrize(
    ("value", "right"),
    [(1, True), (5, True), (0, False), (6, False), (True, False), (2.0, False), ("2", False)],
)
def test_whole_numbers(value: Any, right: bool) -> None:
    assert (Whole(1, 5).fault(value) is None) is right


def test_whole_says_its_range() -> None:
    assert Whole(30, 86_400).fault(29) == "Phải là số nguyên từ 30 đến 86400."


@pytest.mark.parametrize(
    ("value", "right"), [(True, True), (False, True), (1, False), ("true", False)]
)
def test_flags(value: Any, right: bool) -> None:
    assert (Flag().fault(value) is None) is right


@pytest.mark.parametrize(
    ("value", "right"), [("a", True), ("A", False), (["a"], False), (None, False)]
)
def test_choices(value: Any, right: bool) -> None:
    assert (OneOf(("a", "b")).fault(value) is None) is right


@pytest.mark.parametrize(
    ("value", "right"),
    [
        ("a", True), ("0-a", True), ("a" * 32, True), ("a" * 33, False), ("", False), ("-a", False),
        ("A", False), ("a b", False), ("a\n", False), ("đ", False), ("a_b", False), (1, False),
    ],
)  # fmt: skip
def test_identifiers(value: Any, right: bool) -> None:
    assert (Identifier().fault(value) is None) is right


def test_matching_says_its_own_sentence() -> None:
    check = Matching(re.compile("[0-9]{2}"), "Phải là hai chữ số.")
    assert check.fault("12") is None
    assert check.fault("123") == check.fault(12) == "Phải là hai chữ số."


def test_lists_tell_the_first_faulty_item() -> None:
    check = ListOf(Whole(0, 9), 1, 3)
    assert check.fault([0, 9]) is None
    assert check.fault([0, 10, 11]) == "Mục thứ 2: Phải là số nguyên từ 0 đến 9."
    assert "hiện có 0" in (check.fault([]) or "")
    assert "hiện có 4" in (check.fault([1] * 4) or "")
    assert "Phải là một danh sách" in (check.fault("1") or "")
