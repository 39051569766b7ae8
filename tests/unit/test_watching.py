"""Who takes part, when, who is behind, how well: against cases worked out by hand."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.contest import Unit
from chalicelib.domain.watching import (
    Sitting,
    UnitTurnout,
    behind,
    moments,
    overall_rate,
    people_in,
    scores,
    showable,
    shown_before_close,
    turnout,
)
from tests.builders import OPENS_AT, a_contest

HOUR = 3_600_000


def a_sitting(participant: str = "p1", number: int = 1, **over: Any) -> Sitting:
    given: dict[str, Any] = {
        "attempt_id": f"{participant}-{number}",
        "participant": participant,
        "number": number,
        "unit": "khu-pho-1",
        "started_at": OPENS_AT,
        "counts": True,
        "score": 2,
        "submitted_at": OPENS_AT + 60_000,
        "choices": b"\x01\x01\x01",
    }
    return Sitting(**{**given, **over})


def unsealed(participant: str, **over: Any) -> Sitting:
    return a_sitting(participant, score=None, submitted_at=None, choices=None, **over)


def test_people_count_once_and_attempts_each() -> None:
    units = turnout(
        a_contest(),
        [
            a_sitting("p1"),
            a_sitting("p1", 2),
            a_sitting("p2"),
            a_sitting("p3", unit="cong-an"),
            a_sitting("p4", counts=False),
            unsealed("p5"),
        ],
    )
    assert [(each.unit.id, each.participants, each.submitted) for each in units] == [
        ("khu-pho-1", 2, 3),
        ("khu-pho-2", 0, 0),
        ("cong-an", 1, 1),
    ]


def test_rates_are_of_the_headcount_and_never_above_one() -> None:
    assert UnitTurnout(Unit("a", "A", headcount=8), 2, 2).rate == Fraction(1, 4)
    assert UnitTurnout(Unit("a", "A", headcount=8), 9, 9).rate == 1
    assert UnitTurnout(Unit("a", "A"), 9, 9).rate is None


def test_the_rate_of_all_leaves_out_units_without_a_headcount() -> None:
    units = [
        UnitTurnout(Unit("a", "A", headcount=30), 10, 10),
        UnitTurnout(Unit("b", "B", headcount=70), 10, 12),
        UnitTurnout(Unit("c", "C"), 500, 500),
    ]
    assert overall_rate(units) == Fraction(20, 100)
    assert overall_rate([units[2]]) is None


def test_behind_are_units_without_anybody_and_those_under_the_rate_of_all() -> None:
    units = [
        UnitTurnout(Unit("a", "A", headcount=100), 5, 5),
        UnitTurnout(Unit("b", "B", headcount=100), 0, 0),
        UnitTurnout(Unit("c", "C"), 1, 1),
        UnitTurnout(Unit("d", "D", headcount=100), 90, 90),
        UnitTurnout(Unit("e", "E", headcount=100), 2, 2),
        UnitTurnout(Unit("f", "F"), 0, 0),
    ]
    found = behind(units)
    assert [unit.id for unit in found.nobody] == ["b", "f"]
    # All together 97 of 400.
    assert [each.unit.id for each in found.lowest] == ["e", "a"]


def test_five_units_at_most_are_named_as_lowest() -> None:
    few = [UnitTurnout(Unit(f"u{n}", "U", headcount=100), n, n) for n in range(1, 9)]
    many = UnitTurnout(Unit("v", "V", headcount=100), 100, 100)
    assert [each.participants for each in behind([*few, many]).lowest] == [1, 2, 3, 4, 5]


def test_nobody_is_behind_where_all_are_alike() -> None:
    units = [UnitTurnout(Unit(name, name, headcount=10), 5, 5) for name in "ab"]
    assert behind(units).lowest == ()


def test_hours_and_days_are_vietnams() -> None:
    # It opens at 7 in the morning of 1 July.
    found = moments(
        [
            a_sitting("p1"),
            a_sitting("p2", started_at=OPENS_AT + 16 * HOUR, submitted_at=OPENS_AT + 17 * HOUR),
            unsealed("p3", started_at=OPENS_AT + HOUR - 1),
            a_sitting("p4", counts=False),
        ]
    )
    assert [hour for hour, count in enumerate(found.started_by_hour) if count] == [7, 23]
    assert found.started_by_hour[7] == 2
    assert (found.sealed_by_hour[7], found.sealed_by_hour[0]) == (1, 1)
    assert len(found.started_by_hour) == len(found.sealed_by_hour) == 24
    assert found.started_by_day == {"2024-07-01": 3}
    assert found.sealed_by_day == {"2024-07-01": 1, "2024-07-02": 1}


@pytest.mark.parametrize(
    ("questions", "reached", "bands"),
    [
        # high (full among them), middle, low
        (20, [20, 15, 14, 5, 4, 0], (2, 1, 2, 2)),
        (3, [3, 2, 1, 0], (1, 1, 2, 1)),
        (1, [1, 0], (1, 1, 0, 1)),
        (20, [], (0, 0, 0, 0)),
    ],
)
def test_score_bands(questions: int, reached: list[int], bands: tuple[int, int, int, int]) -> None:
    contest = a_contest(paper={"quota": {"the-che": questions}})
    found = scores(contest, reached)
    assert (found.high, found.full, found.middle, found.low) == bands
    assert found.people == len(reached)


def test_the_mean_is_exact() -> None:
    found = scores(a_contest(), [3, 3, 1])
    assert (found.mean, found.total) == (Fraction(7, 3), 7)
    assert found.by_score == {1: 1, 3: 2}
    assert scores(a_contest(), []).mean == 0


def test_a_person_is_known_by_the_first_attempt_and_the_best_score() -> None:
    found = people_in(
        [
            a_sitting("p1", 2, score=3, submitted_at=OPENS_AT + 9_000),
            a_sitting("p2", 1, score=1, submitted_at=OPENS_AT + 5_000),
            a_sitting("p1", 1, score=1, submitted_at=OPENS_AT + 7_000),
            a_sitting("p3", 1, counts=False),
            a_sitting("p3", 2, score=2, submitted_at=OPENS_AT + 8_000),
            unsealed("p4"),
        ]
    )
    assert [(each.first.participant, each.first.number, each.best) for each in found] == [
        ("p2", 1, 1),
        ("p1", 1, 3),
        ("p3", 2, 2),
    ]


@pytest.mark.parametrize(("people", "shown"), [(0, 0), (4, 0), (5, 5), (9, 5), (10, 10), (14, 10)])
def test_before_the_close_people_come_in_fives(people: int, shown: int) -> None:
    everybody = people_in([a_sitting(f"p{number:02}") for number in range(people)])
    assert list(shown_before_close(everybody)) == everybody[:shown]


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ({"a": 5, "b": 9}, {"a", "b"}),
        ({"a": 5, "b": 9, "c": 0}, {"a", "b"}),
        ({"a": 5, "b": 9, "c": 1}, {"b"}),
        ({"a": 5, "b": 9, "c": 1, "d": 4}, {"a", "b"}),
        ({"a": 4}, set()),
        ({}, set()),
    ],
)
def test_small_cells_are_not_shown_and_cannot_be_worked_out(
    sizes: dict[str, int], shown: set[str]
) -> None:
    assert showable(sizes) == shown


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=2), st.integers(0, 20)))
def test_what_is_hidden_is_nobody_or_five_at_least(sizes: dict[str, int]) -> None:
    shown = showable(sizes)
    hidden = sum(size for name, size in sizes.items() if name not in shown)
    assert all(sizes[name] >= 5 for name in shown)
    assert hidden == 0 or hidden >= 5 or not shown
