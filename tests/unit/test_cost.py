"""What a contest costs: the arithmetic, by figures small enough for a sheet of paper."""

import tomllib
from math import exp
from typing import Any

import pytest

from bench import cost_parts, reckoning
from bench.metering import Meter, item_bytes
from bench.prices import REGIONS, bill, prices, total
from bench.reckoning import Contest, Measured, along, gb_s, plus, times
from bench.stage import Stage
from tests.unit.test_house import ROOT

HOUR_USE = {"cpu_ms": 10.0, "log_byte": 500, "dynamodb_call": 1, "byte_day": 0}


def a_request(**used: float) -> dict[str, float]:
    return {"cpu_ms": 1.0, "log_byte": 400, "answer_byte": 1_000, "request_byte": 700, **used}


def a_stage(*, metrics: bool = False) -> Stage:
    rule = {"Prefix": "counts/", "NoncurrentVersionExpiration": {"NoncurrentDays": 7}}
    bucket = {"Properties": {"LifecycleConfiguration": {"Rules": [rule]}}}
    settings = [{"MetricsEnabled": metrics}]
    return Stage(
        {
            "Parameters": {
                "LogRetentionDays": {"Default": 90},
                "FoldWindowSeconds": {"Default": 30},
            },
            "Resources": {
                "APIHandler": {"Properties": {"MemorySize": 512}},
                "Tick": {"Properties": {"MemorySize": 1_024}},
                "Publish": {"Properties": {"MemorySize": 1_024}},
                "Fold": {"Properties": {"MemorySize": 256}},
                "PrivateBucket": bucket,
                "RestAPI": {"Properties": {"MethodSettings": settings}},
            },
        }
    )


def measured(**over: Any) -> Measured:
    runs = ("tick_quiet", "tick_news", "tick_hour", "tick_freeze", "publish", "tick_idle", "fold")
    results = {
        "storage": {
            "requests": {
                "start": a_request(write_unit=1, dynamodb_call=1),
                "draft": a_request(write_unit=1, dynamodb_call=1),
                "submit": a_request(write_unit=1, dynamodb_call=1, s3_get=1),
                "look_up": a_request(read_unit=1, dynamodb_call=1),
            },
            "runs": {
                name: {**HOUR_USE, "s3_put": 2, "s3_get": 3, "read_unit": 64} for name in runs
            },
            "item_bytes": 300,
        },
        "pages": {
            "home_to_first_question": {"requests": 25, "bytes": 60_000},
            "empty_cache": {"results": {"requests": 15, "bytes": 40_000}},
        },
        "cold_start": {"ours_cpu_ms": 100},
        "ticks": [{"attempts": 1_000, "cpu_s": dict.fromkeys(("quiet", "news", "hour"), 1.0)}],
        "ranking": [{"attempts": 1_000, "cpu_s": 2.0}],
        "ledger": {"1000": {"megabytes": 0.4}},
        **over,
    }
    results["ticks"][0] |= {"counts_bytes": 250_000, "leaves_bytes": 60_000}
    return Measured(results, a_stage())


def test_only_what_is_not_free_is_charged() -> None:
    price = prices("us-east-1")["edge_request"]
    assert price.of(10_000_000) == 0
    assert price.of(10_020_000) == pytest.approx(0.024)
    assert price.of(20_000, allowance=False) == pytest.approx(0.024)


def test_a_bill_by_hand() -> None:
    """Two million requests and a million writes: 7.00 and 0.625."""
    use = {"api_request": 2_000_000, "write_unit": 1_000_000}
    assert bill(use, "us-east-1") == {"api_request": 7.0, "write_unit": 0.625}
    assert total(use, "us-east-1") == 7.625


def test_what_has_no_price_is_not_left_out() -> None:
    with pytest.raises(KeyError):
        bill({"gold": 1}, "us-east-1")


def test_every_price_says_where_and_when_it_was_read() -> None:
    rows = tomllib.loads((ROOT / "bench" / "prices.toml").read_text("utf-8"))
    for row in rows.values():
        for region in REGIONS:
            there = row[region]
            assert there["read"].year >= 2026
            assert len({"source", "second_hand", "unsourced"} & there.keys()) == 1
            assert there["usd"] > 0
            assert "source" not in there or "http" in there["source"]


def test_the_size_of_an_item_by_hand() -> None:
    """`pk` 2 + 3, `n` 1 + 2 (1 and half of three digits), `b` 1 + 4, `ễ` 3 + 1 for a truth."""
    item = {"pk": {"S": "abc"}, "n": {"N": "120"}, "b": {"B": b"1234"}, "ễ": {"BOOL": True}}
    assert item_bytes(item) == 5 + 3 + 5 + 4


def test_units_are_rounded_up_by_item_and_by_page() -> None:
    meter = Meter()
    long, short = {"pk": {"S": "x" * 1_100}}, {"pk": {"S": "x"}}
    meter.note("dynamodb", "PutItem", {"Item": long}, {}, {})
    meter.note("dynamodb", "UpdateItem", {"Key": short}, {}, short)
    assert meter.used["write_unit"] == 3
    meter.note("dynamodb", "Query", {"ConsistentRead": True}, {"Items": [long] * 4}, {})
    meter.note("dynamodb", "GetItem", {}, {"Item": short}, {})
    assert meter.used["read_unit"] == 2 + 0.5


def test_a_run_is_billed_for_its_work_and_its_waiting() -> None:
    """10 ms of work take 17.28 ms with 1,024 MB; five calls of S3 and one of DynamoDB 105 ms."""
    run = measured().run("tick_quiet", "Tick")
    assert run["function_gb_s"] == pytest.approx((10 * 1_769 / 1_024 + 105) / 1_000)
    assert run["function_request"] == 1
    assert run["log_gb"] == 5e-7


def test_a_request_pays_its_share_of_fresh_processes() -> None:
    slower = 1_769 / 512
    warm, cold = 1 * slower + 5, 0.01 * 100 * slower
    assert measured().request("start")["function_gb_s"] == pytest.approx((warm + cold) / 2_000)


def test_sessions_by_hand() -> None:
    use = cost_parts.sessions(Contest(1_000), measured())
    assert use["api_request"] == use["function_request"] == use["edge_request"] == 3_000
    assert (use["write_unit"], use["read_unit"], use["s3_get"]) == (2_000, 1_000, 1_000)
    assert use["edge_gb"] == pytest.approx(0.003)


def test_pages_by_hand() -> None:
    use = cost_parts.pages(Contest(1_000), measured())
    assert use == {"edge_request": 40_000, "edge_function": 40_000, "edge_gb": pytest.approx(0.1)}


def test_the_clock_runs_each_minute_of_the_contest() -> None:
    """Of a day; the folds come on top."""
    contest = Contest(720, days=1)
    use = cost_parts.counts(contest, measured())
    batches, with_news = cost_parts.fold_runs(contest, 30)
    assert use["function_request"] == pytest.approx(1_440 + batches)
    news_minutes = 1_440 * (1 - exp(-1))
    assert use["s3_put"] == pytest.approx(2 * 1_440 + with_news)
    assert use["s3_gb_month"] == pytest.approx(news_minutes * 360 * 250 * 7 / 30.4 / 1e9)


def test_batches_wait_for_the_window_or_until_they_are_full() -> None:
    day = 86_400
    slow, _ = cost_parts.fold_runs(Contest(100, days=1), 30)
    assert slow == pytest.approx(4 * day / (30 + day / 50))
    fast, _ = cost_parts.fold_runs(Contest(100_000_000, days=1), 30)
    assert fast == pytest.approx(200_000_000 / 500)
    # Drafts fill batches in which nothing is kept.
    drafted, with_news = cost_parts.fold_runs(Contest(100, days=1, drafts=8), 30)
    assert with_news < drafted


def test_the_end_reads_the_table_as_often_as_it_was_seen_to() -> None:
    """64 units of a small contest are one reading of its 64 shards."""
    small, large = (cost_parts.ending(Contest(size), measured()) for size in (10, 1_000_000))
    assert small["read_unit"] == 2 * 64
    assert large["read_unit"] == 2 * -(-1_000_000 * 300 // 4_096)


def test_metrics_are_charged_by_the_hour_in_which_they_come() -> None:
    told = Measured.__new__(Measured)
    told.stage = a_stage(metrics=True)
    use = cost_parts.method_metrics(Contest(1_000_000, days=1), told)
    assert use["metric_month"] == pytest.approx(3 * 5 * 24 / 730)
    told.stage = a_stage()
    assert cost_parts.method_metrics(Contest(1_000, days=1), told) == {}


def test_every_part_has_its_prices() -> None:
    for part in cost_parts.parts(Contest(1_000, drafts=2), measured()).values():
        assert total(part, "ap-southeast-1", allowance=False) >= 0
    assert total(cost_parts.idle_month(measured()), "us-east-1", allowance=False) > 0


def test_between_two_sizes_the_line_between_them_holds() -> None:
    known = [(100.0, 1.0), (1_000.0, 19.0)]
    assert along(known, 50) == 0.5
    assert along(known, 550) == 10
    assert along(known, 2_000) == pytest.approx(39)


def test_uses_add_up() -> None:
    assert plus({"a": 1}, times({"a": 2, "b": 0.5}, 2)) == {"a": 5, "b": 1.0}
    assert gb_s(1_000, 512) == 0.5
    assert str(reckoning.S3_MS) in reckoning.ASSUMED
