"""Publishing results: never with an unreviewed flag among winners, never over an open tie."""

from typing import Any

from chalicelib.domain.errors import Code, Refusal
from chalicelib.domain.ranking import Verdict
from chalicelib.domain.results import results_document
from chalicelib.usecases.auditing import Act, record_act
from chalicelib.usecases.judging import review
from chalicelib.usecases.ports import Milestone, Stores
from chalicelib.usecases.public_files import publish_results, read_results
from chalicelib.usecases.ranking import Outcome, frozen_bundle, rank


def publish(slug: str, by: str, stores: Stores, accept_flags: str | None = None) -> dict[str, Any]:
    """Ranks once more with all that was decided, and publishes `results.json`.

    `accept_flags` is a reason: with it each flagged winner is reviewed as fine, on record.
    Publishing the same run again changes nothing. Raises Refusal: no_such_contest, not_frozen,
    unreviewed_flags, undecided_ties.
    """
    bundle = frozen_bundle(slug, stores)
    outcome = rank(slug, by, stores)
    if accept_flags is not None and outcome["unreviewed_winners"]:
        _accept(slug, outcome["unreviewed_winners"], accept_flags, by, stores)
        outcome = rank(slug, by, stores)
    _refuse_unreviewed_flags(outcome)
    _refuse_undecided_ties(outcome)
    published = read_results(slug, stores.site)
    if published is not None and published["run"] == outcome["inputs_hash"]:
        return published
    results = results_document(outcome, bundle.contest, stores.clock(), outcome["inputs_hash"])
    publish_results(results, stores.site)
    stores.records.mark(slug, Milestone.PUBLISHED, results["published_at"])
    act = Act(by, "publish", slug, results["published_at"], after=outcome["inputs_hash"])
    record_act(slug, act, stores.vault)
    return results


def _accept(slug: str, attempts: list[str], reason: str, by: str, stores: Stores) -> None:
    for attempt_id in attempts:
        review(slug, attempt_id, Verdict.OK, reason, by, stores)


def _refuse_unreviewed_flags(outcome: Outcome) -> None:
    flagged = outcome["unreviewed_winners"]
    if flagged:
        raise Refusal(
            Code.UNREVIEWED_FLAGS,
            "Có bài trong diện đoạt giải bị gắn cờ nghi vấn mà chưa ai xem xét: "
            f"{', '.join(flagged)}.",
            details={"attempts": flagged},
        )


def _refuse_undecided_ties(outcome: Outcome) -> None:
    ties = outcome["undecided"]
    if ties:
        titles = ", ".join(f"{tie['title']} ({tie['prize']})" for tie in ties)
        raise Refusal(
            Code.UNDECIDED_TIES,
            f"Còn đồng hạng chưa được Ban Tổ chức quyết định: {titles}.",
            details={"ties": ties},
        )
