"""The scanners, each in a process of its own: what it found."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ops.packaging import ROOT, build
from ops.security.findings import Finding

REQUIREMENTS = ("requirements.txt", "requirements-documents.txt", "requirements-dev.txt")
_CODE = ("app.py", "chalicelib", "ops", "tools")
# Made of random numbers on purpose, and public: the vectors of docs/ledger.md, pictures.
_NO_SECRETS_IN = r"^docs/ledger-vectors/|\.svg$"
_CHECKOV = ROOT / ".venv-checkov" / "bin" / "checkov"


class ScanFailed(Exception):
    """A scanner did not run; the text is what it said."""


class NotAudited(Exception):
    """The list of known vulnerabilities can't be reached from here."""


def bandit(root: Path = ROOT) -> list[Finding]:
    """Python code that is dangerous as such."""
    told = _json_of([_beside("bandit"), "-q", "-r", *_CODE, "-f", "json"], root)
    return [
        Finding("bandit", each["test_id"], each["filename"], each["issue_text"])
        for each in told["results"]
    ]


def secrets(root: Path = ROOT) -> list[Finding]:
    """What looks like a key, a password or a token in a tracked file."""
    command = [_beside("detect-secrets"), "scan", "--exclude-files", _NO_SECRETS_IN]
    told = _json_of(command, root)
    return [
        Finding("secrets", each["type"], name, f"line {each['line_number']}")
        for name, found in told["results"].items()
        for each in found
    ]


def vulnerabilities(root: Path = ROOT) -> list[Finding]:
    """Known vulnerabilities of what is installed. Raises NotAudited without a way to the list."""
    found: list[Finding] = []
    for requirements in REQUIREMENTS:
        options = ["--disable-pip", "--no-deps", "--progress-spinner", "off", "-f", "json"]
        command = [_beside("pip-audit"), *options, "-r", requirements]
        told = _json_of(command, root)["dependencies"]
        if told and all("skip_reason" in each for each in told):
            raise NotAudited(told[0]["skip_reason"])
        found += [
            Finding("pip-audit", known["id"], each["name"], f"{each['version']}, {requirements}")
            for each in told
            for known in each.get("vulns", ())
        ]
    return sorted(set(found), key=str)


def template(root: Path = ROOT) -> list[Finding]:
    """What the packaged template leaves open, by checkov."""
    package = build(root)
    options = ["--framework", "cloudformation", "-o", "json", "--skip-download", "--quiet"]
    told = _json_of([str(_CHECKOV), "-f", str(package.template), *options], root)
    return [
        Finding("checkov", each["check_id"], each["resource"], each["check_name"])
        for each in told["results"]["failed_checks"]
    ]


SCANNERS: dict[str, Callable[[], list[Finding]]] = {
    "bandit": bandit,
    "secrets": secrets,
    "pip-audit": vulnerabilities,
    "checkov": template,
}


def _beside(name: str) -> str:
    return str(Path(sys.executable).with_name(name))


def _json_of(command: list[str], root: Path) -> Any:
    """What a scanner prints; it ends with 1 where it finds something."""
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, text=True)
        return json.loads(done.stdout)
    except (OSError, ValueError) as failure:
        said = "\n".join(_last_lines(failure, command))
        raise ScanFailed(said) from failure


def _last_lines(failure: Exception, command: list[str]) -> Iterator[str]:
    yield f"{Path(command[0]).name}: {failure}"
    if not Path(command[0]).exists():
        yield f"There is no {command[0]}; `make security` installs it."
