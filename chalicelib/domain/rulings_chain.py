"""The chain of published rulings, to which there is only ever added (docs/ledger.md §6)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from chalicelib.domain.canonical import canonical, sha256_hex
from chalicelib.domain.rulings import ORDERED, Fact

WITHDRAWN = "withdrawn"
TAKEN_BACK = "taken_back"
"""Reason code of what holds no more, where nobody wrote why results changed."""

_LINKS = ("number", "previous")

Ruling = dict[str, Any]


def continued(
    published: Sequence[Ruling], facts: Sequence[Fact], at: int, reason: str = TAKEN_BACK
) -> list[Ruling]:
    """The chain to publish: what was `published`, then a withdrawal, `at` and for `reason`, of each
    ruling that is none of the `facts`, then the facts that are new, in their order."""
    rulings = list(published)
    kept = _kept(in_force(published), facts)
    for each in in_force(published):
        if each["number"] not in kept:
            further = {"at": at, "by": "organizers", "reason": reason, "ruling": each["number"]}
            _append(rulings, {"kind": WITHDRAWN, **further})
    known = Counter(map(_spelled, kept.values()))
    for fact in facts:
        if known[_spelled(fact)]:
            known[_spelled(fact)] -= 1
        else:
            _append(rulings, fact)
    return rulings


def in_force(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Those that no later one withdraws, in their order."""
    standing: dict[int, Ruling] = {}
    for each in rulings:
        if each["kind"] == WITHDRAWN:
            standing.pop(each["ruling"], None)
        else:
            standing[each["number"]] = each
    return list(standing.values())


def _append(rulings: list[Ruling], fact: Fact) -> None:
    previous = sha256_hex(canonical(rulings[-1])) if rulings else None
    rulings.append({"number": len(rulings) + 1, "previous": previous, **fact})


def _kept(standing: Iterable[Ruling], facts: Sequence[Fact]) -> dict[int, Ruling]:
    """The rulings that hold on, by number. Of kinds of which the later one counts, only those
    before the first that would come in another order."""
    wanted = Counter(map(_spelled, facts))
    order = [_spelled(fact) for fact in facts if fact["kind"] in ORDERED]
    kept: dict[int, Ruling] = {}
    in_line = 0
    for each in standing:
        spelled = _spelled(each)
        if not wanted[spelled]:
            continue
        if each["kind"] in ORDERED:
            if order[in_line : in_line + 1] != [spelled]:
                # Whatever of these comes later must be told anew as well.
                in_line = len(order)
                continue
            in_line += 1
        wanted[spelled] -= 1
        kept[each["number"]] = each
    return kept


def _spelled(fact: Fact) -> bytes:
    return canonical({name: value for name, value in fact.items() if name not in _LINKS})
