"""Amendments by organizers: proposed with a dry run, agreed by a second person, or withdrawn.

Until a contest is frozen only its close can be moved: a key that is corrected in public before
would tell the key. From then on everything but the close can be amended.
"""

import json
from dataclasses import replace
from typing import Any

from chalicelib.domain.amended import what_of
from chalicelib.domain.amending import Amendment, AmendmentKind, faults_of
from chalicelib.domain.canonical import canonical
from chalicelib.domain.comparing import compare
from chalicelib.domain.contest import MS_PER_DAY
from chalicelib.domain.counts import Progress
from chalicelib.domain.errors import Code, Refusal, invalid
from chalicelib.usecases.agreed import (
    KIND,
    Document,
    Proposal,
    State,
    agreed,
    amendment_of,
    document_of,
    proposal_of,
    proposals,
)
from chalicelib.usecases.auditing import Act, record_act
from chalicelib.usecases.counting import known_changes
from chalicelib.usecases.ledger_index import renew_index
from chalicelib.usecases.moving_the_close import move_the_close, refuse_too_late
from chalicelib.usecases.ports import Bundle, Conflict, Ruling, Stores
from chalicelib.usecases.public_files import publish_practice, read_results
from chalicelib.usecases.ranking import (
    current_bundle,
    frozen_bundle,
    outcome_of,
    sealed_attempts,
)
from chalicelib.usecases.second_person import refuse_own

MOST_MOVED_MS = 14 * MS_PER_DAY
"""How much later than planned a contest may close: personal data of those who started before it
was moved are kept at least so much longer than complaints and claims take."""


def propose(
    slug: str, amendment_id: str, said: Document, by: str, source: str, stores: Stores
) -> Document:
    """Tries an amendment dry, and keeps it with what it would change until somebody else agrees.

    `said`: {"kind", "reason"} and what the kind needs: "question", "key", "starts" and "ends", or
    "closes_at". Proposing the same again tries it anew. Gives what `tell` gives. Raises Refusal:
    no_such_contest, not_frozen, closed, invalid, changed_meanwhile.
    """
    is_move = said["kind"] == AmendmentKind.CLOSE_MOVED
    bundle = current_bundle(slug, stores) if is_move else frozen_bundle(slug, stores)
    now = stores.clock()
    amendment = amendment_of(amendment_id, said, now)
    if is_move:
        _refuse_before_opening(bundle, now)
        amendment = replace(amendment, closed_before=bundle.contest.closes_at)
    _refuse_faults(amendment, bundle, stores)
    standing = stores.rulings.get(slug, KIND, amendment_id)
    proposal = Proposal(amendment, State.PROPOSED, by, now)
    if standing is not None:
        proposal = _the_same(standing, proposal)
    trial = _try_out(proposal.amendment, bundle, stores)
    stores.vault.put(_trial_key(slug, amendment_id), canonical(trial))
    if standing is None:
        act = Act(by, "propose-amendment", amendment_id, now, amendment.reason, source=source)
        record_act(slug, replace(act, after=document_of(proposal)), stores.vault)
        _put(Ruling(slug, KIND, amendment_id, document_of(proposal)), None, stores)
    return tell(slug, amendment_id, stores)


def _refuse_before_opening(bundle: Bundle, now: int) -> None:
    if now < bundle.contest.opens_at:
        raise Refusal(
            Code.NOT_OPEN,
            "Cuộc thi chưa mở: xin sửa giờ đóng ở mục Thể lệ rồi mở lại, không cần điều chỉnh.",
        )


def agree(slug: str, amendment_id: str, by: str, source: str, stores: Stores) -> Document:
    """Puts an amendment in force, for somebody else than who proposed it; the same again changes
    nothing, but mends what was left half done.

    Raises Refusal: no_such_contest, no_such_thing, second_person, changed_meanwhile, closed.
    """
    bundle = current_bundle(slug, stores)
    ruling, proposal = _found(slug, amendment_id, stores)
    if proposal.state is State.PROPOSED:
        refuse_own(proposal.proposed_by, by)
        _refuse_faults(proposal.amendment, bundle, stores)
        _refuse_an_old_trial(slug, amendment_id, stores)
        _settle(ruling, proposal, State.AGREED, by, "", source, stores)
    elif proposal.state is State.WITHDRAWN:
        raise _changed_meanwhile()
    _put_in_force(proposal.amendment.kind, bundle, stores)
    return tell(slug, amendment_id, stores)


def withdraw(
    slug: str, amendment_id: str, why: str, by: str, source: str, stores: Stores
) -> Document:
    """Takes an amendment back, an agreed one as well until results by it are published; a close
    that was moved stays moved.

    Raises Refusal: no_such_contest, no_such_thing, changed_meanwhile.
    """
    bundle = current_bundle(slug, stores)
    ruling, proposal = _found(slug, amendment_id, stores)
    if proposal.state is not State.WITHDRAWN:
        if proposal.state is State.AGREED:
            _refuse_what_is_relied_on(slug, proposal, stores)
        _settle(ruling, proposal, State.WITHDRAWN, by, why, source, stores)
    if proposal.amendment.question is not None:
        _put_in_force(proposal.amendment.kind, bundle, stores)
    return tell(slug, amendment_id, stores)


def tell_all(slug: str, stores: Stores) -> list[Document]:
    """All amendments of a contest without their dry runs, the first proposed first."""
    bundle = current_bundle(slug, stores)
    in_force = agreed(slug, stores)
    return [_told(each, in_force, bundle) for each in proposals(slug, stores)]


def tell(slug: str, amendment_id: str, stores: Stores) -> Document:
    """An amendment with its dry run: {"amendment", "trial"}. Raises no_such_thing."""
    bundle = current_bundle(slug, stores)
    _, proposal = _found(slug, amendment_id, stores)
    stored = stores.vault.read(_trial_key(slug, amendment_id))
    trial: Any = None if stored is None else json.loads(stored[0])
    return {"amendment": _told(proposal, agreed(slug, stores), bundle), "trial": trial}


def _try_out(amendment: Amendment, bundle: Bundle, stores: Stores) -> Document:
    slug = bundle.contest.slug
    in_force = agreed(slug, stores)
    trial: Document = {"at": stores.clock(), "agreed": [each.id for each in in_force]}
    if amendment.kind is AmendmentKind.CLOSE_MOVED:
        return {**trial, **_still_open(bundle, stores)}
    attempts = sealed_attempts(bundle, stores)
    before = outcome_of(bundle, attempts, in_force, stores)
    after = outcome_of(bundle, attempts, [*in_force, amendment], stores)
    effect = after.amended[-1].effect
    return {
        **trial,
        "run": before.inputs_hash,
        "reach": {"asked": effect.asked, "changed": effect.changed},
        **compare(before, after),
    }


def _still_open(bundle: Bundle, stores: Stores) -> Document:
    """Whom a later close concerns: nobody moves, for nobody is ranked yet."""
    known = known_changes(stores.vault, bundle.contest.slug).values()
    open_now = sum(each.progress is Progress.STARTED for each in known)
    return {"open": open_now, "submitted": sum(each.progress is Progress.SEALED for each in known)}


def _refuse_faults(amendment: Amendment, bundle: Bundle, stores: Stores) -> None:
    slug = bundle.contest.slug
    faults = faults_of(amendment, bundle.contest, agreed(slug, stores))
    if amendment.closes_at is not None:
        refuse_too_late(bundle, stores)
        planned = bundle.document["closes_at"]
        if not bundle.contest.closes_at < amendment.closes_at <= planned + MOST_MOVED_MS:
            says = "Giờ đóng mới phải sau giờ đóng hiện tại, và muộn nhất 14 ngày sau giờ đã định."
            faults = {"closes_at": says}
    if faults:
        raise invalid(faults)


def _the_same(standing: Ruling, proposal: Proposal) -> Proposal:
    """What stands there already, if it is this very proposal and still open."""
    known = proposal_of(standing)
    again = replace(proposal.amendment, at=known.amendment.at)
    if (known.amendment, known.state) != (again, State.PROPOSED):
        raise _changed_meanwhile()
    return known


def _refuse_an_old_trial(slug: str, amendment_id: str, stores: Stores) -> None:
    stored = stores.vault.read(_trial_key(slug, amendment_id))
    seen = None if stored is None else json.loads(stored[0])["agreed"]
    if seen != [each.id for each in agreed(slug, stores)]:
        raise Refusal(
            Code.CHANGED_MEANWHILE,
            "Từ lần chạy thử đã có điều chỉnh khác được áp dụng. Xin chạy thử lại rồi xem lại.",
        )


def _refuse_what_is_relied_on(slug: str, proposal: Proposal, stores: Stores) -> None:
    if proposal.amendment.kind is AmendmentKind.CLOSE_MOVED:
        raise invalid({"id": "Giờ đóng đã dời và đã công khai thì không rút lại được."})
    published, _ = read_results(slug, stores.site)
    if published is not None and published["published_at"] >= proposal.amendment.at:
        raise invalid({"id": "Kết quả đã công bố theo điều chỉnh này nên không rút lại được."})


def _settle(
    ruling: Ruling,
    proposal: Proposal,
    state: State,
    by: str,
    why: str,
    source: str,
    stores: Stores,
) -> None:
    now = stores.clock()
    done = replace(proposal, state=state, settled_by=by, settled_at=now, settled_why=why)
    what = "agree-amendment" if state is State.AGREED else "withdraw-amendment"
    # On record first: no amendment must be in force that the log does not know.
    act = Act(by, what, ruling.id, now, why, proposal.state.value, state.value, source)
    record_act(ruling.slug, act, stores.vault)
    _put(ruling.changed(document_of(done)), ruling, stores)


def _put_in_force(kind: AmendmentKind, bundle: Bundle, stores: Stores) -> None:
    slug = bundle.contest.slug
    if kind is AmendmentKind.CLOSE_MOVED:
        move_the_close(slug, stores)
    elif kind in (AmendmentKind.QUESTION_VOIDED, AmendmentKind.KEY_CORRECTED):
        publish_practice(bundle, stores.site, agreed(slug, stores))
        renew_index(slug, stores.site)
        stores.pages.show(slug)


def _put(ruling: Ruling, previous: Ruling | None, stores: Stores) -> None:
    try:
        stores.rulings.put(ruling, previous)
    except Conflict as conflict:
        raise _changed_meanwhile() from conflict


def _found(slug: str, amendment_id: str, stores: Stores) -> tuple[Ruling, Proposal]:
    ruling = stores.rulings.get(slug, KIND, amendment_id)
    if ruling is None:
        raise Refusal(
            Code.NO_SUCH_THING, "Không có điều chỉnh này. Xin tải lại trang rồi chọn lại."
        )
    return ruling, proposal_of(ruling)


def _told(proposal: Proposal, in_force: list[Amendment], bundle: Bundle) -> Document:
    amendment = proposal.amendment
    earlier = [each for each in in_force if (each.at, each.id) < (amendment.at, amendment.id)]
    return {
        "id": amendment.id,
        **what_of(amendment, earlier, bundle.contest),
        "key_indexes": list(amendment.key),
        "state": proposal.state.value,
        "proposed_by": proposal.proposed_by,
        "proposed_at": proposal.proposed_at,
        "settled_by": proposal.settled_by,
        "settled_at": proposal.settled_at,
        "settled_why": proposal.settled_why,
    }


def _changed_meanwhile() -> Refusal:
    return Refusal(
        Code.CHANGED_MEANWHILE, "Điều chỉnh này vừa được người khác xử lý. Xin tải lại trang."
    )


def _trial_key(slug: str, amendment_id: str) -> str:
    return f"runs/{slug}/amendment-{amendment_id}.json"


def work(event: Document, stores: Stores) -> Document:
    """A job on an amendment: {"amend": "propose" | "agree" | "withdraw", "slug", "id", "by",
    "source", "said"?, "reason"?} → what `tell` gives. Raises what these raise."""
    slug, amendment_id = event["slug"], event["id"]
    by, source = event["by"], event["source"]
    if event["amend"] == "propose":
        return propose(slug, amendment_id, event["said"], by, source, stores)
    if event["amend"] == "agree":
        return agree(slug, amendment_id, by, source, stores)
    return withdraw(slug, amendment_id, event["reason"], by, source, stores)
