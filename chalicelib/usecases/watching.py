"""What organizers see of a contest while it runs and after: live counts, and the analysis."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from chalicelib.domain.amended_bank import with_keys
from chalicelib.domain.analysis import fraction
from chalicelib.domain.contest import Contest, Question
from chalicelib.domain.watching import UnitTurnout, behind, overall_rate
from chalicelib.usecases.analysing import Analysis, is_outdated, read_analysis
from chalicelib.usecases.ports import Bundle, Stores
from chalicelib.usecases.public_files import read_stats

Row = dict[str, Any]

WEAKEST = 10
_LAST = Fraction(2)


def watch(bundle: Bundle, stores: Stores) -> dict[str, Any]:
    """`live` counts (None before the first) and `analysis` as last made (None before), without its
    rows of questions but the ten `weakest`; `server_time` in ms, to tell how old they are."""
    contest = bundle.contest
    analysis = read_analysis(contest.slug, stores.vault)
    return {
        "server_time": stores.clock(),
        "live": _live(contest, read_stats(contest.slug, stores.site)),
        "units": [
            {"id": unit.id, "name": unit.name, "kind": unit.kind, "headcount": unit.headcount}
            for unit in contest.units
        ],
        "topics": [{"id": topic.id, "name": topic.name} for topic in contest.topics],
        "analysis": None if analysis is None else _told(analysis, contest, stores),
    }


def question_rows(bundle: Bundle, stores: Stores, order: str, topic: str) -> list[Row]:
    """The rows of all questions that somebody saw, with their texts: by `order` (a name of
    ORDERS), of one topic or ("") of all."""
    analysis = read_analysis(bundle.contest.slug, stores.vault)
    rows = _rows(analysis, bundle.contest)
    return sorted((row for row in rows if topic in ("", row["topic"])), key=ORDERS[order])


def _share_right(row: Row) -> Fraction:
    """What is too little to be shown comes last."""
    return _LAST if row["right"] is None else Fraction(row["right"], row["shown"])


def _discrimination(row: Row) -> Fraction:
    groups = row.get("groups")
    if groups is None:
        return _LAST
    found = groups["discrimination"]
    return Fraction(found["num"], found["den"])


ORDERS: dict[str, Callable[[Row], Any]] = {
    "weakest": lambda row: (_share_right(row), row["id"]),
    "discrimination": lambda row: (_discrimination(row), row["id"]),
    "bank": lambda row: 0,
}


def _told(analysis: Analysis, contest: Contest, stores: Stores) -> Row:
    return {**_overview(analysis, contest), "outdated": is_outdated(analysis, stores)}


def _overview(analysis: Analysis, contest: Contest) -> Row:
    knowledge = analysis["knowledge"]
    if knowledge is None:
        return {**analysis, "weakest": []}
    rows = _rows(analysis, contest)
    by_id = {row["id"]: row for row in rows}
    told = {name: value for name, value in knowledge.items() if name != "questions"}
    told["suspects"] = [
        {**suspect, "row": by_id[suspect["question"]]}
        for suspect in knowledge["suspects"]
        if suspect["question"] in by_id
    ]
    shown = [row for row in rows if row["right"] is not None]
    return {
        **analysis,
        "knowledge": told,
        "weakest": sorted(shown, key=ORDERS["weakest"])[:WEAKEST],
    }


def _rows(analysis: Analysis | None, contest: Contest) -> list[Row]:
    """Rows with their texts; a question that the contest has no more is left out."""
    knowledge = None if analysis is None else analysis["knowledge"]
    if analysis is None or not knowledge:
        return []
    keys = {each: frozenset(key) for each, key in analysis.get("keys", {}).items()}
    questions = {each.id: each for each in with_keys(contest, keys).questions}
    return [
        _row(row, questions[row["id"]])
        for row in knowledge["questions"]
        if row["shown"] and row["id"] in questions
    ]


def _row(row: Row, question: Question) -> Row:
    chosen: Iterable[int | None] = row.get("chosen") or [None] * len(question.options)
    return {
        **{name: value for name, value in row.items() if name != "chosen"},
        "text": question.text,
        "multiple": question.multiple,
        "source": question.source,
        "options": [
            {"text": text, "right": index in question.key, "chosen": count}
            for index, (text, count) in enumerate(zip(question.options, chosen, strict=True))
        ],
    }


def _live(contest: Contest, stats: Row | None) -> Row | None:
    if stats is None:
        return None
    counts = {unit["id"]: unit for unit in stats["units"]}
    nothing = {"participants": 0, "submitted": 0}
    units = [
        UnitTurnout(unit, found["participants"], found["submitted"])
        for unit in contest.units
        for found in [counts.get(unit.id, nothing)]
    ]
    late = behind(units)
    return {
        "as_of": stats["as_of"],
        "registered": stats["registered"],
        "submitted": stats["submitted"],
        "participants": sum(each.participants for each in units),
        "rate": fraction(overall_rate(units)),
        "units": [
            {
                "id": each.unit.id,
                "participants": each.participants,
                "submitted": each.submitted,
                "rate": fraction(each.rate),
            }
            for each in units
        ],
        "days": stats["days"],
        "nobody": [unit.id for unit in late.nobody],
        "lowest": [each.unit.id for each in late.lowest],
    }
