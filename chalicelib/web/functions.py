"""The pure Lambdas: plain JSON in and out, for the console, `aws lambda invoke` and `ops`."""

import functools
import gc
from collections.abc import Callable
from typing import Any

from chalicelib import bootstrap
from chalicelib.domain.errors import Refusal, invalid

_MOST_ROWS = 100
_LONG_LISTS = ("standing", "flags", "disqualified", "reviews", "amendments")

Event = dict[str, Any]
PureLambda = Callable[[Event, Any], Event]


def answers_refusals(function: PureLambda) -> PureLambda:
    """Turns a refusal into `{"error": {"code", "message", …}}`; other errors fail the call."""

    @functools.wraps(function)
    def answering(event: Event, context: Any) -> Event:
        try:
            return function(event, context)
        except Refusal as refusal:
            return {"error": refusal.document()}

    return answering


def runs_jobs(function: PureLambda) -> PureLambda:
    """Lets a function do a job too: handed `{"job": id}`, it works on what that job asks for, and
    keeps the answer with it (`usecases.jobs.run_job` says what it is handed besides)."""

    @functools.wraps(function)
    def running(event: Event, context: Any) -> Event:
        if "job" not in event:
            return function(event, context)
        # The API function holds this module too, and never works on a job.
        from chalicelib.usecases.jobs import run_job

        job_id, worker = text_of(event, "job"), getattr(context, "aws_request_id", "")
        return run_job(job_id, lambda asked: function(asked, context), bootstrap.stores(), worker)

    return running


def text_of(event: Event, name: str, default: str | None = None) -> str:
    """A text that the event must have, or may have where there is a default. Raises invalid."""
    value = event.get(name, default)
    if not isinstance(value, str) or not value.strip():
        raise invalid({name: f"Cần ghi “{name}” là một chuỗi ký tự."})
    return value


def searches_no_cycles(function: PureLambda) -> PureLambda:
    """Lets a function work without Python's search for garbage that refers to itself: among what is
    held of a million people there is none, and looking takes a fifth of the time."""

    @functools.wraps(function)
    def working(event: Event, context: Any) -> Event:
        gc.disable()
        try:
            return function(event, context)
        finally:
            gc.enable()

    return working


def progress_of(event: Event) -> Callable[[int, int], None]:
    """What notes (done, of) where a job is worked on; nothing does in a call without one."""
    progress = event.get("progress")
    return progress if callable(progress) else _unnoted


def _unnoted(done: int, of: int) -> None:
    """Nobody asks how far it has come."""


def summary(outcome: Event) -> Event:
    """An outcome that fits into the answer of a Lambda (6 MB): long lists are cut, and counted."""
    counts = {f"{name}_count": len(outcome[name]) for name in _LONG_LISTS}
    heads = {name: outcome[name][:_MOST_ROWS] for name in _LONG_LISTS}
    return {**outcome, **heads, **counts, "people": _people_of(outcome, heads)}


def _people_of(outcome: Event, heads: Event) -> Event:
    """Names for the rows that are left."""
    shown = {row["attempt"] for row in (*heads["standing"], *heads["flags"])}
    shown.update(award["winner"] for award in (*outcome["individual"], *outcome["manual"]))
    return {key: person for key, person in outcome["people"].items() if key in shown}
