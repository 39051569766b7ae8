"""The analysis of a contest for its organizers: made from all attempts, kept as a private file."""

import json
from collections.abc import Callable
from typing import Any

from chalicelib.domain.amended_bank import (
    corrected_keys,
    is_annulled,
    void_questions,
    with_keys,
)
from chalicelib.domain.amending import Amendment, Corrections
from chalicelib.domain.analysis import analysis_document
from chalicelib.domain.attempt import Attempt
from chalicelib.domain.canonical import canonical
from chalicelib.domain.phases import is_frozen
from chalicelib.domain.ranking import Verdict
from chalicelib.domain.watching import Sitting
from chalicelib.usecases.agreed import agreed
from chalicelib.usecases.ports import Bundle, Stores, Vault
from chalicelib.usecases.ranking import current_bundle, refuse_once_erased

Analysis = dict[str, Any]
Progress = Callable[[int, int], None]


def analyse(
    slug: str, stores: Stores, progress: Progress = lambda done, of: None
) -> dict[str, Any]:
    """Makes the analysis anew from the attempts as they are, each read once; nothing is sealed.

    Returns {"slug", "as_of", "final", "papers_read"}. Raises Refusal: no_such_contest, data_erased.
    """
    bundle = current_bundle(slug, stores)
    now = stores.clock()
    refuse_once_erased(bundle.contest, now)
    amendments = agreed(slug, stores)
    keys = corrected_keys(amendments)
    document = analysis_document(
        with_keys(bundle.contest, keys),
        bundle.secrets.paper_key,
        _sittings(bundle, amendments, stores),
        now,
        final=is_frozen(now, bundle.contest),
        void=void_questions(amendments),
        progress=progress,
    )
    document |= {
        "amendments": [each.id for each in amendments],
        "keys": {question: sorted(key) for question, key in keys.items()},
    }
    stores.vault.put(_key(slug), canonical(document))
    knowledge = document["knowledge"] or {"papers_read": 0}
    told = {name: document[name] for name in ("slug", "as_of", "final")}
    return {**told, "papers_read": knowledge["papers_read"]}


def read_analysis(slug: str, vault: Vault) -> Analysis | None:
    """The latest analysis of a contest, None before the first."""
    stored = vault.read(_key(slug))
    return None if stored is None else json.loads(stored[0])


def is_outdated(analysis: Analysis, stores: Stores) -> bool:
    """Whether amendments were agreed, or withdrawn, since it was made."""
    now = [each.id for each in agreed(analysis["slug"], stores)]
    return bool(analysis.get("amendments", []) != now)


def doubted_keys(slug: str, stores: Stores) -> list[dict[str, Any]]:
    """The suspects of the latest analysis, without those that were amended since."""
    analysis = read_analysis(slug, stores.vault)
    if analysis is None or not analysis["knowledge"]:
        return []
    amended = {each.question for each in agreed(slug, stores)}
    return [each for each in analysis["knowledge"]["suspects"] if each["question"] not in amended]


def _sittings(bundle: Bundle, amendments: list[Amendment], stores: Stores) -> list[Sitting]:
    slug, excluded = bundle.contest.slug, bundle.contest.identity.excluded
    left_out = {person.identity for person in excluded}
    struck = {
        review.attempt_id
        for review in stores.judgements.reviews(slug)
        if review.verdict is Verdict.DISQUALIFIED
    }
    corrections = Corrections(bundle.contest, bundle.secrets.paper_key, amendments)
    return [
        _sitting(
            attempt,
            corrections.points(attempt),
            counts=attempt.reset_at is None
            and attempt.id not in struck
            and not _annulled(attempt, amendments)
            and attempt.identity not in left_out,
        )
        for attempt in stores.attempts.every(slug)
    ]


def _annulled(attempt: Attempt, amendments: list[Amendment]) -> bool:
    sealed = attempt.submission
    return sealed is not None and is_annulled(sealed.submitted_at, amendments)


def _sitting(attempt: Attempt, points: int, *, counts: bool) -> Sitting:
    sealed = attempt.submission
    return Sitting(
        attempt_id=attempt.id,
        participant=attempt.participant,
        number=attempt.number,
        unit=attempt.unit,
        started_at=attempt.started_at,
        counts=counts,
        score=None if sealed is None else sealed.score + points,
        submitted_at=None if sealed is None else sealed.submitted_at,
        choices=None if sealed is None else sealed.choices,
    )


def _key(slug: str) -> str:
    return f"analysis/{slug}.json"
