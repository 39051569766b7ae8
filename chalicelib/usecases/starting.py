"""Starting an attempt, or going on with the one that a person already has."""

from dataclasses import dataclass, replace
from hmac import compare_digest

from chalicelib.domain.attempt import Attempt, device_hash, source_hash
from chalicelib.domain.contest import Contest
from chalicelib.domain.errors import Code, Refusal
from chalicelib.domain.identity import attempt_id, participant_id
from chalicelib.domain.paper import draw_paper
from chalicelib.domain.phases import Phase, deadline_for, phase
from chalicelib.usecases.opening import Opened, open_attempt
from chalicelib.usecases.ports import Attempts, Bundle, Clock, Conflict
from chalicelib.usecases.resuming import check_code, one_time_code, resume_code, wrong_code


@dataclass(frozen=True)
class Registration:
    """Who wants to take part, as checked: `identity` normalised, `unit` and `category` known."""

    identity: str
    name: str
    unit: str
    category: str
    device_key: str
    source: str
    resume_code: str | None = None
    number: int = 1


def start(
    registration: Registration, bundle: Bundle, attempts: Attempts, received_at: int, clock: Clock
) -> Opened:
    """Starts an attempt, or resumes the one that this person already has.

    Raises Refusal: not_eligible, no_more_attempts, not_open, closed, other_device, wrong_code,
    too_many_tries.
    """
    _refuse_the_excluded(registration, bundle.contest)
    _refuse_further_attempts(registration)
    attempt = _new_attempt(registration, bundle)
    if registration.resume_code is not None:
        return _resume_by_code(
            attempt, registration.resume_code, bundle, attempts, received_at, clock
        )
    contest_phase = phase(received_at, bundle.contest)
    if contest_phase is Phase.BEFORE:
        raise _not_open()
    if contest_phase is Phase.CLOSED:
        return _resume_after_close(attempt, bundle, attempts, clock)
    return _create_or_resume(attempt, bundle, attempts, clock)


def _create_or_resume(attempt: Attempt, bundle: Bundle, attempts: Attempts, clock: Clock) -> Opened:
    paper = draw_paper(bundle.contest, bundle.secrets.paper_key, attempt.id)
    begun = _begin(attempt, bundle.contest, clock())
    try:
        attempts.create(begun)
    except Conflict as conflict:
        if conflict.stored is None:
            raise
        return _resume_on_device(conflict.stored, attempt.device, bundle, attempts, clock)
    return Opened(begun, paper, clock(), fresh=True)


def _begin(attempt: Attempt, contest: Contest, now: int) -> Attempt:
    started_at = min(now, contest.closes_at)
    return replace(attempt, started_at=started_at, deadline=deadline_for(started_at, contest))


def _resume_on_device(
    stored: Attempt, device: bytes, bundle: Bundle, attempts: Attempts, clock: Clock
) -> Opened:
    latest = _latest(stored, attempts)
    if latest.reset_at is not None or not compare_digest(latest.device, device):
        raise _other_device()
    return open_attempt(latest, bundle, attempts, clock())


def _resume_after_close(
    attempt: Attempt, bundle: Bundle, attempts: Attempts, clock: Clock
) -> Opened:
    stored = attempts.get(attempt.slug, attempt.participant, attempt.number)
    if stored is None:
        raise _closed()
    return _resume_on_device(stored, attempt.device, bundle, attempts, clock)


def _resume_by_code(
    attempt: Attempt,
    typed: str,
    bundle: Bundle,
    attempts: Attempts,
    received_at: int,
    clock: Clock,
) -> Opened:
    stored = attempts.get(attempt.slug, attempt.participant, attempt.number)
    if stored is None:
        raise wrong_code()
    latest = _latest(stored, attempts)
    if latest.reset_at is not None:
        check_code(
            attempts, latest, one_time_code(bundle.secrets.resume_key, latest), typed, received_at
        )
        return _start_again(attempt, latest, bundle, attempts, received_at, clock)
    if not compare_digest(latest.device, attempt.device):
        latest = _hand_over(latest, attempt.device, typed, bundle, attempts, received_at)
    return open_attempt(latest, bundle, attempts, clock())


def _hand_over(
    latest: Attempt, device: bytes, typed: str, bundle: Bundle, attempts: Attempts, now: int
) -> Attempt:
    expected = resume_code(bundle.secrets.resume_key, latest)
    check_code(attempts, latest, expected, typed, now)
    try:
        attempts.replace_device(latest, device)
    except Conflict as conflict:
        stored = conflict.stored
        if stored is None or stored.reset_at is not None:
            raise _other_device() from conflict
        if compare_digest(stored.device, device):
            return stored
        # Another browser came in between: this one takes its place.
        return _hand_over(stored, device, typed, bundle, attempts, now)
    return replace(latest, device=device)


def _start_again(
    attempt: Attempt,
    reset: Attempt,
    bundle: Bundle,
    attempts: Attempts,
    received_at: int,
    clock: Clock,
) -> Opened:
    if phase(received_at, bundle.contest) is Phase.CLOSED:
        raise _closed()
    number = reset.number + 1
    identity_key = bundle.secrets.identity_key
    next_id = attempt_id(identity_key, attempt.slug, attempt.participant, number)
    return _create_or_resume(replace(attempt, number=number, id=next_id), bundle, attempts, clock)


def _latest(stored: Attempt, attempts: Attempts) -> Attempt:
    """The attempt that counts now: after a reset the next one, if it was begun."""
    while stored.reset_at is not None:
        following = attempts.get(stored.slug, stored.participant, stored.number + 1)
        if following is None:
            return stored
        stored = following
    return stored


def _new_attempt(registration: Registration, bundle: Bundle) -> Attempt:
    contest, secrets = bundle.contest, bundle.secrets
    field = contest.identity.field
    participant = participant_id(secrets.identity_key, field, registration.identity)
    return Attempt(
        id=attempt_id(secrets.identity_key, contest.slug, participant, registration.number),
        slug=contest.slug,
        participant=participant,
        number=registration.number,
        identity=registration.identity,
        name=registration.name,
        unit=registration.unit,
        category=registration.category,
        started_at=0,
        deadline=0,
        device=device_hash(secrets.salt_key, registration.device_key),
        source=source_hash(secrets.salt_key, registration.source),
        expires_at=contest.expires_at,
    )


def _refuse_the_excluded(registration: Registration, contest: Contest) -> None:
    for person in contest.identity.excluded:
        if person.identity == registration.identity:
            raise Refusal(
                Code.NOT_ELIGIBLE,
                f"Số này thuộc danh sách không dự thi theo thể lệ ({person.role}). "
                f"Nếu có nhầm lẫn, xin liên hệ {contest.contact}.",
            )


def _refuse_further_attempts(registration: Registration) -> None:
    if registration.number > 1:
        raise Refusal(
            Code.NO_MORE_ATTEMPTS,
            "Theo thể lệ, mỗi người chỉ được thi một lượt trong cuộc thi này.",
        )


def _not_open() -> Refusal:
    return Refusal(
        Code.NOT_OPEN, "Cuộc thi chưa mở. Xin xem giờ mở trên trang cuộc thi và quay lại sau."
    )


def _closed() -> Refusal:
    return Refusal(Code.CLOSED, "Cuộc thi đã đóng, không nhận thêm lượt thi mới.")


def _other_device() -> Refusal:
    return Refusal(
        Code.OTHER_DEVICE,
        "Số này đã bắt đầu thi trên thiết bị khác. Nếu là lượt thi của bạn, xin nhập mã tiếp tục "
        "đã được cấp lúc bắt đầu.",
    )
