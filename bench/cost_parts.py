"""The parts of what a contest uses: requests, pages, counts, snapshots, the end, what is kept."""

from math import ceil, exp

from bench.prices import Use
from bench.reckoning import (
    DAY_S,
    DAYS_OF_A_MONTH,
    GB,
    HOURS_OF_A_MONTH,
    KEY_REQUESTS_AN_HOUR,
    METRICS_OF_A_METHOD,
    RETENTION_DAYS,
    STREAM_SHARDS,
    Contest,
    Measured,
    plus,
    times,
)

READ_UNIT, SHARDS = 4_096, 64
_PART_BYTES = 5e6
_DYNAMODB_OVERHEAD = 100
"""Bytes that DynamoDB bills of each item besides its own (developer guide, "Table size")."""
_BATCH = 500
_KEEPERS = 3
"""Functions that call the table at some time of every five minutes, at most."""


def parts(contest: Contest, measured: Measured) -> dict[str, Use]:
    """What each part uses."""
    hours = contest.seconds / 3_600
    return {
        "start, submission, look-up": sessions(contest, measured),
        "drafts": times(measured.request("draft"), contest.participants * contest.drafts),
        "pages": pages(contest, measured),
        "counts": counts(contest, measured),
        "snapshots": snapshots(contest, measured),
        "freeze, ranking, publication": ending(contest, measured),
        "what is kept": kept(contest, measured),
        "metrics of each method": method_metrics(contest, measured),
        "the table's key": {"key_request": hours * KEY_REQUESTS_AN_HOUR * _KEEPERS},
    }


def sessions(contest: Contest, measured: Measured) -> Use:
    """A start, a submission and one look-up of everybody."""
    each = plus(*(measured.request(name) for name in ("start", "submit", "look_up")))
    return times(each, contest.participants)


def pages(contest: Contest, measured: Measured) -> Use:
    """From home to the first question with an empty cache, and the results."""
    seen = (measured.pages["home_to_first_question"], measured.pages["empty_cache"]["results"])
    requests = sum(page["requests"] for page in seen)
    sizes = sum(page["bytes"] for page in seen)
    use = {"edge_request": requests, "edge_function": requests, "edge_gb": sizes / GB}
    return times(use, contest.participants)


def counts(contest: Contest, measured: Measured) -> Use:
    """The stream's batches, and a run of the clock each minute that the contest is open."""
    batches, with_news = fold_runs(contest, measured.stage.default("FoldWindowSeconds"))
    news_minutes = contest.minutes * (1 - exp(-_news(contest) / contest.minutes))
    half = contest.participants / 2
    quiet = measured.run("tick_quiet", "Tick", more_cpu_s=measured.tick_cpu_s("quiet", half))
    news = measured.run("tick_news", "Tick", more_cpu_s=measured.tick_cpu_s("news", half))
    written = news_minutes * half * _bytes_each(measured, "counts_bytes")
    days = measured.stage.old_versions_days("PrivateBucket", "counts")
    fold = measured.run("fold", "Fold")
    return plus(
        times({**fold, "s3_put": 0}, batches),
        {"s3_put": with_news},
        times(quiet, contest.minutes - news_minutes),
        times({**news, "s3_get": news["s3_get"] - 1}, news_minutes),
        {"s3_get": with_news},
        {"s3_gb_month": written / GB * _days(days) / DAYS_OF_A_MONTH},
    )


def fold_runs(contest: Contest, window_s: float) -> tuple[float, float]:
    """Batches of the stream, and those of them with news in them. Of a shard a batch goes when its
    first record has waited so long, or when it is full."""
    news = _news(contest) / contest.seconds / STREAM_SHARDS
    rate = news + contest.participants * contest.drafts / contest.seconds / STREAM_SHARDS
    lasts = min(window_s + 1 / rate, max(_BATCH / rate, 1 / rate))
    batches = STREAM_SHARDS * contest.seconds / lasts
    return batches, batches * (1 - exp(-news * lasts))


def snapshots(contest: Contest, measured: Measured) -> Use:
    """What the run of each hour does besides, and the leaves that it notes anew."""
    hours = contest.minutes / 60
    half = contest.participants / 2
    more = measured.tick_cpu_s("hour", half) - measured.tick_cpu_s("news", half)
    hour = measured.run("tick_hour", "Tick", more_cpu_s=max(0.0, more))
    minute = measured.run("tick_news", "Tick")
    besides = {name: max(0.0, hour[name] - minute.get(name, 0)) for name in hour}
    leaves = hours * half * _bytes_each(measured, "leaves_bytes")
    days = measured.stage.old_versions_days("PrivateBucket", "ledger")
    return plus(
        times({**besides, "function_request": 0}, hours),
        {"s3_gb_month": leaves / GB * _days(days) / DAYS_OF_A_MONTH},
    )


def ending(contest: Contest, measured: Measured) -> Use:
    """The freeze, ranking and publication, each of which reads the whole table some times."""
    cpu_s = measured.rank_cpu_s(contest.participants)
    runs = (("tick_freeze", "Tick"), ("publish", "Publish"))
    uses = [measured.run(name, function, more_cpu_s=cpu_s) for name, function in runs]
    full = max(SHARDS, ceil(contest.participants * measured.storage["item_bytes"] / READ_UNIT))
    reads = [use["read_unit"] + use["read_unit"] // SHARDS * (full - SHARDS) for use in uses]
    ledger = contest.participants * measured.ledger_bytes_each / _PART_BYTES
    added = [{**use, "read_unit": units} for use, units in zip(uses, reads, strict=True)]
    return plus(*added, {"s3_put": ledger})


def kept(contest: Contest, measured: Measured) -> Use:
    """Attempts in the table, with its backups, until they expire; the public ledger as long."""
    months = (contest.days / 2 + RETENTION_DAYS) / DAYS_OF_A_MONTH
    items = contest.participants * (measured.storage["item_bytes"] + _DYNAMODB_OVERHEAD) / GB
    ledger = contest.participants * measured.ledger_bytes_each / GB
    return {
        "table_gb_month": items * months,
        "backup_gb_month": items * months,
        "s3_gb_month": ledger * RETENTION_DAYS / DAYS_OF_A_MONTH,
    }


def method_metrics(contest: Contest, measured: Measured) -> Use:
    """Where the API tells its methods apart: charged for the hours in which somebody comes."""
    if not measured.stage.tells_methods_apart:
        return {}
    hours = contest.seconds / 3_600
    per_hour = contest.participants / hours
    busy = hours * (1 - exp(-per_hour))
    methods = 3 + (contest.drafts > 0)
    return {"metric_month": methods * METRICS_OF_A_METHOD * busy / HOURS_OF_A_MONTH}


def idle_month(measured: Measured) -> Use:
    """A month in which no contest is open, one being over: the clock runs on."""
    minutes = DAYS_OF_A_MONTH * DAY_S / 60
    return plus(
        times(measured.run("tick_idle", "Tick"), minutes),
        {"key_request": minutes / 60 * KEY_REQUESTS_AN_HOUR},
    )


def _news(contest: Contest) -> int:
    """A start and a sealing of everybody."""
    return 2 * contest.participants


def _bytes_each(measured: Measured, name: str) -> float:
    largest = measured.ticks[-1]
    each: float = largest[name] / largest["attempts"]
    return each


def _days(kept_days: int | None) -> float:
    """For ever is reckoned as a year."""
    return 365 if kept_days is None else kept_days
