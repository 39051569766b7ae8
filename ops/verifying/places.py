"""Who gets the places of a ladder: the same for people and for units (docs/ledger.md 8.1, 8.3)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from chalicelib.domain.drawing import lot
from ops.verifying.ledger import Ledger, Row
from ops.verifying.reporting import Check, short
from ops.verifying.rules import Prize, Rules

_SHARED_DOWN_TO = 1_000


@dataclass(frozen=True)
class Place:
    """One place of a prize."""

    prize: str
    title: str
    amount_vnd: int


@dataclass(frozen=True)
class Given:
    """What must be given next: this place to any of `any_of`, each of whom gets one alone."""

    place: Place
    any_of: frozenset[str]
    tied: bool
    shared: int | None = None


class Undecided(Exception):
    """A tie that matters was not decided; the text is the prize."""


def ladders(prizes: list[Prize], conditions: Callable[[Prize], object]) -> Iterator[list[Prize]]:
    """Prizes that follow one another with the same conditions."""
    for _, ladder in groupby(prizes, key=conditions):
        yield list(ladder)


def places_of(ladder: Iterable[Prize]) -> list[Place]:
    """The places of a ladder, in the file's order. More than 10,000 of a prize nobody gives."""
    return [
        Place(prize.id, prize.title, prize.amount_vnd)
        for prize in ladder
        for _ in range(min(prize.count, 10_000))
    ]


def climb(
    ledger: Ledger, rules: Rules, places: list[Place], groups: Iterable[list[str]]
) -> list[Given]:
    """Who must get what: groups, the best first, over the places. Raises Undecided."""
    given: list[Given] = []
    taken = 0
    for group in groups:
        spanned = places[taken : taken + len(group)]
        if not spanned:
            break
        given += _settle(ledger, rules, group, spanned)
        taken += len(group)
    return given


def hold(check: Check, due: list[Given], rows: Sequence[Row], winner_in: str) -> set[str]:
    """Holds what was given to what is due, row by row; gives who won."""
    won: set[str] = set()
    for number, each in enumerate(due):
        title = each.place.title
        if number >= len(rows):
            check.fail(f"Thiếu một giải “{title}”.")
            continue
        row = rows[number]
        winner: Any = row.get(winner_in)
        told = (row["title"], row["amount_vnd"], row.get("shared"), row.get("tied"))
        if told != (title, each.place.amount_vnd, each.shared, each.tied):
            check.fail(f"Giải “{title}”: tên, tiền hoặc ghi chú đồng hạng không đúng.")
        if winner not in each.any_of or winner in won:
            check.fail(f"Giải “{title}” trao cho {short(winner)}, không đúng thể lệ.")
        won.add(winner)
    return won


def _settle(ledger: Ledger, rules: Rules, group: list[str], places: list[Place]) -> list[Given]:
    tied = len(group) > 1
    everybody = frozenset(group)
    if not _matters(places, len(group)):
        return [Given(place, everybody, tied) for place in places]
    if rules.last_resort == "share":
        return _shared(group, places)
    winners: list[str | None] = []
    for place in places:
        named = _decided(ledger, rules, place.prize, group)
        free = (one for one in named if one in everybody and one not in winners)
        winners.append(next(free, None))
    rest = everybody.difference(winner for winner in winners if winner is not None)
    left = [place for place, winner in zip(places, winners, strict=True) if winner is None]
    if rest and _matters(left, len(rest)):
        raise Undecided(places[0].prize)
    return [
        Given(place, rest if winner is None else frozenset([winner]), tied)
        for place, winner in zip(places, winners, strict=True)
    ]


def _matters(places: list[Place], people: int) -> bool:
    if not places:
        return False
    return len(places) < people or len({place.amount_vnd for place in places}) > 1


def _shared(group: list[str], places: list[Place]) -> list[Given]:
    total = sum(place.amount_vnd for place in places)
    part = total // (len(group) * _SHARED_DOWN_TO) * _SHARED_DOWN_TO
    place = Place(places[0].prize, places[0].title, part)
    return [Given(place, frozenset(group), True, len(group)) for _ in group]


def _decided(ledger: Ledger, rules: Rules, prize: str, group: list[str]) -> list[str]:
    """Who was decided for a prize, the first one first."""
    if rules.last_resort == "draw":
        draws = ledger.ruled("draw")
        seed = draws[-1]["seed"] if draws else None
        return [] if seed is None else sorted(group, key=lambda one: lot(seed, prize, one))
    decisions = [ruling for ruling in ledger.ruled("tie_decided") if ruling["prize"] == prize]
    return list(decisions[-1]["winners"]) if decisions else []
