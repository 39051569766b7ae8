"""From what was measured to what is billed: a request, a run of a function, uses added up."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bench.prices import Use
from bench.stage import Stage

DAY_S, DAYS_OF_A_MONTH, HOURS_OF_A_MONTH = 86_400, 30.4, 730
GB = 1e9
RETENTION_DAYS = 90
"""Of the first contest."""

# What nothing here could measure.
DYNAMODB_MS, S3_MS = 5, 20
STREAM_SHARDS = 4
"""Of a new table's stream: as many as partitions that write 4,000 units a second."""
COLD_SHARE = 0.01
METRICS_OF_A_METHOD = 5
KEY_REQUESTS_AN_HOUR = 12
ASSUMED = f"""\
Assumed, as nothing here can measure it: people come evenly over the days of the contest; a call of
DynamoDB takes {DYNAMODB_MS} ms and one of S3 {S3_MS} ms of a function's time; a processor of Lambda
is as fast as one here, and a function has memory ÷ 1,769 MB of it; {COLD_SHARE:.0%} of requests
meet a fresh environment; the table's stream has {STREAM_SHARDS} shards; everybody reads the pages
up to the first question once with an empty cache, and the results once, with an empty one too; data
stay for as long as they are kept after the contest."""


@dataclass(frozen=True)
class Contest:
    """As many people as take part, the days that it is open, and of each the drafts sent."""

    participants: int
    days: int = 21
    drafts: int = 0

    @property
    def seconds(self) -> int:
        return self.days * DAY_S

    @property
    def minutes(self) -> int:
        return self.seconds // 60


class Measured:
    """What was measured, as the parts of a bill read it. Raises KeyError where something was not
    measured yet."""

    def __init__(self, results: Mapping[str, Any], stage: Stage) -> None:
        self.stage = stage
        self.storage = results["storage"]
        self.pages = results["pages"]
        self.cold_ms: float = results["cold_start"]["ours_cpu_ms"]
        self.ticks = results["ticks"]
        self.ranking = results["ranking"]
        folders = results["ledger"]
        self.ledger_bytes_each = max(
            folder["megabytes"] * 1e6 / int(size) for size, folder in folders.items()
        )

    def request(self, name: str) -> Use:
        """One request of a resident, from the edge to the table."""
        use = self.storage["requests"][name]
        slower = self.stage.slower("APIHandler")
        cold = COLD_SHARE * gb_s(self.cold_ms * slower, self.stage.memory_mb("APIHandler"))
        return plus(
            self.invocation(use, "APIHandler"),
            {
                "api_request": 1,
                "function_gb_s": cold,
                "edge_request": 1,
                "edge_gb": use["answer_byte"] / GB,
                "edge_to_origin_gb": use["request_byte"] / GB,
            },
        )

    def run(self, name: str, function: str, *, more_cpu_s: float = 0.0) -> Use:
        """One run of a function, with so much more work than in the small contest."""
        use = self.storage["runs"][name]
        return self.invocation({**use, "cpu_ms": use["cpu_ms"] + more_cpu_s * 1_000}, function)

    def invocation(self, use: Use, function: str) -> Use:
        """What is billed of what a function used."""
        waits = DYNAMODB_MS * use.get("dynamodb_call", 0)
        waits += S3_MS * (use.get("s3_put", 0) + use.get("s3_get", 0))
        ms = use["cpu_ms"] * self.stage.slower(function) + waits
        months = self.stage.default("LogRetentionDays") / DAYS_OF_A_MONTH
        named = ("write_unit", "read_unit", "s3_put", "s3_get")
        return {
            **{name: use[name] for name in named if name in use},
            "function_request": 1,
            "function_gb_s": gb_s(ms, self.stage.memory_mb(function)),
            "log_gb": use["log_byte"] / GB,
            "log_gb_month": use["log_byte"] / GB * months,
            "s3_gb_month": use.get("byte_day", 0) / GB / DAYS_OF_A_MONTH,
        }

    def tick_cpu_s(self, kind: str, attempts: float) -> float:
        """Of a run of the clock with so many attempts counted: along the line through the nearest
        two sizes that were measured."""
        known = [(one["attempts"], one["cpu_s"][kind]) for one in self.ticks]
        return along(known, attempts)

    def rank_cpu_s(self, attempts: int) -> float:
        """Of ranking so many."""
        return along([(one["attempts"], one["cpu_s"]) for one in self.ranking], attempts)


def along(known: list[tuple[float, float]], x: float) -> float:
    """The value at `x` on the line through the nearest two points; from nothing at 0."""
    points = [(0.0, 0.0), *sorted(known)]
    above = next((i for i, point in enumerate(points) if i and x <= point[0]), len(points) - 1)
    (x0, y0), (x1, y1) = points[above - 1], points[above]
    return y0 + (y1 - y0) * (x - x0) / (x1 - x0)


def gb_s(ms: float, memory_mb: int) -> float:
    """GB-seconds of so long with so much memory."""
    return ms / 1_000 * memory_mb / 1_024


def plus(*uses: Use) -> Use:
    """Uses added up."""
    added: Counter[str] = Counter()
    for use in uses:
        for name, amount in use.items():
            added[name] += amount  # type: ignore[assignment]  # a counter of fractions
    return dict(added)


def times(use: Use, factor: float) -> Use:
    """So many of the same."""
    return {name: amount * factor for name, amount in use.items()}
