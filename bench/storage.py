"""What a participant and the functions ask of DynamoDB and S3, counted in a real run."""

from typing import Any

from bench.real_run import measure
from bench.tables import table

PEOPLE = 100


def figures() -> dict[str, Any]:
    """`write_units` and `read_units` of a session of start, submission and one look-up, and all
    that `real_run.measure` tells."""
    found = measure(PEOPLE)
    session = [found["requests"][name] for name in ("start", "submit", "look_up")]
    return {
        "write_units": sum(use.get("write_unit", 0) for use in session),
        "read_units": sum(use.get("read_unit", 0) for use in session),
        **found,
    }


def markdown(found: dict[str, Any]) -> str:
    """The section of RESULTS.md."""
    columns = ("", "write units", "read units", "S3 PUT, LIST", "S3 GET", "CPU ms", "log bytes")
    names = ("write_unit", "read_unit", "s3_put", "s3_get", "cpu_ms", "log_byte")
    every = {**found["requests"], **found["runs"]}
    rows = [
        (_SPOKEN[each], *(round(use.get(name, 0), 2) for name in names))
        for each, use in every.items()
    ]
    session = f"{found['write_units']:g} write units, {found['read_units']:g} read units"
    return (
        f"A session of start, submission and one look-up: **{session}** (goal ≤ 2 and ≤ 1). Means "
        f"of {found['people']} people in the first contest, through the real entry points; an "
        f"attempt's item has {found['item_bytes']:.0f} bytes. CPU of requests is ours alone, that "
        f"of runs has the emulator's in it.\n\n{table(columns, rows)}"
    )


_SPOKEN = {
    "start": "start",
    "draft": "draft",
    "submit": "submission",
    "look_up": "look-up",
    "fold": "a batch of the stream",
    "tick_quiet": "a minute while open, nothing new",
    "tick_news": "a minute while open, one batch",
    "tick_hour": "a minute with the hour's snapshot",
    "tick_freeze": "the minute of the freeze, with ranking",
    "publish": "publication",
    "tick_idle": "a minute after all is over",
}
