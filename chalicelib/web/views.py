"""What residents get to see of an attempt, as the API's JSON (design §6)."""

from typing import Any

from chalicelib.domain.attempt import Draft
from chalicelib.domain.contest import NO_DEADLINE, Prediction, RevealScore
from chalicelib.domain.paper import Paper
from chalicelib.domain.phases import Phase, is_frozen, phase
from chalicelib.domain.scoring import unpack_choices
from chalicelib.domain.sealing import receipt
from chalicelib.usecases.opening import Opened, Sealed
from chalicelib.usecases.ports import Bundle
from chalicelib.usecases.resuming import resume_code
from chalicelib.web.tokens import attempt_token

_STATES = {
    Phase.ANSWERING: "open",
    Phase.EXPIRED: "expired",
    Phase.SUBMITTED: "submitted",
}


def started(opened: Opened, bundle: Bundle) -> dict[str, Any]:
    """The answer to a start: all that the holder needs to go on, here or in another browser."""
    secrets = bundle.secrets
    return {
        **standing(opened, bundle),
        "token": attempt_token(opened.attempt, secrets.token_keys),
        "resume_code": resume_code(secrets.resume_key, opened.attempt),
        "paper": _paper(opened.paper, bundle.contest.prediction),
    }


def standing(opened: Opened, bundle: Bundle) -> dict[str, Any]:
    """Where an attempt stands."""
    attempt = opened.attempt
    shown: dict[str, Any] = {
        "attempt_id": attempt.id,
        "attempt": attempt.number,
        "state": _STATES[phase(opened.now, bundle.contest, attempt)],
        "started_at": attempt.started_at,
        "deadline": None if attempt.deadline == NO_DEADLINE else attempt.deadline,
        "server_time": opened.now,
    }
    if bundle.moved_close is not None:
        # A page that was loaded before learns of the later close here.
        shown |= {"closes_at": bundle.contest.closes_at, "frozen_at": bundle.contest.frozen_at}
    if opened.sealed is not None:
        shown["outcome"] = outcome(opened.sealed, bundle, opened.now)
    elif attempt.draft is not None:
        shown["draft"] = _draft(attempt.draft, opened.paper)
    return shown


def outcome(sealed: Sealed, bundle: Bundle, now: int) -> dict[str, Any]:
    """What was sealed, with its receipt. The score stays hidden until nothing that a participant
    holds can tell others of the key."""
    submission = sealed.submission
    shows_score = bundle.contest.paper.reveal_score is RevealScore.ON_SUBMIT
    return {
        "score": submission.score if shows_score or is_frozen(now, bundle.contest) else None,
        "total": len(sealed.paper),
        "elapsed_ms": submission.elapsed_ms,
        "submitted_at": submission.submitted_at,
        "sealed_by": submission.sealed_by.value,
        "receipt": receipt(
            sealed.attempt_id, sealed.unit, submission, bundle.secrets.salt_key, sealed.paper
        ),
    }


def _paper(paper: Paper, prediction: Prediction | None) -> dict[str, Any]:
    questions = [
        {
            "id": asked.question.id,
            "topic": asked.question.topic,
            "text": asked.question.text,
            "multiple": asked.question.multiple,
            "options": list(asked.options),
        }
        for asked in paper
    ]
    asked = None if prediction is None else {"prompt": prediction.prompt}
    return {"questions": questions, "prediction": asked}


def _draft(draft: Draft, paper: Paper) -> dict[str, Any]:
    return {
        "seq": draft.seq,
        "answers": unpack_choices(paper, draft.choices),
        "prediction": draft.prediction,
    }
