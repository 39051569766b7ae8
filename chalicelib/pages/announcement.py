"""Live counts as a paragraph to be read out over the loudspeakers.

The page's script composes it anew (`static_site/js/core/announcement.js`); the two are held
together by the examples of `tests/unit/counts_examples.json`.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from chalicelib.pages.texts import Texts

Row = dict[str, Any]

_PLACES = 3
# More names than these nobody keeps in mind who only hears them.
_NAMES_OF_A_PLACE = 3
_NAMES_OF_MISSING = 10
_HOW_MANY = {1: "one", 2: "two", 3: "three"}


def announcement(contest: dict[str, Any], as_of: int, rows: list[Row], texts: Texts) -> str:
    """The paragraph for the counts of `as_of` (ms), `rows` ranked as `counts.ranked` does."""
    return " ".join(_sentences(contest, as_of, rows, texts))


def leaders(rows: list[Row], texts: Texts) -> str | None:
    """The units of the first three places in a sentence, None while nobody has taken part."""
    leading = [row for row in rows if row["place"] and row["place"] <= _PLACES]
    if not leading:
        return None
    places = groupby(leading, key=lambda row: row["participants"])
    said = [_place([row["name"] for row in same], people, texts) for people, same in places]
    how_many = _HOW_MANY.get(len(leading), "more")
    return texts(f"say.leaders.{how_many}", list=texts.joined("list.groups", said))


def _sentences(contest: dict[str, Any], as_of: int, rows: list[Row], texts: Texts) -> Iterator[str]:
    if as_of < contest["opens_at"]:
        opens = texts.spoken_moment(contest["opens_at"])
        yield texts("say.before", title=contest["title"], opens=opens)
        return
    is_open = as_of < contest["closes_at"]
    yield _total(contest["title"], as_of, is_open, rows, texts)
    if led := leaders(rows, texts):
        yield led
        if is_open:
            yield _missing([row["name"] for row in rows if not row["participants"]], texts)
    if is_open:
        yield texts("say.until", closes=texts.spoken_moment(contest["closes_at"]))


def _total(title: str, as_of: int, is_open: bool, rows: list[Row], texts: Texts) -> str:
    people = sum(row["participants"] for row in rows)
    key = ("say.open" if is_open else "say.after") + ("" if people else "_nobody")
    return texts(key, title=title, at=texts.spoken_moment(as_of), people=texts.number(people))


def _place(names: list[str], participants: int, texts: Texts) -> str:
    people = texts.number(participants)
    if len(names) == 1:
        return texts("say.led_by_one", name=names[0], people=people)
    if len(names) > _NAMES_OF_A_PLACE:
        return texts("say.led_by_many", count=len(names), people=people)
    return texts("say.led_by_some", names=texts.listed(names), people=people)


def _missing(names: list[str], texts: Texts) -> str:
    if not names:
        return texts("say.missing_none")
    if len(names) > _NAMES_OF_MISSING:
        return texts("say.missing_many", count=len(names))
    key = "say.missing_one" if len(names) == 1 else "say.missing_some"
    return texts(key, names=texts.listed(names))
