"""How long the verifier's page takes on ledgers of three sizes, download included, and whether the
page stays quick meanwhile."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from bench.tables import table
from ops.node import run_node
from ops.packaging import ROOT
from tests.browser.ledger_site import LedgerSite, folder_files, serving
from tests.browser.phones import a_phone, chromium

SIZES = (1_000, 10_000, 100_000)
SLUG = "thu-nghiem"
_MAKER = ROOT / "tests/unit/js/ledger-world.mjs"
_DONE = "#verdict[data-state]:not([data-state=working])"
_WITHIN_MS = 300_000
_LONG_TASKS = """window.long = [];
const note = (seen) => seen.getEntries().forEach((each) => window.long.push(each.duration));
new PerformanceObserver(note).observe({ type: "longtask", buffered: true });"""
# Chromium slows the page's own thread alone: without a worker all of it is slowed.
_WAYS = {"worker": (1, True), "worker_cpu_4": (4, True), "no_worker_cpu_4": (4, False)}


def figures() -> dict[str, Any]:
    """By size: `megabytes` of the folder, and for each way to run it seconds and the longest task
    of the page's thread (ms)."""
    with tempfile.TemporaryDirectory() as folder, serving(LedgerSite()) as site:
        return {str(size): _of_size(size, Path(folder), site) for size in SIZES}


def make_ledger(size: int, folder: Path) -> Path:
    """Makes the public folder of a contest with so many entries, below `folder`."""
    public = folder / str(size) / "public"
    if run_node(str(_MAKER), str(public), str(size)):
        raise RuntimeError("the ledger could not be made")
    return public


def _of_size(size: int, folder: Path, site: LedgerSite) -> dict[str, Any]:
    files = folder_files(make_ledger(size, folder))
    site.folders[SLUG] = files
    megabytes = round(sum(map(len, files.values())) / 1e6, 1)
    with chromium() as browser:
        return {"megabytes": megabytes, **dict(_timed(browser, site.address(SLUG)))}


def _timed(browser: Browser, address: str) -> Iterator[tuple[str, dict[str, float]]]:
    for name, (slower, in_worker) in _WAYS.items():
        with a_phone(browser) as phone:
            page = phone.new_page()
            if not in_worker:
                page.add_init_script("delete window.Worker")
            yield name, _visit(page, address, slower)


def _visit(page: Page, address: str, slower: int) -> dict[str, float]:
    page.add_init_script(_LONG_TASKS)
    debugger = page.context.new_cdp_session(page)
    debugger.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.goto(address)
    page.wait_for_selector(_DONE, timeout=_WITHIN_MS)
    took = page.evaluate("performance.now()")
    if page.locator("#verdict").get_attribute("data-state") != "good":
        raise RuntimeError("an honest ledger does not verify")
    longest = max(page.evaluate("window.long"), default=0)
    return {"seconds": round(took / 1_000, 2), "longest_task_ms": round(longest)}


def markdown(found: dict[str, Any]) -> str:
    """The section of RESULTS.md."""
    ways = [name for name in next(iter(found.values())) if name != "megabytes"]
    columns = ("entries", "MB", *(f"{way}: s, longest task ms" for way in ways))
    rows = [
        (int(size), one["megabytes"], *(", ".join(map(str, one[way].values())) for way in ways))
        for size, one in found.items()
    ]
    return table(columns, rows)
