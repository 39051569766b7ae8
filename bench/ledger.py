"""What checking a ledger by command costs: `ops verify` and `tools/verify.py` on three sizes.

The same folders as those of `bench/verify_page.py`, which measures the page.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.tables import table
from bench.verify_page import SIZES, make_ledger
from ops.packaging import ROOT

WAYS = {
    "ops_verify": [sys.executable, "-m", "ops", "verify"],
    "verify_py": [sys.executable, "tools/verify.py"],
}


def figures() -> dict[str, Any]:
    """By size: `megabytes` of the folder, and seconds and peak memory of each command."""
    with tempfile.TemporaryDirectory() as folder:
        return {str(size): _of_size(size, Path(folder)) for size in SIZES}


def _of_size(size: int, folder: Path) -> dict[str, Any]:
    public = make_ledger(size, folder)
    total = sum(path.stat().st_size for path in public.rglob("*") if path.is_file())
    costs = {name: _cost([*command, str(public)]) for name, command in WAYS.items()}
    return {"megabytes": round(total / 1e6, 1), **costs}


def _cost(command: list[str]) -> dict[str, float]:
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    took = time.perf_counter() - began
    if os.waitstatus_to_exitcode(status):
        raise RuntimeError("an honest ledger does not verify")
    return {"seconds": round(took, 1), "peak_mib": round(usage.ru_maxrss / 1_024)}


def markdown(found: dict[str, Any]) -> str:
    """The section of RESULTS.md."""
    columns = ("entries", "MB", "`ops verify` s", "MiB", "`verify.py` s", "MiB")
    rows = [
        (int(size), one["megabytes"], *one["ops_verify"].values(), *one["verify_py"].values())
        for size, one in found.items()
    ]
    return table(columns, rows)


if __name__ == "__main__":
    print(json.dumps(figures(), indent=2))
