"""What the page of live counts says, from `contest.json` and `stats.json`."""

from typing import Any

from chalicelib.pages.texts import Texts

Document = dict[str, Any]


def counts_view(contest: Document, stats: Document | None, texts: Texts) -> Document:
    """`rows` of all units, most participants first, equal places for equal counts; `total` and
    `as_of` in words, None before the first counts."""
    units = stats["units"] if stats else [{**unit, "participants": 0} for unit in contest["units"]]
    most = sorted(units, key=lambda unit: -unit["participants"])
    counts = [unit["participants"] for unit in most]
    return {
        "total": _total(stats, texts) if stats else None,
        "as_of": texts("counts.as_of", at=texts.zoned_moment(stats["as_of"])) if stats else None,
        "rows": [
            {
                "id": unit["id"],
                "name": unit["name"],
                "participants": count,
                "place": counts.index(count) + 1 if count else None,
            }
            for unit, count in zip(most, counts, strict=True)
        ],
    }


def _total(stats: Document, texts: Texts) -> str:
    return texts(
        "counts.total",
        registered=texts.number(stats["registered"]),
        submitted=texts.number(stats["submitted"]),
    )
