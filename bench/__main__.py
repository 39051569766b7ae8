"""Runs all benchmarks and writes `bench/results.json`."""

import json
import os
import platform
from pathlib import Path

from bench import ranking

RESULTS = Path(__file__).with_name("results.json")


def main() -> None:
    """Writes the figures beside this file and prints them."""
    results = {"machine": _machine(), "ranking": ranking.figures()}
    text = json.dumps(results, indent=2) + "\n"
    RESULTS.write_text(text)
    print(text, end="")


def _machine() -> dict[str, str | int | None]:
    """What the figures depend on; no name of the machine."""
    return {
        "architecture": platform.machine(),
        "system": platform.system(),
        "python": platform.python_version(),
        "cpus": os.cpu_count(),
    }


if __name__ == "__main__":
    main()
