"""What the holder of an attempt does: save a draft, submit, look up."""

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.domain.attempt import Answered, Attempt, Draft, SealedBy
from chalicelib.domain.contest import GRACE_MS
from chalicelib.domain.errors import Code, Refusal, invalid
from chalicelib.domain.paper import Paper, draw_paper
from chalicelib.domain.phases import takes_answers
from chalicelib.domain.scoring import answer_faults, pack_choices, unpack_choices
from chalicelib.domain.sealing import Sealing, seal
from chalicelib.usecases.opening import (
    Holder,
    Opened,
    Sealed,
    bad_token,
    expired,
    open_attempt,
    own_attempt,
)
from chalicelib.usecases.ports import Bundle, Clock, Conflict, ResidentAttempts


@dataclass(frozen=True)
class Sent:
    """What a holder sends. `answers`: question id → places of the chosen options as shown."""

    answers: Mapping[str, list[int]]
    prediction: int | None = None


def save_draft(
    holder: Holder,
    seq: int,
    sent: Sent,
    bundle: Bundle,
    attempts: ResidentAttempts,
    received_at: int,
) -> None:
    """Keeps answers that are not sent yet; the newest `seq` stands for a submission that never
    comes.

    Raises Refusal: invalid, bad_token, submitted, expired, newer_draft (with the stored draft).
    """
    if bundle.contest.paper.draft_interval_s == 0:
        says = "Cuộc thi này không lưu nháp trên máy chủ. Xin nộp bài khi làm xong."
        raise invalid({"draft": says})
    paper = draw_paper(bundle.contest, bundle.secrets.paper_key, holder.attempt_id)
    answered = _checked(paper, sent)
    draft = Draft(seq, answered.choices, answered.prediction)
    if not takes_answers(received_at, bundle.contest):
        return _accept_if_stored(draft, _stored(holder, attempts), holder, paper)
    try:
        attempts.save_draft(holder.key, draft, earliest_deadline=received_at - GRACE_MS)
    except Conflict as conflict:
        _accept_if_stored(draft, conflict.stored, holder, paper)


def submit(
    holder: Holder, sent: Sent, bundle: Bundle, attempts: ResidentAttempts, received_at: int
) -> Sealed:
    """Seals the answers, once; a repetition gives back what was sealed the first time.

    Raises Refusal: invalid, bad_token, expired.
    """
    paper = draw_paper(bundle.contest, bundle.secrets.paper_key, holder.attempt_id)
    answered = _checked(paper, sent)
    if bundle.contest.paper.require_all_answers and (gaps := _gaps(paper, sent)):
        stored = own_attempt(_stored(holder, attempts), holder.key)
        if stored.submission is None:
            raise invalid(gaps)
        return _already_sealed(stored, holder, paper)
    if not takes_answers(received_at, bundle.contest):
        return _already_sealed(_stored(holder, attempts), holder, paper)
    submission = seal(
        Sealing(
            holder.attempt_id,
            holder.unit,
            holder.key.started_at,
            _deadline(holder, attempts, received_at),
        ),
        bundle.contest,
        bundle.secrets.salt_key,
        paper,
        answered,
        received_at,
        SealedBy.HOLDER,
    )
    try:
        attempts.submit(holder.key, submission, earliest_deadline=received_at - GRACE_MS)
    except Conflict as conflict:
        return _already_sealed(conflict.stored, holder, paper)
    return Sealed(holder.attempt_id, holder.unit, submission, paper, fresh=True)


def look_up(holder: Holder, bundle: Bundle, attempts: ResidentAttempts, clock: Clock) -> Opened:
    """Where the attempt stands; a draft that is due is sealed on the way. Raises bad_token."""
    stored = own_attempt(_stored(holder, attempts), holder.key)
    return open_attempt(stored, bundle, attempts, clock())


def _checked(paper: Paper, sent: Sent) -> Answered:
    faults = answer_faults(paper, sent.answers)
    if faults:
        raise invalid(faults)
    return Answered(pack_choices(paper, sent.answers), sent.prediction)


def _gaps(paper: Paper, sent: Sent) -> dict[str, str]:
    gaps = (asked.question.id for asked in paper if not sent.answers.get(asked.question.id))
    return {
        f"answers.{question}": "Câu này chưa trả lời. Theo thể lệ, phải trả lời hết mới nộp được."
        for question in gaps
    }


def _deadline(holder: Holder, attempts: ResidentAttempts, received_at: int) -> int:
    """The token's deadline while it is not over; past it the stored one tells of extra time."""
    if received_at <= holder.deadline:
        return holder.deadline
    stored = _stored(holder, attempts)
    if stored is None:
        raise bad_token()
    return stored.deadline


def _stored(holder: Holder, attempts: ResidentAttempts) -> Attempt | None:
    return attempts.get(holder.key.slug, holder.key.participant, holder.key.number)


def _already_sealed(stored: Attempt | None, holder: Holder, paper: Paper) -> Sealed:
    own = own_attempt(stored, holder.key)
    if own.submission is None:
        raise expired()
    return Sealed(own.id, own.unit, own.submission, paper)


def _accept_if_stored(draft: Draft, stored: Attempt | None, holder: Holder, paper: Paper) -> None:
    own = own_attempt(stored, holder.key)
    if own.submission is not None:
        raise Refusal(Code.SUBMITTED, "Bài của lượt thi này đã nộp, không lưu thêm được nữa.")
    if own.draft is None or own.draft.seq < draft.seq:
        raise expired()
    if not own.draft.says_the_same_as(draft):
        raise _newer_draft(own.draft, paper)


def _newer_draft(stored: Draft, paper: Paper) -> Refusal:
    return Refusal(
        Code.NEWER_DRAFT,
        "Ở phường đã có bản lưu mới hơn, có thể từ một trang hoặc máy khác của bạn.",
        details={
            "draft": {
                "seq": stored.seq,
                "answers": unpack_choices(paper, stored.choices),
                "prediction": stored.prediction,
            }
        },
    )
