"""Contest records, reviews, decisions and runs in DynamoDB: few items, written by organizers."""

import contextlib
from dataclasses import asdict
from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.expressions.condition import Condition

from chalicelib.domain.prizes import Decision, Passing, PassingCause
from chalicelib.domain.ranking import Review, Verdict
from chalicelib.stores.numbers import whole
from chalicelib.stores.table import Item, availability, bound_to, conflicts
from chalicelib.usecases.ports import Conflict, ContestRecord, Milestone, Run

_CONTESTS = "CONTEST"
_PASSED_ON = "passed-on#"


class ContestItem(Item):
    title = UnicodeAttribute()
    host = UnicodeAttribute()
    opens_at = NumberAttribute()
    closes_at = NumberAttribute()
    versions: JSONAttribute = JSONAttribute()
    frozen_at = NumberAttribute(null=True)
    ranked_at = NumberAttribute(null=True)
    shown_at = NumberAttribute(null=True)
    published_at = NumberAttribute(null=True)
    erased_at = NumberAttribute(null=True)


class JudgementItem(Item):
    """A review of an attempt (`verdict`), the winners decided for a prize (`winners`), or a prize
    that passed on (`cause`, `prize`; its key names who passed it on)."""

    reason = UnicodeAttribute()
    by = UnicodeAttribute()
    at = NumberAttribute()
    verdict = UnicodeAttribute(null=True)
    winners: JSONAttribute = JSONAttribute(null=True)
    cause = UnicodeAttribute(null=True)
    prize = UnicodeAttribute(null=True)


class RunItem(Item):
    inputs_hash = UnicodeAttribute()
    by = UnicodeAttribute()
    at = NumberAttribute()


class DynamoContestRecords:
    """The port `ContestRecords` on DynamoDB."""

    def __init__(self, table: str) -> None:
        self._items = bound_to(table, ContestItem)

    def get(self, slug: str) -> ContestRecord | None:
        with availability():
            try:
                return _record_of(self._items.get(_CONTESTS, slug, consistent_read=True))
            except self._items.DoesNotExist:
                return None

    def every(self) -> list[ContestRecord]:
        with availability():
            return [_record_of(item) for item in self._items.query(_CONTESTS, consistent_read=True)]

    def put(self, record: ContestRecord, previous: ContestRecord | None) -> None:
        item = self._items(_CONTESTS, record.slug, **_attributes(record))
        condition = (
            ContestItem.pk.does_not_exist()
            if previous is None
            else ContestItem.versions == list(previous.versions)
        )
        with conflicts():
            item.save(condition)

    def mark(self, slug: str, milestone: Milestone, at: int) -> None:
        attribute: NumberAttribute = getattr(ContestItem, milestone.value)
        first_time = ContestItem.pk.exists() & attribute.does_not_exist()
        try:
            with conflicts():
                self._items(_CONTESTS, slug).update([attribute.set(at)], first_time)
        except Conflict:
            return


class DynamoJudgements:
    """The port `Judgements` on DynamoDB."""

    def __init__(self, table: str) -> None:
        self._judgements = bound_to(table, JudgementItem)
        self._runs = bound_to(table, RunItem)

    def reviews(self, slug: str) -> list[Review]:
        return [
            Review(item.sk, Verdict(item.verdict), item.reason, int(item.at))
            for item in self._every(slug)
            if item.verdict is not None
        ]

    def put_review(self, slug: str, review: Review, previous: Review | None, by: str) -> None:
        item = self._judgement(slug, review.attempt_id, review, by, verdict=review.verdict.value)
        with conflicts():
            item.save(_stands(previous))

    def decisions(self, slug: str) -> list[Decision]:
        return [
            Decision(item.sk, tuple(item.winners), item.reason, int(item.at))
            for item in self._every(slug)
            if item.winners is not None
        ]

    def put_decision(
        self, slug: str, decision: Decision, previous: Decision | None, by: str
    ) -> None:
        winners = list(decision.winners)
        item = self._judgement(slug, decision.prize, decision, by, winners=winners)
        condition = (
            JudgementItem.pk.does_not_exist()
            if previous is None
            else JudgementItem.winners == list(previous.winners)
        )
        with conflicts():
            item.save(condition)

    def drop_decision(self, slug: str, decision: Decision) -> None:
        standing = JudgementItem.winners == list(decision.winners)
        with conflicts():
            self._judgements(_reviews(slug), decision.prize).delete(standing)

    def passings(self, slug: str) -> list[Passing]:
        return [
            Passing(
                item.prize,
                item.sk.removeprefix(_PASSED_ON),
                PassingCause(item.cause),
                item.reason,
                int(item.at),
            )
            for item in self._every(slug)
            if item.cause is not None
        ]

    def add_passing(self, slug: str, passing: Passing, by: str) -> None:
        given = {"cause": passing.cause.value, "prize": passing.prize}
        item = self._judgement(slug, f"{_PASSED_ON}{passing.winner}", passing, by, **given)
        with contextlib.suppress(Conflict), conflicts():
            item.save(JudgementItem.pk.does_not_exist())

    def drop_passing(self, slug: str, passing: Passing) -> None:
        with availability():
            self._judgements(_reviews(slug), f"{_PASSED_ON}{passing.winner}").delete()

    def add_run(self, run: Run) -> None:
        item = self._runs(
            f"{run.slug}#RUN",
            f"{run.at}#{run.inputs_hash[:16]}",
            inputs_hash=run.inputs_hash,
            by=run.by,
            at=run.at,
        )
        with availability():
            item.save()

    def latest_run(self, slug: str) -> Run | None:
        with availability():
            items = self._runs.query(
                f"{slug}#RUN", scan_index_forward=False, limit=1, consistent_read=True
            )
            item = next(iter(items), None)
        return None if item is None else Run(slug, item.inputs_hash, int(item.at), item.by)

    def _judgement(
        self, slug: str, sk: str, judged: Review | Decision | Passing, by: str, **given: Any
    ) -> JudgementItem:
        return self._judgements(
            _reviews(slug), sk, reason=judged.reason, by=by, at=judged.at, **given
        )

    def _every(self, slug: str) -> list[JudgementItem]:
        with availability():
            return list(self._judgements.query(_reviews(slug), consistent_read=True))


def _reviews(slug: str) -> str:
    return f"{slug}#REVIEW"


def _stands(review: Review | None) -> Condition:
    """That a review is the one that stands there, or that none does."""
    if review is None:
        return JudgementItem.pk.does_not_exist()
    return (
        (JudgementItem.verdict == review.verdict.value)
        & (JudgementItem.reason == review.reason)
        & (JudgementItem.at == review.at)
    )


def _attributes(record: ContestRecord) -> dict[str, Any]:
    attributes = {**asdict(record), "versions": list(record.versions)}
    del attributes["slug"]
    return attributes


def _record_of(item: ContestItem) -> ContestRecord:
    return ContestRecord(
        slug=item.sk,
        title=item.title,
        host=item.host,
        opens_at=int(item.opens_at),
        closes_at=int(item.closes_at),
        versions=tuple(item.versions),
        frozen_at=whole(item.frozen_at),
        ranked_at=whole(item.ranked_at),
        shown_at=whole(item.shown_at),
        published_at=whole(item.published_at),
        erased_at=whole(item.erased_at),
    )
