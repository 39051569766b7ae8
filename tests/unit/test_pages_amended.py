"""Amendments on the pages: what was changed, in words, beside what was sealed."""

import json
from typing import Any

import pytest

from chalicelib.pages.amended import amended_in_words, question_note, sealed_in_words
from chalicelib.pages.texts import Texts
from ops.packaging import ROOT
from tests.builders import OPENS_AT


def texts_of(language: str) -> Texts:
    catalogue = ROOT / "static_site" / "lang" / f"{language}.json"
    return Texts(language, json.loads(catalogue.read_text(encoding="utf-8")))


FACTS: dict[str, dict[str, Any]] = {
    "question_voided": {"text": "Câu <1>?", "key_before": ["Đúng"], "changed": 3, "raised": 3,
                        "lowered": 0},
    "key_corrected": {"text": "Câu 1?", "key_before": ["Một"], "key": ["Hai"], "changed": 5,
                      "raised": 3, "lowered": 2},
    "close_moved": {"closed_before": OPENS_AT, "closes_at": OPENS_AT + 3_600_000},
    "outage_cut": {"starts": OPENS_AT, "ends": OPENS_AT + 60_000, "changed": 7,
                   "least": -60_000, "most": -1},
    "interval_annulled": {"starts": OPENS_AT, "ends": OPENS_AT + 60_000, "changed": 2},
    "results_corrected": {"published_at": OPENS_AT, "path": "results-x.json"},
}  # fmt: skip


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("kind", sorted(FACTS))
def test_every_amendment_has_its_sentence(kind: str, language: str) -> None:
    said = amended_in_words({"kind": kind, **FACTS[kind]}, texts_of(language))
    assert said is not None
    assert "{" not in said


def test_words_of_the_contest_are_escaped() -> None:
    said = amended_in_words({"kind": "question_voided", **FACTS["question_voided"]}, texts_of("vi"))
    assert said is not None
    assert "Câu &lt;1&gt;?" in said
    assert "3 bài" in said


def test_an_outage_tells_the_most_it_takes_off() -> None:
    said = amended_in_words({"kind": "outage_cut", **FACTS["outage_cut"]}, texts_of("vi"))
    assert said is not None
    assert "1 phút" in said


def test_what_has_no_sentence_has_none() -> None:
    assert amended_in_words({"kind": "unknown"}, texts_of("vi")) is None


def test_both_results_where_they_differ() -> None:
    contest = {"paper": {"points_per_question": 10}}
    winner = {"sealed_score": 7, "sealed_elapsed_ms": 61_500}
    said = sealed_in_words(winner, contest, texts_of("vi"))
    assert said is not None
    assert "70 điểm, 1 phút 1,500 giây" in said
    assert sealed_in_words({}, contest, texts_of("vi")) is None


def test_a_question_says_that_it_was_amended() -> None:
    question = {"options": ["A", "B"], "key": [1], "key_before": [0], "amended": "key_corrected"}
    vi = texts_of("vi")
    assert "A" in str(question_note(question, vi))
    assert question_note({"options": ["A"], "key": [0]}, vi) is None
    voided = question_note({**question, "amended": "question_voided"}, vi)
    assert voided == vi("review.voided")
