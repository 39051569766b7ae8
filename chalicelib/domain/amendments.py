"""What changed a result after sealing, as `results.json` shows it (design §8)."""

from collections.abc import Iterator
from dataclasses import asdict
from itertools import chain
from typing import Any

from chalicelib.domain.amended import amended_facts
from chalicelib.domain.amending import ANNULLED
from chalicelib.domain.outcome import Outcome
from chalicelib.domain.prizes import Decision, Passing
from chalicelib.domain.unit_lists import NOT_OF_THE_UNIT, is_struck, strikes_of

ANNOUNCED_DRAW = "announced_draw"
"""Reason code of a draw: nobody decides on it, the rules announce it."""

Amendment = dict[str, Any]


def amendments(outcome: Outcome) -> list[Amendment]:
    """Amendments, disqualifications, decided ties and prizes that passed on, as they happened.

    Attempts are named by their leaves, in hex, for these alone are public. An entry of one who may
    not take part at all comes first, with no instant: the rules say it, nobody decided it.
    """
    amended = amended_facts(outcome.amended, outcome.contest)
    found = chain(amended, _disqualified(outcome), _struck(outcome), _of_prizes(outcome))
    return sorted(found, key=lambda each: (each["at"] or 0, each["kind"]))


def _disqualified(outcome: Outcome) -> Iterator[Amendment]:
    for each in outcome.disqualified:
        if each.reason == ANNULLED:
            # Named, or counted, by the amendment itself.
            continue
        leaf = each.entry.leaf.hex()
        yield {"kind": "disqualified", "at": each.at, "reason": each.reason, "leaf": leaf}


def _struck(outcome: Outcome) -> Iterator[Amendment]:
    """Those whom a unit's head struck from its list: they lose the unit, and nothing else."""
    at = {each.unit: each.at for each in outcome.judged.confirmations}
    strikes = strikes_of(outcome.judged.confirmations)
    for entry in outcome.sealed_entries() if strikes else ():
        if is_struck(entry, strikes):
            struck = {"kind": "unit_struck", "at": at[entry.unit], "reason": NOT_OF_THE_UNIT}
            yield {**struck, "leaf": entry.leaf.hex(), "unit": entry.unit}


def _of_prizes(outcome: Outcome) -> Iterator[Amendment]:
    names = _public_names(outcome)
    titles = {prize.id: prize.title for prize in outcome.contest.prizes}
    collective = {prize.id for prize in outcome.contest.collective_prizes}
    for decision in outcome.judged.decisions:
        yield {**_tie_decided(decision, names), "title": titles[decision.prize]}
    draw = outcome.judged.draw
    if draw is not None:
        yield {"kind": "draw", "reason": ANNOUNCED_DRAW, **asdict(draw)}
    for passing in outcome.judged.passings:
        if passing.winner in names:
            field = "unit" if passing.prize in collective else "leaf"
            title = titles[passing.prize]
            yield {**_passed_on(passing), "title": title, field: names[passing.winner]}


def _public_names(outcome: Outcome) -> dict[str, str]:
    """Attempt id → leaf, unit id → itself, of all that organizers have named."""
    decisions, passings = outcome.judged.decisions, outcome.judged.passings
    named = {*chain.from_iterable(each.winners for each in decisions)}
    named |= {each.winner for each in passings}
    entries = (entry for entry in outcome.sealed_entries() if entry.attempt_id in named)
    units = {unit.id: unit.id for unit in outcome.contest.units}
    return {**units, **{entry.attempt_id: entry.leaf.hex() for entry in entries}}


def _tie_decided(decision: Decision, names: dict[str, str]) -> Amendment:
    return {
        "kind": "tie_decided",
        "at": decision.at,
        "reason": decision.reason,
        "prize": decision.prize,
        "winners": [names[winner] for winner in decision.winners if winner in names],
    }


def _passed_on(passing: Passing) -> Amendment:
    return {
        "kind": f"prize_{passing.cause}",
        "at": passing.at,
        "reason": passing.reason,
        "prize": passing.prize,
    }
