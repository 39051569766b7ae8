"""The vectors of docs/ledger.md §12: the honest contest verifies, each of the eleven forgeries is
found, by `ops verify` and by `tools/verify.py`. The browser's verifier has its own test of the same
folders (`tests/unit/js/ledger-vectors.test.mjs`)."""

import ast
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ops.packaging import ROOT
from ops.public_folder import open_folder
from tests.ledger_vectors import VECTORS, made_files, vectors
from tests.verifiers import TOOL, VERIFIERS, Verifier, failed, results

FORGED: dict[str, Any] = json.loads((VECTORS / "forged.json").read_text("utf-8"))
COMMANDS = (["-m", "ops", "verify"], ["tools/verify.py"])


@pytest.fixture(params=VERIFIERS)
def verify(request: pytest.FixtureRequest) -> Verifier:
    return VERIFIERS[request.param]


def receipt(name: str) -> Any:
    return json.loads((VECTORS / name).read_bytes())


def test_the_vectors_are_what_the_script_writes() -> None:
    """`python -m tests.ledger_vectors` writes them anew."""
    assert made_files() == vectors()


def test_they_are_small() -> None:
    assert sum(map(len, made_files().values())) < 1_000_000


def test_the_honest_contest_has_all_that_may_happen() -> None:
    entries = json.loads((VECTORS / "good/ledger/entries.json").read_bytes())
    states = {entry["state"] for entry in entries}
    assert states == {"counted", "not_best", "disqualified", "reset"}
    assert {entry["sealed_by"] for entry in entries} == {"holder", "draft"}
    rulings = json.loads((VECTORS / "good/ledger/rulings.json").read_bytes())["rulings"]
    amendments = {"question_voided", "key_corrected", "outage_cut"}
    assert amendments | {"tie_decided"} <= {ruling["kind"] for ruling in rulings}


def test_the_honest_contest_verifies_with_all_receipts(verify: Verifier) -> None:
    receipts = [receipt(f"receipts/{each.name}") for each in (VECTORS / "receipts").iterdir()]
    noted = (VECTORS / "checkpoints.txt").read_text("ascii").splitlines()
    checks = results(verify(open_folder(str(VECTORS / "good")), receipts, noted))
    assert (set(checks.values()), len(checks)) == ({"ok"}, 10)


def test_there_are_eleven_forgeries() -> None:
    assert len(FORGED) == len(list((VECTORS / "forged").iterdir())) == 11


@pytest.mark.parametrize("name", FORGED)
def test_each_forgery_is_found(name: str, verify: Verifier) -> None:
    told = FORGED[name]
    held = [receipt(told["receipt"])] if told["receipt"] else []
    noted = [told["checkpoint"]] if told["checkpoint"] else []
    report = verify(open_folder(str(VECTORS / "forged" / name)), held, noted)
    assert told["check"] in failed(report)
    # Nobody finds it by sizes and hashes alone: the index was made to fit.
    assert results(report)["files"] == "ok"


@pytest.mark.parametrize(
    "name", [name for name, told in FORGED.items() if told["receipt"] or told["checkpoint"]]
)
def test_some_are_found_by_those_who_kept_something_alone(name: str, verify: Verifier) -> None:
    assert not failed(verify(open_folder(str(VECTORS / "forged" / name)), [], []))


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_answer_with_their_exit(command: list[str], tmp_path: Path) -> None:
    def exit_of(*asked: str) -> int:
        done = subprocess.run([sys.executable, *command, *asked], cwd=ROOT, capture_output=True)
        return done.returncode

    noted = [f"--checkpoint={VECTORS / 'checkpoints.txt'}"]
    held = [f"--receipt={each}" for each in (VECTORS / "receipts").iterdir()]
    assert exit_of(str(VECTORS / "good"), *noted, *held) == 0
    assert exit_of(str(VECTORS / "forged/swapped-rank"), "--json") == 1
    assert exit_of(str(tmp_path)) == 2
    assert exit_of(str(tmp_path / "none")) == 2
    assert exit_of("http://127.0.0.1:9/contests/nho") == 2
    assert exit_of(str(VECTORS / "good"), "--checkpoint", "hoithi-checkpoint-1 nho") == 2
    assert exit_of(str(VECTORS / "good"), "--receipt", str(VECTORS / "forged.json")) == 2


def test_the_tool_needs_nothing_but_python() -> None:
    imported = ast.walk(ast.parse(TOOL.read_text("utf-8")))
    names = {
        (each.module if isinstance(each, ast.ImportFrom) else each.names[0].name) or ""
        for each in imported
        if isinstance(each, ast.Import | ast.ImportFrom)
    }
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names
