"""Small contests at random, made so that ties abound; `random` decides all of it."""

from collections.abc import Callable
from random import Random
from typing import Any

from tests.builders import OPENS_AT, a_collective_prize, a_document, an_individual_prize
from tests.second_ranker.ranker import Row

_MINUTE = 60_000
_HOUR = 60 * _MINUTE
_CATEGORIES = ["Cán bộ", "Công chức", "Nhân dân"]
_KINDS = ["Khu phố", "Cơ quan"]
_KEYS = ["score", "elapsed", "submitted_at", "prediction", "attempts", "registered_at"]
_METRICS = [
    "participants",
    "attempts",
    "participation_rate",
    "full_marks",
    "correct_answers",
    "average_score",
]
# Sums of these are seldom divisible by 1,000 đ and a number of people.
_AMOUNTS = [0, 100_000, 100_000, 200_500, 300_000, 700_000]


def small_contest(random: Random) -> tuple[dict[str, Any], list[Row]]:
    """A checked document, and its attempts."""
    attempts = random.choice([1, 1, 2, 3, 4, 0])
    target = random.choice([None, "full_marks", "participants", "attempts"])
    keys = [
        key
        for key in _KEYS
        if (key != "prediction" or target) and (key != "attempts" or attempts != 1)
    ]
    units = _units(random)
    once = random.random() < 0.5
    prizes = _prizes(random, {unit["kind"] for unit in units})
    document = a_document(
        paper={"quota": random.choice([{"the-che": 1}, {"the-che": 1, "thu-tuc": 1}])}
        | {"attempts": attempts},
        fairness={"min_seconds_per_question": 0},
        identity={"categories": _CATEGORIES},
        prediction=target and {"prompt": "Bao nhiêu người?", "target": target},
        units=units,
        ranking={
            "order": _order(random, keys),
            "last_resort": random.choice(["organizers", "organizers", "share"]),
            "one_collective_prize_per_unit": once,
        },
        prizes=prizes,
    )
    return document, _People(random, document).rows()


def _units(random: Random) -> list[dict[str, Any]]:
    return [
        {
            "id": f"don-vi-{number}",
            "name": f"Đơn vị {number}",
            "kind": random.choice(_KINDS),
            "headcount": random.choice([2, 3, 4, 6, 8, 12]),
        }
        for number in range(1, random.randint(2, 6) + 1)
    ]


def _order(random: Random, keys: list[str]) -> list[str]:
    order = random.sample(keys, random.choice([1, 1, 1, 2, 3, 4]))
    # Real rules begin with the score; any other order must hold as well.
    return sorted(order, key="score".__ne__) if random.random() < 0.6 else order


def _prizes(random: Random, kinds: set[str]) -> dict[str, Any]:
    individual = _runs(random, lambda: _of_a_person(random), random.choice([0, 2, 3, 4]))
    collective = _runs(random, lambda: _of_a_unit(random, kinds), random.choice([0, 2, 3, 4]))
    return {
        "individual": [an_individual_prize(**prize) for prize in individual]
        or [an_individual_prize(amount_vnd=600_000)],
        "collective": [a_collective_prize(**prize) for prize in collective],
    }


def _runs(
    random: Random, conditions: Callable[[], dict[str, Any]], number: int
) -> list[dict[str, Any]]:
    """Ladders of one to three prizes that share their conditions."""
    prizes = []
    for given in [conditions() for _ in range(number)]:
        for _ in range(random.choice([1, 1, 2, 3])):
            amount = random.choice(_AMOUNTS)
            prizes.append({"count": random.choice([1, 1, 1, 2, 3]), "amount_vnd": amount, **given})
    return prizes


def _of_a_person(random: Random) -> dict[str, Any]:
    given: dict[str, Any] = {"category": random.choice([None, None, None, None, *_CATEGORIES])}
    return {**given, **random.choice([{}, {}, {"full_marks_only": True}, {"min_score": 1}])}


def _of_a_unit(random: Random, kinds: set[str]) -> dict[str, Any]:
    return {
        "metric": random.choice(_METRICS),
        "unit_kind": random.choice([None, None, *sorted(kinds)]),
        "min_participants": random.choice([None, None, None, 1, 2]),
        "min_rate": random.choice([None, None, None, 25, 34, 100]),
    }


class _People:
    """Makes the attempts of one contest.

    The format does not say which of a person's attempts counts where they are equal in all keys.
    So such attempts are alike in all that prizes go by: where the rules rank by neither score nor
    `submitted_at`, a person has one score, and without `submitted_at` one unit and category.
    """

    def __init__(self, random: Random, document: dict[str, Any]) -> None:
        order = document["ranking"]["order"]
        questions = sum(document["paper"]["quota"].values())
        self._random = random
        self._units = [unit["id"] for unit in document["units"]]
        self._allowed = document["paper"]["attempts"] or 4
        self._asked = document["prediction"] is not None
        self._highest = questions - (random.random() < 0.2)
        self._moves = "submitted_at" in order and random.random() < 0.5
        self._one_score = "score" not in order and "submitted_at" not in order

    def rows(self) -> list[Row]:
        """All attempts of all people, in no order."""
        people = self._random.choice([self._random.randint(3, 8), self._random.randint(3, 30)])
        rows = [row for number in range(people) for row in self._attempts_of(f"p{number:02}")]
        self._random.shuffle(rows)
        return rows

    def _attempts_of(self, who: str) -> list[Row]:
        place = self._unit_and_category()
        score = self._score()
        rows: list[Row] = []
        for number in range(1, 5):
            started_at = OPENS_AT + number * _HOUR + self._random.choice([0, 0, _MINUTE])
            row = self._ended(Row(who, number, *place, started_at), score)
            rows.append(row)
            used = sum(not row.is_reset for row in rows)
            if not row.is_reset and (used >= self._allowed or self._random.random() < 0.4):
                break
            place = self._unit_and_category() if self._moves else place
            score = score if self._one_score else self._score()
        return rows

    def _unit_and_category(self) -> tuple[str, str]:
        return self._random.choice(self._units), self._random.choice(_CATEGORIES)

    def _score(self) -> int:
        return self._random.randint(0, self._highest)

    def _ended(self, row: Row, score: int) -> Row:
        """`row` as it was started, with what became of it."""
        row = row._replace(is_reset=self._random.random() < 0.07)
        if self._random.random() < 0.1:
            return row
        elapsed = self._random.choice([1, 2, 2]) * _MINUTE
        predicts = self._asked and self._random.random() < 0.8
        return row._replace(
            score=score,
            elapsed=elapsed,
            submitted_at=row.started_at + elapsed,
            prediction=self._random.choice([0, 1, 2, 3, 5, 10, 20]) if predicts else None,
            is_disqualified=not row.is_reset and self._random.random() < 0.08,
        )
