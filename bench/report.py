"""`bench/RESULTS.md` and its charts, from what `bench/results.json` holds."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from bench import (
    cold_start,
    cost,
    faults,
    ledger,
    lighthouse,
    pages,
    ranking,
    snapshots,
    storage,
    ticks,
    verify_page,
    warm,
)

RESULTS = Path(__file__).with_name("RESULTS.md")
CHARTS = Path(__file__).with_name("charts")

_ABOUT = """Written by `make bench` from `bench/results.json`, each section by the command it names.

Machine: {cpus} CPUs, {architecture}, {system}, Python {python}. Times on shared machines are noisy:
mind the ratios, which were taken in one run; counts and bytes are exact."""
_SECTIONS: tuple[tuple[str, str, Callable[[Any], str]], ...] = (
    ("cold_start", "Cold start", cold_start.markdown),
    ("warm", "Warm requests", warm.markdown),
    ("ranking", "Ranking", ranking.markdown),
    ("faults", "Faults", faults.markdown),
    ("pages", "Pages", pages.markdown),
    ("storage", "Storage", storage.markdown),
    ("ticks", "The clock's minute", ticks.markdown),
    ("cost", "Cost", cost.markdown),
    ("idle_month", "An idle month", cost.idle_markdown),
    ("lighthouse", "Lighthouse, as on a phone", lighthouse.markdown),
    ("snapshots", "Snapshots", snapshots.markdown),
    ("ledger", "The ledger at publication, and its verifiers", ledger.markdown),
    ("verify-page", "The verifier in the browser", verify_page.markdown),
)
_CHARTS: dict[str, Callable[[Any], str]] = {"cold_start": cold_start.chart}


def write_report(results: Mapping[str, Any]) -> None:
    """Writes the report and the charts of what was measured."""
    CHARTS.mkdir(exist_ok=True)
    for key in _CHARTS.keys() & results.keys():
        (CHARTS / f"{key.replace('_', '-')}.svg").write_text(_CHARTS[key](results[key]), "utf-8")
    RESULTS.write_text(report(results), "utf-8")


def report(results: Mapping[str, Any]) -> str:
    """The report as Markdown."""
    lines = ["# Measured", "", _ABOUT.format(**results["machine"])]
    for key, title, markdown in _SECTIONS:
        if key in results:
            lines += ["", f"## {title}", "", f"`python -m bench {key}`.", ""]
            if key in _CHARTS:
                lines += [f"![{title}](charts/{key.replace('_', '-')}.svg)", ""]
            lines.append(markdown(results[key]))
    return "\n".join(lines) + "\n"
