"""Prizes by judgement (contest format, `prizes.manual`): organizers name who gets each place.

They stand beside the other prizes: whoever won one of those may get one of these too, but nobody
gets two places of the same manual prize.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.contest import Contest, ManualPrize
from chalicelib.domain.ranking import Entry, Standing


class Recipient(StrEnum):
    """Who can be named: the person of an attempt, or a unit."""

    ATTEMPT = "attempt"
    UNIT = "unit"


@dataclass(frozen=True)
class Naming:
    """Who gets place number `place` (from 1) of a manual prize, by `winner`'s attempt or unit id;
    named `at` when (milliseconds), and why."""

    prize: str
    place: int
    recipient: Recipient
    winner: str
    reason: str
    at: int = 0

    @property
    def key(self) -> str:
        """Tells the places of all manual prizes apart."""
        return place_key(self.prize, self.place)


@dataclass(frozen=True)
class ManualAward:
    """A place that is given: whom it was given to stands in the results."""

    naming: Naming
    title: str
    amount_vnd: int


def place_key(prize: str, place: int) -> str:
    """`manual-1` and 2 → `manual-1.2`."""
    return f"{prize}.{place}"


def manual_prize(contest: Contest, prize_id: str) -> ManualPrize | None:
    """The manual prize with this id."""
    return next((prize for prize in contest.manual_prizes if prize.id == prize_id), None)


def award_by_judgement(
    contest: Contest, standing: Standing, namings: Iterable[Naming]
) -> tuple[ManualAward, ...]:
    """The places that are given, by prize as in the file, then by place.

    Left out is a naming of somebody who counts nowhere any more (a disqualified or reset attempt),
    of an unknown unit, and of a place that the contest does not have: their places stay empty.
    """
    named = {naming.key: naming for naming in namings}
    sealed = {entry.attempt_id for entry in _entries(standing)}
    awards: list[ManualAward] = []
    for prize in contest.manual_prizes:
        keys = (place_key(prize.id, place) for place in range(1, prize.count + 1))
        once: dict[tuple[Recipient, str], Naming] = {}
        for naming in (named[key] for key in keys if key in named):
            # Two organizers at once may have named the same winner for two places.
            once.setdefault((naming.recipient, naming.winner), naming)
        able = (each for each in once.values() if _still_counts(each, contest, sealed))
        awards += [ManualAward(each, prize.title, prize.amount_vnd) for each in able]
    return tuple(awards)


def fault_of_naming(
    contest: Contest, naming: Naming, namings: Mapping[str, Naming]
) -> dict[str, str]:
    """What keeps somebody from being named, by field; `namings` are those in force, by key."""
    prize = manual_prize(contest, naming.prize)
    if prize is None:
        known = ", ".join(each.id for each in contest.manual_prizes) or "không có"
        return {"prize": f"Không có giải bình chọn “{naming.prize}”. Các giải: {known}."}
    if not 1 <= naming.place <= prize.count:
        return {"place": f"Giải này có {prize.count} suất; xin chọn suất từ 1 đến {prize.count}."}
    if any(_is_second(other, naming) for other in namings.values()):
        return {"winner": "Người hoặc đơn vị này đã được ghi ở một suất khác của giải này."}
    if naming.recipient is Recipient.UNIT and contest.unit(naming.winner) is None:
        return {"winner": f"Không có đơn vị “{naming.winner}” trong cuộc thi này."}
    return {}


def _is_second(other: Naming, naming: Naming) -> bool:
    same_winner = (other.recipient, other.winner) == (naming.recipient, naming.winner)
    return other.prize == naming.prize and other.place != naming.place and same_winner


def _entries(standing: Standing) -> Iterable[Entry]:
    yield from (ranked.entry for ranked in standing.counted)
    yield from standing.not_best


def _still_counts(naming: Naming, contest: Contest, sealed: set[str]) -> bool:
    if naming.recipient is Recipient.UNIT:
        return contest.unit(naming.winner) is not None
    return naming.winner in sealed
