"""Loads a contest and its attempts into SQLite, runs the queries beside this file, reads back.

**What is certain.** With `last_resort = "organizers"` a tie across different amounts, or at the
last place of a ladder, leaves its places open. Who is in it may or may not have a prize when the
next ladder is filled: a *maybe*. Whatever the organizers decide, a group of equals then comes
somewhere in the places `lo` (no maybe is left in line) to `hi` (all are). An award is certain
where all these places are on the ladder, carry one amount, and the winner is no maybe. A prize is
open where one of its places lies in the stretch of a group that is tied, or holds a maybe, or can
move. A tie is reported with the group's members where no maybe is in it or before it.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple, Self

_HERE = Path(__file__).parent
_INDIVIDUAL, _COLLECTIVE = "individual", "collective"


class Row(NamedTuple):
    """One attempt as it stands; without `submitted_at` it was never sealed."""

    participant: str
    number: int
    unit: str
    category: str
    started_at: int
    is_reset: bool = False
    is_disqualified: bool = False
    score: int | None = None
    elapsed: int | None = None
    submitted_at: int | None = None
    prediction: int | None = None


@dataclass(frozen=True)
class Award:
    """A person (`individual`) or unit (`collective`) that surely gets this much on a ladder."""

    sort: str
    ladder: int
    who: str
    amount: int
    shared: bool


@dataclass(frozen=True)
class Tally:
    """What a unit has reached."""

    participants: int
    attempts: int
    full_marks: int
    correct_answers: int


@dataclass(frozen=True)
class Second:
    """What the second ranker found.

    Prizes are (sort, place in the file from 1); those `waiting` hang on an earlier ladder.
    `values` are by unit and metric; `highest` is the best score reached; `ladders` says on which
    ladder a prize is.
    """

    ranks: dict[str, int]
    best: dict[str, int]
    target: int | None
    highest: int | None
    units: dict[str, Tally]
    values: dict[tuple[str, str], tuple[int, int]]
    awards: frozenset[Award]
    open_prizes: frozenset[tuple[str, int]]
    waiting: frozenset[tuple[str, int]]
    ties: frozenset[tuple[str, int, frozenset[str]]]
    ladders: dict[tuple[str, int], int]


class SecondRanker:
    """One database in memory, emptied for each contest."""

    def __init__(self) -> None:
        self._db = sqlite3.connect(":memory:", isolation_level=None)
        self._db.executescript(_text("schema.sql"))
        self._emptying = [f"DELETE FROM {name}" for (name,) in self._all(_TABLES)]
        self._standing, *self._rest = _statements("stand.sql")
        self._settling = _statements("settle.sql")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def rank(
        self,
        document: dict[str, Any],
        rows: Iterable[Row],
        lots: Sequence[str] = (),
        passed: Iterable[str] = (),
    ) -> Second:
        """The outcome of the contest that a checked document describes.

        `lots` names people and units as organizers would prefer them in any tie, all of them;
        `passed` those who refused a prize or did not claim it.
        """
        for statement in self._emptying:
            self._db.execute(statement)
        self._load(document, rows)
        self._insert("lot", [(who, number) for number, who in enumerate(lots)])
        self._insert("passed", [(who,) for who in passed])
        best_first = ", ".join(f"by_{key}" for key in document["ranking"]["order"])
        self._db.execute(self._standing.replace("best_first", best_first))
        for statement in self._rest:
            self._db.execute(statement)
        for sort, ladder in self._all("SELECT sort, ladder FROM ladder_rule ORDER BY 1, 2"):
            for statement in self._settling:
                self._db.execute(statement, {"sort": sort, "ladder": ladder})
        return self._found()

    def _load(self, document: dict[str, Any], rows: Iterable[Row]) -> None:
        ranking = document["ranking"]
        rules = (
            sum(document["paper"]["quota"].values()),
            (document.get("prediction") or {}).get("target"),
            ranking.get("last_resort", "organizers"),
            ranking["one_collective_prize_per_unit"],
        )
        self._insert("rules", [rules])
        units = [
            (unit["id"], unit.get("kind"), unit.get("headcount")) for unit in document["units"]
        ]
        self._insert("unit", units)
        for sort in (_INDIVIDUAL, _COLLECTIVE):
            prizes = document["prizes"].get(sort, [])
            self._insert("prize", [_prize(sort, *each) for each in enumerate(prizes, start=1)])
        self._insert("attempt", list(rows))

    def _insert(self, table: str, rows: list[tuple[Any, ...]]) -> None:
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            self._db.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)

    def _all(self, query: str) -> list[tuple[Any, ...]]:
        return self._db.execute(query).fetchall()

    def _found(self) -> Second:
        standing = self._all("SELECT participant, rank, number FROM standing")
        return Second(
            ranks={who: rank for who, rank, _ in standing},
            best={who: number for who, _, number in standing},
            target=self._all("SELECT target FROM measure")[0][0],
            highest=self._all("SELECT MAX(score) FROM standing")[0][0],
            units={unit: Tally(*reached) for unit, *reached in self._all(_TALLIES)},
            values={
                (unit, metric): Fraction(num, den).as_integer_ratio()
                for unit, metric, num, den in self._all(_VALUES)
            },
            awards=frozenset(
                Award(sort, ladder, who, amount, bool(shared))
                for sort, ladder, who, amount, shared in self._all("SELECT * FROM award")
            ),
            open_prizes=frozenset(self._all(_OPEN_PRIZES)),
            waiting=frozenset(self._all(f"{_OPEN_PRIZES} AND hi - lo + 1 > size - maybes")),
            ties=self._ties(),
            ladders={(sort, number): at for sort, number, at in self._all(_LADDERS)},
        )

    def _ties(self) -> frozenset[tuple[str, int, frozenset[str]]]:
        members = defaultdict(set)
        for sort, ladder, rank, who in self._all(_TIES):
            members[sort, ladder, rank].add(who)
        return frozenset(
            (sort, ladder, frozenset(tied)) for (sort, ladder, _), tied in members.items()
        )


_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"
_TALLIES = "SELECT unit, participants, attempts, at_highest, right_answers FROM tally"
_VALUES = "SELECT unit, metric, num, den FROM reached"
_LADDERS = "SELECT sort, number, ladder FROM rung"
_OPEN_PRIZES = """
SELECT DISTINCT sort, number FROM fuzzy
JOIN rung USING (sort, ladder)
CROSS JOIN rules
WHERE open AND last_resort = 'organizers' AND rung.first <= hi AND rung.last >= lo
"""
_TIES = """
SELECT sort, ladder, rank, who FROM fuzzy
JOIN line USING (sort, ladder, rank)
CROSS JOIN rules
WHERE open AND last_resort = 'organizers' AND maybes = 0 AND hi - lo + 1 = size
"""


def _unit(unit: dict[str, Any]) -> tuple[Any, ...]:
    return unit["id"], unit.get("kind"), unit.get("headcount")


def _prize(sort: str, number: int, prize: dict[str, Any]) -> tuple[Any, ...]:
    return (
        sort,
        number,
        prize["count"],
        prize["amount_vnd"],
        prize.get("category"),
        bool(prize.get("full_marks_only")),
        prize.get("min_score"),
        prize.get("metric"),
        prize.get("unit_kind"),
        prize.get("min_participants"),
        prize.get("min_rate"),
    )


def _text(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _statements(name: str) -> list[str]:
    return [part for part in _text(name).split(";\n") if part.strip()]
