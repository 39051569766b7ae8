"""Refusals."""

import pytest

from chalicelib.domain.errors import Code, Refusal, invalid


def test_an_invalid_request_is_told_its_fields() -> None:
    refusal = invalid({"name": "Xin điền tên."})
    assert refusal.code is Code.INVALID
    assert refusal.fields == {"name": "Xin điền tên."}
    assert refusal.message


@pytest.mark.parametrize(("wrong", "told"), [(1, 1), (29, 29), (30, 30), (31, 30), (10_000, 30)])
def test_only_the_first_of_very_many_fields_are_told(wrong: int, told: int) -> None:
    refusal = invalid({f"field-{number}": "Sai." for number in range(wrong)})
    assert list(refusal.fields) == [f"field-{number}" for number in range(told)]


@pytest.mark.parametrize(("length", "told"), [(59, 59), (60, 60), (61, 60), (16_000, 60)])
def test_a_field_whose_name_is_very_long_is_told_by_its_beginning(length: int, told: int) -> None:
    assert list(invalid({"x" * length: "Sai."}).fields) == ["x" * told]


def test_a_refusal_says_its_code_first() -> None:
    assert str(Refusal(Code.CLOSED, "Đã đóng.")) == "closed: Đã đóng."


def test_a_refusal_keeps_copies_of_what_it_was_given() -> None:
    fields, details = {"name": "Sai."}, {"seq": 1}
    refusal = Refusal(Code.INVALID, "Sai.", fields=fields, details=details)
    fields.clear()
    details.clear()
    assert (refusal.fields, refusal.details) == ({"name": "Sai."}, {"seq": 1})


def test_a_refusal_needs_neither_fields_nor_details() -> None:
    refusal = Refusal(Code.CLOSED, "Đã đóng.")
    assert (refusal.fields, refusal.details) == ({}, {})
