"""What every store of rulings and of jobs promises."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from chalicelib.stores.jobs import DynamoJobs
from chalicelib.stores.rulings import DynamoRulings
from chalicelib.usecases.ports import Conflict, Job, Jobs, JobState, Ruling, Rulings
from tests.aws import TABLE, aws
from tests.fake_organizing import FakeJobs, FakeRulings


@dataclass(frozen=True)
class Kept:
    rulings: Rulings
    jobs: Jobs


@pytest.fixture(scope="module")
def stores() -> Iterator[dict[str, Kept]]:
    with aws():
        yield {
            "memory": Kept(FakeRulings(), FakeJobs()),
            "DynamoDB": Kept(DynamoRulings(TABLE), DynamoJobs(TABLE)),
        }


@pytest.fixture(params=["memory", "DynamoDB"])
def kept(request: pytest.FixtureRequest, stores: dict[str, Kept]) -> Kept:
    return stores[request.param]


def a_ruling(slug: str, kind: str = "amendment", ruling_id: str = "1") -> Ruling:
    return Ruling(slug, kind, ruling_id, {"why": "lỗi đề", "of": [1, None, True]})


def a_job(job_id: str) -> Job:
    return Job(job_id, "rank", "nho", {"why": "thử"}, "an@example.com", "", 5, 9_000, touched_at=5)


def test_a_ruling_is_kept_as_it_is(kept: Kept) -> None:
    ruling = a_ruling("kept")
    assert kept.rulings.get("kept", "amendment", "1") is None
    kept.rulings.put(ruling, None)
    assert kept.rulings.get("kept", "amendment", "1") == ruling


def test_a_ruling_is_replaced_by_whoever_knows_what_stands(kept: Kept) -> None:
    first = a_ruling("replaced")
    kept.rulings.put(first, None)
    second = first.changed({"why": "rút lại"})
    kept.rulings.put(second, first)
    with pytest.raises(Conflict):
        kept.rulings.put(first.changed({"why": "muộn"}), first)
    with pytest.raises(Conflict):
        kept.rulings.put(first, None)
    assert kept.rulings.get("replaced", "amendment", "1") == second


def test_rulings_come_by_contest_and_kind(kept: Kept) -> None:
    for ruling_id in ("b", "a", "c#d"):
        kept.rulings.put(a_ruling("several", "units", ruling_id), None)
    kept.rulings.put(a_ruling("several", "units-else"), None)
    kept.rulings.put(a_ruling("severals", "units"), None)
    found = [ruling.id for ruling in kept.rulings.every("several", "units")]
    assert found == ["a", "b", "c#d"]


def test_a_job_is_created_once(kept: Kept) -> None:
    assert kept.jobs.create(a_job("once"))
    assert not kept.jobs.create(replace(a_job("once"), kind="publish"))
    assert kept.jobs.get("once") == a_job("once")
    assert kept.jobs.get("never") is None


def test_a_job_is_changed_by_whoever_knows_where_it_stands(kept: Kept) -> None:
    job = a_job("changed")
    kept.jobs.create(job)
    running = replace(job, state=JobState.RUNNING, touched_at=6, progress=(1, 3), worker="w1")
    kept.jobs.put(running, job)
    assert kept.jobs.get("changed") == running
    with pytest.raises(Conflict):
        kept.jobs.put(replace(job, touched_at=7), job)
