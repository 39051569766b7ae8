"""From answers to a sealed submission and its receipt."""

from dataclasses import dataclass
from typing import Any

from chalicelib.domain.attempt import Answered, Attempt, SealedBy, Submission, end_of
from chalicelib.domain.contest import Contest
from chalicelib.domain.ledger import PrivateHalf, PublicHalf, leaf_hash, private_salt, public_salt
from chalicelib.domain.paper import Paper
from chalicelib.domain.scoring import score_of, unpack_choices


@dataclass(frozen=True)
class Sealing:
    """What is needed of an attempt to seal it; a token or a stored item gives it."""

    attempt_id: str
    unit: str
    started_at: int
    deadline: int


def seal(
    sealing: Sealing,
    contest: Contest,
    salt_key: bytes,
    paper: Paper,
    answered: Answered,
    received_at: int,
    sealed_by: SealedBy,
) -> Submission:
    """The submission of `answered` that arrived at `received_at`: what comes in the grace after the
    end counts as at the end (design §5), a draft that stands for it always does."""
    end = end_of(sealing.deadline, contest)
    submitted_at = end if sealed_by is SealedBy.DRAFT else min(received_at, end)
    elapsed_ms = max(0, submitted_at - sealing.started_at)
    score = score_of(paper, answered.choices)
    private = _private_half(salt_key, sealing.attempt_id, paper, answered, submitted_at)
    public = PublicHalf(elapsed_ms, score, sealing.unit, public_salt(salt_key, sealing.attempt_id))
    return Submission(
        choices=answered.choices,
        prediction=answered.prediction,
        score=score,
        elapsed_ms=elapsed_ms,
        submitted_at=submitted_at,
        sealed_by=sealed_by,
        leaf=leaf_hash(public.digest(), private.digest()),
    )


def seal_draft(attempt: Attempt, contest: Contest, salt_key: bytes, paper: Paper) -> Submission:
    """The submission that the attempt's last draft stands for."""
    if attempt.draft is None:
        raise ValueError("an attempt without a draft can't be sealed by it")
    sealing = Sealing(attempt.id, attempt.unit, attempt.started_at, attempt.deadline)
    end = end_of(attempt.deadline, contest)
    return seal(sealing, contest, salt_key, paper, attempt.draft.answered, end, SealedBy.DRAFT)


def receipt(
    attempt_id: str, unit: str, submission: Submission, salt_key: bytes, paper: Paper
) -> dict[str, Any]:
    """What the holder keeps: the leaf, and the opening of Q. P's salt stays secret until close."""
    private = _private_half(
        salt_key, attempt_id, paper, submission.answered, submission.submitted_at
    )
    return {
        "leaf": submission.leaf.hex(),
        "elapsed_ms": submission.elapsed_ms,
        "unit": unit,
        "opening": dict(private.__dict__),
    }


def _private_half(
    salt_key: bytes, attempt_id: str, paper: Paper, answered: Answered, submitted_at: int
) -> PrivateHalf:
    return PrivateHalf(
        answers=unpack_choices(paper, answered.choices),
        attempt=attempt_id,
        prediction=answered.prediction,
        submitted_at=submitted_at,
        salt=private_salt(salt_key, attempt_id),
    )
