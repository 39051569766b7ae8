"""Prizes for tests, told in few letters.

`a_standing("ab", "C")`: a and b tie before C; capitals are officials, the rest residents; the first
group has all 3 answers right, each next one fewer. `told(…)` says winners as `1a 2b` and open ties
as `1:1ab` (prize, places, who), `2:1bc<1` where the second prize waits for the first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from chalicelib.domain.attempt import SealedBy
from chalicelib.domain.collective_prizes import award_units
from chalicelib.domain.contest import (
    CollectivePrize,
    Contest,
    IndividualPrize,
    LastResort,
    Metric,
    Unit,
)
from chalicelib.domain.individual_prizes import award_individuals
from chalicelib.domain.metrics import UnitTally
from chalicelib.domain.prizes import Allocation
from chalicelib.domain.ranking import Entry, Ranked, Standing
from tests.builders import a_contest

OFFICIAL, RESIDENT = "Cán bộ", "Nhân dân"
FULL_SCORE = 3


def an_individual(amount_vnd: int, count: int = 1, **conditions: Any) -> IndividualPrize:
    return IndividualPrize("?", "Giải", count, amount_vnd, **conditions)


def a_collective(metric: Metric, amount_vnd: int = 700_000, **over: Any) -> CollectivePrize:
    return CollectivePrize(
        **{"id": "?", "title": "Giải", "count": 1, **over}, amount_vnd=amount_vnd, metric=metric
    )


def numbered(contest: Contest, *prizes: IndividualPrize | CollectivePrize, **rules: Any) -> Contest:
    """The contest with these prizes instead of its own, and other rules of ranking."""
    individual = [prize for prize in prizes if isinstance(prize, IndividualPrize)]
    collective = [prize for prize in prizes if isinstance(prize, CollectivePrize)]
    return replace(
        contest,
        ranking=replace(contest.ranking, **rules),
        individual_prizes=tuple(
            replace(prize, id=f"individual-{n}", title=f"Giải {n}")
            for n, prize in enumerate(individual, start=1)
        ),
        collective_prizes=tuple(
            replace(prize, id=f"collective-{n}", title=f"Giải {n}")
            for n, prize in enumerate(collective, start=1)
        ),
    )


def with_prizes(*prizes: IndividualPrize | CollectivePrize, **rules: Any) -> Contest:
    return numbered(a_contest(), *prizes, **rules)


def sharing(*prizes: IndividualPrize | CollectivePrize, **rules: Any) -> Contest:
    return with_prizes(*prizes, last_resort=LastResort.SHARE, **rules)


def a_standing(*groups: Sequence[str]) -> Standing:
    counted: list[Ranked] = []
    for below, group in enumerate(groups):
        place = len(counted) + 1
        score = max(FULL_SCORE - below, 0)
        counted += [Ranked(place, _entry(name, score)) for name in group]
    return Standing(tuple(counted), ())


def _entry(name: str, score: int) -> Entry:
    category = OFFICIAL if name.isupper() else RESIDENT
    return Entry(
        attempt_id=name,
        participant=f"person {name}",
        number=1,
        unit="khu-pho-1",
        category=category,
        name=name,
        identity="0912345678",
        score=score,
        elapsed_ms=60_000,
        submitted_at=1,
        leaf=name.encode(),
        sealed_by=SealedBy.HOLDER,
    )


def individuals(
    contest: Contest, standing: Standing, decided: dict[str, str] | None = None, passed: str = ""
) -> Allocation:
    by_prize = {f"individual-{prize}": tuple(names) for prize, names in (decided or {}).items()}
    return award_individuals(contest, standing, by_prize, {f"person {name}" for name in passed})


def units(
    contest: Contest,
    tallies: Sequence[UnitTally],
    decided: dict[str, str] | None = None,
    passed: str = "",
) -> Allocation:
    """What all collective prizes give together."""
    by_prize = {f"collective-{prize}": tuple(names) for prize, names in (decided or {}).items()}
    results = award_units(contest, tallies, by_prize, set(passed))
    return Allocation(
        tuple(award for result in results for award in result.allocation.awards),
        tuple(tie for result in results for tie in result.allocation.ties),
    )


def a_tally(
    name: str, people: dict[int, int], kind: str | None = None, headcount: int | None = None
) -> UnitTally:
    """A unit of whose people so many reached each score."""
    return UnitTally(Unit(name, name.upper(), kind, headcount), sum(people.values()), people)


def told(allocation: Allocation) -> tuple[str, str]:
    awards = " ".join(award.prize_id[-1] + award.winner for award in allocation.awards)
    return awards, " ".join(_ties(allocation))


def parts(allocation: Allocation) -> str:
    """Winners with their money in thousands, and how many share it: `1a300/2`."""
    return " ".join(
        f"{award.prize_id[-1]}{award.winner}{award.amount_vnd // 1_000}"
        + (f"/{award.shared}" if award.shared else "")
        for award in allocation.awards
    )


def _ties(allocation: Allocation) -> Iterable[str]:
    for tie in allocation.ties:
        waits = f"<{tie.waits_for[-1]}" if tie.waits_for else ""
        yield f"{tie.prize_id[-1]}:{tie.places}{''.join(tie.candidates)}{waits}"
