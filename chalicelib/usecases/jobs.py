"""Long work of organizers: started once, done by a function of its own, told of until it ends."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

from chalicelib.domain.canonical import canonical
from chalicelib.domain.errors import Code, Refusal
from chalicelib.usecases.ports import Conflict, Job, JobState, Stores

_KEPT_MS = 7 * 24 * 3_600_000
# Longer than any function may run: after that nobody works on it any more.
_LOST_AFTER_MS = 330_000
_ENDED = (JobState.DONE, JobState.FAILED)

Event = dict[str, Any]


def start_job(
    kind: str, slug: str, asked: Event, job_id: str, by: str, source: str, stores: Stores
) -> Job:
    """The job of that id, started if it was not yet; `kind` is the role of the function that does
    it. Starting the same again starts nothing twice, and mends a start that died half-way.

    Raises Refusal invalid where the id is of other work; Unavailable.
    """
    now = stores.clock()
    job = Job(job_id, kind, slug, asked, by, source, now, now + _KEPT_MS, touched_at=now)
    if not stores.jobs.create(job):
        found = stores.jobs.get(job_id)
        if found is None or (found.kind, found.slug, found.by) != (kind, slug, by):
            raise Refusal(Code.TRY_AGAIN, "Mã việc này đã dùng. Xin tải lại trang rồi làm lại.")
        job = found
    if job.state is JobState.WAITING or (job.state is JobState.RUNNING and _is_lost(job, now)):
        stores.functions.start(kind, {"job": job_id})
    return job


def tell_job(job_id: str, by: str, stores: Stores) -> Event | None:
    """How far a job has come, for who started it: {"id", "kind", "slug", "state", "progress":
    {"done", "of"} | None, "answer"?, "error"?}; None where there is none of theirs."""
    job = stores.jobs.get(job_id)
    if job is None or job.by != by:
        return None
    told = {"id": job.id, "kind": job.kind, "slug": job.slug, "state": job.state.value}
    done = job.progress and {"done": job.progress[0], "of": job.progress[1]}
    if job.state in _ENDED:
        return {**told, "progress": done, **_kept_answer(job, stores)}
    if _is_lost(job, stores.clock()):
        return {**told, "state": JobState.FAILED.value, "progress": done, "error": _LOST}
    return {**told, "progress": done}


def run_job(job_id: str, work: Callable[[Event], Event], stores: Stores, worker: str = "") -> Event:
    """Does a job and keeps its answer, or its refusal: {"answer"} or {"error"}, {} where another
    call works on it or has ended it.

    `work` is handed what was asked, with "slug", "by", "source", and "progress": a function that
    notes (done, of). Where it fails otherwise, the job waits for the next try. `worker` is the id
    of the call: Lambda tries a call that was killed once more under the same id, long before the
    job is called lost, and that try goes on at once.
    """
    running = _taken(job_id, worker, stores)
    if running is None:
        return {}
    progress = _Progress(running, stores)
    facts = {"slug": running.slug, "by": running.by, "source": running.source}
    try:
        ended = _ended(work, {**running.asked, **facts, "progress": progress})
    except Exception:
        _let_go(progress.job, stores)
        raise
    stores.vault.put(_key(job_id), canonical(ended))
    state = JobState.FAILED if "error" in ended else JobState.DONE
    with suppress(Conflict):
        now = stores.clock()
        stores.jobs.put(replace(progress.job, state=state, touched_at=now), progress.job)
    return ended


class _Progress:
    """Notes how far a job has come; whoever took the job over meanwhile notes it instead."""

    def __init__(self, job: Job, stores: Stores) -> None:
        self.job = job
        self._stores = stores

    def __call__(self, done: int, of: int) -> None:
        at = max(self._stores.clock(), self.job.touched_at + 1)
        fresh = replace(self.job, progress=(done, of), touched_at=at)
        with suppress(Conflict):
            self._stores.jobs.put(fresh, self.job)
            self.job = fresh


def _ended(work: Callable[[Event], Event], event: Event) -> Event:
    try:
        answer = work(event)
    except Refusal as refusal:
        return {"error": refusal.document()}
    # What a function answers to refusals when it is called without a job.
    return {"error": answer["error"]} if "error" in answer else {"answer": answer}


def _taken(job_id: str, worker: str, stores: Stores) -> Job | None:
    job = stores.jobs.get(job_id)
    now = stores.clock()
    if job is None or job.state in _ENDED:
        return None
    is_own = worker != "" and job.worker == worker
    if job.state is JobState.RUNNING and not is_own and not _is_lost(job, now):
        return None
    touched_at = max(now, job.touched_at + 1)
    running = replace(job, state=JobState.RUNNING, touched_at=touched_at, worker=worker)
    try:
        stores.jobs.put(running, job)
    except Conflict:
        return None
    return running


def _is_lost(job: Job, now: int) -> bool:
    """Whether nobody can be at work on it any more."""
    return now - job.touched_at > _LOST_AFTER_MS


def _let_go(job: Job, stores: Stores) -> None:
    with suppress(Conflict):
        stores.jobs.put(replace(job, state=JobState.WAITING), job)


def _kept_answer(job: Job, stores: Stores) -> Event:
    stored = stores.vault.read(_key(job.id))
    return {"error": _LOST} if stored is None else json.loads(stored[0])


def _key(job_id: str) -> str:
    return f"jobs/{job_id}.json"


_LOST = {
    "code": Code.JOB_LOST.value,
    "message": "Việc này dừng giữa chừng, chưa làm xong. Xin làm lại.",
}
