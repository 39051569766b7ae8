"""Findings of scanners: none unexplained, nothing explained in vain; and the scanners do find."""

import subprocess
from datetime import date
from pathlib import Path

import pytest

from ops.security.findings import Allowance, Finding, faults, read_allowances
from ops.security.scanners import SCANNERS, ScanFailed, bandit, secrets, template

TODAY = date(2026, 1, 2)
FOUND = Finding("bandit", "B101", "chalicelib/domain/a.py", "assert")
ALLOWED = Allowance("bandit", "B101", "chalicelib/*.py", "for the type checker", TODAY)


def judged(*findings: Finding, allowed: Allowance = ALLOWED, ran: str = "bandit") -> list[str]:
    return faults(findings, [allowed], {ran}, TODAY)


def test_what_is_explained_is_no_fault() -> None:
    assert judged(FOUND) == []


@pytest.mark.parametrize(
    "other",
    [
        Finding("secrets", "B101", FOUND.where, ""),
        Finding("bandit", "B102", FOUND.where, ""),
        Finding("bandit", "B101", "ops/a.py", ""),
    ],
)
def test_whatever_else_is_a_fault(other: Finding) -> None:
    assert judged(FOUND, other) == [str(other)]


def test_an_explanation_of_nothing_is_a_fault() -> None:
    [line] = judged()
    assert "take it out" in line


def test_what_did_not_run_is_left_alone() -> None:
    assert judged(ran="checkov") == []


def test_an_explanation_past_its_date_is_a_fault() -> None:
    past = Allowance("bandit", "B101", "*", "not mended yet", TODAY, until=date(2026, 1, 1))
    due = Allowance("bandit", "B101", "*", "not mended yet", TODAY, until=TODAY)
    assert [len(judged(FOUND, allowed=each)) for each in (past, due)] == [1, 0]


def test_every_explanation_has_a_reason_and_a_known_tool() -> None:
    allowances = read_allowances()
    assert {each.tool for each in allowances} <= SCANNERS.keys()
    vulnerabilities = [each for each in allowances if each.tool == "pip-audit"]
    assert all(each.until is not None for each in vulnerabilities)


def test_an_entry_without_a_reason_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "allowed.toml"
    file.write_text('[[allowed]]\ntool="a"\nrule="b"\nwhere="c"\nreason=" "\nsince=2026-01-01\n')
    with pytest.raises(ValueError, match="no reason"):
        read_allowances(file)


def test_planted_secrets_are_found(tmp_path: Path) -> None:
    planted = tmp_path / "settings.py"
    # Put together here, or this file would be found itself.
    planted.write_text('AWS = "AKIA' + "QWERTYUIOPASDFGH" + '"\n')
    for command in (["init", "-q"], ["add", "."]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    assert [(each.where, each.rule) for each in secrets(tmp_path)] == [
        ("settings.py", "AWS Access Key")
    ]


def test_planted_danger_is_found(tmp_path: Path) -> None:
    for folder in ("chalicelib", "ops", "tools"):
        (tmp_path / folder).mkdir()
    (tmp_path / "app.py").write_text("import os\nos.system(input())\n")
    assert "B605" in {each.rule for each in bandit(tmp_path)}


def test_a_scanner_that_is_not_there_is_no_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ops.security.scanners._CHECKOV", Path("/nowhere/checkov"))
    with pytest.raises(ScanFailed, match="make security"):
        template()
