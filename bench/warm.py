"""What a request costs a warm process: CPU of start and submit against a bare `update_item`.

All three go to the same stub over TLS, each over one kept connection, a call of each in turns. CPU
is that of the calling thread: the stub's own is not in it.
"""

import json
import os
import tempfile
import time
from collections.abc import Callable
from logging import StreamHandler
from pathlib import Path
from statistics import mean
from typing import Any, TextIO
from unittest.mock import patch

import boto3

from bench.events import FUNCTION, a_start, a_submission, the_bundle
from bench.storage_stub import storage_stub
from bench.tables import table
from chalicelib import bootstrap
from chalicelib.logs import configure_logs
from tests.aws import TABLE

CALLS = 10_000
_WARMING = 200


def figures(calls: int = CALLS) -> dict[str, Any]:
    """Ratios of the means and of the 99th percentiles, and these in ms."""
    with (
        tempfile.TemporaryDirectory() as folder,
        storage_stub(the_bundle(), Path(folder)) as where,
        patch.dict(os.environ, {**FUNCTION, **where}),
        Path(os.devnull).open("w") as unread,
    ):
        _write_lines_to(unread)
        taken = _take_turns(calls + _WARMING)
    means = {name: mean(of) for name, of in taken.items()}
    worst = {name: sorted(of)[len(of) * 99 // 100] for name, of in taken.items()}
    bare = "update_item"
    return {
        "calls": calls,
        "start_ratio": round(means["start"] / means[bare], 2),
        "submit_ratio": round(means["submit"] / means[bare], 2),
        "start_p99_ratio": round(worst["start"] / worst[bare], 2),
        "submit_p99_ratio": round(worst["submit"] / worst[bare], 2),
        "mean_ms": {name: round(value, 2) for name, value in means.items()},
        "p99_ms": {name: round(value, 2) for name, value in worst.items()},
    }


def _take_turns(calls: int) -> dict[str, list[float]]:
    from app import app

    bootstrap.use(bootstrap.Stores(bootstrap.Settings.from_environment()))
    client = boto3.client("dynamodb")
    taken: dict[str, list[float]] = {"update_item": [], "start": [], "submit": []}
    for number in range(calls):
        _timed(taken["update_item"], lambda number=number: client.update_item(**_update(number)))
        start = a_start(number)
        started = _answered(_timed(taken["start"], lambda start=start: app(start, None)))
        submission = a_submission(started)
        _answered(_timed(taken["submit"], lambda event=submission: app(event, None)))
    return {name: of[_WARMING:] for name, of in taken.items()}


def _write_lines_to(stream: TextIO) -> None:
    """Lines of the log are written all the same, as that is part of a request."""
    handler = configure_logs().handlers[0]
    assert isinstance(handler, StreamHandler)
    handler.setStream(stream)


def _timed(into: list[float], work: Callable[[], Any]) -> Any:
    begun = time.thread_time()
    found = work()
    into.append((time.thread_time() - begun) * 1_000)
    return found


def _answered(answer: dict[str, Any]) -> Any:
    if answer["statusCode"] != 201:
        raise RuntimeError(str(answer))
    return json.loads(answer["body"])


def _update(number: int) -> dict[str, Any]:
    """As small a conditional write as ours, in botocore's words."""
    return {
        "TableName": TABLE,
        "Key": {"pk": {"S": "bench#A#01"}, "sk": {"S": f"participant-{number}#1"}},
        "UpdateExpression": "SET a = :a, g = :g, e = :e, b = :b, y = :y, l = :l",
        "ConditionExpression": "s = :s AND attribute_not_exists(t) AND attribute_not_exists(b)",
        "ExpressionAttributeValues": {
            ":a": {"B": bytes(20)},
            ":g": {"N": "20"},
            ":e": {"N": "61000"},
            ":b": {"N": "1720000061000"},
            ":y": {"S": "h"},
            ":l": {"B": bytes(32)},
            ":s": {"N": "1720000000000"},
        },
        "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
    }


def markdown(found: dict[str, Any]) -> str:
    """The section of RESULTS.md."""
    rows = [
        (
            spoken,
            found["mean_ms"][name],
            found.get(f"{name}_ratio", 1.0),
            found["p99_ms"][name],
            found.get(f"{name}_p99_ratio", 1.0),
        )
        for name, spoken in _SPOKEN.items()
    ]
    rows_said = table(("CPU ms of the calling thread", "mean", "ratio", "p99", "ratio"), rows)
    how = f"{found['calls']:,} calls of each, in turns, over TLS to one stub."
    return f"{how}\n\n{rows_said}\n\nGoal: start and submit ≤ 1.5 × the bare call."


_SPOKEN = {"update_item": "bare botocore `update_item`", "start": "start", "submit": "submit"}
