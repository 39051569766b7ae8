"""Two outcomes of a contest side by side: who moves, and who would win or lose a prize."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from chalicelib.domain.outcome import Outcome
from chalicelib.domain.ranking import Entry, EntryState

MOST_ROWS = 200
"""Attempts that a comparison shows side by side; all are counted."""

Document = dict[str, Any]
_Place = tuple[str, int | None, int, int]


def compare(before: Outcome, after: Outcome) -> Document:
    """What stands differently after than before.

    {"changed": how many attempts, "up", "down", "joined", "left": counts of ranks; "scores":
    {"raised", "lowered", "least", "most"}; "rows": the first of them, winners and losers of prizes
    first; "prizes": each that changes hands, with the "names" of all in them; "ties": undecided
    ones before and after}.
    """
    old, new = _places(before), _places(after)
    changed = [attempt for attempt, place in new.items() if old[attempt] != place]
    prizes = list(_prizes(before, after))
    touched = {one for prize in prizes for one in (*prize["lost"], *prize["won"])}
    shown = sorted(changed, key=lambda each: (each not in touched, *_best(old[each], new[each])))
    names = {unit.id: unit.name for unit in after.contest.units}
    names |= {entry.attempt_id: entry.name for entry in after.sealed_entries()}
    told = {one for prize in prizes for one in (*prize["before"], *prize["after"])}
    return {
        "changed": len(changed),
        **_moves(changed, old, new),
        "scores": _scores(changed, old, new),
        "rows": [
            {
                "attempt": attempt,
                "name": names[attempt],
                "before": _told(old[attempt]),
                "after": _told(new[attempt]),
            }
            for attempt in shown[:MOST_ROWS]
        ],
        "prizes": prizes,
        "names": {one: names[one] for one in sorted(told)},
        "ties": [len(before.undecided_ties), len(after.undecided_ties)],
    }


def _places(outcome: Outcome) -> dict[str, _Place]:
    """Attempt id → state, rank, score, elapsed time."""
    places = {
        each.entry.attempt_id: _place(each.entry, EntryState.COUNTED, each.place)
        for each in outcome.standing.counted
    }
    others = (
        (EntryState.NOT_BEST, outcome.standing.not_best),
        (EntryState.DISQUALIFIED, (each.entry for each in outcome.disqualified)),
        (EntryState.RESET, outcome.reset),
    )
    for state, entries in others:
        places |= {entry.attempt_id: _place(entry, state) for entry in entries}
    return places


def _place(entry: Entry, state: EntryState, rank: int | None = None) -> _Place:
    return state.value, rank, entry.score, entry.elapsed_ms


def _moves(changed: Iterable[str], old: dict[str, _Place], new: dict[str, _Place]) -> Document:
    moves = Counter(_move(old[attempt][1], new[attempt][1]) for attempt in changed)
    return {name: moves[name] for name in ("up", "down", "joined", "left")}


def _move(old: int | None, new: int | None) -> str:
    if old is None or new is None:
        return "same" if old == new else "joined" if old is None else "left"
    return "up" if new < old else "down" if new > old else "same"


def _scores(changed: Iterable[str], old: dict[str, _Place], new: dict[str, _Place]) -> Document:
    differences = [new[attempt][2] - old[attempt][2] for attempt in changed]
    moved = [difference for difference in differences if difference]
    return {
        "raised": sum(difference > 0 for difference in moved),
        "lowered": sum(difference < 0 for difference in moved),
        "least": min(moved, default=None),
        "most": max(moved, default=None),
    }


def _best(old: _Place, new: _Place) -> tuple[float, float]:
    ranks = [place[1] if place[1] is not None else float("inf") for place in (old, new)]
    return min(ranks), max(ranks)


def _told(place: _Place) -> Document:
    return dict(zip(("state", "rank", "score", "elapsed_ms"), place, strict=True))


def _prizes(before: Outcome, after: Outcome) -> Iterator[Document]:
    """Each prize whose winners differ: who had it, who would have it."""
    had, has = _winners(before), _winners(after)
    for prize in after.contest.prizes:
        old, new = had.get(prize.id, []), has.get(prize.id, [])
        if old != new:
            yield {
                "prize": prize.id,
                "title": prize.title,
                "before": old,
                "after": new,
                "lost": [one for one in old if one not in new],
                "won": [one for one in new if one not in old],
            }


def _winners(outcome: Outcome) -> dict[str, list[str]]:
    winners: dict[str, list[str]] = {}
    collective = (result.allocation for result in outcome.collective)
    for allocation in (outcome.individual, *collective):
        for award in allocation.awards:
            winners.setdefault(award.prize_id, []).append(award.winner)
    for given in outcome.manual:
        winners.setdefault(given.naming.prize, []).append(given.naming.winner)
    return winners
