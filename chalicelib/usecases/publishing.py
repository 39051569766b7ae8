"""Publishing results: never with an unreviewed flag among winners, never over an open tie."""

from collections.abc import Callable
from typing import Any

from chalicelib.domain.contest import Contest
from chalicelib.domain.correcting import corrected
from chalicelib.domain.errors import Code, Refusal
from chalicelib.domain.ranking import Verdict
from chalicelib.domain.results import results_document
from chalicelib.usecases.approving import changed_meanwhile, refuse_unapproved
from chalicelib.usecases.audit_log import publish_head
from chalicelib.usecases.auditing import Act, ensure_recorded, record_act
from chalicelib.usecases.closing import finish, publish_counts
from chalicelib.usecases.judging import review
from chalicelib.usecases.late_winners import settle_late
from chalicelib.usecases.ledger import Ledger, ledger_of, publish_ledger
from chalicelib.usecases.ports import Milestone, Stores, Vault
from chalicelib.usecases.public_files import keep_results, publish_results, read_results
from chalicelib.usecases.ranking import Outcome, frozen_bundle, rank


def publish(
    slug: str,
    by: str,
    stores: Stores,
    accept_flags: str | None = None,
    *,
    accept_late: str | None = None,
    why: str | None = None,
    run: str | None = None,
    source: str = "",
) -> dict[str, Any]:
    """Ranks once more with all that was decided, and publishes `results.json`.

    `accept_flags` is a reason: with it each flagged winner is reviewed as fine, on record;
    `accept_late` is one why winners came late into the snapshots, published with the ledger. `run`
    is the one that was looked at: another one is not published. `why` tells why published results
    are corrected; without it the reasons of what was added since stand for it. Publishing the same
    run again changes nothing. Raises Refusal: no_such_contest, not_frozen, unreviewed_flags,
    undecided_ties, units_unconfirmed, not_approved, changed_meanwhile, invalid, ledger_broken,
    late_winners.
    """
    bundle = frozen_bundle(slug, stores)
    published, tag = read_results(slug, stores.site)
    outcome = _ready(bundle.contest, by, accept_flags, run, stores)
    ledger = ledger_of(bundle, outcome, stores)
    settle_late(slug, ledger.opened, accept_late, by, source, stores)
    if published is not None and published["run"] == outcome["inputs_hash"]:
        return _finish(ledger, published, by, stores, ensure_recorded, source)
    publish_counts(bundle, stores)
    results = _results(outcome, bundle.contest, published, why, stores)
    if not publish_results(results, stores.site, tag):
        # Somebody published meanwhile, perhaps knowing more: looked at anew.
        accepted = {"accept_flags": accept_flags, "accept_late": accept_late}
        return publish(slug, by, stores, **accepted, why=why, run=run, source=source)
    return _finish(ledger, results, by, stores, record_act, source, why or "")


def _ready(
    contest: Contest, by: str, accept_flags: str | None, run: str | None, stores: Stores
) -> Outcome:
    """The outcome as it may be published by this person. Raises as `publish` does."""
    outcome = finish(contest.slug, by, stores)
    if accept_flags is not None and outcome["unreviewed_winners"]:
        _accept(contest.slug, outcome, accept_flags, by, stores)
        outcome = rank(contest.slug, by, stores)
    if run not in (None, outcome["inputs_hash"]):
        raise changed_meanwhile()
    refuse_unready(outcome, contest, by, stores)
    return outcome


def _results(
    outcome: Outcome,
    contest: Contest,
    published: dict[str, Any] | None,
    why: str | None,
    stores: Stores,
) -> dict[str, Any]:
    """What will be published; results whose place it takes are kept first."""
    results = results_document(outcome, contest, stores.clock(), outcome["inputs_hash"])
    if published is None:
        return results
    results = corrected(results, published, why)
    keep_results(published, stores.site)
    return results


def refuse_unready(outcome: Outcome, contest: Contest, by: str, stores: Stores) -> None:
    """Raises what still stands between a run and its publication by this person: unreviewed_flags,
    undecided_ties, units_unconfirmed, not_approved."""
    _refuse_unreviewed_flags(outcome)
    _refuse_undecided_ties(outcome, contest)
    _refuse_unconfirmed_units(outcome, contest)
    refuse_unapproved(contest, by, stores)


def _finish(
    ledger: Ledger,
    results: dict[str, Any],
    by: str,
    stores: Stores,
    record: Callable[[str, Act, Vault], None],
    source: str,
    why: str = "",
) -> dict[str, Any]:
    """All that follows once results are public: noted first, so that the tick can mend the rest."""
    slug, published_at = results["slug"], results["published_at"]
    stores.records.mark(slug, Milestone.PUBLISHED, published_at)
    act = Act(by, "publish", slug, published_at, why, after=results["run"], source=source)
    record(slug, act, stores.vault)
    publish_head(slug, stores)
    publish_ledger(ledger, results, stores)
    stores.pages.show(slug)
    return results


def _accept(slug: str, outcome: Outcome, reason: str, by: str, stores: Stores) -> None:
    """Finds flagged winners fine, but not who was called in: somebody waits to see them."""
    verdicts = {each["attempt"]: each["verdict"] for each in outcome["reviews"]}
    for attempt_id in outcome["unreviewed_winners"]:
        if attempt_id not in verdicts:
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


def _refuse_undecided_ties(outcome: Outcome, contest: Contest) -> None:
    ties = outcome["undecided"]
    if ties:
        titles = ", ".join(f"{tie['title']} ({tie['prize']})" for tie in ties)
        says = f"Còn đồng hạng chưa được Ban Tổ chức quyết định: {titles}."
        if contest.ranking.draw_source is not None:
            says = (
                f"Còn đồng hạng chờ bốc thăm: {titles}. Xin ghi kết quả bốc thăm "
                f"({contest.ranking.draw_source}) rồi công bố lại."
            )
        raise Refusal(Code.UNDECIDED_TIES, says, details={"ties": ties})


def _refuse_unconfirmed_units(outcome: Outcome, contest: Contest) -> None:
    waiting = outcome["unconfirmed_units"]
    if waiting:
        names = ", ".join(unit.name for unit in contest.units if unit.id in waiting)
        raise Refusal(
            Code.UNITS_UNCONFIRMED,
            f"Giải tập thể còn chờ đơn vị xác nhận danh sách người dự thi: {names}.",
            details={"units": waiting},
        )
