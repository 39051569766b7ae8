"""What is written of a ranking run."""

import json
from typing import Any

import pytest

from chalicelib.domain.canonical import canonical
from chalicelib.domain.outcome import rank_contest
from chalicelib.domain.results import outcome_document, results_document
from tests.builders import a_contest, a_sealed_attempt
from tests.runs import EXCLUDED, PUBLISHED_AT, a_collective_prize, a_fast, everything, ran


def test_only_those_whom_somebody_must_call_are_named() -> None:
    attempts = [
        a_sealed_attempt(participant=f"p{n}", elapsed_ms=10_000 + n, name=f"Người {n}")
        for n in range(6)
    ]
    outcome = outcome_document(ran(*attempts, a_fast("fast", score=0)))
    assert set(outcome["people"]) == {"p0-1", "p1-1", "p2-1", "fast-1"}
    assert "Người 3" not in canonical(outcome).decode()


def test_a_winner_can_be_called_from_the_document_alone() -> None:
    outcome = outcome_document(ran(a_sealed_attempt(leaf=b"\xab" * 32)))
    assert outcome["people"]["p1-1"] == {
        "participant": "p1",
        "number": 1,
        "name": "Nguyễn Văn An",
        "identity": "0912345678",
        "category": "Nhân dân",
        "unit": "khu-pho-1",
        "score": 3,
        "elapsed_ms": 60_000,
        "submitted_at": 1_719_792_120_000,
        "prediction": None,
        "sealed_by": "holder",
        "leaf": "ab" * 32,
    }


def test_results_are_as_the_design_shows() -> None:
    collective = [a_collective_prize("average_score"), a_collective_prize("full_marks")]
    contest = a_contest(prizes={"collective": collective})
    attempts = [
        a_sealed_attempt(participant="a", score=2, leaf=b"\xab" * 32),
        a_sealed_attempt(participant="b", score=1, elapsed_ms=61_000),
    ]
    outcome = outcome_document(rank_contest(contest, "v1", attempts))
    results = results_document(outcome, contest, PUBLISHED_AT, "run-1")
    assert results == {
        "slug": "nho",
        "published_at": PUBLISHED_AT,
        "run": "run-1",
        "totals": {"registered": 2, "submitted": 2, "counted": 2, "disqualified": 0, "reset": 0},
        "prizes": [
            {
                "kind": "individual",
                "title": "Giải nhất",
                "amount_vnd": 600_000,
                "name": "Nguyễn Văn An",
                "identity_masked": "*******678",
                "unit": "khu-pho-1",
                "score": 2,
                "elapsed_ms": 60_000,
                "leaf": "ab" * 32,
                "tied": False,
            },
            results["prizes"][1],
            {
                "kind": "collective",
                "title": "Giải tập thể",
                "amount_vnd": 700_000,
                "unit": "khu-pho-1",
                "metric": "average_score",
                "value": {"num": 3, "den": 2},
                "tied": False,
                "units_confirmed": False,
            },
            {
                "kind": "collective",
                "title": "Giải tập thể",
                "amount_vnd": 700_000,
                "unit": "khu-pho-1",
                "metric": "full_marks",
                "value": 1,
                "tied": False,
                "at_score": 2,
                "units_confirmed": False,
            },
        ],
        "units": [
            a_unit("khu-pho-1", 2, 0, 3, {"num": 3, "den": 2}),
            a_unit("khu-pho-2", 0, 0, 0, {"num": 0, "den": 1}),
            a_unit("cong-an", 0, 0, 0, {"num": 0, "den": 1}),
        ],
        "amendments": [],
    }


def a_unit(
    id_: str, participants: int, full_marks: int, correct: int, average: dict[str, int]
) -> dict[str, Any]:
    return {
        "id": id_,
        "participants": participants,
        "full_marks": full_marks,
        "correct_answers": correct,
        "average_score": average,
    }


def test_raw_identities_never_reach_results() -> None:
    results = results_document(outcome_document(ran(*everything())), a_contest(), PUBLISHED_AT, "r")
    text = canonical(results).decode()
    assert "0912345678" not in text
    assert EXCLUDED not in text


def test_results_with_an_undecided_tie_are_refused() -> None:
    tied = outcome_document(ran(a_sealed_attempt(), a_sealed_attempt(participant="p2")))
    with pytest.raises(ValueError, match="undecided"):
        results_document(tied, a_contest(), PUBLISHED_AT, "r")


def test_results_of_another_contest_are_refused() -> None:
    with pytest.raises(ValueError, match="not of other"):
        results_document(outcome_document(ran()), a_contest(slug="other"), PUBLISHED_AT, "r")


def test_a_stored_document_gives_the_same_results() -> None:
    outcome = outcome_document(ran(*everything()))
    stored = json.loads(canonical(outcome))
    assert stored == outcome
    assert results_document(stored, a_contest(), 1, "r") == results_document(
        outcome, a_contest(), 1, "r"
    )
