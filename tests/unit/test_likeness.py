"""Wrong answers in common, against what chance gives: figures worked out by hand."""

import math
from dataclasses import replace

import pytest

from chalicelib.domain.likeness import Answers, Rates, alike, chance_of_at_least, code_of
from tests.builders import OPENS_AT

ALL = 0b1111111111
MINUTE = 60_000


def wrong(who: int, *codes: tuple[int, int], minute: int | None = None) -> Answers:
    """Somebody's wrong answers (question, option bits) in a paper of ten questions."""
    at = OPENS_AT + (who if minute is None else minute) * MINUTE
    return Answers(f"p{who}", at, frozenset(code_of(*code) for code in codes), ALL)


def people(count: int, first: int = 0) -> list[Answers]:
    """Each errs once, at one question after the other."""
    return [wrong(first + n, (n % 10, 2)) for n in range(count)]


RARE = [(question, 4) for question in range(6)]


@pytest.mark.parametrize(
    ("count", "expected", "chance"),
    [
        (1, 0.5, 1 - math.exp(-0.5)),
        (2, 0.5, 1 - math.exp(-0.5) * 1.5),
        (3, 2.0, 1 - math.exp(-2) * 5),
        (1, 0.0, 1e-12),
        (40, 0.1, 1e-12),
    ],
)
def test_the_chance_of_so_many(count: int, expected: float, chance: float) -> None:
    assert chance_of_at_least(count, expected) == pytest.approx(chance)


def test_who_errs_more_is_expected_to_share_more() -> None:
    answers = [wrong(0, (0, 2)), wrong(1, (0, 2)), wrong(2, (1, 2)), wrong(3)]
    rates = Rates(answers)
    # Question 0 is wrong for half, question 1 for a quarter: 0.75 errors a person. Of two who gave
    # an answer half a one is left, of one a quarter.
    code, other = code_of(0, 2), code_of(1, 2)
    assert rates.expected([code], 0) == pytest.approx(0.5 / 4 * (1 / 0.75))
    assert rates.expected([code], 3) == 0
    assert rates.expected([code, other], 0) == pytest.approx(0.75 / 4 / 0.75)


def test_a_question_that_was_not_drawn_is_not_expected() -> None:
    short = replace(wrong(9, (1, 2)), drawn=0b10)
    rates = Rates([wrong(0, (0, 2)), short])
    assert rates.expected([code_of(0, 2)], 1) == 0


def found(answers: list[Answers]) -> set[frozenset[str]]:
    rings = alike(answers, Rates(answers))
    return {frozenset(answers[each].participant for each in ring.members) for ring in rings}


def test_two_with_six_rare_errors_in_common_are_alike() -> None:
    two = [wrong(100, *RARE), wrong(101, *RARE)]
    assert found([*people(60), *two]) == {frozenset({"p100", "p101"})}


def test_not_where_hours_lie_between() -> None:
    two = [wrong(100, *RARE), wrong(101, *RARE, minute=100 + 121)]
    assert found([*people(60), *two]) == set()


def test_nor_where_forty_others_came_in_between() -> None:
    crowd = people(41, first=200)
    answers = [
        wrong(100, *RARE, minute=300),
        *(replace(each, submitted_at=OPENS_AT + 300 * MINUTE) for each in crowd),
        wrong(101, *RARE, minute=300),
    ]
    assert found([*people(60), *answers]) == set()
    assert found([*people(60), *answers[:-3], answers[-1]]) == {frozenset({"p100", "p101"})}


def test_nor_are_two_attempts_of_one_person() -> None:
    one = wrong(100, *RARE)
    assert found([*people(60), one, replace(one, submitted_at=one.submitted_at + MINUTE)]) == set()


def test_errors_that_everybody_makes_make_nobody_alike() -> None:
    everybody = [wrong(n, *((question, 2) for question in range(5))) for n in range(60)]
    assert found(everybody) == set()


def test_a_ring_is_found_where_its_pairs_and_threes_alone_would_not_be() -> None:
    # Each leaves out another one of six errors; one in four of those who err gives the same one.
    ring = [wrong(1_000 + n, *(RARE[:n] + RARE[n + 1 :])) for n in range(5)]
    crowd = [wrong(n, (n % 10, 4 if n // 10 % 4 == 0 else 2)) for n in range(200)]
    assert found([*crowd, *ring[:2]]) == set()
    assert found([*crowd, *ring[:3]]) == set()
    assert found([*crowd, *ring]) == {frozenset(f"p{1_000 + n}" for n in range(5))}
