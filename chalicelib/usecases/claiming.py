"""Claiming a number with which another device takes part (design §5)."""

from contextlib import suppress
from dataclasses import dataclass

from chalicelib.domain.attempt import device_hash
from chalicelib.domain.claim import ClaimsOfPerson, Said, claimed
from chalicelib.domain.contest import Contest
from chalicelib.domain.errors import Code, Refusal
from chalicelib.domain.identity import participant_id
from chalicelib.domain.phases import Phase, phase
from chalicelib.usecases.beginning import not_open
from chalicelib.usecases.ports import Bundle, Claims, Conflict

# Three claims to a number get in, each changed seldom: more in one moment is something else.
_TRIES = 50


@dataclass(frozen=True)
class Claimant:
    """Who claims a number, as checked: `identity` normalised, `unit` known."""

    identity: str
    said: Said
    device_key: str


def claim(claimant: Claimant, bundle: Bundle, claims: Claims, received_at: int) -> None:
    """Keeps a claim for the organizers, who call the number and settle it.

    The same device again is the same claim, with what it says now. Whether the number takes part
    is not asked here, so that neither answer nor time tells; the organizers see only claims to
    numbers that do. A claim asks for another attempt, so it is taken while one can be started:
    after the close a number that somebody else used is a complaint, which by the rules goes to the
    contest's contact. Raises Refusal: not_open, closed, too_many_claims.
    """
    _refuse_outside_the_window(bundle.contest, received_at)
    nobodys = _no_claims(claimant.identity, bundle)
    device = device_hash(bundle.secrets.salt_key, claimant.device_key)
    for _ in range(_TRIES):
        stored = claims.get(nobodys.slug, nobodys.participant)
        wanted = claimed(stored or nobodys, device, claimant.said, received_at)
        if wanted is None:
            raise _too_many(bundle.contest)
        if wanted == stored:
            return
        # Another claim to the same number came in between: look again what stands there.
        with suppress(Conflict):
            claims.put(wanted, stored)
            return
    raise Refusal(
        Code.TRY_AGAIN, "Có nhiều người cùng báo số này trong một lúc. Xin thử lại sau ít giây."
    )


def _no_claims(identity: str, bundle: Bundle) -> ClaimsOfPerson:
    contest = bundle.contest
    participant = participant_id(bundle.secrets.identity_key, contest.identity.field, identity)
    return ClaimsOfPerson(contest.slug, participant, contest.expires_at)


def _refuse_outside_the_window(contest: Contest, received_at: int) -> None:
    contest_phase = phase(received_at, contest)
    if contest_phase is Phase.BEFORE:
        raise not_open()
    if contest_phase is Phase.CLOSED:
        raise Refusal(
            Code.CLOSED,
            "Cuộc thi đã đóng, không cấp lại lượt thi được nữa. Nếu có người dùng số của bạn để "
            f"dự thi, xin báo cho {contest.contact}.",
        )


def _too_many(contest: Contest) -> Refusal:
    return Refusal(
        Code.TOO_MANY_CLAIMS,
        "Đã có nhiều người báo số này là của mình và đang chờ Ban Tổ chức xác minh. "
        f"Xin liên hệ {contest.contact}.",
    )
