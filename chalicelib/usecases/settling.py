"""Settling claims: an organizer calls the number, then grants its next attempt or declines."""

from contextlib import suppress
from dataclasses import dataclass, replace

from chalicelib.domain.attempt import Attempt
from chalicelib.domain.claim import Claim, ClaimsOfPerson, ClaimState, settled
from chalicelib.domain.errors import Code, Refusal, invalid
from chalicelib.usecases.auditing import Act, record_act
from chalicelib.usecases.judging import find_attempt, reset_attempt
from chalicelib.usecases.ports import Conflict, Stores
from chalicelib.usecases.ranking import current_bundle

_TRIES = 50
_PAGE = 25


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
    looked_at = (_disputed(each, stores) for each in waiting(slug, stores))
    return [each for each in looked_at if each is not None]


@dataclass(frozen=True)
class DisputedPage:
    """Some of the disputed numbers; `following` is where the next page begins, None after the last.
    `waiting` counts all numbers that are claimed, also those that do not take part."""

    disputed: tuple[Disputed, ...]
    following: int | None
    waiting: int


def page_of_disputed(slug: str, begin: int, stores: Stores) -> DisputedPage:
    """The disputed numbers from place `begin` of those that wait, with few reads.

    Raises Refusal: no_such_contest.
    """
    current_bundle(slug, stores)
    claimed = waiting(slug, stores)
    looked_at = (_disputed(each, stores) for each in claimed[begin : begin + _PAGE])
    following = begin + _PAGE if begin + _PAGE < len(claimed) else None
    found = tuple(each for each in looked_at if each is not None)
    return DisputedPage(found, following, len(claimed))


def waiting(slug: str, stores: Stores) -> list[ClaimsOfPerson]:
    """Numbers with claims that wait, by who waits longest."""
    claimed = [each for each in stores.claims.every(slug) if each.open]
    return sorted(claimed, key=lambda each: min(claim.at for claim in each.open))


def _disputed(claimed: ClaimsOfPerson, stores: Stores) -> Disputed | None:
    """None where the number does not take part."""
    attempts = stores.attempts.of_person(claimed.slug, claimed.participant)
    return Disputed(attempts[-1], claimed.open) if attempts else None


def grant(slug: str, attempt_id: str, number: int, reason: str, by: str, stores: Stores) -> Attempt:
    """Resets an attempt, and lets the device of a claim to its number start the next one.

    No other device may, but one that has the one-time code of the reset. Until the next attempt is
    begun, granting it to another claim takes the first grant's place; doing the same again changes
    nothing. Raises Refusal: no_such_contest, no_such_attempt, no_such_claim, closed, invalid.
    """
    current_bundle(slug, stores)
    return grant_claim(find_attempt(slug, attempt_id, stores), number, reason, by, stores)


def grant_claim(
    attempt: Attempt, number: int, reason: str, by: str, stores: Stores, source: str = ""
) -> Attempt:
    """The same of an attempt that was read already."""
    claim = _claim_of(attempt, number, stores)
    if claim.state is ClaimState.GRANTED and claim.device == attempt.granted:
        return attempt
    _refuse_the_settled(claim)
    if claim.device == attempt.granted:
        # Granted by a call that died before it closed the claim; the device may have begun since.
        _settle(attempt, claim.device, ClaimState.GRANTED, stores)
        return attempt
    _refuse_what_came_before_another(attempt, stores)
    attempt = reset_attempt(attempt, reason, by, stores, source).attempt
    if attempt.granted != claim.device:
        # On record first: no grant must be in force that the log does not know.
        now = stores.clock()
        act = Act(by, "grant-claim", attempt.id, now, reason, after=number, source=source)
        record_act(attempt.slug, act, stores.vault)
        stores.attempts.grant(attempt.key, claim.device)
    _settle(attempt, claim.device, ClaimState.GRANTED, stores)
    return replace(attempt, granted=claim.device)


def decline(slug: str, attempt_id: str, number: int, reason: str, by: str, stores: Stores) -> None:
    """Turns a claim down; doing it again changes nothing.

    Raises Refusal: no_such_contest, no_such_attempt, no_such_claim.
    """
    current_bundle(slug, stores)
    decline_claim(find_attempt(slug, attempt_id, stores), number, reason, by, stores)


def decline_claim(
    attempt: Attempt, number: int, reason: str, by: str, stores: Stores, source: str = ""
) -> None:
    """The same of an attempt that was read already."""
    claim = _claim_of(attempt, number, stores)
    if claim.state is ClaimState.DECLINED:
        return
    _refuse_the_settled(claim)
    now = stores.clock()
    act = Act(by, "decline-claim", attempt.id, now, reason, after=number, source=source)
    record_act(attempt.slug, act, stores.vault)
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
    return Refusal(Code.NO_SUCH_CLAIM, f"{says} {number}. Xin xem lại danh sách yêu cầu.")


def _refuse_what_came_before_another(attempt: Attempt, stores: Stores) -> None:
    latest = stores.attempts.of_person(attempt.slug, attempt.participant)[-1]
    if latest.number != attempt.number:
        says = f"Số này đã có lượt thi sau đó; xin đặt lại lượt {latest.id}."
        raise invalid({"attempt": says})
