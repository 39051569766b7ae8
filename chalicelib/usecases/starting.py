"""Starting an attempt, or going on with the one that a person already has."""

from dataclasses import dataclass, replace
from hmac import compare_digest

from chalicelib.domain.attempt import Attempt, AttemptKey, device_hash, source_hash
from chalicelib.domain.contest import Contest
from chalicelib.domain.errors import Code, Refusal, invalid
from chalicelib.domain.identity import attempt_id, participant_id
from chalicelib.domain.phases import Phase, phase
from chalicelib.usecases.beginning import (
    closed,
    create_or_resume,
    is_granted,
    latest_attempt,
    not_open,
    numbered,
    other_device,
    resume_after_close,
)
from chalicelib.usecases.further import start_next
from chalicelib.usecases.opening import Opened, open_attempt
from chalicelib.usecases.ports import Bundle, Clock, Conflict, ResidentAttempts
from chalicelib.usecases.resuming import check_code, one_time_code, resume_code, wrong_code

# The attempt that was reset may have been a stranger's, with this person's number.
_SAY_AGAIN = "Mã này mở một lượt thi mới. Xin điền lại mục này rồi gửi lại."


@dataclass(frozen=True)
class Registration:
    """Who wants to take part, as checked: `identity` normalised, `unit` and `category` known.

    `number` is that of the attempt; from the second on, `previous` is the one before it, by its
    token. Who goes on by code may leave name, unit and category empty. `shared_device`: on a
    tablet that the organizers lend.
    """

    identity: str
    name: str
    unit: str
    category: str
    device_key: str
    source: str
    resume_code: str | None = None
    number: int = 1
    previous: AttemptKey | None = None
    shared_device: bool = False


def start(
    registration: Registration,
    bundle: Bundle,
    attempts: ResidentAttempts,
    received_at: int,
    clock: Clock,
) -> Opened:
    """Starts an attempt, or resumes the one that this person already has.

    Raises Refusal: not_eligible, not_open, closed, other_device, wrong_code, too_many_tries; for a
    further attempt no_more_attempts, attempt_open, invalid.
    """
    _refuse_the_excluded(registration, bundle.contest)
    attempt = _new_attempt(registration, bundle)
    if registration.number > 1:
        attempt = numbered(attempt, registration.number, bundle)
        return start_next(attempt, registration.previous, bundle, attempts, received_at, clock)
    if registration.resume_code is not None:
        return _resume_by_code(
            attempt, registration.resume_code, bundle, attempts, received_at, clock
        )
    contest_phase = phase(received_at, bundle.contest)
    if contest_phase is Phase.BEFORE:
        raise not_open()
    if contest_phase is Phase.CLOSED:
        stored = attempts.get(attempt.slug, attempt.participant, attempt.number)
        return resume_after_close(stored, attempt.device, bundle, attempts, clock)
    return create_or_resume(attempt, bundle, attempts, clock)


def _resume_by_code(
    attempt: Attempt,
    typed: str,
    bundle: Bundle,
    attempts: ResidentAttempts,
    received_at: int,
    clock: Clock,
) -> Opened:
    stored = attempts.get(attempt.slug, attempt.participant, attempt.number)
    if stored is None:
        raise wrong_code()
    latest = latest_attempt(stored, bundle, attempts)
    if latest.reset_at is not None:
        if not is_granted(latest, attempt.device):
            granting = one_time_code(bundle.secrets.resume_key, latest)
            check_code(attempts, latest, granting, typed, received_at)
        return _start_again(attempt, latest, bundle, attempts, received_at, clock)
    if not compare_digest(latest.device, attempt.device):
        latest = _hand_over(latest, attempt.device, typed, bundle, attempts, received_at)
    return open_attempt(latest, bundle, attempts, clock())


def _hand_over(
    latest: Attempt, device: bytes, typed: str, bundle: Bundle, attempts: ResidentAttempts, now: int
) -> Attempt:
    expected = resume_code(bundle.secrets.resume_key, latest)
    check_code(attempts, latest, expected, typed, now)
    try:
        attempts.replace_device(latest, device)
    except Conflict as conflict:
        stored = conflict.stored
        if stored is None or stored.reset_at is not None:
            raise other_device() from conflict
        if compare_digest(stored.device, device):
            return stored
        # Another browser came in between: this one takes its place.
        return _hand_over(stored, device, typed, bundle, attempts, now)
    return replace(latest, device=device)


def _start_again(
    attempt: Attempt,
    reset: Attempt,
    bundle: Bundle,
    attempts: ResidentAttempts,
    received_at: int,
    clock: Clock,
) -> Opened:
    if phase(received_at, bundle.contest) is Phase.CLOSED:
        raise closed()
    if not attempt.name:
        raise invalid(dict.fromkeys(("name", "unit", "category"), _SAY_AGAIN))
    following = numbered(attempt, reset.number + 1, bundle)
    return create_or_resume(following, bundle, attempts, clock)


def _new_attempt(registration: Registration, bundle: Bundle) -> Attempt:
    contest, secrets = bundle.contest, bundle.secrets
    field = contest.identity.field
    participant = participant_id(secrets.identity_key, field, registration.identity)
    return Attempt(
        id=attempt_id(secrets.identity_key, contest.slug, participant, 1),
        slug=contest.slug,
        participant=participant,
        number=1,
        identity=registration.identity,
        name=registration.name,
        unit=registration.unit,
        category=registration.category,
        started_at=0,
        deadline=0,
        device=device_hash(secrets.salt_key, registration.device_key),
        source=source_hash(secrets.salt_key, registration.source),
        expires_at=contest.expires_at,
        shared_device=registration.shared_device,
    )


def _refuse_the_excluded(registration: Registration, contest: Contest) -> None:
    for person in contest.identity.excluded:
        if person.identity == registration.identity:
            raise Refusal(
                Code.NOT_ELIGIBLE,
                f"Số này thuộc danh sách không dự thi theo thể lệ ({person.role}). "
                f"Nếu có nhầm lẫn, xin liên hệ {contest.contact}.",
            )
