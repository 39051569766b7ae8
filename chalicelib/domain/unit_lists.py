"""What heads of units said of their people: who belongs to the unit, and who is struck."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from chalicelib.domain.canonical import sha256_hex
from chalicelib.domain.collective_prizes import CollectiveResult
from chalicelib.domain.contest import Contest
from chalicelib.domain.ranking import Entry

NOT_OF_THE_UNIT = "not_of_the_unit"
"""Reason code of who is struck."""

Strikes = Collection[tuple[str, str]]
"""(unit, participant) of those who lose their unit, and nothing else."""


@dataclass(frozen=True)
class Confirmation:
    """A unit's list as its head, or a clerk by the paper list, confirmed it, `at` when
    (milliseconds); `struck` are participants who do not belong to it."""

    unit: str
    struck: tuple[str, ...]
    at: int


def strikes_of(confirmations: Iterable[Confirmation]) -> frozenset[tuple[str, str]]:
    """All who are struck."""
    return frozenset(
        (each.unit, participant) for each in confirmations for participant in each.struck
    )


def is_struck(entry: Entry, strikes: Strikes) -> bool:
    return (entry.unit, entry.participant) in strikes


def unconfirmed_units(
    contest: Contest, results: Iterable[CollectiveResult], confirmations: Iterable[Confirmation]
) -> tuple[str, ...]:
    """Units that win a collective prize, or may by a decision, and have not confirmed their list,
    where the rules ask for it; in the contest's order.

    Others need not: their people are counted in full, and it was not enough.
    """
    if not contest.approval.units_confirm:
        return ()
    ahead: set[str] = set()
    for result in results:
        ahead.update(award.winner for award in result.allocation.awards)
        ahead.update(*(tie.candidates for tie in result.allocation.ties))
    confirmed = {each.unit for each in confirmations}
    return tuple(unit.id for unit in contest.units if unit.id in ahead - confirmed)


def row_id(slug: str, unit: str, participant: str) -> str:
    """What a head's page calls a person: it leads back to nobody, and is stable."""
    return sha256_hex(f"{slug}:{unit}:{participant}".encode())[:16]
