"""How long a resident waits for a fresh process: import to the first answer of the start route.

Ours as it is packaged, against four others that do the job of `bench/peers/` with the same stub of
S3 and DynamoDB. The runs take turns, so that whatever else the machine does meets all alike.
"""

import compileall
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from bench.charts import bars
from bench.events import FUNCTION, a_start, the_bundle
from bench.storage_stub import storage_stub
from bench.tables import table
from ops.packaging import ROOT, build

ROUNDS = 25
_PEERS = ROOT / "bench" / "peers"
_ONE_START = ROOT / "bench" / "one_start.py"


@dataclass(frozen=True)
class Contender:
    """What is measured: the handler, in a package of its own."""

    name: str
    handler: str
    requires: tuple[str, ...] = ()


OURS = Contender("hoithi", "app:app")
PEERS = (
    Contender("flask", "flask_boto3:handler", ("flask==3.1.3", "apig-wsgi==2.20.0")),
    Contender("fastapi", "fastapi_boto3:handler", ("fastapi==0.165.0", "mangum==0.22.0")),
    Contender("powertools", "powertools_boto3:handler", ("aws-lambda-powertools==3.37.0",)),
    Contender("chalice", "chalice_pynamodb:handler", ("chalice==1.34.0", "pynamodb==6.1.0")),
)


def figures(rounds: int = ROUNDS) -> dict[str, Any]:
    """Medians in ms, and the ratios of ours to the best peer's."""
    with tempfile.TemporaryDirectory() as folder:
        packages = {each.name: _package(each, Path(folder)) for each in (OURS, *PEERS)}
        runtime = _installed(("boto3==1.43.106",))
        with storage_stub(the_bundle(), Path(folder)) as where:
            environment = {"PATH": os.environ["PATH"], **FUNCTION, **where}
            runs = _take_turns(packages, runtime, environment, rounds)
    cpu = {name: median(run["cpu_ms"] for run in of) for name, of in runs.items()}
    wall = {name: median(run["wall_ms"] for run in of) for name, of in runs.items()}
    memory = {name: max(run["peak_mb"] for run in of) for name, of in runs.items()}
    names = [peer.name for peer in PEERS]
    return {
        "rounds": rounds,
        "ratio_cpu": round(cpu[OURS.name] / min(cpu[name] for name in names), 2),
        "ratio_wall": round(wall[OURS.name] / min(wall[name] for name in names), 2),
        "ours_ms": round(wall[OURS.name]),
        "ours_cpu_ms": round(cpu[OURS.name]),
        "ours_peak_mb": round(memory[OURS.name], 1),
        "peers": {name: round(wall[name]) for name in names},
        "peers_cpu_ms": {name: round(cpu[name]) for name in names},
        "peers_peak_mb": {name: round(memory[name], 1) for name in names},
    }


def _take_turns(
    packages: dict[str, Path], runtime: Path, environment: dict[str, str], rounds: int
) -> dict[str, list[dict[str, float]]]:
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in packages}
    for _ in range(rounds):
        for each in (OURS, *PEERS):
            run = _one_start(packages[each.name], runtime, each.handler, environment)
            runs[each.name].append(run)
    return runs


def _one_start(
    package: Path, runtime: Path, handler: str, environment: dict[str, str]
) -> dict[str, float]:
    command = [sys.executable, "-I", "-S", str(_ONE_START), str(package), str(runtime), handler]
    begun = time.time()
    done = subprocess.run(
        command, input=json.dumps(a_start()), env=environment, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"{handler}: {done.stderr[-2_000:]}")
    told = json.loads(done.stdout.splitlines()[-1])
    if told["status"] != 201:
        raise RuntimeError(f"{handler}: {told}")
    return {**told, "wall_ms": (told["ended"] - begun) * 1_000}


def _package(contender: Contender, folder: Path) -> Path:
    """A folder as Lambda unpacks it, its modules compiled."""
    package = folder / contender.name
    if contender is OURS:
        zipfile.ZipFile(build().archive).extractall(package)
    else:
        shutil.copytree(_installed(contender.requires), package)
        for source in _PEERS.glob("*.py"):
            shutil.copy(source, package)
    compileall.compile_dir(package, quiet=2)
    return package


def _installed(requires: tuple[str, ...]) -> Path:
    """Where these are installed, once for all runs."""
    name = hashlib.sha256(" ".join(requires).encode()).hexdigest()[:16]
    place = ROOT / "build" / "peers" / name
    if not place.exists():
        fresh = place.with_suffix(".new")
        shutil.rmtree(fresh, ignore_errors=True)
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "--target", str(fresh), *requires], check=True)
        fresh.rename(place)
    return place


def markdown(found: dict[str, Any]) -> str:
    """The section of RESULTS.md."""
    ours = ("**HộiThi**", found["ours_cpu_ms"], found["ours_ms"], found["ours_peak_mb"])
    others = [
        (_SPOKEN[name], found["peers_cpu_ms"][name], wall, found["peers_peak_mb"][name])
        for name, wall in found["peers"].items()
    ]
    rows = table(("start route", "CPU ms", "wall ms", "peak MB"), [ours, *others])
    how = f"Medians of {found['rounds']} fresh processes each, in turns, over TLS to one stub."
    ratios = f"CPU **{found['ratio_cpu']}**, wall **{found['ratio_wall']}**"
    return f"{how}\n\n{rows}\n\nRatio to the best peer: {ratios} (goal ≤ 0.6)."


def chart(found: dict[str, Any]) -> str:
    """Wall time of each, as SVG."""
    peers = {_SPOKEN[name]: wall for name, wall in found["peers"].items()}
    title = "Cold start of the start route, wall time"
    return bars(title, {"HộiThi": found["ours_ms"], **peers}, "ms", "HộiThi")


_SPOKEN = {
    "flask": "Flask + apig-wsgi + boto3",
    "fastapi": "FastAPI + Mangum + boto3",
    "powertools": "Powertools for AWS Lambda + boto3",
    "chalice": "Chalice + pynamodb + boto3",
}
