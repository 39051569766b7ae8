"""Each figure of the item analysis against cases small enough to work out by hand."""

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.contest import Question
from chalicelib.domain.item_analysis import (
    ReplyTally,
    Sign,
    analyse,
    bits_of,
    group_size,
    suspects,
)
from tests.builders import a_contest

A, B, C, D = (1 << index for index in range(4))
NOTHING = 0


def a_question(key: frozenset[int] = frozenset({1}), options: int = 4) -> Question:
    return Question("q1", "the-che", "Câu hỏi?", tuple("ABCDEFGH"[:options]), key)


def test_how_many_are_right_blank_and_chose_what() -> None:
    found = analyse(a_question(), {(2, B): 3, (1, B): 1, (1, C): 4, (0, A): 2, (0, NOTHING): 1})
    assert (found.shown, found.right, found.blank) == (11, 4, 1)
    assert found.chosen == (2, 4, 4, 0)
    assert found.share_right == Fraction(4, 11)
    assert found.favourite_wrong == (2,)


def test_with_several_right_options_only_all_of_them_are_right() -> None:
    found = analyse(a_question(frozenset({0, 2})), {(0, A | C): 2, (0, A): 3, (0, A | B | C): 4})
    assert (found.shown, found.right) == (9, 2)
    assert found.chosen == (9, 4, 6, 0)
    assert found.favourite_wrong == (1,)


@pytest.mark.parametrize(
    ("replies", "wrong"),
    [
        ({(0, A): 2, (0, C): 2, (0, D): 1}, (0, 2)),
        ({(0, B): 9}, ()),
        ({(0, NOTHING): 9}, ()),
        ({}, ()),
    ],
)
def test_the_wrong_option_most_people_choose(
    replies: dict[tuple[int, int], int], wrong: tuple[int, ...]
) -> None:
    assert analyse(a_question(), replies).favourite_wrong == wrong


def test_nobody_saw_it() -> None:
    found = analyse(a_question(), {})
    assert (found.shown, found.share_right, found.groups) == (0, 0, None)


@pytest.mark.parametrize(
    ("people", "size"),
    [(1, 1), (2, 1), (5, 1), (6, 2), (10, 3), (30, 8), (50, 14), (100, 27), (101, 27), (102, 28)],
)
def test_a_group_is_27_percent_to_the_nearest(people: int, size: int) -> None:
    assert group_size(people) == size


def test_discrimination_needs_thirty_answers() -> None:
    assert analyse(a_question(), {(1, B): 29}).groups is None
    assert analyse(a_question(), {(1, B): 30}).groups is not None


def test_upper_and_lower_group_by_hand() -> None:
    # 100 people: groups of 27. Upper: 20 of score 9, and 7/10 of the ten with score 8.
    # Lower: 27 of the 30 of score 1, all alike in part.
    replies = {(9, B): 18, (9, A): 2, (8, B): 5, (8, C): 5, (5, B): 20, (5, A): 20}
    replies |= {(1, B): 6, (1, A): 24}
    groups = analyse(a_question(), replies).groups
    assert groups is not None
    assert groups.size == 27
    assert groups.upper == (18 + Fraction(7, 10) * 5) / 27 == Fraction(43, 54)
    assert groups.lower == Fraction(6, 30)
    assert groups.discrimination == Fraction(43, 54) - Fraction(1, 5)
    assert groups.upper_chose == (
        Fraction(2, 27),
        Fraction(43, 54),
        Fraction(7, 54),
        Fraction(0),
    )


def test_where_all_know_as_much_nothing_tells_them_apart() -> None:
    groups = analyse(a_question(), {(3, B): 17, (3, A): 23}).groups
    assert groups is not None
    assert groups.discrimination == 0
    assert groups.upper == groups.lower == Fraction(17, 40)


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 20), st.integers(0, 15)), st.integers(1, 20), min_size=1
    )
)
def test_groups_stay_within_bounds(replies: dict[tuple[int, int], int]) -> None:
    found = analyse(a_question(), replies)
    assert 0 <= found.right <= found.shown == sum(replies.values())
    if found.groups is not None:
        assert 0 <= found.groups.upper <= 1
        assert 0 <= found.groups.lower <= 1
        assert -1 <= found.groups.discrimination <= 1


def test_a_tally_knows_each_question_by_the_others_that_were_right() -> None:
    tally = ReplyTally(a_contest())
    # tc-001 (key A), tc-002 (key B), tt-001 (key C)
    assert tally.take("khu-pho-1", [(0, A), (1, B), (3, C)]) == 3
    assert tally.take("khu-pho-2", [(0, A), (1, C), (3, A)]) == 1
    assert tally.take("khu-pho-2", [(2, A), (2 + 2, D), (3, NOTHING)]) == 1
    first, second, third, fourth, fifth = tally.figures()
    assert (first.shown, first.right, first.chosen) == (2, 2, (2, 0))
    assert (second.shown, second.right, second.favourite_wrong) == (2, 1, (2,))
    assert (third.shown, third.right) == (1, 0)
    assert (fourth.shown, fourth.right, fourth.blank) == (3, 1, 1)
    assert (fifth.shown, fifth.right) == (1, 1)
    by_unit = tally.by_unit()
    assert set(by_unit[0]) == {"khu-pho-1", "khu-pho-2"}
    assert set(by_unit[2]) == {"khu-pho-2"}
    assert (by_unit[1]["khu-pho-2"].right, by_unit[1]["khu-pho-1"].right) == (0, 1)


def test_a_unit_that_is_none_counts_in_the_whole_alone() -> None:
    tally = ReplyTally(a_contest())
    tally.take("da-bo", [(0, A)])
    assert tally.figures()[0].shown == 1
    assert tally.by_unit()[0] == {}


def test_the_criterion_leaves_the_question_itself_out() -> None:
    """Thirty people who know nothing else: whoever guessed right is no better than the others."""
    tally = ReplyTally(a_contest())
    for number in range(30):
        tally.take("khu-pho-1", [(0, A if number < 15 else B)])
    groups = tally.figures()[0].groups
    assert groups is not None
    assert groups.discrimination == 0


def signs(replies: dict[tuple[int, int], int], question: Question | None = None) -> set[Sign]:
    [*found] = suspects([analyse(question or a_question(), replies)])
    return set(found[0].signs) if found else set()


def test_a_good_question_has_no_sign() -> None:
    assert signs({(9, B): 40, (9, A): 5, (1, B): 20, (1, C): 35}) == set()


def test_few_right_answers_are_a_sign_beyond_chance_alone() -> None:
    # Of 100, 25 by guessing: z² = (0.25 − p)² · 100 / 0.1875 reaches 2.7 at 17 right.
    assert signs({(5, B): 18, (5, A): 28, (5, C): 27, (5, D): 27}) == set()
    assert signs({(5, B): 17, (5, A): 28, (5, C): 28, (5, D): 27}) >= {Sign.BELOW_CHANCE}
    # Nobody guesses two of four.
    two = a_question(frozenset({0, 1}))
    assert Sign.BELOW_CHANCE not in signs({(5, C): 50, (5, D): 50}, two)


def test_the_best_being_wrong_more_often_is_a_sign() -> None:
    # 100 people, groups of 27 out of 50 each: 10/50 right above, 30/50 below.
    replies = {(9, B): 10, (9, A): 20, (9, C): 20, (1, B): 30, (1, A): 10, (1, D): 10}
    assert signs(replies) == {Sign.NEGATIVE}
    # 24/50 above and 26/50 below may be chance.
    assert signs({(9, B): 24, (9, A): 26, (1, B): 26, (1, A): 24}) == set()


def test_the_option_that_the_best_choose_instead() -> None:
    replies = {(9, C): 30, (9, B): 10, (9, A): 10, (1, B): 12, (1, A): 38}
    [suspect] = suspects([analyse(a_question(), replies)])
    assert suspect.instead == 2
    assert Sign.BEST_CHOOSE_WRONG in suspect.signs


def test_a_wrong_key_among_forty_questions_is_found() -> None:
    """Five hundred people of different knowledge; of one question the key says B for C."""
    chance = random.Random(7)
    questions = tuple(
        Question(f"q{number}", "the-che", "?", tuple("ABCD"), frozenset({1}))
        for number in range(40)
    )
    contest = a_contest(
        paper={"quota": {"the-che": 20}},
        questions=[
            {
                "id": one.id,
                "topic": one.topic,
                "text": one.text,
                "options": list(one.options),
                "key": [1],
                "explanation": "",
                "source": "",
                "difficulty": None,
            }
            for one in questions
        ],
    )
    tally = ReplyTally(contest)
    hard = [chance.uniform(-0.2, 0.2) for _ in questions]
    for _ in range(500):
        knows = chance.uniform(0.35, 0.9)
        asked = chance.sample(range(40), 20)
        tally.take("khu-pho-1", [(at, _reply(at, knows + hard[at], chance)) for at in asked])
    found = suspects(tally.figures())
    assert [suspect.figures.question.id for suspect in found] == ["q13"]
    assert found[0].instead == 2
    assert set(found[0].signs) == set(Sign)


def _reply(at: int, chance_to_know: float, chance: random.Random) -> int:
    truth = 2 if at == 13 else 1
    if chance.random() < chance_to_know:
        return bits_of([truth])
    return bits_of([chance.choice([option for option in range(4) if option != truth])])
