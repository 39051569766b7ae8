"""A further attempt, where the rules allow several: never two of them at once (design §5)."""

from chalicelib.domain.attempt import Attempt, AttemptKey
from chalicelib.domain.contest import Contest
from chalicelib.domain.errors import Code, Refusal, invalid
from chalicelib.domain.phases import Phase, phase
from chalicelib.usecases.beginning import create_or_resume, resume_after_close
from chalicelib.usecases.opening import Opened
from chalicelib.usecases.ports import Bundle, Clock, ResidentAttempts


def start_next(
    attempt: Attempt,
    previous: AttemptKey | None,
    bundle: Bundle,
    attempts: ResidentAttempts,
    received_at: int,
    clock: Clock,
) -> Opened:
    """Begins `attempt`, a person's second or later, once the one before it is over.

    `previous` is the attempt before it, as a token names it. Raises Refusal: no_more_attempts,
    invalid, attempt_open, closed; and as a start does.
    """
    made = attempts.of_person(attempt.slug, attempt.participant)
    before = [each for each in made if each.number < attempt.number]
    _refuse_too_many(attempt, before, bundle.contest)
    _refuse_while_open(_previous(before, previous, attempt), bundle.contest, received_at)
    if phase(received_at, bundle.contest) is Phase.CLOSED:
        begun = next((each for each in made if each.number == attempt.number), None)
        return resume_after_close(begun, attempt.device, bundle, attempts, clock)
    return create_or_resume(attempt, bundle, attempts, clock)


def _refuse_too_many(attempt: Attempt, before: list[Attempt], contest: Contest) -> None:
    resets = sum(each.reset_at is not None for each in before)
    if not contest.paper.allows_attempt(attempt.number - resets):
        raise Refusal(
            Code.NO_MORE_ATTEMPTS,
            f"Theo thể lệ, mỗi người được thi tối đa {contest.paper.attempts} lượt "
            "trong cuộc thi này.",
        )


def _previous(before: list[Attempt], previous: AttemptKey | None, attempt: Attempt) -> Attempt:
    """The stored attempt that a token of the one before names."""
    last = next((each for each in before if each.number == attempt.number - 1), None)
    if last is None or last.key != previous or last.reset_at is not None:
        raise not_the_one_before()
    return last


def not_the_one_before() -> Refusal:
    """The refusal of a token that is not of this person's attempt before."""
    says = "Không nhận ra lượt thi trước của bạn. Xin mở lại lượt đó trên trang này rồi thử lại."
    return invalid({"previous_token": says})


def _refuse_while_open(previous: Attempt, contest: Contest, received_at: int) -> None:
    if phase(received_at, contest, previous) is Phase.ANSWERING:
        raise Refusal(
            Code.ATTEMPT_OPEN,
            "Lượt thi trước của bạn còn đang mở. Xin nộp bài lượt đó, hoặc đợi hết giờ, "
            "rồi bắt đầu lượt tiếp theo.",
        )
