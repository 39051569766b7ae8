"""The second ranker on examples small enough to work out by hand from the contest format."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.builders import OPENS_AT, a_collective_prize, a_document, an_individual_prize
from tests.second_ranker import Row, SecondRanker, Tally


@pytest.fixture(scope="module")
def second() -> Iterator[SecondRanker]:
    with SecondRanker() as ranker:
        yield ranker


def a_row(participant: str, score: int = 3, number: int = 1, **over: Any) -> Row:
    """A sealed attempt: all start at once and take a minute unless told otherwise."""
    given: dict[str, Any] = {
        "unit": "khu-pho-1",
        "category": "Nhân dân",
        "started_at": OPENS_AT,
        "score": score,
        "elapsed": 60_000,
        "submitted_at": OPENS_AT + 60_000,
        **over,
    }
    return Row(participant=participant, number=number, **given)


def unsealed(participant: str, number: int = 1, **over: Any) -> Row:
    return a_row(participant, number=number, **over)._replace(
        score=None, elapsed=None, submitted_at=None
    )


def a_contest_of(*amounts: int, **over: Any) -> dict[str, Any]:
    prizes = [an_individual_prize(amount_vnd=amount) for amount in amounts]
    return a_document(**{"prizes": {"individual": prizes, "collective": []}, **over})


def of_units(*prizes: dict[str, Any], **over: Any) -> dict[str, Any]:
    collective = [a_collective_prize(**prize) for prize in prizes]
    return a_document(prizes={"individual": [], "collective": collective}, **over)


def awards(found: Any) -> set[tuple[str, int]]:
    return {(award.who, award.amount) for award in found.awards}


@pytest.mark.parametrize(
    ("order", "rows", "ranks"),
    [
        (["score"], [a_row("a", 2), a_row("b", 3), a_row("c", 2)], {"b": 1, "a": 2, "c": 2}),
        (["elapsed", "score"], [a_row("a", 1, elapsed=1), a_row("b", 3)], {"a": 1, "b": 2}),
        (["submitted_at"], [a_row("a"), a_row("b", submitted_at=OPENS_AT)], {"b": 1, "a": 2}),
        (
            ["attempts"],
            [a_row("a"), unsealed("a", 2), a_row("b", is_reset=True), a_row("b", number=2)],
            {"b": 1, "a": 2},
        ),
        (
            ["registered_at"],
            [a_row("a", started_at=9), unsealed("b", started_at=8), a_row("b", number=2)],
            {"b": 1, "a": 2},
        ),
        (
            ["score"],
            [a_row("a", 1), a_row("a", 3, 2), a_row("b", 2), a_row("c", is_disqualified=True)],
            {"a": 1, "b": 2},
        ),
    ],
)
def test_the_keys_rank_in_their_order(
    second: SecondRanker, order: list[str], rows: list[Row], ranks: dict[str, int]
) -> None:
    document = a_document(ranking={"order": order}, paper={"attempts": 0})
    assert second.rank(document, rows).ranks == ranks


@pytest.mark.parametrize(
    ("target", "value"), [("participants", 3), ("attempts", 4), ("full_marks", 2)]
)
def test_predictions_are_measured_against_what_counts(
    second: SecondRanker, target: str, value: int
) -> None:
    document = a_document(
        prediction={"prompt": "?", "target": target}, ranking={"order": ["prediction"]}
    )
    rows = [
        a_row("near", prediction=value + 1),
        a_row("near", number=2, prediction=value + 5),
        a_row("as-near", 2, prediction=value - 1),
        a_row("silent"),
        a_row("out", is_disqualified=True, prediction=value),
        a_row("gone", is_reset=True, prediction=value),
        unsealed("idle", prediction=value),
    ]
    found = second.rank(document, rows)
    assert found.target == value
    assert found.ranks == {"near": 1, "as-near": 1, "silent": 3}


def test_a_tie_within_one_amount_needs_no_decision(second: SecondRanker) -> None:
    found = second.rank(a_contest_of(5_000, 5_000), [a_row("a"), a_row("b"), a_row("c", 1)])
    assert awards(found) == {("a", 5_000), ("b", 5_000)}
    assert not found.ties


def test_a_tie_at_the_last_place_is_open(second: SecondRanker) -> None:
    found = second.rank(a_contest_of(9_000, 5_000), [a_row("a"), a_row("b", 1), a_row("c", 1)])
    assert awards(found) == {("a", 9_000)}
    assert found.ties == {("individual", 1, frozenset("bc"))}
    assert found.open_prizes == {("individual", 2)}


def test_a_tie_across_amounts_is_shared_in_whole_thousands(second: SecondRanker) -> None:
    document = a_contest_of(9_000, 5_000, 4_000, ranking={"last_resort": "share"})
    found = second.rank(document, [a_row("a"), a_row("b", 1), a_row("c", 1), a_row("d", 1)])
    assert awards(found) == {("a", 9_000), ("b", 3_000), ("c", 3_000), ("d", 3_000)}


def test_one_prize_a_person_then_the_next_in_line(second: SecondRanker) -> None:
    prizes = [
        an_individual_prize(amount_vnd=9_000, category="Cán bộ"),
        an_individual_prize(amount_vnd=5_000, full_marks_only=True),
        an_individual_prize(amount_vnd=4_000, min_score=2, count=3),
    ]
    rows = [
        a_row("a", 3, category="Cán bộ"),
        a_row("b", 3, elapsed=90_000),
        a_row("c", 2),
        a_row("d", 1),
    ]
    found = second.rank(a_document(prizes={"individual": prizes, "collective": []}), rows)
    assert awards(found) == {("a", 9_000), ("b", 5_000), ("c", 4_000)}
    assert not found.open_prizes


def test_a_later_prize_that_hangs_on_an_open_one_is_open(second: SecondRanker) -> None:
    prizes = [
        an_individual_prize(amount_vnd=9_000, full_marks_only=True),
        an_individual_prize(amount_vnd=5_000, count=3),
        an_individual_prize(amount_vnd=4_000, category="Cán bộ"),
    ]
    rows = [a_row("a"), a_row("b"), a_row("c", 2)]
    rows.append(a_row("d", 0, category="Cán bộ", is_disqualified=True))
    found = second.rank(a_document(prizes={"individual": prizes, "collective": []}), rows)
    assert found.ties == {("individual", 1, frozenset("ab"))}
    assert found.open_prizes == {("individual", 1), ("individual", 2)}
    assert awards(found) == {("c", 5_000)}


def test_the_six_metrics(second: SecondRanker) -> None:
    units = [
        {"id": "x", "name": "X", "kind": "Khu phố", "headcount": 1},
        {"id": "y", "name": "Y", "kind": "Cơ quan", "headcount": 3},
    ]
    rows = [
        a_row("a", 1, unit="x"),
        a_row("a", 2, 2, unit="x"),
        a_row("b", 0, unit="x"),
        a_row("c", 2, unit="y"),
        a_row("d", unit="y", is_disqualified=True),
    ]
    metrics = {
        "participants": {"x"},
        "attempts": {"x"},
        "participation_rate": {"x"},
        "full_marks": {"x"},
        "correct_answers": {"x"},
        "average_score": {"y"},
    }
    for metric, winners in metrics.items():
        found = second.rank(of_units({"metric": metric, "amount_vnd": 1}, units=units), rows)
        assert found.units == {"x": Tally(2, 3, 1, 2), "y": Tally(1, 1, 1, 2)}
        assert found.values["x", "participation_rate"] == (1, 1)
        assert found.values["y", "participation_rate"] == (1, 3)
        assert found.values["x", "average_score"] == (1, 1)
        assert found.highest == 2
        assert {award.who for award in found.awards} == winners, metric


def test_collective_conditions_and_one_prize_a_unit(second: SecondRanker) -> None:
    rows = [a_row(f"{unit}{n}", unit=unit) for unit in _SIZES for n in range(_SIZES[unit])]
    most = {"metric": "participants", "amount_vnd": 5_000}
    once = {"ranking": {"one_collective_prize_per_unit": True}}
    all_right = {"metric": "correct_answers", "amount_vnd": 4_000}
    for prizes, over, winners in [
        ([most, all_right], {}, {("khu-pho-1", 5_000), ("khu-pho-1", 4_000)}),
        ([most, all_right], once, {("khu-pho-1", 5_000), ("khu-pho-2", 4_000)}),
        ([most | {"min_rate": 6}], {}, {("khu-pho-2", 5_000)}),
        ([most | {"min_rate": 7}], {}, {("cong-an", 5_000)}),
        ([most | {"min_rate": 11}], {}, set()),
        ([most | {"min_participants": 4}], {}, {("khu-pho-1", 5_000)}),
        ([most | {"min_participants": 5}], {}, set()),
        ([most | {"unit_kind": "Cơ quan"}], {}, {("cong-an", 5_000)}),
    ]:
        assert awards(second.rank(of_units(*prizes, **over), rows)) == winners


# Of 100, 50 and 20 people: 4 %, 6 % and 10 %.
_SIZES = {"khu-pho-1": 4, "khu-pho-2": 3, "cong-an": 2}
