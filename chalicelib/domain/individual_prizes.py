"""Who gets which individual prize, and where a tie must be decided first (contest format)."""

from collections.abc import Collection, Iterator
from itertools import groupby
from operator import attrgetter

from chalicelib.domain.contest import Contest, IndividualPrize
from chalicelib.domain.drawing import lots_of
from chalicelib.domain.ladders import Group, Resort, Taken, climb, joined
from chalicelib.domain.prizes import Allocation, Decided, places_of
from chalicelib.domain.ranking import Entry, Ranked, Standing

_CONDITIONS = attrgetter("category", "full_marks_only", "min_score")


def award_individuals(
    contest: Contest,
    standing: Standing,
    decided: Decided,
    passed: Collection[str] = (),
    seed: str | None = None,
) -> Allocation:
    """Individual prizes in the file's order, each counted person one at most.

    Prizes in a row with the same conditions are one ladder. `passed` are participants who refused
    or did not claim a prize: they keep their place in the standing and win nothing. `seed` is the
    number that ties are drawn with, where the rules say so and it is known.
    """
    lots = None if seed is None else lots_of(seed, leaves_of(standing).__getitem__)
    resort = Resort(decided, contest.ranking.last_resort, lots)
    taken = Taken()
    ladders: list[Allocation] = []
    for _, same in groupby(contest.individual_prizes, key=_CONDITIONS):
        prizes = tuple(same)
        places = [place for prize in prizes for place in places_of(prize)]
        able = _Able(contest, prizes[0], taken.won, passed)
        ladder = climb(places, able.groups(standing), taken, resort)
        taken.note(ladder)
        ladders.append(ladder)
    return joined(ladders)


def leaves_of(standing: Standing) -> dict[str, str]:
    """Attempt id → leaf in hex, of all counted entries: how lots name people."""
    entries = (ranked.entry for ranked in standing.counted)
    return {entry.attempt_id: entry.leaf.hex() for entry in entries}


class _Able:
    """Who may win a prize: those who meet its conditions and have neither won nor passed."""

    def __init__(
        self,
        contest: Contest,
        prize: IndividualPrize,
        won: Collection[str],
        passed: Collection[str],
    ) -> None:
        self._category = prize.category
        full_score = contest.paper.questions if prize.full_marks_only else 0
        self._least_score = max(full_score, prize.min_score or 0)
        self._won = won
        self._passed = passed

    def groups(self, standing: Standing) -> Iterator[Group]:
        """Attempt ids place by place, those who tie together."""
        able: Iterator[Ranked] = filter(self._admits, standing.counted)
        for _, tied in groupby(able, key=attrgetter("place")):
            yield tuple(ranked.entry.attempt_id for ranked in tied)

    def _admits(self, ranked: Ranked) -> bool:
        entry: Entry = ranked.entry
        return (
            self._category in (None, entry.category)
            and entry.score >= self._least_score
            and entry.attempt_id not in self._won
            and entry.participant not in self._passed
        )
