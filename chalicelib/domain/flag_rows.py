"""Flags as the document of a ranking run spells them."""

from collections.abc import Iterator
from typing import Any

from chalicelib.domain.outcome import Outcome


def flag_rows(outcome: Outcome) -> Iterator[dict[str, Any]]:
    """Each flag with what organizers have found of its attempt, None before."""
    verdicts = {review.attempt_id: review.verdict.value for review in outcome.judged.reviews}
    for flag in outcome.flags:
        yield {
            "attempt": flag.attempt_id,
            "code": flag.code.value,
            "evidence": flag.evidence,
            "others": list(flag.others),
            "verdict": verdicts.get(flag.attempt_id),
        }
