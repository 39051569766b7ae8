"""How fast the pages are on the slow phone that Lighthouse plays: medians of a few runs."""

import tempfile
from pathlib import Path
from statistics import median

from bench.tables import table
from tests.browser.contests import Contests
from tests.browser.lighthouse import PERFORMANCE, Report, audit

RUNS = 3
PAGES = ("home", "quiz", "results")


def figures(contests: Contests) -> dict[str, dict[str, float]]:
    """Score and times by page."""
    return {place: _medians(contests.url(place)) for place in PAGES}


def _medians(url: str) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        rounds = [_measured(audit(url, PERFORMANCE, Path(folder))) for _ in range(RUNS)]
    return {name: round(median(each[name] for each in rounds), 3) for name in rounds[0]}


def _measured(report: Report) -> dict[str, float]:
    return {
        "performance": report.score("performance"),
        "lcp_ms": report.figure("largest-contentful-paint"),
        "fcp_ms": report.figure("first-contentful-paint"),
        "tbt_ms": report.figure("total-blocking-time"),
        "cls": report.figure("cumulative-layout-shift"),
    }


def markdown(found: dict[str, dict[str, float]]) -> str:
    """The section of RESULTS.md."""
    columns = ("page", "performance", "LCP ms", "FCP ms", "TBT ms", "CLS")
    return table(columns, [(page, *one.values()) for page, one in found.items()])
