"""Findings of scanners, and the list of those that are explained (`allowed.toml`)."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

ALLOWED = Path(__file__).with_name("allowed.toml")


@dataclass(frozen=True)
class Finding:
    """What a tool found: the id of its rule, where (file, resource or package), and its words."""

    tool: str
    rule: str
    where: str
    says: str

    def __str__(self) -> str:
        return f"{self.tool} {self.rule} {self.where}: {self.says}"


@dataclass(frozen=True)
class Allowance:
    """Why a finding stays: `where` is a pattern; `since` when somebody looked, and `until` when it
    must be looked at again (vulnerabilities have one)."""

    tool: str
    rule: str
    where: str
    reason: str
    since: date
    until: date | None = None

    def explains(self, finding: Finding) -> bool:
        """Whether this is about the finding."""
        same = (self.tool, self.rule) == (finding.tool, finding.rule)
        return same and fnmatchcase(finding.where, self.where)


def read_allowances(file: Path = ALLOWED) -> list[Allowance]:
    """The list. Raises ValueError on an entry without a reason."""
    rows = tomllib.loads(file.read_text("utf-8"))["allowed"]
    allowances = [Allowance(**row) for row in rows]
    for each in allowances:
        if not each.reason.strip():
            raise ValueError(f"{each.tool} {each.rule} has no reason")
    return allowances


def faults(
    findings: Sequence[Finding], allowances: Iterable[Allowance], tools: set[str], today: date
) -> list[str]:
    """What is wrong, a line each: findings that nothing explains, allowances of the `tools` that
    ran which explain nothing any more, and those past their date."""
    due = [each for each in allowances if each.tool in tools]
    found = [str(one) for one in findings if not any(each.explains(one) for each in due)]
    for each in due:
        name = f"{each.tool} {each.rule} {each.where}"
        if not any(each.explains(one) for one in findings):
            found.append(f"{name}: allowed, and found no more; take it out of {ALLOWED.name}")
        elif each.until is not None and each.until < today:
            found.append(f"{name}: allowed until {each.until}; look at it again")
    return sorted(found)
