"""What every store of contest records and of judgements promises."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from chalicelib.domain.prizes import Decision, Passing, PassingCause
from chalicelib.domain.ranking import Review, Verdict
from chalicelib.stores.records import DynamoContestRecords, DynamoJudgements
from chalicelib.usecases.ports import (
    Conflict,
    ContestRecord,
    ContestRecords,
    Judgements,
    Milestone,
    Run,
)
from tests.aws import TABLE, aws
from tests.builders import CLOSES_AT, OPENS_AT
from tests.fakes import FakeJudgements, FakeRecords


@dataclass(frozen=True)
class Kept:
    records: ContestRecords
    judgements: Judgements


@pytest.fixture(scope="module")
def stores() -> Iterator[dict[str, Kept]]:
    with aws():
        yield {
            "memory": Kept(FakeRecords(), FakeJudgements()),
            "DynamoDB": Kept(DynamoContestRecords(TABLE), DynamoJudgements(TABLE)),
        }


@pytest.fixture(params=["memory", "DynamoDB"])
def kept(request: pytest.FixtureRequest, stores: dict[str, Kept]) -> Kept:
    return stores[request.param]


def a_record(slug: str, **over: Any) -> ContestRecord:
    given = {"title": "Cuộc thi nhỏ", "host": "UBND phường", "versions": ("v1",)}
    return ContestRecord(slug, opens_at=OPENS_AT, closes_at=CLOSES_AT, **{**given, **over})


def test_a_record_that_was_put_can_be_got(kept: Kept) -> None:
    kept.records.put(a_record("mot"), None)
    assert kept.records.get("mot") == a_record("mot")
    assert kept.records.get("khong-co") is None


def test_every_record_comes_once(kept: Kept) -> None:
    for slug in ("nhieu-b", "nhieu-a"):
        kept.records.put(a_record(slug), None)
    found = [each.slug for each in kept.records.every() if each.slug.startswith("nhieu-")]
    assert sorted(found) == ["nhieu-a", "nhieu-b"]


def test_a_record_is_put_over_the_one_that_was_read(kept: Kept) -> None:
    first = a_record("hai")
    second = replace(first, versions=("v1", "v2"), title="Tên mới")
    kept.records.put(first, None)
    kept.records.put(second, first)
    assert kept.records.get("hai") == second
    for previous in (None, first, replace(first, versions=("v2",))):
        with pytest.raises(Conflict):
            kept.records.put(a_record("hai", versions=("v1", "v3")), previous)
    assert kept.records.get("hai") == second


def test_there_is_nothing_to_put_a_record_over(kept: Kept) -> None:
    with pytest.raises(Conflict):
        kept.records.put(a_record("ba", versions=("v1", "v2")), a_record("ba"))
    assert kept.records.get("ba") is None


@pytest.mark.parametrize("milestone", list(Milestone))
def test_a_milestone_is_noted_once(kept: Kept, milestone: Milestone) -> None:
    slug = f"moc-{milestone.name.lower()}"
    kept.records.put(a_record(slug), None)
    kept.records.mark(slug, milestone, 5)
    kept.records.mark(slug, milestone, 6)
    assert kept.records.get(slug) == replace(a_record(slug), **{milestone.value: 5})


def test_a_milestone_of_no_contest_is_noted_nowhere(kept: Kept) -> None:
    kept.records.mark("chua-co", Milestone.FROZEN, 5)
    assert kept.records.get("chua-co") is None


def test_a_later_review_takes_the_place_of_an_earlier(kept: Kept) -> None:
    fine = Review("a1", Verdict.OK, "Đã gọi điện hỏi", 5)
    out = Review("a1", Verdict.DISQUALIFIED, "Thi hộ", 5)
    other = Review("a2", Verdict.OK, "Đã xem", 5)
    for review, previous in ((fine, None), (other, None), (out, fine)):
        kept.judgements.put_review("xem", review, previous, "by")
    assert sorted(kept.judgements.reviews("xem"), key=repr) == sorted([out, other], key=repr)
    assert kept.judgements.reviews("xem-2") == []


def test_a_review_is_put_over_the_one_that_was_read(kept: Kept) -> None:
    out = Review("a1", Verdict.DISQUALIFIED, "Thi hộ", 5)
    fine = Review("a1", Verdict.OK, "Đã xem", 7)
    others = (replace(out, verdict=Verdict.OK), replace(out, reason="Khác"), replace(out, at=6))
    with pytest.raises(Conflict):
        kept.judgements.put_review("xem-3", fine, out, "by")
    kept.judgements.put_review("xem-3", out, None, "other")
    for previous in (None, *others):
        with pytest.raises(Conflict):
            kept.judgements.put_review("xem-3", fine, previous, "by")
    assert kept.judgements.reviews("xem-3") == [out]


def test_reviews_and_decisions_are_told_apart(kept: Kept) -> None:
    decision = Decision("individual-1", ("a2", "a1"), "Bốc thăm", 5)
    kept.judgements.put_review("ca-hai", Review("a1", Verdict.OK, "Đã xem"), None, "by")
    kept.judgements.put_decision("ca-hai", decision, None, "by")
    assert kept.judgements.decisions("ca-hai") == [decision]
    assert [review.attempt_id for review in kept.judgements.reviews("ca-hai")] == ["a1"]


def test_a_decision_is_put_over_the_one_that_was_read(kept: Kept) -> None:
    first = Decision("individual-1", ("a1",), "Bốc thăm", 5)
    second = Decision("individual-1", ("a1", "a2"), "Bốc thăm lần hai", 6)
    kept.judgements.put_decision("quyet", first, None, "by")
    kept.judgements.put_decision("quyet", second, first, "by")
    for previous in (None, first):
        with pytest.raises(Conflict):
            kept.judgements.put_decision("quyet", replace(first, winners=("a3",)), previous, "")
    assert kept.judgements.decisions("quyet") == [second]


def test_there_is_no_decision_to_put_another_over(kept: Kept) -> None:
    read = Decision("individual-2", ("a1",), "Bốc thăm")
    with pytest.raises(Conflict):
        kept.judgements.put_decision("trong", read, read, "by")
    assert kept.judgements.decisions("trong") == []


def test_the_latest_run_is_the_one_that_counts(kept: Kept) -> None:
    assert kept.judgements.latest_run("chay") is None
    runs = [Run("chay", f"{n:064}", at, "by") for n, at in ((1, CLOSES_AT), (2, CLOSES_AT + 9))]
    for run in [*reversed(runs), Run("chay-2", "f" * 64, CLOSES_AT + 99, "by")]:
        kept.judgements.add_run(run)
    assert kept.judgements.latest_run("chay") == runs[1]


def test_the_first_passing_of_a_winner_stands(kept: Kept) -> None:
    first = Passing("individual-1", "a1", PassingCause.REFUSED, "Nhường", 5)
    later = Passing("individual-2", "a1", PassingCause.UNCLAIMED, "Quá hạn", 6)
    unit = Passing("collective-1", "khu-pho-1", PassingCause.UNCLAIMED, "Quá hạn", 7)
    for passing in (first, later, unit, unit):
        kept.judgements.add_passing("chuyen", passing, "by")
    assert kept.judgements.passings("chuyen") == [first, unit]
    assert kept.judgements.reviews("chuyen") == kept.judgements.decisions("chuyen") == []


def test_what_was_decided_wrongly_is_taken_away(kept: Kept) -> None:
    first = Decision("individual-1", ("a1",), "Bốc thăm", 5)
    second = Decision("individual-1", ("a1", "a2"), "Bốc thăm", 6)
    kept.judgements.put_decision("rut", first, None, "by")
    kept.judgements.put_decision("rut", second, first, "by")
    with pytest.raises(Conflict):
        kept.judgements.drop_decision("rut", first)
    kept.judgements.drop_decision("rut", second)
    with pytest.raises(Conflict):
        kept.judgements.drop_decision("rut", second)
    assert kept.judgements.decisions("rut") == []
    kept.judgements.put_decision("rut", first, None, "by")
    passing = Passing("individual-1", "a1", PassingCause.REFUSED, "Nhường", 7)
    kept.judgements.add_passing("rut", passing, "by")
    for _ in range(2):
        kept.judgements.drop_passing("rut", passing)
    assert kept.judgements.passings("rut") == []
    assert kept.judgements.decisions("rut") == [first]
