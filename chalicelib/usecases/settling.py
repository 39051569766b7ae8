"""Settling claims: an organizer calls the number, then grants its next attempt or declines."""

from contextlib import suppress
from dataclasses import dataclass

from chalicelib.domain.attempt import Attempt
from chalicelib.domain.claim import Claim, ClaimsOfPerson, ClaimState, settled
from chalicelib.domain.errors import Code, Refusal, invalid
from chalicelib.usecases.auditing import Act, record_act
from chalicelib.usecases.judging import find_attempt, reset
from chalicelib.usecases.ports import Conflict, Stores
from chalicelib.usecases.ranking import current_bundle

_TRIES = 50


@dataclass(frozen=True)
class Disputed:
    """The attempt that was begun last with a number, and the claims to that number that wait."""

    attempt: Attempt
    claims: tuple[Claim, ...]


def disputed(slug: str, stores: Stores) -> list[Disputed]:
    """The numbers that somebody claims, by who waits longest; only those that take part.

    Raises Refusal: no_such_contest.
    """
    current_bundle(slug, stores)
    waiting = {each.participant: each.open for each in stores.claims.every(slug) if each.open}
    latest: dict[str, Attempt] = {}
    for attempt in stores.attempts.every(slug) if waiting else ():
        known = latest.get(attempt.participant)
        if known is None or known.number < attempt.number:
            latest[attempt.participant] = attempt
    found = [
        Disputed(latest[participant], claims)
        for participant, claims in waiting.items()
        if participant in latest
    ]
    return sorted(found, key=lambda each: min(claim.at for claim in each.claims))


def grant(slug: str, attempt_id: str, number: int, reason: str, by: str, stores: Stores) -> Attempt:
    """Resets an attempt, and lets the device of a claim to its number start the next one.

    No other device may, but one that has the one-time code of the reset. Until the next attempt is
    begun, granting it to another claim takes the first grant's place; doing the same again changes
    nothing. Raises Refusal: no_such_contest, no_such_attempt, no_such_claim, closed, invalid.
    """
    current_bundle(slug, stores)
    attempt = find_attempt(slug, attempt_id, stores)
    claim = _claim_of(attempt, number, stores)
    if claim.state is ClaimState.GRANTED and claim.device == attempt.granted:
        return attempt
    _refuse_the_settled(claim)
    if claim.device == attempt.granted:
        # Granted by a call that died before it closed the claim; the device may have begun since.
        _settle(attempt, claim.device, ClaimState.GRANTED, stores)
        return attempt
    _refuse_what_came_before_another(attempt, stores)
    attempt = reset(slug, attempt_id, reason, by, stores).attempt
    if attempt.granted != claim.device:
        # On record first: no grant must be in force that the log does not know.
        act = Act(by, "grant-claim", attempt_id, stores.clock(), reason, after=number)
        record_act(slug, act, stores.vault)
        stores.attempts.grant(attempt.key, claim.device)
    _settle(attempt, claim.device, ClaimState.GRANTED, stores)
    return find_attempt(slug, attempt_id, stores)


def decline(slug: str, attempt_id: str, number: int, reason: str, by: str, stores: Stores) -> None:
    """Turns a claim down; doing it again changes nothing.

    Raises Refusal: no_such_contest, no_such_attempt, no_such_claim.
    """
    current_bundle(slug, stores)
    attempt = find_attempt(slug, attempt_id, stores)
    claim = _claim_of(attempt, number, stores)
    if claim.state is ClaimState.DECLINED:
        return
    _refuse_the_settled(claim)
    act = Act(by, "decline-claim", attempt_id, stores.clock(), reason, after=number)
    record_act(slug, act, stores.vault)
    _settle(attempt, claim.device, ClaimState.DECLINED, stores)


def _settle(attempt: Attempt, device: bytes, state: ClaimState, stores: Stores) -> None:
    """Closes the claim of this device, whatever else was claimed in between."""
    for _ in range(_TRIES):
        stored = _claims_of(attempt, stores)
        open_claim = next((each for each in stored.open if each.device == device), None)
        if open_claim is None:
            return
        with suppress(Conflict):
            stores.claims.put(settled(stored, open_claim, state), stored)
            return
    raise Refusal(Code.TRY_AGAIN, "Có người vừa báo số này. Xin giải quyết lại yêu cầu này.")


def _claim_of(attempt: Attempt, number: int, stores: Stores) -> Claim:
    claim = _claims_of(attempt, stores).numbered(number)
    if claim is None:
        raise _no_such_claim(number, "Số của lượt thi này không có yêu cầu thứ")
    return claim


def _claims_of(attempt: Attempt, stores: Stores) -> ClaimsOfPerson:
    nobodys = ClaimsOfPerson(attempt.slug, attempt.participant, attempt.expires_at)
    return stores.claims.get(attempt.slug, attempt.participant) or nobodys


def _refuse_the_settled(claim: Claim) -> None:
    if claim.state is not ClaimState.OPEN:
        raise _no_such_claim(claim.number, "Đã giải quyết yêu cầu thứ")


def _no_such_claim(number: int, says: str) -> Refusal:
    return Refusal(
        Code.NO_SUCH_CLAIM, f"{says} {number}. Xin xem lại danh sách bằng lệnh ops claims."
    )


def _refuse_what_came_before_another(attempt: Attempt, stores: Stores) -> None:
    latest = stores.attempts.of_person(attempt.slug, attempt.participant)[-1]
    if latest.number != attempt.number:
        says = f"Số này đã có lượt thi sau đó; xin đặt lại lượt {latest.id}."
        raise invalid({"attempt": says})
