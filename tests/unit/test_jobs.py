"""Long work: started once however often it is asked for, ended once, told of to whoever started
it."""

from typing import Any

import pytest

from chalicelib.domain.errors import Code, Refusal
from chalicelib.usecases.jobs import run_job, start_job, tell_job
from chalicelib.usecases.ports import JobState, Unavailable
from tests.fake_attempts import Death
from tests.fakes import FakeStores

ID = "a" * 32
AN, BINH = "an@example.com", "binh@example.com"
MINUTE_MS = 60_000


def started(stores: FakeStores, **asked: Any) -> None:
    start_job("rank", "nho", asked, ID, AN, "203.0.113.7", stores)


def told(stores: FakeStores) -> dict[str, Any]:
    found = tell_job(ID, AN, stores)
    assert found is not None
    return found


def test_a_job_is_done_and_told_of() -> None:
    stores = FakeStores(now=1_000)
    started(stores, why="because")
    assert stores.functions.started == [("rank", {"job": ID})]
    assert told(stores)["state"] == "waiting"
    seen: list[dict[str, Any]] = []

    def work(event: dict[str, Any]) -> dict[str, Any]:
        seen.append(event)
        event["progress"](3, 10)
        assert told(stores)["state"] == "running"
        assert told(stores)["progress"] == {"done": 3, "of": 10}
        return {"ranked": 12}

    run_job(ID, work, stores)
    assert (seen[0]["why"], seen[0]["slug"], seen[0]["by"]) == ("because", "nho", AN)
    assert (told(stores)["state"], told(stores)["answer"]) == ("done", {"ranked": 12})


def test_the_same_request_twice_is_one_job() -> None:
    stores = FakeStores()
    started(stores)
    run_job(ID, lambda event: {"run": 1}, stores)
    started(stores)
    # Ended work is not started again; the function that comes twice finds nothing to do.
    assert len(stores.functions.started) == 1
    assert run_job(ID, lambda event: {"run": 2}, stores) == {}
    assert told(stores)["answer"] == {"run": 1}


def test_a_start_that_died_before_its_function_is_mended_by_the_next() -> None:
    stores = FakeStores()
    stores.writes.last_before_death = 1
    with pytest.raises(Death):
        started(stores)
    started(stores)
    assert len(stores.functions.started) == 1


def test_an_id_that_is_of_other_work_is_refused() -> None:
    stores = FakeStores()
    started(stores)
    for kind, slug, by in (("publish", "nho", AN), ("rank", "khac", AN), ("rank", "nho", BINH)):
        with pytest.raises(Refusal) as refused:
            start_job(kind, slug, {}, ID, by, "", stores)
        assert refused.value.code is Code.TRY_AGAIN


def test_nobody_else_is_told() -> None:
    stores = FakeStores()
    started(stores)
    assert tell_job(ID, BINH, stores) is None
    assert tell_job("b" * 32, AN, stores) is None


def test_a_refusal_is_the_end_of_a_job() -> None:
    stores = FakeStores()
    started(stores)

    def refuse(event: dict[str, Any]) -> dict[str, Any]:
        raise Refusal(Code.NOT_FROZEN, "Chưa xếp hạng được.", details={"frozen_at": 5})

    run_job(ID, refuse, stores)
    assert told(stores)["state"] == "failed"
    assert told(stores)["error"] == {
        "code": "not_frozen", "message": "Chưa xếp hạng được.", "frozen_at": 5,
    }  # fmt: skip


def test_what_fails_otherwise_waits_for_the_next_try() -> None:
    stores = FakeStores()
    started(stores)

    def fail(event: dict[str, Any]) -> dict[str, Any]:
        event["progress"](1, 2)
        raise Unavailable

    with pytest.raises(Unavailable):
        run_job(ID, fail, stores)
    assert told(stores)["state"] == "waiting"
    run_job(ID, lambda event: {"second": "try"}, stores)
    assert told(stores)["answer"] == {"second": "try"}


def test_two_at_once_do_it_once() -> None:
    stores = FakeStores()
    started(stores)
    inner: list[dict[str, Any]] = []

    def work(event: dict[str, Any]) -> dict[str, Any]:
        inner.append(run_job(ID, lambda event: {"by": "the second"}, stores))
        return {"by": "the first"}

    run_job(ID, work, stores)
    assert inner == [{}]
    assert told(stores)["answer"] == {"by": "the first"}


def test_work_whose_function_died_is_called_lost_and_can_be_taken_up() -> None:
    stores = FakeStores()
    started(stores)

    stores.writes.last_before_death = len(stores.writes.done) + 2
    with pytest.raises(Death):
        run_job(ID, lambda event: {"kept": "but not noted"}, stores)
    assert told(stores)["state"] == "running"
    stores.now += 6 * MINUTE_MS
    assert told(stores)["state"] == "failed"
    assert told(stores)["error"]["code"] == Code.JOB_LOST.value
    run_job(ID, lambda event: {"after": "all"}, stores)
    job = stores.jobs.get(ID)
    assert job is not None
    assert job.state is JobState.DONE


def killed(stores: FakeStores, worker: str) -> None:
    """A call that took the job and was killed while it worked."""
    stores.writes.last_before_death = len(stores.writes.done) + 1
    with pytest.raises(Death):
        run_job(ID, lambda event: {}, stores, worker)
    stores.writes.last_before_death = None


def test_a_killed_call_that_is_tried_again_goes_on_at_once() -> None:
    stores = FakeStores()
    started(stores)
    killed(stores, "request-1")
    stores.now += MINUTE_MS
    assert run_job(ID, lambda event: {"by": "another"}, stores, "request-2") == {}
    assert run_job(ID, lambda event: {"by": "nobody"}, stores) == {}
    assert told(stores)["state"] == "running"
    run_job(ID, lambda event: {"by": "the same"}, stores, "request-1")
    assert (told(stores)["state"], told(stores)["answer"]) == ("done", {"by": "the same"})


def test_calls_without_an_id_are_not_the_same() -> None:
    stores = FakeStores()
    started(stores)
    killed(stores, "")
    assert run_job(ID, lambda event: {}, stores, "") == {}


def test_asking_again_for_lost_work_starts_it_anew() -> None:
    stores = FakeStores()
    started(stores)
    stores.writes.last_before_death = len(stores.writes.done) + 2
    with pytest.raises(Death):
        run_job(ID, lambda event: {}, stores)
    started(stores)
    assert len(stores.functions.started) == 1
    stores.now += 6 * MINUTE_MS
    started(stores)
    assert len(stores.functions.started) == 2
