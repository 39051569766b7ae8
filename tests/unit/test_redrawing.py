"""Papers drawn by the thousand are the papers that people had."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.contest_document import contest_from_document
from chalicelib.domain.paper import draw_paper
from chalicelib.domain.redrawing import Redrawer, in_the_banks_order
from chalicelib.domain.scoring import score_of
from chalicelib.stores.contest_folder import read_contest
from tests.builders import a_contest

BUNDLED = Path(__file__).parents[2] / "contests" / "cchc-2024"


@given(st.binary(min_size=1, max_size=80), st.text(max_size=60), st.booleans())
def test_the_same_papers_as_each_attempt_had(key: bytes, attempt: str, shuffled: bool) -> None:
    contest = a_contest(paper={"shuffle_options": shuffled})
    drawn = [(contest.questions[at], shown) for at, shown in Redrawer(contest, key).draw(attempt)]
    paper = draw_paper(contest, key, attempt)
    assert drawn == [(each.question, each.shown) for each in paper]


def test_the_same_papers_of_the_bundled_bank() -> None:
    contest = contest_from_document(read_contest(BUNDLED))
    redrawer = Redrawer(contest, b"k" * 32)
    for number in range(20):
        drawn = redrawer.draw(f"attempt-{number}")
        paper = draw_paper(contest, b"k" * 32, f"attempt-{number}")
        assert [at for at, _ in drawn] == [contest.questions.index(one.question) for one in paper]
        assert [shown for _, shown in drawn] == [one.shown for one in paper]


@pytest.mark.parametrize(
    ("bits", "shown", "bank"),
    [
        (0, (2, 0, 1), 0),
        (0b001, (2, 0, 1), 0b100),
        (0b110, (2, 0, 1), 0b011),
        (0b1000_0001, (7, 1, 2, 3, 4, 5, 6, 0), 0b1000_0001),
    ],
)
def test_bits_as_shown_become_bits_of_the_bank(
    bits: int, shown: tuple[int, ...], bank: int
) -> None:
    assert in_the_banks_order(bits, shown) == bank


def test_who_is_right_by_the_bank_is_right_by_the_paper() -> None:
    contest, key = a_contest(), b"k" * 32
    paper = draw_paper(contest, key, "one")
    choices = bytes(sum(1 << place for place in each.key) for each in paper)
    assert score_of(paper, choices) == 3
    drawn = Redrawer(contest, key).draw("one")
    for bits, (at, shown) in zip(choices, drawn, strict=True):
        right = sum(1 << index for index in contest.questions[at].key)
        assert in_the_banks_order(bits, shown) == right
