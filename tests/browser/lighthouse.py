"""What Lighthouse says of a page, on the slow phone with the slow network that it plays."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ops.chromium import ensure_chromium
from ops.node import packages, run_node

MERITS = ("accessibility", "best-practices", "seo")
PERFORMANCE = ("performance",)
# On a busy machine Chromium loses the record of a page's loading now and then.
_TRIES = 3
_CHROME = "--headless=new --no-sandbox --disable-gpu"


class LighthouseError(Exception):
    """Lighthouse gave no report."""


@dataclass(frozen=True)
class Report:
    """A report as Lighthouse writes it."""

    told: dict[str, Any]

    def score(self, category: str) -> int:
        """0 to 100."""
        return round(self.told["categories"][category]["score"] * 100)

    def figure(self, audit: str) -> float:
        """What an audit measured, in its own unit: milliseconds, bytes."""
        return float(self.told["audits"][audit]["numericValue"])

    def faults(self, category: str) -> list[str]:
        """The audits that cost the category points."""
        audits = self.told["audits"]
        return [
            f"{category}: {reference['id']}: {audits[reference['id']]['title']}"
            for reference in self.told["categories"][category]["auditRefs"]
            if reference["weight"] and audits[reference["id"]]["score"] not in (None, 1)
        ]


def audit(url: str, categories: Iterable[str], folder: Path) -> Report:
    """Loads a page as on a phone and judges it; `folder` is for the report's file.

    Raises LighthouseError, NpmError.
    """
    for _ in range(_TRIES):
        told = _told(url, categories, folder / "report.json")
        if "runtimeError" not in told:
            return Report(told)
    raise LighthouseError(f"{url}: {told['runtimeError']['message']}")


def _told(url: str, categories: Iterable[str], report: Path) -> dict[str, Any]:
    report.unlink(missing_ok=True)
    run_node(
        str(packages("lighthouse") / "lighthouse" / "cli" / "index.js"),
        url,
        "--quiet",
        "--no-enable-error-reporting",
        f"--only-categories={','.join(categories)}",
        f"--chrome-flags={_CHROME}",
        "--output=json",
        f"--output-path={report}",
        environment={"CHROME_PATH": ensure_chromium(), "TMPDIR": str(report.parent)},
    )
    if not report.exists():
        return {"runtimeError": {"message": "no report"}}
    told: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return told
