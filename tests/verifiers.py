"""The two verifiers in Python, called alike."""

import importlib.util
import sys
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Any

from ops.packaging import ROOT
from ops.public_folder import Folder
from ops.verifying.verification import verify

LATER = 10_000_000_000_000
TOOL = ROOT / "tools/verify.py"

Verifier = Callable[..., dict[str, Any]]


def by_ops(
    folder: Folder, receipts: Sequence[Any] = (), noted: Sequence[str] = ()
) -> dict[str, Any]:
    """The report of `ops verify`."""
    return verify(folder, LATER, receipts, noted).document()


def by_tool(
    folder: Folder, receipts: Sequence[Any] = (), noted: Sequence[str] = ()
) -> dict[str, Any]:
    """The report of `tools/verify.py`."""
    report: dict[str, Any] = tool.verify(tool.Contest(folder), list(receipts), list(noted))
    return report


def _loaded() -> ModuleType:
    spec = importlib.util.spec_from_file_location("verify_tool", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["verify_tool"] = module
    spec.loader.exec_module(module)
    return module


tool = _loaded()
VERIFIERS: dict[str, Verifier] = {"ops verify": by_ops, "tools/verify.py": by_tool}


def results(report: dict[str, Any]) -> dict[str, str]:
    """Check id → result."""
    return {check["id"]: check["result"] for check in report["checks"]}


def failed(report: dict[str, Any]) -> set[str]:
    """The checks that failed."""
    return {name for name, result in results(report).items() if result == "failed"}
