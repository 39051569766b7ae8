"""Ties that are shared: `last_resort = "share"`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.contest import IndividualPrize, LastResort, Metric
from chalicelib.domain.ladders import Resort, allocate
from chalicelib.domain.prizes import Award, Place
from tests.prizes import (
    OFFICIAL,
    RESIDENT,
    a_collective,
    a_standing,
    a_tally,
    an_individual,
    individuals,
    parts,
    sharing,
    units,
)

PLAN = (
    an_individual(600_000),
    an_individual(500_000),
    an_individual(400_000),
    an_individual(300_000, 3),
)


@pytest.mark.parametrize(
    ("groups", "awards"),
    [
        pytest.param([*"abcdefg"], "1a600 2b500 3c400 4d300 4e300 4f300", id="no tie"),
        pytest.param(["ab", "c"], "1a550/2 1b550/2 3c400", id="the sum of two places"),
        pytest.param(["abc"], "1a500/3 1b500/3 1c500/3", id="of three"),
        pytest.param(["a", "bcd"], "1a600 2b400/3 2c400/3 2d400/3", id="three over three amounts"),
        pytest.param(
            [*"abc", "defg"], "1a600 2b500 3c400 4d225/4 4e225/4 4f225/4 4g225/4", id="last place"
        ),
        pytest.param(
            [*"abc", "def", "g"], "1a600 2b500 3c400 4d300 4e300 4f300", id="it matters not"
        ),
        pytest.param(
            [*"abcde", "fghi"],
            "1a600 2b500 3c400 4d300 4e300 4f75/4 4g75/4 4h75/4 4i75/4",
            id="one place for four",
        ),
        pytest.param(["ab"], "1a550/2 1b550/2", id="nobody below"),
        pytest.param([], "", id="nobody"),
    ],
)
def test_the_plans_prizes_shared(groups: list[str], awards: str) -> None:
    allocation = individuals(sharing(*PLAN), a_standing(*groups))
    assert parts(allocation) == awards
    assert not allocation.ties


@pytest.mark.parametrize(
    ("amount", "people", "part"),
    [
        (700_000, 3, 233_000),
        (2_999, 3, 0),
        (3_000, 3, 1_000),
        (3_999, 2, 1_000),
        (4_000, 2, 2_000),
        (0, 2, 0),
    ],
)
def test_each_part_is_rounded_down_to_a_thousand(amount: int, people: int, part: int) -> None:
    allocation = individuals(sharing(an_individual(amount)), a_standing("abcdef"[:people]))
    assert [award.amount_vnd for award in allocation.awards] == [part] * people
    assert {award.shared for award in allocation.awards} == {people}


def test_a_part_has_the_name_of_the_first_place_and_is_a_tie() -> None:
    first, *_ = individuals(sharing(*PLAN), a_standing("ab")).awards
    assert first == Award("individual-1", "Giải 1", 550_000, "a", tied=True, shared=2)


def test_where_ties_are_shared_decisions_decide_nothing() -> None:
    allocation = individuals(sharing(*PLAN), a_standing("ab"), {"1": "b"})
    assert parts(allocation) == "1a550/2 1b550/2"


@pytest.mark.parametrize(
    ("prizes", "groups", "awards"),
    [
        pytest.param(
            [an_individual(600_000), an_individual(300_000, category=RESIDENT)],
            ["ab", "c"],
            "1a300/2 1b300/2 2c300",
            id="who shared has won",
        ),
        pytest.param(
            [an_individual(600_000, category=OFFICIAL), an_individual(300_000)],
            ["AB", "cd"],
            "1A300/2 1B300/2 2c150/2 2d150/2",
            id="both ladders are shared",
        ),
    ],
)
def test_later_ladders_go_on_from_there(
    prizes: list[IndividualPrize], groups: list[str], awards: str
) -> None:
    assert parts(individuals(sharing(*prizes), a_standing(*groups))) == awards


def test_who_passed_has_no_part() -> None:
    contest = sharing(an_individual(600_000))
    assert parts(individuals(contest, a_standing("abc"), passed="c")) == "1a300/2 1b300/2"
    assert parts(individuals(contest, a_standing("abc"), passed="bc")) == "1a600"


MOST_PEOPLE = a_collective(Metric.PARTICIPANTS)
TIED_UNITS = [a_tally("a", {3: 2}), a_tally("b", {3: 2}), a_tally("c", {3: 1})]


def test_units_share_too_and_may_share_each_prize() -> None:
    contest = sharing(MOST_PEOPLE, a_collective(Metric.FULL_MARKS, 300_000))
    assert parts(units(contest, TIED_UNITS)) == "1a350/2 1b350/2 2a150/2 2b150/2"


def test_with_one_prize_a_unit_those_who_shared_have_won() -> None:
    contest = sharing(
        MOST_PEOPLE, a_collective(Metric.FULL_MARKS), one_collective_prize_per_unit=True
    )
    assert parts(units(contest, TIED_UNITS)) == "1a350/2 1b350/2 2c700"


def test_prizes_of_one_metric_are_shared_as_one_ladder() -> None:
    """Else the third unit would take more home than either of the first two."""
    prizes = (
        a_collective(Metric.PARTICIPANTS, 1_000_000),
        a_collective(Metric.PARTICIPANTS, 600_000),
    )
    contest = sharing(*prizes, one_collective_prize_per_unit=True)
    assert parts(units(contest, TIED_UNITS)) == "1a800/2 1b800/2"


@st.composite
def ladders(draw: st.DrawFn) -> tuple[list[str], list[Place]]:
    sizes = draw(st.lists(st.integers(1, 5), max_size=5))
    names = iter("abcdefghijklmnopqrstuvwxyz")
    groups = ["".join(next(names) for _ in range(size)) for size in sizes]
    amounts = draw(st.lists(st.integers(0, 999_999), max_size=7))
    places = [Place(f"prize-{n}", "Giải", n_vnd) for n, n_vnd in enumerate(amounts)]
    return groups, places


@given(ladders())
def test_parts_sum_to_the_places_they_span_but_for_the_rounding(
    ladder: tuple[list[str], list[Place]],
) -> None:
    groups, places = ladder
    allocation = allocate(groups, places, Resort({}, LastResort.SHARE))
    assert not allocation.ties
    got = {award.winner: award for award in allocation.awards}
    assert len(got) == len(allocation.awards)
    first = 0
    for group in groups:
        spanned = [place.amount_vnd for place in places[first : first + len(group)]]
        first += len(group)
        mine = [got[name] for name in group if name in got]
        lost = sum(spanned) - sum(award.amount_vnd for award in mine)
        assert len(mine) in (0, len(group))
        assert bool(mine) == bool(spanned)
        assert 0 <= lost < 1_000 * len(group)
        shared = {award.shared for award in mine} - {None}
        assert shared in (set(), {len(group)})
        if shared:
            assert len({award.amount_vnd for award in mine}) == 1
            assert all(award.amount_vnd % 1_000 == 0 for award in mine)
        else:
            assert lost == 0
