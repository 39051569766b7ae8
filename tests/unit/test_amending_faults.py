"""Amendments that can't be proposed."""

import pytest

from chalicelib.domain.amending import Amendment, Corrections, faults_of
from tests.builders import OPENS_AT
from tests.unit.test_amending import AT, CONTEST, KEY, annul, correct, outage, void


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (void("khong-co"), "question"),
        (correct("tt-001"), "key"),
        (correct("tt-001", 0, 1, 2), "key"),
        (correct("tt-001", 0, 1), "key"),
        (correct("tt-001", 7), "key"),
        (correct("tt-001", 2), "key"),
        (outage(OPENS_AT + 5, OPENS_AT + 5), "ends"),
        (outage(OPENS_AT - 5, OPENS_AT), "starts"),
        (annul(CONTEST.closes_at + 1, CONTEST.closes_at + 5), "starts"),
    ],
)
def test_faults_are_named_by_their_field(change: Amendment, field: str) -> None:
    assert list(faults_of(change, CONTEST, [])) == [field]


def test_what_can_be_proposed_has_no_fault() -> None:
    for change in (void("tt-001"), correct("tt-001", 0), correct("tc-003", 1), annul(OPENS_AT, AT)):
        assert faults_of(change, CONTEST, []) == {}


def test_a_void_question_is_not_amended_again() -> None:
    standing = [void("tt-001")]
    assert list(faults_of(correct("tt-001", 0), CONTEST, standing)) == ["question"]
    assert list(faults_of(void("tt-001"), CONTEST, standing)) == ["question"]
    assert list(faults_of(correct("tt-001", 2), CONTEST, [correct("tt-001", 0)])) == []


def test_amended_questions_need_the_paper_key() -> None:
    with pytest.raises(ValueError, match="paper key"):
        Corrections(CONTEST, None, [void("tt-001")])
    with pytest.raises(ValueError, match="no question"):
        Corrections(CONTEST, KEY, [void("khong-co")])
