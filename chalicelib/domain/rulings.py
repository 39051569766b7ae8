"""What moves a rank, a count or a prize after sealing, in public words (docs/ledger.md §6)."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from chalicelib.domain.amending import Amended, Amendment, AmendmentKind
from chalicelib.domain.amendments import ANNOUNCED_DRAW
from chalicelib.domain.canonical import canonical
from chalicelib.domain.manual_prizes import ManualAward, Recipient
from chalicelib.domain.outcome import Outcome
from chalicelib.domain.unit_lists import NOT_OF_THE_UNIT, is_struck, strikes_of

TAKEN_OUT = "taken_out"
"""Reason code of attempts that were reset: what organizers wrote then was for their log alone."""

ORDERED = frozenset(
    {AmendmentKind.QUESTION_VOIDED, AmendmentKind.KEY_CORRECTED, AmendmentKind.CLOSE_MOVED}
)
"""Kinds of which the later one counts."""

_ORGANIZERS, _UNIT, _RULES = "organizers", "unit", "rules"

Fact = dict[str, Any]
"""A ruling without its number and what comes before it."""


def facts_in_force(outcome: Outcome) -> list[Fact]:
    """All that holds in a ranking run, but resets and late leaves, which no run knows of: entries
    by their leaves in hex, nobody by name, organizers by their role."""
    found = chain(
        _amendments(outcome.amended),
        _disqualified(outcome),
        _struck(outcome),
        _of_prizes(outcome),
    )
    return in_order(found)


def reset_fact(leaf: bytes | None, unit: str, at: int) -> Fact:
    """An attempt was taken out of the contest at `at`; no `leaf` where nothing was sealed."""
    of_it = {"leaf": None if leaf is None else leaf.hex(), "unit": unit}
    return _fact("reset", at, _ORGANIZERS, TAKEN_OUT, **of_it)


def late_fact(leaf: str, at: int, reason: str) -> Fact:
    """Organizers said at `at` why a winner's leaf (in hex) came late."""
    return _fact("late", at, _ORGANIZERS, reason, leaf=leaf)


def in_order(facts: Iterable[Fact]) -> list[Fact]:
    """By their instants; those of kinds of which the later counts as they were given, where they
    have the same instant."""
    return sorted(facts, key=_place)


def _place(fact: Fact) -> tuple[int, bool, bytes]:
    is_ordered = fact["kind"] in ORDERED
    return fact["at"] or 0, not is_ordered, b"" if is_ordered else canonical(fact)


def _fact(kind: str, at: int | None, by: str, reason: str, **further: Any) -> Fact:
    return {"kind": kind, "at": at, "by": by, "reason": reason, **further}


def _amendments(amended: Iterable[Amended]) -> Iterator[Fact]:
    for each in amended:
        change = each.amendment
        further = _changed(change)
        if change.kind is AmendmentKind.INTERVAL_ANNULLED:
            further["leaves"] = sorted(leaf.hex() for leaf in each.leaves)
        yield _fact(change.kind.value, change.at, _ORGANIZERS, change.reason, **further)


def _changed(change: Amendment) -> Fact:
    if change.kind is AmendmentKind.KEY_CORRECTED:
        return {"question": change.question, "key": sorted(change.key)}
    if change.question is not None:
        return {"question": change.question}
    if change.interval is not None:
        return {"starts": change.interval.starts, "ends": change.interval.ends}
    return {"closes_at": change.closes_at, "closed_before": change.closed_before}


def _disqualified(outcome: Outcome) -> Iterator[Fact]:
    annulled = {leaf for each in outcome.amended for leaf in each.leaves}
    for each in outcome.disqualified:
        if each.entry.leaf in annulled:
            # The amendment names it.
            continue
        by = _RULES if each.at is None else _ORGANIZERS
        yield _fact("disqualified", each.at, by, each.reason, leaf=each.entry.leaf.hex())


def _struck(outcome: Outcome) -> Iterator[Fact]:
    at = {each.unit: each.at for each in outcome.judged.confirmations}
    strikes = strikes_of(outcome.judged.confirmations)
    for entry in outcome.sealed_entries() if strikes else ():
        if is_struck(entry, strikes):
            of_it = {"leaf": entry.leaf.hex(), "unit": entry.unit}
            yield _fact("unit_struck", at[entry.unit], _UNIT, NOT_OF_THE_UNIT, **of_it)


def _of_prizes(outcome: Outcome) -> Iterator[Fact]:
    units = {unit.id for unit in outcome.contest.units}
    named = _Named(outcome)
    for decision in outcome.judged.decisions:
        winners = [each if each in units else named.leaf(each) for each in decision.winners]
        of_it = {"prize": decision.prize, "winners": [each for each in winners if each]}
        yield _fact("tie_decided", decision.at, _ORGANIZERS, decision.reason, **of_it)
    draw = outcome.judged.draw
    if draw is not None:
        yield _fact(
            "draw", draw.at, _ORGANIZERS, ANNOUNCED_DRAW, source=draw.source, seed=draw.seed
        )
    for passing in outcome.judged.passings:
        is_unit = passing.winner in units
        who = passing.winner if is_unit else named.leaf_of_person(passing.winner)
        if who is not None:
            of_it = {"prize": passing.prize, "unit" if is_unit else "leaf": who}
            kind = f"prize_{passing.cause.value}"
            yield _fact(kind, passing.at, _ORGANIZERS, passing.reason, **of_it)
    for award in outcome.manual:
        yield _manual(award, named)


def _manual(award: ManualAward, named: "_Named") -> Fact:
    naming = award.naming
    is_unit = naming.recipient is Recipient.UNIT
    of_it: Fact = {"prize": naming.prize, "place": naming.place}
    of_it["unit" if is_unit else "leaf"] = naming.winner if is_unit else named.leaf(naming.winner)
    return _fact("manual_prize", naming.at, _ORGANIZERS, naming.reason, **of_it)


class _Named:
    """The entries that organizers named, and those that count of the same people."""

    def __init__(self, outcome: Outcome) -> None:
        judged = outcome.judged
        ids = {*chain.from_iterable(each.winners for each in judged.decisions)}
        ids |= {each.winner for each in judged.passings} | {*outcome.named_attempts}
        found = [each for each in outcome.sealed_entries() if each.attempt_id in ids] if ids else []
        self._entries = {entry.attempt_id: entry for entry in found}
        people = {entry.participant for entry in found}
        counted = (ranked.entry for ranked in outcome.standing.counted)
        self._counted = {each.participant: each for each in counted if each.participant in people}

    def leaf(self, attempt_id: str) -> str | None:
        entry = self._entries.get(attempt_id)
        return None if entry is None else entry.leaf.hex()

    def leaf_of_person(self, attempt_id: str) -> str | None:
        """Of the entry with which this person stands in the ranking now: who passes does so with
        all their attempts."""
        entry = self._entries.get(attempt_id)
        if entry is None:
            return None
        return self._counted.get(entry.participant, entry).leaf.hex()
