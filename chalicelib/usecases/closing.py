"""What happens by itself: counts published, due drafts sealed, the contest frozen and ranked.

`tick` runs each minute and sees what is due; it may come late, twice at once or not for an hour,
and mends what an earlier run left half done.
"""

import logging
from collections.abc import Iterable
from dataclasses import replace

from chalicelib.domain.attempt import Attempt
from chalicelib.domain.counts import Change, Changes, Progress, due_for_sealing, merge, stats
from chalicelib.domain.phases import is_frozen
from chalicelib.domain.ranking import Verdict
from chalicelib.usecases.audit_log import publish_due_heads
from chalicelib.usecases.counting import add_changes, gather, known_changes
from chalicelib.usecases.ledger import mend_ledger_if_due
from chalicelib.usecases.moving_the_close import close_was_moved, is_half_moved, move_the_close
from chalicelib.usecases.opening import seal_if_due
from chalicelib.usecases.ports import Bundle, ContestRecord, Milestone, Stores
from chalicelib.usecases.public_files import mend_commitment, publish_stats, reveal
from chalicelib.usecases.ranking import (
    Outcome,
    current_bundle,
    frozen_bundle,
    rank,
    sealed_attempts,
)
from chalicelib.usecases.snapshots import lay_down_if_due, lay_down_last

_TICK = "tick"
_log = logging.getLogger("hoithi")


def tick(stores: Stores) -> None:
    """Does all that is due in all contests. A contest that fails does not keep others waiting;
    the failure is raised at the end, so that it is counted and the next run tries again."""
    gather(stores.vault)
    failures = [error for record in stores.records.every() if (error := _tend(record, stores))]
    publish_due_heads(stores)
    if failures:
        raise ExceptionGroup("contests that could not be tended", failures)


def _tend(record: ContestRecord, stores: Stores) -> Exception | None:
    try:
        tend(record, stores)
    except Exception as error:
        _log.exception("tick failed for %s", record.slug)
        return error
    return None


def tend(record: ContestRecord, stores: Stores) -> None:
    """Does what is due in one contest."""
    now = stores.clock()
    if now < record.opens_at or record.erased_at is not None:
        return
    bundle = current_bundle(record.slug, stores)
    if now >= bundle.contest.expires_at:
        erase(record.slug, stores)
    elif is_frozen(now, bundle.contest):
        if record.frozen_at is None and close_was_moved(bundle, stores):
            # Agreed on, but whoever agreed died before it was served.
            move_the_close(record.slug, stores)
        elif not _is_over(record):
            finish(record.slug, _TICK, stores)
        if record.shown_at is None:
            show_what_was_revealed(record.slug, stores)
        mend_ledger_if_due(record.slug, stores)
    else:
        if is_half_moved(record, bundle) or close_was_moved(bundle, stores):
            move_the_close(record.slug, stores)
        mend_commitment(bundle, stores.site)
        seal_due_drafts(bundle, stores)
        lay_down_if_due(bundle, stores)
        publish_counts(bundle, stores)
        stores.pages.show_counts(record.slug)


def finish(slug: str, by: str, stores: Stores) -> Outcome:
    """Ranks a contest, freezing it first where no tick has. Raises as `rank` does."""
    bundle = frozen_bundle(slug, stores)
    record = stores.records.get(slug)
    if record is None or record.frozen_at is None:
        if close_was_moved(bundle, stores):
            move_the_close(slug, stores)
            bundle = frozen_bundle(slug, stores)
        freeze(bundle, stores)
    return rank(slug, by, stores)


def erase(slug: str, stores: Stores) -> None:
    """Takes away the private files that hold names, numbers or attempts, once their time is over;
    the table's items go by their own expiry, and what was published stays."""
    for folder in (
        f"runs/{slug}/",
        f"exports/{slug}/",
        f"documents/{slug}/",
        f"counts/{slug}.json",
    ):
        for key in list(stores.vault.keys(folder)):
            stores.vault.delete(key)
    stores.records.mark(slug, Milestone.ERASED, stores.clock())


def _is_over(record: ContestRecord) -> bool:
    """Ranked alone is not enough: organizers may have ranked before a run froze the contest."""
    return record.frozen_at is not None and record.ranked_at is not None


def seal_due_drafts(bundle: Bundle, stores: Stores) -> None:
    """Seals the last draft of each attempt whose time is over, by what the counts know."""
    slug = bundle.contest.slug
    due = due_for_sealing(known_changes(stores.vault, slug), bundle.contest, stores.clock())
    over = [_seal_one(change, bundle, stores) for change in due]
    if over:
        add_changes(stores.vault, slug, over)


def publish_counts(bundle: Bundle, stores: Stores) -> None:
    """Publishes the live counts of a contest."""
    changes = known_changes(stores.vault, bundle.contest.slug).values()
    _publish_stats(bundle, changes, stores)


def freeze(bundle: Bundle, stores: Stores) -> None:
    """Ends a contest: drafts sealed, counts made from the table itself, keys revealed, the ledger's
    last snapshot made. The opening is due to whoever sees that one, so keys are revealed first."""
    slug = bundle.contest.slug
    from_table = merge({}, map(change_of, sealed_attempts(bundle, stores)))
    _cross_check(slug, from_table, stores)
    _publish_stats(bundle, from_table.values(), stores)
    reveal(bundle, stores.site)
    lay_down_last(bundle, from_table.values(), stores)
    stores.records.mark(slug, Milestone.FROZEN, stores.clock())


def show_what_was_revealed(slug: str, stores: Stores) -> None:
    """Puts up the pages that show answers and waiting results. Apart from the freeze: pages that
    can't be made must not keep a contest from its ranking, and the next run tries again."""
    stores.pages.show(slug)
    stores.records.mark(slug, Milestone.SHOWN, stores.clock())


def change_of(attempt: Attempt) -> Change:
    """What the counts keep of an attempt, read from the table itself."""
    submission = attempt.submission
    return Change(
        attempt_id=attempt.id,
        participant=attempt.participant,
        number=attempt.number,
        progress=_progress(attempt),
        unit=attempt.unit,
        deadline=attempt.deadline,
        submitted_at=None if submission is None else submission.submitted_at,
        leaf=None if submission is None else submission.leaf.hex(),
    )


def _cross_check(slug: str, from_table: Changes, stores: Stores) -> None:
    """Says aloud, and mends, what the stream's counts missed."""
    missed = len(from_table) - len(known_changes(stores.vault, slug))
    if missed:
        facts = {"slug": slug, "attempts": len(from_table), "missed": missed}
        _log.warning("counts had missed attempts", extra={"facts": facts})
    add_changes(stores.vault, slug, from_table.values())


def _progress(attempt: Attempt) -> Progress:
    if attempt.reset_at is not None:
        return Progress.RESET
    return Progress.STARTED if attempt.submission is None else Progress.SEALED


def _seal_one(change: Change, bundle: Bundle, stores: Stores) -> Change:
    stored = stores.attempts.get(bundle.contest.slug, change.participant, change.number)
    if stored is None:
        return replace(change, progress=Progress.LAPSED)
    now_known = change_of(seal_if_due(stored, bundle, stores.attempts, stores.clock()))
    return _lapsed_if_nothing_came(now_known, stored.deadline == change.deadline)


def _lapsed_if_nothing_came(change: Change, is_over: bool) -> Change:
    """Nothing to seal and no time left: the next run need not look at this attempt again."""
    if change.progress is Progress.STARTED and is_over:
        return replace(change, progress=Progress.LAPSED)
    return change


def _publish_stats(bundle: Bundle, changes: Iterable[Change], stores: Stores) -> None:
    slug = bundle.contest.slug
    disqualified = frozenset(
        review.attempt_id
        for review in stores.judgements.reviews(slug)
        if review.verdict is Verdict.DISQUALIFIED
    )
    publish_stats(stats(bundle.contest, changes, disqualified, stores.clock()), stores.site)
