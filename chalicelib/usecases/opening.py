"""An attempt as its holder may see it, and the sealing of drafts that are due on the way there."""

from dataclasses import dataclass, replace

from chalicelib.domain.attempt import Attempt, AttemptKey, Submission, draft_is_due
from chalicelib.domain.errors import Code, Refusal
from chalicelib.domain.paper import Paper, draw_paper
from chalicelib.domain.sealing import seal_draft
from chalicelib.usecases.ports import Bundle, Conflict, ResidentAttempts


@dataclass(frozen=True)
class Holder:
    """What an attempt token says; `deadline` is a hint, as extra time may have been granted."""

    key: AttemptKey
    attempt_id: str
    unit: str
    deadline: int


@dataclass(frozen=True)
class Sealed:
    """A submission with what its receipt needs. `fresh`: it was sealed by this very request."""

    attempt_id: str
    unit: str
    submission: Submission
    paper: Paper
    fresh: bool = False


@dataclass(frozen=True)
class Opened:
    """An attempt and its paper at `now`. `fresh`: it was started by this very request."""

    attempt: Attempt
    paper: Paper
    now: int
    fresh: bool = False

    @property
    def sealed(self) -> Sealed | None:
        submission = self.attempt.submission
        if submission is None:
            return None
        return Sealed(self.attempt.id, self.attempt.unit, submission, self.paper)


def open_attempt(attempt: Attempt, bundle: Bundle, attempts: ResidentAttempts, now: int) -> Opened:
    """The attempt at `now`, its draft sealed where that is due. Raises bad_token if it has been
    reset meanwhile."""
    stands = own_attempt(seal_if_due(attempt, bundle, attempts, now), attempt.key)
    paper = draw_paper(bundle.contest, bundle.secrets.paper_key, attempt.id)
    return Opened(stands, paper, now)


def seal_if_due(attempt: Attempt, bundle: Bundle, attempts: ResidentAttempts, now: int) -> Attempt:
    """The attempt as it then stands: its last draft sealed, if its time and the waiting after it
    are over."""
    if not draft_is_due(attempt, bundle.contest, now):
        return attempt
    paper = draw_paper(bundle.contest, bundle.secrets.paper_key, attempt.id)
    submission = seal_draft(attempt, bundle.contest, bundle.secrets.salt_key, paper)
    try:
        attempts.seal_draft(attempt, submission)
    except Conflict as conflict:
        return conflict.stored or attempt
    return replace(attempt, submission=submission)


def own_attempt(stored: Attempt | None, key: AttemptKey) -> Attempt:
    """The stored attempt if the token is for it: raises bad_token after a reset, and for a token
    of another start."""
    if stored is None or stored.reset_at is not None or stored.started_at != key.started_at:
        raise bad_token()
    return stored


def bad_token() -> Refusal:
    """The refusal of a token that opens nothing (any more)."""
    return Refusal(
        Code.BAD_TOKEN,
        "Lượt thi này không mở được bằng thông tin trên máy. "
        "Xin vào lại bằng số đã khai và mã tiếp tục.",
    )


def expired() -> Refusal:
    """The refusal of what comes after the attempt's end and grace."""
    return Refusal(
        Code.EXPIRED,
        "Đã hết giờ làm bài của lượt thi này. Nếu trước đó bài đã được lưu ở phường, "
        "bản lưu cuối cùng được tính là bài nộp; xin mở lại trang sau ít phút để xem.",
    )
