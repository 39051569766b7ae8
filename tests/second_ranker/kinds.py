"""Which rules a contest puts to the test, so that none is tested too seldom."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from tests.second_ranker.ranker import Row, Second

_CONDITIONS = (
    "category",
    "full_marks_only",
    "min_score",
    "unit_kind",
    "min_participants",
    "min_rate",
)


def kinds_of(document: dict[str, Any], rows: Sequence[Row], found: Second) -> set[str]:
    """Names of all that one contest tests."""
    return {
        *_of_rules(document),
        *(name for name, holds in _OF_ROWS.items() if holds(rows)),
        *_of_outcome(document, found),
    }


def _of_rules(document: dict[str, Any]) -> set[str]:
    ranking, prizes = document["ranking"], document["prizes"]
    kinds = {f"key: {key}" for key in ranking["order"]}
    kinds |= {f"metric: {prize['metric']}" for prize in prizes["collective"]}
    kinds |= {
        f"condition: {name}"
        for name in _CONDITIONS
        if any(prize.get(name) for prize in [*prizes["individual"], *prizes["collective"]])
    }
    kinds.add(f"last resort: {ranking['last_resort']}")
    if document["prediction"] is not None:
        kinds.add(f"target: {document['prediction']['target']}")
    if ranking["one_collective_prize_per_unit"]:
        kinds.add("one collective prize a unit")
    return kinds


def _counting_attempts(rows: Sequence[Row]) -> Counter[str]:
    return Counter(
        row.participant
        for row in rows
        if row.submitted_at is not None and not row.is_reset and not row.is_disqualified
    )


def _some_moved(rows: Sequence[Row]) -> bool:
    units = {(row.participant, row.unit) for row in rows}
    return len(units) > len({row.participant for row in rows})


_OF_ROWS: dict[str, Callable[[Sequence[Row]], bool]] = {
    "several attempts": lambda rows: max(_counting_attempts(rows).values(), default=0) > 1,
    "another unit on a later attempt": _some_moved,
    "disqualified": lambda rows: any(row.is_disqualified for row in rows),
    "reset": lambda rows: any(row.is_reset for row in rows),
    "never sealed": lambda rows: any(row.submitted_at is None for row in rows),
}


def _tied(found: Second) -> list[str]:
    """The sorts of prizes at which a tie mattered."""
    return [sort for sort, *_ in found.ties] + [
        award.sort for award in found.awards if award.shared
    ]


def _of_outcome(document: dict[str, Any], found: Second) -> set[str]:
    full_marks = sum(document["paper"]["quota"].values())
    holds = {
        "a tie that matters": bool(_tied(found)),
        "equal ranks": len(set(found.ranks.values())) < len(found.ranks),
        "nobody with every answer right": found.highest != full_marks,
        "a tie that organizers decide": bool(found.ties),
        "a tie of units": any(sort == "collective" for sort in _tied(found)),
        "a tie that is shared": any(award.shared for award in found.awards),
        "a prize that waits for an earlier one": bool(found.waiting),
    }
    return {name for name, is_so in holds.items() if is_so}
