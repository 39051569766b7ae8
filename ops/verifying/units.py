"""Prizes for units, and what units came to (docs/ledger.md 8.2, 8.4)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby
from typing import Any

from chalicelib.domain.analysis import fraction
from ops.verifying.entries import is_standing, score_of
from ops.verifying.ledger import Ledger, Row
from ops.verifying.places import climb, hold, ladders, places_of
from ops.verifying.reporting import Check
from ops.verifying.rules import Prize, Rules

Value = int | Fraction


@dataclass
class Tally:
    """What a unit came to: counted entries, all that stand, the sum of scores, and how many counted
    entries there are of each score."""

    unit: Row
    participants: int = 0
    attempts: int = 0
    correct: int = 0
    of_score: Counter[int] = field(default_factory=Counter)

    @property
    def id(self) -> str:
        return str(self.unit["id"])

    @property
    def average(self) -> Fraction:
        return Fraction(self.correct, self.participants) if self.participants else Fraction(0)

    @property
    def rate(self) -> Fraction:
        headcount = self.unit.get("headcount")
        return (
            min(Fraction(self.participants, headcount), Fraction(1)) if headcount else Fraction(0)
        )


def tallies(ledger: Ledger, rules: Rules) -> list[Tally]:
    """Those of all units, in the contest's order."""
    found = {unit_id: Tally(unit) for unit_id, unit in rules.units.items()}
    struck = {ruling["leaf"] for ruling in ledger.ruled("unit_struck")}
    for entry in ledger.entries:
        tally = found.get(entry["unit"])
        if tally is None or entry["leaf"] in struck or not is_standing(entry):
            continue
        tally.attempts += 1
        if entry["state"] == "counted":
            tally.participants += 1
            tally.correct += score_of(entry)
            tally.of_score[score_of(entry)] += 1
    return list(found.values())


def check_units(check: Check, ledger: Ledger, rules: Rules) -> None:
    """Holds `units` of `results.json` to the entries."""
    rows = ledger.result_rows("units")
    told = {str(row.get("id")): row for row in rows}
    if len(told) != len(rows) or told.keys() != rules.units.keys():
        check.fail("results.json: danh sách đơn vị không đúng.")
    for tally in tallies(ledger, rules):
        expected = {
            "participants": tally.participants,
            "full_marks": tally.of_score[rules.asked],
            "correct_answers": tally.correct,
            "average_score": _shown(tally.average),
        }
        row = told.get(tally.id, {})
        if {name: row.get(name) for name in expected} != expected:
            check.fail(f"results.json: các số của đơn vị {tally.id} không đúng.")


def check_collective(check: Check, ledger: Ledger, rules: Rules, rows: list[Row]) -> None:
    """Holds the prizes for units to the rules. Raises Undecided."""
    kinds = ("prize_refused", "prize_unclaimed")
    passing = {ruling.get("unit") for kind in kinds for ruling in ledger.ruled(kind)}
    every = tallies(ledger, rules)
    won: set[str] = set()
    given = list(rows)
    for ladder in ladders(rules.prizes["collective"], _conditions):
        out = passing | (won if rules.one_collective else set())
        able = [tally for tally in every if _admits(ladder[0], tally) and tally.id not in out]
        metric = ladder[0].told["metric"]
        at_score = _at_score(every, rules) if metric == "full_marks" else rules.asked
        values = {tally.id: _value(metric, tally, at_score) for tally in every}
        due = climb(ledger, rules, places_of(ladder), _groups(able, values))
        some, given = given[: len(due)], given[len(due) :]
        won |= hold(check, due, some, "unit")
        for row in some:
            _check_value(check, row, metric, values, None if at_score == rules.asked else at_score)
    if given:
        check.fail(f"Giải “{given[0]['title']}” không có trong thể lệ, hoặc thừa.")


def _check_value(
    check: Check, row: Row, metric: str, values: dict[str, Value], at_score: int | None
) -> None:
    value = values.get(str(row.get("unit")))
    told = (row.get("metric"), row.get("value"), row.get("at_score"))
    if value is None or told != (metric, _shown(value), at_score):
        check.fail(f"Giải “{row['title']}”: số liệu của đơn vị không đúng.")


def _conditions(prize: Prize) -> object:
    return [
        prize.told.get(each) for each in ("metric", "unit_kind", "min_participants", "min_rate")
    ]


def _admits(prize: Prize, tally: Tally) -> bool:
    kind = prize.told.get("unit_kind")
    return (
        kind in (None, tally.unit.get("kind"))
        and tally.participants >= (prize.told.get("min_participants") or 0)
        and tally.rate * 100 >= (prize.told.get("min_rate") or 0)
    )


def _at_score(every: Iterable[Tally], rules: Rules) -> int:
    """The score that counts as full: where nobody has that, the highest there is."""
    return max((score for tally in every for score in tally.of_score), default=rules.asked)


def _value(metric: str, tally: Tally, at_score: int) -> Value:
    values: dict[str, Value] = {
        "participants": tally.participants,
        "attempts": tally.attempts,
        "participation_rate": tally.rate,
        "correct_answers": tally.correct,
        "average_score": tally.average,
        "full_marks": tally.of_score[at_score],
    }
    return values[metric]


def _groups(able: list[Tally], values: dict[str, Value]) -> list[list[str]]:
    """Units with the same value and as many participants together, the best first."""

    def worth(tally: Tally) -> tuple[Value, int]:
        return -values[tally.id], -tally.participants

    valued = sorted((tally for tally in able if values[tally.id] > 0), key=worth)
    return [[tally.id for tally in equal] for _, equal in groupby(valued, key=worth)]


def _shown(value: Value) -> Any:
    """As `results.json` has it."""
    return fraction(value) if isinstance(value, Fraction) else value
