"""Who may go on with an attempt: the device that began it, or whoever has its resume code."""

import base64
import hmac
import re

from chalicelib.domain.attempt import Attempt, WrongCodes
from chalicelib.domain.canonical import keyed_hash
from chalicelib.domain.errors import Code, Refusal
from chalicelib.usecases.ports import Conflict, ResidentAttempts

CODE_LENGTH = 8
_MOST_WRONG_CODES = 5
_WRONG_CODE_WINDOW_MS = 15 * 60_000
_CROCKFORD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")
_READ_ALIKE = str.maketrans("OIL", "011")
_WITHIN_A_CODE = re.compile(r"[\s-]")


def resume_code(resume_key: bytes, attempt: Attempt) -> str:
    """The code by which any browser can go on with this attempt; never stored."""
    return _code(keyed_hash(resume_key, "resume", attempt.id, attempt.started_at))


def one_time_code(resume_key: bytes, attempt: Attempt) -> str:
    """The code told by phone after a reset: it grants one further attempt."""
    return _code(keyed_hash(resume_key, "grant", attempt.id, attempt.reset_at))


def codes_match(expected: str, typed: str) -> bool:
    """Whether a person typed this code: case, spaces, hyphens and look-alikes don't matter."""
    spelled = _WITHIN_A_CODE.sub("", typed.upper()).translate(_READ_ALIKE)
    return hmac.compare_digest(expected.encode(), spelled.encode())


def check_code(
    attempts: ResidentAttempts, attempt: Attempt, expected: str, typed: str, now: int
) -> None:
    """Raises `too_many_tries` after five wrong codes in 15 minutes, else `wrong_code` (counted)
    unless `typed` is right."""
    counted = _still_counted(attempt, now)
    if counted.count >= _MOST_WRONG_CODES:
        raise Refusal(
            Code.TOO_MANY_TRIES,
            "Đã nhập sai mã quá nhiều lần. Xin đợi 15 phút rồi thử lại, "
            "hoặc mở lại trên thiết bị đã dùng lúc đầu.",
        )
    if not codes_match(expected, typed):
        _count(attempts, attempt, WrongCodes(counted.count + 1, counted.since))
        raise wrong_code()


def wrong_code() -> Refusal:
    """The refusal of a code that fits no attempt of this person."""
    return Refusal(
        Code.WRONG_CODE,
        "Mã tiếp tục không đúng với số đã khai. Xin xem lại mã đã ghi hoặc chụp, rồi nhập lại.",
        fields={
            "resume_code": "Mã này không đúng với số đã khai. Xin xem lại cả số và mã đã ghi hoặc "
            "chụp (8 chữ và số); mất mã thì liên hệ đơn vị tổ chức."
        },
    )


def _still_counted(attempt: Attempt, now: int) -> WrongCodes:
    counted = attempt.wrong_codes
    if counted is None or now - counted.since >= _WRONG_CODE_WINDOW_MS:
        return WrongCodes(0, now)
    return counted


def _count(attempts: ResidentAttempts, attempt: Attempt, wrong_codes: WrongCodes) -> None:
    try:
        attempts.count_wrong_code(attempt, wrong_codes)
    except Conflict as conflict:
        # Another wrong code was counted in between: this one must not go free.
        if conflict.stored is not None and conflict.stored.wrong_codes is not None:
            stored = conflict.stored.wrong_codes
            _count(attempts, conflict.stored, WrongCodes(stored.count + 1, stored.since))


def _code(digest: bytes) -> str:
    return base64.b32encode(digest).decode().translate(_CROCKFORD)[:CODE_LENGTH]
