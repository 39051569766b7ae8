"""tools/verify.py, written from docs/ledger.md alone, tells honest folders from forged ones."""

import ast
import importlib.util
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
TOOL = ROOT / "tools" / "verify.py"
VECTORS = ROOT / "docs" / "ledger-vectors"
FORGED = json.loads((VECTORS / "forged.json").read_bytes())
HOSTILE = ["null", "[]", "{}", '{"slug":NaN}', '{"slug":1.5}', '{"a":1,"a":2}', "[" * 5000]
PATHS = ["commitment.json", "results.json", "ledger/entries.json", "ledger/index.json"]

spec = importlib.util.spec_from_file_location("verify_tool", TOOL)
assert spec is not None
assert spec.loader is not None
tool = importlib.util.module_from_spec(spec)
sys.modules["verify_tool"] = tool
spec.loader.exec_module(tool)


def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *told: str
) -> tuple[int, Any]:
    monkeypatch.setattr(sys, "argv", ["verify.py", *told, "--json"])
    with pytest.raises(SystemExit) as ended:
        tool.main()
    out = capsys.readouterr().out
    return int(ended.value.code or 0), json.loads(out) if out.startswith("{") else None


def test_an_honest_folder_verifies(monkeypatch: Any, capsys: Any) -> None:
    status, report = run(monkeypatch, capsys, str(VECTORS / "good"))
    assert status == 0
    assert report["ok"]


@pytest.mark.parametrize("name", FORGED)
def test_a_forgery_fails_its_check(
    name: str, tmp_path: Path, monkeypatch: Any, capsys: Any
) -> None:
    told, case = [str(VECTORS / "forged" / name)], FORGED[name]
    if case["receipt"]:
        told += ["--receipt", str(VECTORS / "receipts" / Path(case["receipt"]).name)]
    if case["checkpoint"]:
        told += ["--checkpoint", case["checkpoint"]]
    status, report = run(monkeypatch, capsys, *told)
    assert status == 1
    assert case["check"] in {it["id"] for it in report["checks"] if it["result"] == "failed"}


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_json_never_ends_it(
    path: str, text: str, tmp_path: Path, monkeypatch: Any, capsys: Any
) -> None:
    shutil.copytree(VECTORS / "good", tmp_path / "it")
    (tmp_path / "it" / path).write_text(text)
    assert run(monkeypatch, capsys, str(tmp_path / "it"))[0] == 1


def test_no_such_folder(tmp_path: Path, monkeypatch: Any, capsys: Any) -> None:
    assert run(monkeypatch, capsys, str(tmp_path / "none"))[0] == 2


def test_it_imports_the_standard_library_alone() -> None:
    for it in ast.walk(ast.parse(TOOL.read_text())):
        names = [n.name for n in it.names] if isinstance(it, ast.Import) else []
        names += [it.module or "."] if isinstance(it, ast.ImportFrom) else []
        assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names
