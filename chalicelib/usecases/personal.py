"""What one person may ask for of their own data: a copy, and to be forgotten (Law 91/2025/QH15)."""

from contextlib import suppress
from typing import Any

from chalicelib.domain.attempt import Attempt
from chalicelib.domain.claim import Claim
from chalicelib.domain.contest import NO_DEADLINE
from chalicelib.domain.errors import Code, Refusal
from chalicelib.domain.paper import draw_paper
from chalicelib.domain.phases import is_frozen
from chalicelib.domain.scoring import unpack_choices
from chalicelib.usecases.auditing import Act, record_act
from chalicelib.usecases.bundling import EXTRA_TIME
from chalicelib.usecases.judging import reset_attempt
from chalicelib.usecases.ports import Bundle, Stores
from chalicelib.usecases.ranking import current_bundle
from chalicelib.usecases.settling import decline_claim

ERASED_NAME = "(đã xóa theo yêu cầu)"


def export_person(
    attempt: Attempt, reason: str, by: str, stores: Stores, source: str = ""
) -> dict[str, Any]:
    """All that is kept of an attempt's person in its contest, as a document to hand over.

    Answers and scores are in it from the freeze on: before, no organizer may see them, and their
    person has them on the receipt. Raises no_such_contest.
    """
    bundle = current_bundle(attempt.slug, stores)
    now = stores.clock()
    # On record first: nobody takes a copy that the log does not know.
    act = Act(by, "export-person", attempt.participant, now, reason, source=source)
    record_act(attempt.slug, act, stores.vault)
    made = stores.attempts.of_person(attempt.slug, attempt.participant)
    claims = stores.claims.get(attempt.slug, attempt.participant)
    granted = stores.rulings.get(attempt.slug, EXTRA_TIME, attempt.participant)
    return {
        "contest": {"slug": attempt.slug, "title": bundle.contest.title},
        "exported_at": now,
        "participant": attempt.participant,
        "attempts": [_attempt_document(each, bundle, now) for each in made],
        "claims": [_claim_document(each) for each in (claims.claims if claims else ())],
        "extra_time": None if granted is None else granted.document,
    }


def erase_person(
    attempt: Attempt, reason: str, by: str, stores: Stores, source: str = ""
) -> list[Attempt]:
    """Takes a person out of a contest that is not closed yet: every attempt is reset; name, number
    and the traces of devices are gone. Gives their attempts as they are now; doing it again
    changes nothing more.

    The keyed hash of the number stays as the place of the attempts, as do sealed answers, which
    tell nobody's name: receipts and counts that are public already hold on to them (design §8).
    Raises Refusal: no_such_contest, closed.
    """
    contest = current_bundle(attempt.slug, stores).contest
    if stores.clock() >= contest.closes_at:
        raise Refusal(
            Code.CLOSED,
            "Cuộc thi đã đóng: kết quả và khiếu nại còn cần dữ liệu này, nên chưa xóa được. "
            f"Dữ liệu tự xóa khi hết thời hạn lưu {contest.retention_days} ngày sau ngày đóng.",
        )
    made = stores.attempts.of_person(attempt.slug, attempt.participant)
    if all(not each.identity for each in made):
        return made
    # On record first: nobody disappears without a trace in the log.
    act = Act(by, "erase-person", attempt.participant, stores.clock(), reason, source=source)
    record_act(attempt.slug, act, stores.vault)
    _turn_claims_down(attempt, reason, by, stores, source)
    for each in made:
        reset_attempt(each, reason, by, stores, source)
        stores.attempts.forget_person(each.key, ERASED_NAME)
    return stores.attempts.of_person(attempt.slug, attempt.participant)


def _turn_claims_down(attempt: Attempt, reason: str, by: str, stores: Stores, source: str) -> None:
    claims = stores.claims.get(attempt.slug, attempt.participant)
    for claim in claims.open if claims else ():
        # Whoever settles it at the same moment has forgotten what was said as well.
        with suppress(Refusal):
            decline_claim(attempt, claim.number, reason, by, stores, source)


def _attempt_document(attempt: Attempt, bundle: Bundle, now: int) -> dict[str, Any]:
    sealed = attempt.submission
    return {
        "attempt_id": attempt.id,
        "number": attempt.number,
        "identity": attempt.identity,
        "name": attempt.name,
        "unit": attempt.unit,
        "category": attempt.category,
        "consent_version": attempt.consent_version,
        "started_at": attempt.started_at,
        "deadline": None if attempt.deadline == NO_DEADLINE else attempt.deadline,
        "submitted_at": sealed and sealed.submitted_at,
        "elapsed_ms": sealed and sealed.elapsed_ms,
        "sealed_by": sealed and sealed.sealed_by.value,
        "receipt": sealed and sealed.leaf.hex(),
        "reset_at": attempt.reset_at,
        "shared_device": attempt.shared_device,
        "kept_until": attempt.expires_at,
        **(_what_was_answered(attempt, bundle) if is_frozen(now, bundle.contest) else {}),
    }


def _what_was_answered(attempt: Attempt, bundle: Bundle) -> dict[str, Any]:
    sealed = attempt.submission
    if sealed is None:
        return {}
    paper = draw_paper(bundle.contest, bundle.secrets.paper_key, attempt.id)
    chosen = unpack_choices(paper, sealed.choices)
    answers = [
        {
            "question": asked.question.text,
            "answers": [asked.options[place] for place in chosen.get(asked.question.id, ())],
        }
        for asked in paper
    ]
    return {"score": sealed.score, "answers": answers, "prediction": sealed.prediction}


def _claim_document(claim: Claim) -> dict[str, Any]:
    said = claim.said
    return {
        "number": claim.number,
        "at": claim.at,
        "state": claim.state.value,
        "said": said and {"name": said.name, "unit": said.unit, "note": said.note},
    }
