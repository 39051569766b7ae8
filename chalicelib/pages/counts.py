"""What the page of live counts says, from `contest.json` and `stats.json`.

The page's script says it anew each minute (`static_site/js/core/counts.js`); the two are held
together by the examples of `tests/unit/counts_examples.json`.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from chalicelib.domain.wording import VIETNAM
from chalicelib.pages.announcement import announcement, leaders
from chalicelib.pages.texts import Texts

Document = dict[str, Any]

# As many bars as a phone's screen shows at once; the table has every unit.
_BARS_AT_MOST = 10


def counts_view(contest: Document, stats: Document | None, texts: Texts) -> Document:
    """`rows` of all units, `kinds` of units, `bars` of the leading ones, `days` of the contest; in
    words `as_of`, `total`, `spread`, `leaders` and `announcement`, None before the first counts.

    Shares are percents of the longest bar.
    """
    counts = stats or _nothing_yet(contest)
    rows = ranked(counts["units"])
    kinds = {unit["id"]: unit["kind"] for unit in contest["units"]}
    return {
        "rows": [{**row, "kind": kinds[row["id"]]} for row in rows],
        "kinds": list(dict.fromkeys(kind for kind in kinds.values() if kind)),
        "bars": bars(rows),
        "days": _days(contest, counts, texts),
        **(_said(contest, stats, rows, texts) if stats else _SILENT),
    }


_SILENT = dict.fromkeys(("as_of", "total", "spread", "leaders", "announcement"))


def ranked(units: list[Document]) -> list[Document]:
    """`id`, `name`, `participants` and `place` of all units, most participants first; equal places
    for equal counts, None for a unit that nobody takes part for."""
    most = sorted(units, key=lambda unit: -unit["participants"])
    counts = [unit["participants"] for unit in most]
    return [
        {
            "id": unit["id"],
            "name": unit["name"],
            "participants": count,
            "place": counts.index(count) + 1 if count else None,
        }
        for unit, count in zip(most, counts, strict=True)
    ]


def bars(rows: list[Document]) -> list[Document]:
    """The first units of a ranking with the share of their bars; 0 where there is nobody."""
    most = max((row["participants"] for row in rows), default=0)
    return [{**row, "share": share(row["participants"], most)} for row in rows[:_BARS_AT_MOST]]


def share(value: int, most: int) -> float:
    """A bar's length in percents of the longest, to the tenth below."""
    return value * 1_000 // most / 10 if most else 0.0


def _nothing_yet(contest: Document) -> Document:
    return {"units": [{**unit, "participants": 0} for unit in contest["units"]], "days": []}


def _said(contest: Document, stats: Document, rows: list[Document], texts: Texts) -> Document:
    taking_part = sum(1 for row in rows if row["participants"])
    return {
        "as_of": texts("counts.as_of", at=texts.zoned_moment(stats["as_of"])),
        "total": texts(
            "counts.total",
            registered=texts.number(stats["registered"]),
            submitted=texts.number(stats["submitted"]),
        ),
        "spread": texts("counts.spread", count=taking_part, all=len(rows)),
        "leaders": leaders(rows, texts),
        "announcement": announcement(contest, stats["as_of"], rows, texts),
    }


def _days(contest: Document, counts: Document, texts: Texts) -> Document:
    """A bar for each day of the contest, and the busiest day in words."""
    submitted = {day["date"]: day["submitted"] for day in counts["days"]}
    most = max(submitted.values(), default=0)
    days = [
        {
            "date": day.isoformat(),
            "name": _name(day, texts),
            "submitted": submitted.get(day.isoformat(), 0),
            "share": share(submitted.get(day.isoformat(), 0), most),
        }
        for day in _dates(contest["opens_at"], contest["closes_at"])
    ]
    busiest = next((day for day in days if most and day["submitted"] == most), None)
    return {"bars": days, "busiest": _busiest(busiest, texts) if busiest else None}


def _busiest(day: Document, texts: Texts) -> str:
    return texts("counts.most_day", count=texts.number(day["submitted"]), date=day["name"])


def _name(day: date, texts: Texts) -> str:
    midnight = datetime.combine(day, time(), VIETNAM)
    return texts.date(round(midnight.timestamp() * 1_000))


def _dates(opens_at: int, closes_at: int) -> Iterator[date]:
    first, last = _date(opens_at), _date(closes_at - 1)
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _date(milliseconds: int) -> date:
    return datetime.fromtimestamp(milliseconds / 1_000, VIETNAM).date()
