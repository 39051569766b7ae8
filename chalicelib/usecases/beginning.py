"""Beginning an attempt, or going on with the one that was begun last."""

from dataclasses import replace
from hmac import compare_digest

from chalicelib.domain.attempt import Attempt
from chalicelib.domain.errors import Code, Refusal
from chalicelib.domain.identity import attempt_id
from chalicelib.domain.paper import draw_paper
from chalicelib.domain.phases import deadline_for
from chalicelib.usecases.opening import Opened, open_attempt
from chalicelib.usecases.ports import Bundle, Clock, Conflict, ResidentAttempts


def create_or_resume(
    attempt: Attempt, bundle: Bundle, attempts: ResidentAttempts, clock: Clock
) -> Opened:
    """Begins an attempt that is not there yet; else the person's last one is resumed on its device,
    or the one after a reset begun on the device to which it was granted."""
    paper = draw_paper(bundle.contest, bundle.secrets.paper_key, attempt.id)
    begun = _begin(attempt, bundle, clock())
    try:
        attempts.create(begun)
    except Conflict as conflict:
        if conflict.stored is None:
            raise
        latest = latest_attempt(conflict.stored, bundle, attempts)
        if is_granted(latest, attempt.device):
            following = numbered(attempt, latest.number + 1, bundle)
            return create_or_resume(following, bundle, attempts, clock)
        return _resume_on_device(latest, attempt.device, bundle, attempts, clock)
    return Opened(begun, paper, clock(), fresh=True)


def _begin(attempt: Attempt, bundle: Bundle, now: int) -> Attempt:
    started_at = min(now, bundle.contest.closes_at)
    extra_ms = bundle.extra_ms.get(attempt.participant, 0)
    deadline = deadline_for(started_at, bundle.contest, extra_ms)
    return replace(attempt, started_at=started_at, deadline=deadline)


def resume_after_close(
    stored: Attempt | None, device: bytes, bundle: Bundle, attempts: ResidentAttempts, clock: Clock
) -> Opened:
    """Shows a person's last attempt to the device that began it. Raises closed where there is none
    or it was yet to begin, other_device."""
    latest = None if stored is None else latest_attempt(stored, bundle, attempts)
    if latest is None or is_granted(latest, device):
        raise closed()
    return _resume_on_device(latest, device, bundle, attempts, clock)


def is_granted(latest: Attempt, device: bytes) -> bool:
    """Whether a reset of a person's last attempt lets this device begin the next one."""
    return latest.granted is not None and compare_digest(latest.granted, device)


def _resume_on_device(
    latest: Attempt, device: bytes, bundle: Bundle, attempts: ResidentAttempts, clock: Clock
) -> Opened:
    if latest.reset_at is not None or not compare_digest(latest.device, device):
        raise other_device()
    return open_attempt(latest, bundle, attempts, clock())


def numbered(attempt: Attempt, number: int, bundle: Bundle) -> Attempt:
    """The same person's attempt with this number."""
    identity_key = bundle.secrets.identity_key
    id_ = attempt_id(identity_key, attempt.slug, attempt.participant, number)
    return replace(attempt, number=number, id=id_)


def latest_attempt(stored: Attempt, bundle: Bundle, attempts: ResidentAttempts) -> Attempt:
    """The person's attempt that was begun last: another than this one after a reset, or where the
    rules allow several."""
    if stored.reset_at is None and bundle.contest.paper.attempts == 1:
        return stored
    return attempts.of_person(stored.slug, stored.participant)[-1]


def not_open() -> Refusal:
    """The refusal of what comes before the opening."""
    return Refusal(
        Code.NOT_OPEN, "Cuộc thi chưa mở. Xin xem giờ mở trên trang cuộc thi và quay lại sau."
    )


def closed() -> Refusal:
    """The refusal of what begins after the close."""
    return Refusal(Code.CLOSED, "Cuộc thi đã đóng, không nhận thêm lượt thi mới.")


def other_device() -> Refusal:
    """The refusal of whoever can't show that an attempt is theirs."""
    return Refusal(
        Code.OTHER_DEVICE,
        "Số này đã bắt đầu thi trên thiết bị khác. Nếu là lượt thi của bạn, xin nhập mã tiếp tục "
        "đã được cấp lúc bắt đầu.",
    )
