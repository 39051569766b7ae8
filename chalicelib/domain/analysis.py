"""The analysis of a contest as a document: whole numbers and exact fractions, and of nobody.

Before the freeze it is made of whole fives of people, in the order in which they came, and tells
nothing of units beyond how many take part (docs/decisions/0028). Cells of fewer than five people
are left out always: the document tells of nobody, and outlives the personal data it was made of.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from chalicelib.domain.contest import Contest
from chalicelib.domain.item_analysis import (
    Groups,
    QuestionFigures,
    ReplyTally,
    Suspect,
    suspects,
)
from chalicelib.domain.redrawing import Redrawer, in_the_banks_order
from chalicelib.domain.watching import (
    LEAST_IN_A_CELL,
    Person,
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

Document = dict[str, Any]
Progress = Callable[[int, int], None]

MOST_HASHES = 100_000_000
"""Papers are redrawn by keyed hashes; more of these would outlast the function. Then only as many
papers are read as this allows, those of the smallest attempt ids: keyed hashes too, so a draw that
stays the same."""
_TOLD_EVERY = 5_000


def analysis_document(
    contest: Contest,
    paper_key: bytes,
    sittings: Sequence[Sitting],
    as_of: int,
    *,
    final: bool,
    void: Collection[str] = (),
    progress: Progress = lambda done, of: None,
    most_hashes: int = MOST_HASHES,
) -> Document:
    """What is known of a contest at `as_of` (ms); `final` once it is frozen. `knowledge` is None
    while fewer than five people have sealed an attempt; `void` questions are not in it.
    `progress(done, of)` counts papers."""
    everybody = people_in(sittings)
    people = everybody if final else shown_before_close(everybody)
    reading = _Reading(contest, paper_key, most_hashes)
    return {
        "slug": contest.slug,
        "as_of": as_of,
        "final": final,
        "turnout": _turnout(contest, sittings),
        "knowledge": (
            _knowledge(contest, reading.of(people, progress), people, final, void)
            if len(people) >= LEAST_IN_A_CELL
            else None
        ),
    }


def fraction(value: Fraction | None) -> Document | None:
    """A fraction as documents write it (design §7)."""
    return None if value is None else {"num": value.numerator, "den": value.denominator}


class _Reading:
    """Reads papers into a tally."""

    def __init__(self, contest: Contest, paper_key: bytes, most_hashes: int) -> None:
        self._contest = contest
        self._redrawer = Redrawer(contest, paper_key)
        self._most = most_hashes // max(1, self._redrawer.hashes)
        self.read = 0
        self.people: Counter[str] = Counter()
        self.tally = ReplyTally(contest)

    def of(self, people: Sequence[Person], progress: Progress) -> "_Reading":
        sheets = [person.first for person in people]
        if len(sheets) > self._most:
            sheets = sorted(sheets, key=lambda each: each.attempt_id)[: self._most]
        for sheet in sheets:
            self._take(sheet)
            if self.read % _TOLD_EVERY == 0:
                progress(self.read, len(sheets))
        return self

    def _take(self, sheet: Sitting) -> None:
        drawn = self._redrawer.draw(sheet.attempt_id)
        bits = zip(drawn, sheet.choices or b"", strict=True)
        self.tally.take(
            sheet.unit, [(at, in_the_banks_order(chosen, shown)) for (at, shown), chosen in bits]
        )
        self.people[sheet.unit] += 1
        self.read += 1


def _turnout(contest: Contest, sittings: Sequence[Sitting]) -> Document:
    units, when = turnout(contest, sittings), moments(sittings)
    late = behind(units)
    counted = [each for each in sittings if each.is_counted]
    return {
        "registered": len({each.participant for each in sittings}),
        "participants": len({each.participant for each in counted}),
        "submitted": len(counted),
        "rate": fraction(overall_rate(units)),
        "units": [_unit(each) for each in units],
        "hours": [
            {"hour": hour, "started": started, "submitted": sealed}
            for hour, (started, sealed) in enumerate(
                zip(when.started_by_hour, when.sealed_by_hour, strict=True)
            )
        ],
        "days": _days(when.started_by_day, when.sealed_by_day),
        "behind": {
            "nobody": [unit.id for unit in late.nobody],
            "lowest": [each.unit.id for each in late.lowest],
        },
    }


def _unit(each: UnitTurnout) -> Document:
    return {
        "id": each.unit.id,
        "headcount": each.unit.headcount,
        "participants": each.participants,
        "submitted": each.submitted,
        "rate": fraction(each.rate),
    }


def _days(started: Mapping[str, int], sealed: Mapping[str, int]) -> list[Document]:
    return [
        {"date": day, "started": started.get(day, 0), "submitted": sealed.get(day, 0)}
        for day in sorted({*started, *sealed})
    ]


def _knowledge(
    contest: Contest,
    reading: _Reading,
    people: Sequence[Person],
    final: bool,
    void: Collection[str],
) -> Document:
    every = reading.tally.figures()
    kept = [at for at, each in enumerate(every) if each.question.id not in void]
    figures = [every[at] for at in kept]
    of_units = reading.tally.by_unit() if final else [{} for _ in every]
    by_unit = [of_units[at] for at in kept]
    reached = scores(contest, (person.best for person in people))
    return {
        "people": reached.people,
        "papers_read": reading.read,
        "questions_a_paper": contest.paper.questions,
        "mean": fraction(reached.mean),
        "bands": {
            "full": reached.full,
            "high": reached.high,
            "middle": reached.middle,
            "low": reached.low,
        },
        "scores": [{"score": score, "people": count} for score, count in reached.by_score.items()],
        "units": _unit_scores(contest, people) if final else [],
        "topics": [
            _topic(topic.id, figures, by_unit, showable(reading.people)) for topic in contest.topics
        ],
        "questions": [_question(each, units) for each, units in zip(figures, by_unit, strict=True)],
        "suspects": [_suspect(each) for each in suspects(figures)],
    }


def _unit_scores(contest: Contest, people: Iterable[Person]) -> list[Document]:
    best: dict[str, list[int]] = {unit.id: [] for unit in contest.units}
    for person in people:
        best.setdefault(person.first.unit, []).append(person.best)
    shown = showable({unit: len(reached) for unit, reached in best.items()})
    return [
        {"id": unit, "people": len(reached), "mean": fraction(scores(contest, reached).mean)}
        for unit, reached in best.items()
        if unit in shown
    ]


def _topic(
    topic: str,
    figures: Sequence[QuestionFigures],
    by_unit: Sequence[Mapping[str, QuestionFigures]],
    shown: Collection[str],
) -> Document:
    """Answers and right ones among all questions of a topic, in all and by the `shown` units."""
    places = [at for at, each in enumerate(figures) if each.question.topic == topic]
    units = dict.fromkeys(unit for at in places for unit in by_unit[at] if unit in shown)
    return {
        "id": topic,
        **_share([figures[at] for at in places]),
        "units": [
            {"id": unit, **_share([by_unit[at][unit] for at in places if unit in by_unit[at]])}
            for unit in units
        ],
    }


def _share(figures: Iterable[QuestionFigures]) -> Document:
    counted = list(figures)
    return {
        "shown": sum(each.shown for each in counted),
        "right": sum(each.right for each in counted),
    }


def _question(figures: QuestionFigures, by_unit: Mapping[str, QuestionFigures]) -> Document:
    """A question's row; its counts are None where fewer than five people saw it."""
    row: Document = {"id": figures.question.id, "topic": figures.question.topic}
    if figures.shown < LEAST_IN_A_CELL:
        return {**row, "shown": figures.shown, "right": None}
    shown = showable({unit: each.shown for unit, each in by_unit.items()})
    return {
        **row,
        "shown": figures.shown,
        "right": figures.right,
        "blank": figures.blank,
        "chosen": list(figures.chosen),
        "wrong": list(figures.favourite_wrong),
        "groups": _groups(figures.groups),
        "units": [
            {
                "id": unit,
                "shown": each.shown,
                "right": each.right,
                "wrong": list(each.favourite_wrong),
            }
            for unit, each in by_unit.items()
            if unit in shown
        ],
    }


def _groups(groups: Groups | None) -> Document | None:
    if groups is None:
        return None
    return {
        "size": groups.size,
        "upper": fraction(groups.upper),
        "lower": fraction(groups.lower),
        "discrimination": fraction(groups.discrimination),
        "upper_chose": [fraction(part) for part in groups.upper_chose],
    }


def _suspect(suspect: Suspect) -> Document:
    return {
        "question": suspect.figures.question.id,
        "signs": [sign.value for sign in suspect.signs],
        "instead": suspect.instead,
    }
