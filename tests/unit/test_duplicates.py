"""Questions that say the same, or nearly: hand-made pairs, and all pairs of small random banks."""

from fractions import Fraction
from itertools import combinations
from time import process_time
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.readiness.duplicates import (
    LEAST_LIKENESS,
    MOST_PAIRS,
    alike_questions,
    same_questions,
)


def q(id_: str, text: str, *options: str) -> dict[str, Any]:
    return {"id": id_, "text": text, "options": list(options)}


def test_case_spaces_punctuation_and_order_of_options_make_no_difference() -> None:
    bank = [q("a", "Ai ký  Quyết định?", "Chủ tịch", "Bí thư"), q("b", "khác", "x", "y")]
    bank.append(q("c", "ai ký quyết định", "bí thư.", "CHỦ TỊCH"))
    assert same_questions(bank) == [("a", "c")]
    assert alike_questions(bank) == []


def test_marks_make_a_difference() -> None:
    assert same_questions([q("a", "má", "1", "2"), q("b", "mà", "1", "2")]) == []


def test_the_same_text_with_other_options_is_another_question() -> None:
    assert (
        same_questions([q("a", "Câu nào đúng?", "1", "2"), q("b", "Câu nào đúng?", "3", "4")]) == []
    )


def test_alike_is_from_four_fifths_of_the_words_on() -> None:
    eight = "một hai ba bốn năm sáu bảy tám"
    assert alike_questions([q("a", eight), q("b", f"{eight} chín mười")]) == [("a", "b")]
    assert alike_questions([q("a", eight), q("b", f"{eight} chín mười thêm")]) == []


def test_of_the_same_questions_only_the_first_is_compared() -> None:
    words = "một hai ba bốn năm sáu bảy tám"
    bank = [q("a", words), q("b", words.upper()), q("c", f"{words} chín")]
    assert alike_questions(bank) == [("a", "c")]


def test_questions_without_words_are_like_nothing() -> None:
    assert alike_questions([q("a", "…"), q("b", "một"), {}]) == []


_BANKS = st.lists(st.frozensets(st.sampled_from("abcdefghijkl"), max_size=12), max_size=12)


@given(_BANKS)
def test_every_alike_pair_is_found_and_no_other(banks: list[frozenset[str]]) -> None:
    words = list(dict.fromkeys(banks))
    bank = [q(str(place), " ".join(sorted(each))) for place, each in enumerate(words)]
    expected = {
        (str(a), str(b))
        for (a, one), (b, other) in combinations(enumerate(words), 2)
        if one | other and Fraction(len(one & other), len(one | other)) >= LEAST_LIKENESS
    }
    assert set(alike_questions(bank)) == expected


def test_five_thousand_questions_that_differ_in_a_number_end_soon() -> None:
    bank = [
        q(str(n), f"Theo quy định thì thời hạn giải quyết là {n} ngày làm việc?")
        for n in range(5_000)
    ]
    before = process_time()
    assert len(alike_questions(bank)) == MOST_PAIRS
    assert process_time() - before < 3
