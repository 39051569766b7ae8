"""Naming who gets a manual prize, after ranking; and taking that back."""

import re
from dataclasses import dataclass

from chalicelib.domain.attempt import Attempt
from chalicelib.domain.contest import Contest
from chalicelib.domain.errors import Code, Refusal, invalid
from chalicelib.domain.identity import normalise_identity
from chalicelib.domain.manual_prizes import (
    Naming,
    Recipient,
    fault_of_naming,
    manual_prize,
    place_key,
)
from chalicelib.domain.ranking import EntryState
from chalicelib.usecases.auditing import Act, record_act
from chalicelib.usecases.judging import find_person
from chalicelib.usecases.namings import KIND, document_of, naming_of, namings
from chalicelib.usecases.ports import Conflict, Ruling, Stores
from chalicelib.usecases.ranking import current_bundle, latest_head, refuse_once_erased
from chalicelib.usecases.standing_parts import read_states

_ADDRESS = re.compile(r"([a-z2-7]{26})-([0-9]{1,9})")
_ABLE = (EntryState.COUNTED.value, EntryState.NOT_BEST.value)


@dataclass(frozen=True)
class Asked:
    """Whom an organizer names: `winner` is a unit's id, or of a person the number that they
    registered with, or their attempt as `<participant id>-<number>`."""

    prize: str
    place: int
    recipient: Recipient
    winner: str
    reason: str


@dataclass(frozen=True)
class Place:
    """A place of a manual prize as the console shows it. `holder` is who is named, None where
    nobody is; `unit` their unit's name, for a person."""

    prize: str
    place: int
    title: str
    amount_vnd: int
    naming: Naming | None
    holder: str | None = None
    unit: str | None = None


def name_winner(slug: str, asked: Asked, by: str, source: str, stores: Stores) -> Naming:
    """Names who gets a place; naming the same once more changes nothing. It counts from the next
    ranking run on.

    Raises Refusal: no_such_contest, data_erased, not_ranked, no_such_attempt, invalid, try_again.
    """
    contest = current_bundle(slug, stores).contest
    refuse_once_erased(contest, stores.clock())
    holder = _holder(contest, asked, stores) if asked.recipient is Recipient.ATTEMPT else None
    winner = asked.winner if holder is None else holder.id
    place = (asked.prize, asked.place, asked.recipient, winner)
    naming = Naming(*place, asked.reason, stores.clock())
    in_force = {each.key: each for each in namings(slug, stores)}
    fault = fault_of_naming(contest, naming, in_force)
    if fault:
        raise invalid(fault)
    latest_head(slug, stores)
    stands = in_force.get(naming.key)
    if stands is not None:
        return _as_it_stands(stands, naming)
    _keep(slug, naming, holder, by, source, stores)
    return naming


def withdraw(
    slug: str, prize: str, place: int, reason: str, by: str, source: str, stores: Stores
) -> None:
    """Takes a naming back; where nobody is named, nothing changes.

    Raises Refusal: no_such_contest, data_erased, try_again.
    """
    refuse_once_erased(current_bundle(slug, stores).contest, stores.clock())
    ruling = stores.rulings.get(slug, KIND, place_key(prize, place))
    if ruling is None or not ruling.document["in_force"]:
        return
    winner, now = ruling.document["winner"], stores.clock()
    act = Act(by, "withdraw-manual-prize", ruling.id, now, reason, winner, None, source)
    record_act(slug, act, stores.vault)
    taken_back = {"in_force": False, "withdrawn": {"at": now, "by": by, "reason": reason}}
    _put(ruling.changed({**ruling.document, **taken_back}), ruling, stores)


def places(slug: str, stores: Stores) -> list[Place]:
    """Every place of the contest's manual prizes, with who is named. Raises no_such_contest."""
    contest = current_bundle(slug, stores).contest
    if not contest.manual_prizes:
        return []
    rulings = {ruling.id: ruling for ruling in stores.rulings.every(slug, KIND)}
    return [
        _place(contest, prize.id, number, rulings.get(place_key(prize.id, number)), stores)
        for prize in contest.manual_prizes
        for number in range(1, prize.count + 1)
    ]


def _as_it_stands(stands: Naming, naming: Naming) -> Naming:
    if (stands.recipient, stands.winner) != (naming.recipient, naming.winner):
        says = "Suất này đã ghi người khác. Xin rút tên người đó trước, kèm lý do."
        raise invalid({"place": says})
    return stands


def _keep(
    slug: str, naming: Naming, holder: Attempt | None, by: str, source: str, stores: Stores
) -> None:
    # On record first: nothing must be in force that the log does not know.
    told = (by, "name-manual-prize", naming.key, naming.at, naming.reason)
    record_act(slug, Act(*told, None, naming.winner, source), stores.vault)
    whose = None if holder is None else [holder.participant, holder.number]
    document = document_of(naming, by, whose)
    previous = stores.rulings.get(slug, KIND, naming.key)
    if previous is None:
        _put(Ruling(slug, KIND, naming.key, document), None, stores)
    elif previous.document["in_force"]:
        raise _somebody_was_faster()
    else:
        _put(previous.changed(document), previous, stores)


def _put(ruling: Ruling, previous: Ruling | None, stores: Stores) -> None:
    try:
        stores.rulings.put(ruling, previous)
    except Conflict as conflict:
        raise _somebody_was_faster() from conflict


def _somebody_was_faster() -> Refusal:
    return Refusal(Code.TRY_AGAIN, "Có người vừa ghi suất giải này. Xin tải lại trang rồi xem lại.")


def _holder(contest: Contest, asked: Asked, stores: Stores) -> Attempt:
    """The attempt that counts of the person who is asked for, by the latest run."""
    head = latest_head(contest.slug, stores)
    made = _attempts(contest, asked.winner, stores)
    states = read_states(contest.slug, head, [each.id for each in made], stores.vault)
    found = [each for each in made if states.get(each.id) in _ABLE]
    if not found:
        says = "Người này không có bài dự thi được tính trong lần xếp hạng mới nhất."
        raise invalid({"winner": says})
    return min(found, key=lambda each: states[each.id] != EntryState.COUNTED.value)


def _attempts(contest: Contest, winner: str, stores: Stores) -> list[Attempt]:
    if normalise_identity(contest.identity.field, winner) is not None:
        return find_person(contest.slug, winner, stores)
    address = _ADDRESS.fullmatch(winner)
    attempt = address and stores.attempts.get(contest.slug, address[1], int(address[2]))
    if not attempt:
        says = "Không tìm thấy người dự thi này: xin ghi số đã đăng ký, hoặc mã lượt thi."
        raise invalid({"winner": says})
    return [attempt]


def _place(
    contest: Contest, prize_id: str, number: int, ruling: Ruling | None, stores: Stores
) -> Place:
    prize = manual_prize(contest, prize_id)
    assert prize is not None
    empty = Place(prize_id, number, prize.title, prize.amount_vnd, None)
    if ruling is None or not ruling.document["in_force"]:
        return empty
    naming, units = naming_of(ruling), {unit.id: unit.name for unit in contest.units}
    filled = (prize_id, number, prize.title, prize.amount_vnd, naming)
    if naming.recipient is Recipient.UNIT:
        return Place(*filled, units.get(naming.winner, naming.winner))
    participant, attempt_number = ruling.document["holder"]
    attempt = stores.attempts.get(contest.slug, participant, attempt_number)
    if attempt is None:
        return Place(*filled, naming.winner)
    return Place(*filled, attempt.name, units.get(attempt.unit, attempt.unit))
