"""Conditions of individual prizes, one prize a person, and which prize waits for which."""

import pytest

from chalicelib.domain.contest import IndividualPrize
from tests.prizes import (
    OFFICIAL,
    RESIDENT,
    a_standing,
    an_individual,
    individuals,
    told,
    with_prizes,
)

OPEN_600, OPEN_500 = an_individual(600), an_individual(500)
RESIDENTS_300 = an_individual(300, category=RESIDENT)
OFFICIALS_300 = an_individual(300, category=OFFICIAL)
FULL_500 = an_individual(500, full_marks_only=True)
TWO_RIGHT_400 = an_individual(400, min_score=2)


@pytest.mark.parametrize(
    ("prizes", "groups", "awards", "ties"),
    [
        pytest.param([OFFICIALS_300], [*"aBc"], "1B", "", id="of one category"),
        pytest.param([OFFICIALS_300], [*"abc"], "", "", id="of a category with nobody"),
        pytest.param([OFFICIALS_300], ["aB"], "1B", "", id="others' ties are not theirs"),
        pytest.param([OFFICIALS_300], ["aBC"], "", "1:1BC", id="their own tie is"),
        pytest.param([FULL_500], ["a", "b"], "1a", "", id="full marks"),
        pytest.param(
            [an_individual(5, 3, full_marks_only=True)], ["ab", "c"], "1a 1b", "", id="all"
        ),
        pytest.param([an_individual(5, 9, min_score=2)], [*"abcd"], "1a 1b", "", id="least score"),
        pytest.param([an_individual(5, 9, min_score=3)], [*"ab"], "1a", "", id="least is reached"),
        pytest.param([an_individual(5, 9, min_score=0)], [*"abcde"], "1a 1b 1c 1d 1e", "", id="0"),
        pytest.param(
            [an_individual(5, 9, min_score=2, category=OFFICIAL)], [*"aBCD"], "1B", "", id="both"
        ),
        pytest.param([OPEN_600, RESIDENTS_300], [*"abc"], "1a 2b", "", id="one prize a person"),
        pytest.param([OPEN_600, RESIDENTS_300], [*"Abc"], "1A 2b", "", id="nobody had one yet"),
        pytest.param([RESIDENTS_300, OPEN_600], [*"abc"], "1a 2b", "", id="the file's order"),
        pytest.param([OFFICIALS_300, RESIDENTS_300], [*"abCD"], "1C 2a", "", id="apart"),
        pytest.param([OPEN_600, FULL_500], ["a", "b"], "1a", "", id="nobody left for it"),
        pytest.param(
            [OPEN_600, RESIDENTS_300, OPEN_500], [*"aBc"], "1a 2c 3B", "", id="back to all"
        ),
    ],
)
def test_conditions(
    prizes: list[IndividualPrize], groups: list[str], awards: str, ties: str
) -> None:
    assert told(individuals(with_prizes(*prizes), a_standing(*groups))) == (awards, ties)


@pytest.mark.parametrize(
    ("prizes", "groups", "awards", "ties"),
    [
        pytest.param(
            [OPEN_600, RESIDENTS_300], ["ab", "c"], "", "1:1ab 2:1abc<1", id="either may be left"
        ),
        pytest.param(
            [OPEN_600, RESIDENTS_300], ["aB", "c"], "", "1:1aB 2:1ac<1", id="or nobody may"
        ),
        pytest.param(
            [OPEN_600, RESIDENTS_300], ["ab", "c", "d"], "", "1:1ab 2:1abc<1", id="d may not win"
        ),
        pytest.param(
            [OPEN_600, OFFICIALS_300], ["ab", "C"], "2C", "1:1ab", id="no official is concerned"
        ),
        pytest.param(
            [OPEN_600, OPEN_500, RESIDENTS_300],
            ["ab", "c"],
            "3c",
            "1:1ab 2:1ab",
            id="both win for sure",
        ),
        pytest.param(
            [OPEN_600, OPEN_500, RESIDENTS_300],
            ["abc", "d"],
            "",
            "1:1abc 2:1abc 3:1abcd<1",
            id="two of three win",
        ),
        pytest.param(
            [OPEN_600, an_individual(300, 2, category=RESIDENT)],
            ["A", "bc", "de"],
            "1A 2b 2c",
            "",
            id="nothing is tied",
        ),
        pytest.param(
            [an_individual(600, 2), an_individual(300, 2, min_score=1)],
            ["a", "bc", "d"],
            "1a",
            "1:1bc 2:2bcd<1",
            id="a count of two",
        ),
        pytest.param(
            [an_individual(600, category=OFFICIAL), an_individual(300, 2)],
            ["a", "BC", "d"],
            "2a",
            "1:1BC 2:1BCd<1",
            id="those before the tie are sure",
        ),
        pytest.param(
            [an_individual(600, category=OFFICIAL), an_individual(300), an_individual(200)],
            ["BC", "d"],
            "",
            "1:1BC 2:1BCd<1 3:1BCd<1",
            id="each prize of a ladder waits",
        ),
        pytest.param(
            [an_individual(600, category=OFFICIAL), an_individual(300, 9)],
            ["BC"],
            "",
            "1:1BC 2:2BC<1",
            id="no more places than people",
        ),
        pytest.param(
            [
                an_individual(600, category=OFFICIAL),
                an_individual(300, 9),
                an_individual(5, min_score=0),
            ],
            ["BC"],
            "",
            "1:1BC 2:2BC<1",
            id="who waits for enough places wins for sure",
        ),
        pytest.param(
            [
                an_individual(600, category=OFFICIAL),
                an_individual(500, category=RESIDENT),
                an_individual(400, min_score=1),
            ],
            ["AB", "cd"],
            "",
            "1:1AB 2:1cd 3:1ABcd<1",
            id="of two it waits for the first",
        ),
        pytest.param(
            [
                an_individual(600, category=OFFICIAL),
                an_individual(500, category=RESIDENT),
                an_individual(400, min_score=1),
            ],
            ["cd", "AB"],
            "",
            "1:1AB 2:1cd 3:1cdAB<2",
            id="of two it waits for the one that reaches it",
        ),
        pytest.param(
            [
                an_individual(600, category=OFFICIAL),
                RESIDENTS_300,
                an_individual(400, min_score=1),
                RESIDENTS_300,
            ],
            ["AB", "cd"],
            "",
            "1:1AB 2:1cd 3:1ABcd<1 4:1cd<2",
            id="who waits twice is told of the first",
        ),
    ],
)
def test_what_depends_on_an_open_tie_waits(
    prizes: list[IndividualPrize], groups: list[str], awards: str, ties: str
) -> None:
    assert told(individuals(with_prizes(*prizes), a_standing(*groups))) == (awards, ties)


@pytest.mark.parametrize(
    ("decided", "awards", "ties"),
    [
        pytest.param({"1": "a"}, "1a 2b", "", id="the first is decided"),
        pytest.param({"1": "b"}, "1b 2a", "", id="the other way"),
        pytest.param({"2": "a"}, "", "1:1ab 2:1abc<1", id="the second alone decides nothing"),
    ],
)
def test_decisions_free_what_waits(decided: dict[str, str], awards: str, ties: str) -> None:
    contest = with_prizes(OPEN_600, RESIDENTS_300)
    assert told(individuals(contest, a_standing("ab", "c"), decided)) == (awards, ties)


@pytest.mark.parametrize(
    ("prizes", "groups", "awards", "ties"),
    [
        pytest.param([OPEN_600, OPEN_600], ["ab"], "1a 2b", "", id="same amount, one ladder"),
        pytest.param([OPEN_600, OPEN_500], ["ab"], "", "1:1ab 2:1ab", id="other amount"),
        pytest.param(
            [OPEN_600, an_individual(600, min_score=1)],
            ["ab"],
            "",
            "1:1ab 2:1ab<1",
            id="other condition",
        ),
        pytest.param(
            [RESIDENTS_300, RESIDENTS_300], ["aB", "c"], "1a 2c", "", id="a ladder with a condition"
        ),
    ],
)
def test_prizes_in_a_row_with_the_same_conditions_are_one_ladder(
    prizes: list[IndividualPrize], groups: list[str], awards: str, ties: str
) -> None:
    assert told(individuals(with_prizes(*prizes), a_standing(*groups))) == (awards, ties)


@pytest.mark.parametrize(
    ("groups", "passed", "awards", "ties"),
    [
        pytest.param([*"abcd"], "", "1a 2b", "", id="nobody passed"),
        pytest.param([*"abcd"], "a", "1b 2c", "", id="everyone below moves up"),
        pytest.param([*"abcd"], "b", "1a 2c", "", id="the next in line"),
        pytest.param([*"abcd"], "ab", "1c 2d", "", id="and the next"),
        pytest.param([*"abcd"], "d", "1a 2b", "", id="without a prize it changes nothing"),
        pytest.param(["ab", "c"], "a", "1b 2c", "", id="a tie ends"),
        pytest.param(["a", "b", "cd"], "a", "1b", "2:1cd", id="a tie begins to matter"),
        pytest.param(["ab"], "ab", "", "", id="nobody is left"),
    ],
)
def test_who_passed_wins_nothing(groups: list[str], passed: str, awards: str, ties: str) -> None:
    contest = with_prizes(OPEN_600, OPEN_500)
    assert told(individuals(contest, a_standing(*groups), passed=passed)) == (awards, ties)


def test_who_passed_wins_no_later_prize_either() -> None:
    contest = with_prizes(OPEN_600, RESIDENTS_300)
    assert told(individuals(contest, a_standing(*"abc"), passed="a")) == ("1b 2c", "")


def test_a_decision_for_one_who_passed_is_void() -> None:
    contest = with_prizes(OPEN_600)
    decided = individuals(contest, a_standing("abc"), {"1": "a"}, passed="a")
    assert told(decided) == ("", "1:1bc")
