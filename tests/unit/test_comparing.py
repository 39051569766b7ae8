"""Two outcomes side by side."""

from chalicelib.domain.amending import Amendment, AmendmentKind, Interval
from chalicelib.domain.comparing import MOST_ROWS, compare
from chalicelib.domain.outcome import Outcome, rank_contest
from tests.builders import OPENS_AT, a_contest, a_sealed_attempt

CONTEST = a_contest()
MINUTE = 60_000


def annul(starts: int, ends: int) -> Amendment:
    kind = AmendmentKind.INTERVAL_ANNULLED
    return Amendment("a", kind, "Lộ đề", 1, interval=Interval(starts, ends))


def ranked(count: int, *amendments: Amendment) -> Outcome:
    """`count` people, the first the fastest, submitted minute by minute."""
    attempts = [
        a_sealed_attempt(
            participant=f"p{number:03}",
            name=f"Người {number}",
            elapsed_ms=MINUTE + number,
            submitted_at=OPENS_AT + number * MINUTE,
        )
        for number in range(count)
    ]
    return rank_contest(CONTEST, "v1", attempts, amendments=amendments)


def test_the_same_outcome_changes_nothing() -> None:
    found = compare(ranked(5), ranked(5))
    assert (found["changed"], found["rows"], found["prizes"]) == (0, [], [])
    assert found["scores"] == {"raised": 0, "lowered": 0, "least": None, "most": None}


def test_who_leaves_lets_those_behind_move_up_and_win() -> None:
    found = compare(ranked(5), ranked(5, annul(OPENS_AT, OPENS_AT + 1)))
    assert found["changed"] == 5
    assert (found["left"], found["up"], found["down"], found["joined"]) == (1, 4, 0, 0)
    first, second = found["prizes"]
    assert (first["prize"], first["lost"], first["won"]) == ("individual-1", ["p000-1"], ["p001-1"])
    assert (second["before"], second["after"]) == (["p001-1", "p002-1"], ["p002-1", "p003-1"])
    assert found["names"]["p000-1"] == "Người 0"
    row = next(row for row in found["rows"] if row["attempt"] == "p000-1")
    assert row["before"]["rank"] == 1
    assert row["after"]["rank"] is None
    assert row["after"]["state"] == "disqualified"


def test_long_lists_are_cut_and_counted_winners_and_losers_first() -> None:
    count = MOST_ROWS + 50
    found = compare(ranked(count), ranked(count, annul(OPENS_AT, OPENS_AT + 1)))
    assert found["changed"] == count
    assert len(found["rows"]) == MOST_ROWS
    assert {row["attempt"] for row in found["rows"][:4]} == {f"p00{n}-1" for n in range(4)}
