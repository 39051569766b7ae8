"""Publishing results: never with an unreviewed flag among winners, never over an open tie."""

from collections.abc import Callable
from typing import Any

from chalicelib.domain.errors import Code, Refusal
from chalicelib.domain.ranking import Verdict
from chalicelib.domain.results import results_document
from chalicelib.usecases.auditing import Act, ensure_recorded, record_act
from chalicelib.usecases.closing import finish, publish_counts
from chalicelib.usecases.judging import review
from chalicelib.usecases.ports import Milestone, Stores, Vault
from chalicelib.usecases.public_files import publish_results, read_results
from chalicelib.usecases.ranking import Outcome, frozen_bundle, rank


def publish(slug: str, by: str, stores: Stores, accept_flags: str | None = None) -> dict[str, Any]:
    """Ranks once more with all that was decided, and publishes `results.json`.

    `accept_flags` is a reason: with it each flagged winner is reviewed as fine, on record.
    Publishing the same run again changes nothing. Raises Refusal: no_such_contest, not_frozen,
    unreviewed_flags, undecided_ties.
    """
    bundle = frozen_bundle(slug, stores)
    published, tag = read_results(slug, stores.site)
    outcome = finish(slug, by, stores)
    if accept_flags is not None and outcome["unreviewed_winners"]:
        _accept(slug, outcome["unreviewed_winners"], accept_flags, by, stores)
        outcome = rank(slug, by, stores)
    _refuse_unreviewed_flags(outcome)
    _refuse_undecided_ties(outcome)
    publish_counts(bundle, stores)
    run = outcome["inputs_hash"]
    if published is not None and published["run"] == run:
        _note(published, by, stores, ensure_recorded)
        stores.pages.show(slug)
        return published
    results = results_document(outcome, bundle.contest, stores.clock(), run)
    if not publish_results(results, stores.site, tag):
        # Somebody published meanwhile, perhaps knowing more: looked at anew.
        return publish(slug, by, stores, accept_flags)
    _note(results, by, stores, record_act)
    stores.pages.show(slug)
    return results


def _note(
    results: dict[str, Any], by: str, stores: Stores, record: Callable[[str, Act, Vault], None]
) -> None:
    slug, published_at = results["slug"], results["published_at"]
    stores.records.mark(slug, Milestone.PUBLISHED, published_at)
    record(slug, Act(by, "publish", slug, published_at, after=results["run"]), stores.vault)


def _accept(slug: str, attempts: list[str], reason: str, by: str, stores: Stores) -> None:
    for attempt_id in attempts:
        review(slug, attempt_id, Verdict.OK, reason, by, stores)


def _refuse_unreviewed_flags(outcome: Outcome) -> None:
    flagged = outcome["unreviewed_winners"]
    if flagged:
        raise Refusal(
            Code.UNREVIEWED_FLAGS,
            "Có bài trong diện đoạt giải bị gắn cờ nghi vấn mà chưa ai xem xét: "
            f"{', '.join(flagged)}. Xin xem từng bài (lệnh flags), ghi kết quả xem xét "
            "(lệnh review) rồi công bố lại.",
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
