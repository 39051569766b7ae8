"""The ranker and the second ranker, which share no code, agree on small contests full of ties.

Each contest is ranked three times: as it stands; with every tie decided by one order of
preference; and once more after some winners have passed their prizes on.
"""

from collections import Counter
from collections.abc import Sequence
from random import Random
from typing import Any

from chalicelib.domain.contest import LastResort
from chalicelib.domain.contest_document import contest_from_document
from chalicelib.domain.outcome import rank_contest
from chalicelib.domain.prizes import Decision, Passing, PassingCause
from chalicelib.domain.ranking import Review, Verdict
from chalicelib.domain.results import outcome_document
from tests.builders import a_sealed_attempt, an_attempt
from tests.second_ranker import Row, Second, SecondRanker
from tests.second_ranker.contests import small_contest
from tests.second_ranker.kinds import kinds_of

CONTESTS = 2_000
# What `kinds_of` tells apart, and prizes that pass on: nothing is tested by luck alone.
KINDS = 37
LEAST_OF_EACH_KIND = 200


class Case:
    """One contest, both as plain data and as the ranker takes it."""

    def __init__(self, document: dict[str, Any], rows: list[Row]) -> None:
        self.document = document
        self.rows = rows
        self.contest = contest_from_document(document)
        self._attempts = [_attempt(row) for row in rows]
        self._reviews = [
            Review(_attempt_id(row), Verdict.DISQUALIFIED, "Dùng số của người khác.")
            for row in rows
            if row.is_disqualified
        ]

    @property
    def full_marks(self) -> int:
        return self.contest.paper.questions

    def ranked(
        self, decisions: Sequence[Decision] = (), passings: Sequence[Passing] = ()
    ) -> dict[str, Any]:
        """The ranker's document of the outcome."""
        outcome = rank_contest(
            self.contest, "v1", self._attempts, self._reviews, decisions, passings
        )
        return outcome_document(outcome)


def _attempt_id(row: Row) -> str:
    return f"{row.participant}-{row.number}"


def _person(attempt_id: str) -> str:
    return attempt_id.split("-")[0]


def _attempt(row: Row) -> Any:
    given = {
        **{name: getattr(row, name) for name in _SAME_NAMES},
        "id": _attempt_id(row),
        "reset_at": row.started_at + 1 if row.is_reset else None,
    }
    if row.submitted_at is None:
        return an_attempt(**given)
    return a_sealed_attempt(
        **given,
        score=row.score,
        elapsed_ms=row.elapsed,
        submitted_at=row.submitted_at,
        prediction=row.prediction,
    )


_SAME_NAMES = ("participant", "number", "unit", "category", "started_at")


def test_both_rankers_agree_on_random_contests() -> None:
    kinds: Counter[str] = Counter()
    with SecondRanker() as second:
        for seed in range(CONTESTS):
            random = Random(seed)
            case = Case(*small_contest(random))
            found = second.rank(case.document, case.rows)
            kinds.update(kinds_of(case.document, case.rows, found))
            _assert_agreement(f"seed {seed}", case, found)
            _assert_same_when_decided(f"seed {seed}", case, second, random, kinds)
    print(*(f"{number:5d} {kind}" for kind, number in sorted(kinds.items())), sep="\n")
    assert {kind for kind, number in kinds.items() if number < LEAST_OF_EACH_KIND} == set()
    assert len(kinds) == KINDS


def _assert_agreement(seed: str, case: Case, found: Second) -> None:
    document = case.ranked()
    assert _standing(document) == found.ranks, seed
    assert document.get("prediction", {}).get("value") == found.target, seed
    assert _units(document) == _second_units(case, found), seed
    for award in document["collective"]:
        assert _measured(award) == _second_measured(case, found, award), (seed, award)
    awards, ties = _awards(document, found), _ties(document, found)
    undecided = {_prize(tie) for tie in document["undecided"]}
    if any(tie["waits_for"] for tie in document["undecided"]):
        # What waits for an earlier prize may be judged with more caution, never with less.
        assert awards <= _second_awards(found), seed
        assert ties <= found.ties, seed
        assert undecided >= found.open_prizes, seed
    else:
        assert awards == _second_awards(found), seed
        assert ties == found.ties, seed
        assert undecided == found.open_prizes, seed


def _assert_same_when_decided(
    seed: str, case: Case, second: SecondRanker, random: Random, kinds: Counter[str]
) -> None:
    people = sorted({row.participant for row in case.rows})
    units = [unit["id"] for unit in case.document["units"]]
    lots = random.sample([*people, *units], len(people) + len(units))
    if case.contest.ranking.last_resort is LastResort.SHARE:
        lots = []
    decisions = _decisions(case, lots)
    document, found = case.ranked(decisions), second.rank(case.document, case.rows, lots)
    assert document["undecided"] == [], seed
    assert _awards(document, found) == _second_awards(found), seed

    won = [*document["individual"], *document["collective"]]
    passed = {award["winner"]: award for award in won if random.random() < 0.2}
    if not passed:
        return
    kinds["a prize that passes on"] += 1
    passings = [
        Passing(award["prize"], winner, PassingCause.REFUSED, "Không nhận.")
        for winner, award in passed.items()
    ]
    gone = [winner if winner in units else _person(winner) for winner in passed]
    document = case.ranked(decisions, passings)
    found = second.rank(case.document, case.rows, lots, gone)
    assert document["undecided"] == [], seed
    assert _awards(document, found) == _second_awards(found), seed


def _decisions(case: Case, lots: Sequence[str]) -> list[Decision]:
    """For every prize the same preference; those who do not tie are named to no effect."""
    places = {who: place for place, who in enumerate(lots)}
    attempts = sorted(case.rows, key=lambda row: places.get(row.participant, 0))
    people = tuple(_attempt_id(row) for row in attempts)
    units = tuple(who for who in lots if case.contest.unit(who))
    return [
        *(Decision(prize.id, people, "Bốc thăm.") for prize in case.contest.individual_prizes),
        *(Decision(prize.id, units, "Bốc thăm.") for prize in case.contest.collective_prizes),
    ]


def _standing(document: dict[str, Any]) -> dict[str, int]:
    counted = (row for row in document["standing"] if row["state"] == "counted")
    return {_person(row["attempt"]): row["rank"] for row in counted}


def _prize(thing: dict[str, Any]) -> tuple[str, int]:
    sort, number = thing["prize"].split("-")
    return sort, int(number)


def _who(award: dict[str, Any]) -> str:
    winner: str = award["winner"]
    return _person(winner) if award["prize"].startswith("individual") else winner


def _awards(document: dict[str, Any], found: Second) -> set[tuple[Any, ...]]:
    """(sort, ladder, winner, amount, shared): on one ladder the prizes of one amount are equal."""
    awards = [*document["individual"], *document["collective"]]
    result = {
        (
            _prize(award)[0],
            found.ladders[_prize(award)],
            _who(award),
            award["amount_vnd"],
            "shared" in award,
        )
        for award in awards
    }
    assert len(result) == len(awards), "somebody won twice"
    return result


def _second_awards(found: Second) -> set[tuple[Any, ...]]:
    return {
        (award.sort, award.ladder, award.who, award.amount, award.shared) for award in found.awards
    }


def _ties(document: dict[str, Any], found: Second) -> set[tuple[Any, ...]]:
    ties = [tie for tie in document["undecided"] if not tie["waits_for"]]
    return {
        (
            _prize(tie)[0],
            found.ladders[_prize(tie)],
            frozenset(_who({**tie, "winner": each}) for each in tie["candidates"]),
        )
        for tie in ties
    }


_COUNTS = ("participants", "attempts", "full_marks", "correct_answers")


def _units(document: dict[str, Any]) -> dict[str, tuple[int, ...]]:
    for unit in document["units"]:
        average = unit["average_score"]
        people = max(unit["participants"], 1)
        assert average["num"] * people == unit["correct_answers"] * average["den"]
    return {unit["id"]: tuple(unit[name] for name in _COUNTS) for unit in document["units"]}


def _second_units(case: Case, found: Second) -> dict[str, tuple[int, ...]]:
    fell_back = found.highest != case.full_marks
    return {
        unit: (
            tally.participants,
            tally.attempts,
            0 if fell_back else tally.full_marks,
            tally.correct_answers,
        )
        for unit, tally in found.units.items()
    }


def _measured(award: dict[str, Any]) -> tuple[tuple[int, int] | None, int | None]:
    value = award["value"]
    if isinstance(value, int):
        value = {"num": value, "den": 1}
    return (value["num"], value["den"]), award.get("at_score")


def _second_measured(
    case: Case, found: Second, award: dict[str, Any]
) -> tuple[tuple[int, int] | None, int | None]:
    num, den = found.values[award["winner"], award["metric"]]
    fell_back = award["metric"] == "full_marks" and found.highest != case.full_marks
    return (num, den), found.highest if fell_back else None
