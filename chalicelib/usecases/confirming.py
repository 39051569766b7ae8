"""Heads of units confirm who of theirs took part, by a link or on paper (design §5)."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from chalicelib.domain.contest import Unit
from chalicelib.domain.errors import Code, Refusal, invalid
from chalicelib.usecases.auditing import Act, record_act
from chalicelib.usecases.confirmed import KIND, Link, UnitRuling, unit_ruling
from chalicelib.usecases.ports import Bundle, Conflict, Ruling, Stores
from chalicelib.usecases.ranking import current_bundle, refuse_once_erased
from chalicelib.usecases.run_parts import tallies_part, unit_list

MOST_ROWS = 100
HEAD = "head"
_DAY_MS = 86_400_000
_TRIES = 20


def list_units(slug: str, begin: int, stores: Stores) -> dict[str, Any]:
    """How far each unit has come: {"units_confirm", "ranked", "waiting": [unit id], "units": […],
    "next"}; a page of units from the one numbered `begin` on.

    Raises Refusal: no_such_contest, data_erased.
    """
    contest = _bundle(slug, stores).contest
    run = stores.judgements.latest_run(slug)
    outcome = None if run is None else tallies_part(slug, run.inputs_hash, stores.vault)
    participants = {} if outcome is None else _participants(outcome)
    stored = {each.id: unit_ruling(each) for each in stores.rulings.every(slug, KIND)}
    page = contest.units[begin : begin + MOST_ROWS]
    after = begin + MOST_ROWS
    return {
        "units_confirm": contest.approval.units_confirm,
        "ranked": outcome is not None,
        "waiting": [] if outcome is None else outcome["unconfirmed_units"],
        "units": [_state(unit, stored.get(unit.id, UnitRuling()), participants) for unit in page],
        "next": after if after < len(contest.units) else None,
    }


def issue_link(
    slug: str, unit_id: str, nonce: str, days: int, by: str, source: str, stores: Stores
) -> Link:
    """A link for the head of a unit that is good for some days; issued earlier, others end.

    The same nonce gives the same link. Raises Refusal: no_such_contest, invalid, units_not_asked.
    """
    _unit(_asking(slug, stores), unit_id)
    now = stores.clock()
    link = Link(nonce, now, now + days * _DAY_MS)

    def change(before: UnitRuling) -> UnitRuling:
        same = before.link is not None and before.link.nonce == nonce
        return before if same else replace(before, link=link)

    act = Act(by, "issue-unit-link", unit_id, now, after=link.expires_at, source=source)
    stands = _change(slug, unit_id, change, act, stores)
    return stands.link or link


def list_for_head(slug: str, unit_id: str, begin: int, stores: Stores) -> dict[str, Any]:
    """A page of a unit's list: names and masked numbers, who is struck, whether it is confirmed.

    No score, no answer, no time. Raises Refusal: no_such_contest, not_ranked, invalid.
    """
    bundle = _asking(slug, stores)
    unit = _unit(bundle, unit_id)
    rows = _rows(slug, unit_id, stores)
    ruling = unit_ruling(stores.rulings.get(slug, KIND, unit_id))
    struck, after = set(ruling.struck), begin + MOST_ROWS
    return {
        "title": bundle.contest.title,
        "unit": {"id": unit.id, "name": unit.name},
        "people": [
            {
                **{name: row[name] for name in ("id", "name", "identity_masked")},
                "struck": row["participant"] in struck,
            }
            for row in rows[begin : begin + MOST_ROWS]
        ],
        "count": len(rows),
        "confirmed_at": ruling.confirmed_at,
        "next": after if after < len(rows) else None,
    }


def require_link(slug: str, unit_id: str, nonce: str, at: int, stores: Stores) -> None:
    """Raises bad_link where a link is over, or another was issued since."""
    link = unit_ruling(stores.rulings.get(slug, KIND, unit_id)).link
    if link is None or link.nonce != nonce or at >= link.expires_at:
        raise bad_link()


def bad_link() -> Refusal:
    """The refusal of a link that opens nothing (any more)."""
    return Refusal(
        Code.BAD_TOKEN,
        "Đường dẫn này đã hết hạn hoặc đã được thay bằng đường dẫn khác. "
        "Xin liên hệ Ban Tổ chức để nhận đường dẫn mới.",
    )


def confirm(
    slug: str, unit_id: str, struck: Collection[str], by: str, why: str, source: str, stores: Stores
) -> dict[str, Any]:
    """Confirms a unit's list, with those rows struck who do not belong to it; confirming the same
    again changes nothing. `by` is an e-mail, or `HEAD`.

    Gives {"confirmed_at", "struck"}. Raises Refusal: no_such_contest, not_ranked, published,
    invalid.
    """
    _unit(_asking(slug, stores), unit_id)
    if by == HEAD:
        _refuse_once_published(slug, stores)
    participants = _participants_of(struck, _rows(slug, unit_id, stores))
    now = stores.clock()

    def change(before: UnitRuling) -> UnitRuling:
        if before.confirmed_at is not None and before.struck == participants:
            return before
        return replace(before, struck=participants, confirmed_at=now, confirmed_by=by)

    signed = f"unit:{unit_id}" if by == HEAD else by
    told = {"struck": sorted(struck)}
    act = Act(signed, "confirm-unit", unit_id, now, why, after=told, source=source)
    stands = _change(slug, unit_id, change, act, stores)
    return {"confirmed_at": stands.confirmed_at, "struck": len(stands.struck)}


def withdraw(slug: str, unit_id: str, by: str, why: str, source: str, stores: Stores) -> None:
    """Takes a confirmation back: nobody is struck any more, and the unit has to confirm anew.
    Doing it again changes nothing. Raises Refusal: no_such_contest, invalid."""
    _unit(_asking(slug, stores), unit_id)
    act = Act(by, "withdraw-unit", unit_id, stores.clock(), why, source=source)

    def change(before: UnitRuling) -> UnitRuling:
        return UnitRuling(link=before.link)

    _change(slug, unit_id, change, act, stores)


def _change(slug: str, unit_id: str, change: Any, act: Act, stores: Stores) -> UnitRuling:
    for _ in range(_TRIES):
        stored = stores.rulings.get(slug, KIND, unit_id)
        before = unit_ruling(stored)
        after: UnitRuling = change(before)
        if after == before:
            return before
        # On record first: nothing must be in force that the log does not know.
        seen = before.document() if stored else None
        record_act(slug, replace(act, before=_told(seen)), stores.vault)
        fresh = (
            Ruling(slug, KIND, unit_id, after.document())
            if stored is None
            else stored.changed(after.document())
        )
        try:
            stores.rulings.put(fresh, stored)
        except Conflict:
            continue
        return after
    raise Refusal(Code.TRY_AGAIN, "Có người vừa sửa danh sách này. Xin tải lại rồi làm lại.")


def _told(document: dict[str, Any] | None) -> Any:
    """What the log says of what stood before: no participants, no link."""
    if document is None or document["confirmed_at"] is None:
        return None
    return {"confirmed_at": document["confirmed_at"], "struck": len(document["struck"])}


def _bundle(slug: str, stores: Stores) -> Bundle:
    bundle = current_bundle(slug, stores)
    refuse_once_erased(bundle.contest, stores.clock())
    return bundle


def _asking(slug: str, stores: Stores) -> Bundle:
    bundle = _bundle(slug, stores)
    if not bundle.contest.approval.units_confirm:
        says = "Thể lệ cuộc thi này không yêu cầu đơn vị xác nhận (approval.units_confirm)."
        raise invalid({"unit": says})
    return bundle


def _unit(bundle: Bundle, unit_id: str) -> Unit:
    unit = bundle.contest.unit(unit_id)
    if unit is None:
        raise invalid({"unit": f"Không có đơn vị “{unit_id}” trong cuộc thi này."})
    return unit


def _rows(slug: str, unit_id: str, stores: Stores) -> list[dict[str, Any]]:
    run = stores.judgements.latest_run(slug)
    if run is None:
        raise Refusal(
            Code.NOT_RANKED,
            "Danh sách có sau khi cuộc thi đóng và được xếp hạng. Xin quay lại sau.",
        )
    return unit_list(slug, run.inputs_hash, unit_id, stores.vault)


def _participants_of(struck: Collection[str], rows: list[dict[str, Any]]) -> tuple[str, ...]:
    known = {row["id"]: row["participant"] for row in rows}
    if unknown := set(struck) - known.keys():
        raise invalid(
            {"struck": f"{len(unknown)} người không còn trong danh sách. Xin tải lại trang."}
        )
    return tuple(sorted(known[each] for each in set(struck)))


def _refuse_once_published(slug: str, stores: Stores) -> None:
    record = stores.records.get(slug)
    if record is not None and record.published_at is not None:
        raise Refusal(
            Code.CLOSED, "Kết quả đã công bố. Nếu còn sai sót, xin báo Ban Tổ chức để sửa."
        )


def _participants(outcome: dict[str, Any]) -> dict[str, int]:
    return {unit["id"]: unit["participants"] for unit in outcome["units"]}


def _state(unit: Unit, ruling: UnitRuling, participants: dict[str, int]) -> dict[str, Any]:
    return {
        "id": unit.id,
        "name": unit.name,
        "kind": unit.kind,
        "participants": participants.get(unit.id, 0),
        "link_expires_at": ruling.link and ruling.link.expires_at,
        "confirmed_at": ruling.confirmed_at,
        "confirmed_by": ruling.confirmed_by,
        "struck": len(ruling.struck),
    }
