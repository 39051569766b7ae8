"""From the sources to what CloudFormation takes: build/sam.json and build/deployment.zip."""

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ops.template import load_parts

ROOT = Path(__file__).resolve().parent.parent
CHALICE_STAGE = "packaged"
LAMBDA_PYTHON = "3.12"
_PIP_OPTIONS = (
    *("--quiet", "--disable-pip-version-check", "--no-compile"),
    # botocore is the runtime's own, therefore no dependencies (docs/decisions/0002).
    *("--no-deps", "--only-binary=:all:", "--python-version", LAMBDA_PYTHON),
)
# What pip leaves beside the modules and no import needs; markupsafe's machine code speeds up what
# it does in Python too, and would bind the archive to a processor.
_LEFT_OUT_FOLDERS = {"__pycache__", "tests", "bin"}
_LEFT_OUT_ENDINGS = (".pyc", ".pyi", ".c", ".so", ".dist-info", "py.typed")
# The oldest date a zip can hold: the same sources give the same bytes.
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


class PackagingError(Exception):
    """A tool that takes part in packaging failed; the text is what it said."""


@dataclass(frozen=True)
class Package:
    """What a deployment needs: the template, the code, and the hash of the code."""

    template: Path
    archive: Path

    @property
    def digest(self) -> str:
        """SHA-256 of the archive, in hex."""
        return hashlib.sha256(self.archive.read_bytes()).hexdigest()


def build(root: Path = ROOT, out: Path | None = None) -> Package:
    """Packages the app found in `root` into `out` (default `build/`).

    Does nothing where `out` already holds the package of the very same sources. Safe to be
    called by several processes at a time. Raises PackagingError.
    """
    out = out or root / "build"
    out.mkdir(parents=True, exist_ok=True)
    package = Package(out / "sam.json", out / "deployment.zip")
    with _alone(out / "lock"):
        stamp, inputs = out / "inputs.sha256", _digest_of_inputs(root)
        if not _is_current(package, stamp, inputs):
            stamp.unlink(missing_ok=True)
            _package(root, out, package)
            stamp.write_text(inputs)
    return package


def _is_current(package: Package, stamp: Path, inputs: str) -> bool:
    there = all(path.exists() for path in (package.template, package.archive, stamp))
    return there and stamp.read_text() == inputs


def _package(root: Path, out: Path, package: Package) -> None:
    staged = _stage(root, out / "package", _vendor(root, out))
    made = _chalice_package(staged)
    _rezip(made / "deployment.zip", package.archive)
    (made / "sam.json").replace(package.template)
    shutil.rmtree(staged)


@contextlib.contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _sources(root: Path) -> list[Path]:
    folders = (root / "chalicelib", root / ".chalice" / "template")
    files = [path for folder in folders for path in folder.rglob("*") if _is_source(path)]
    single = ("app.py", "requirements.txt", ".chalice/config.json", ".chalice/no-permissions.json")
    return sorted([root / name for name in single] + files)


def _is_source(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")


def _digest_of_inputs(root: Path) -> str:
    digest = hashlib.sha256()
    digest.update(Path(__file__).read_bytes())
    digest.update(Path(load_parts.__code__.co_filename).read_bytes())
    for path in _sources(root):
        digest.update(f"{path.relative_to(root)}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _vendor(root: Path, out: Path) -> Path:
    """The runtime's requirements, installed once for each content of requirements.txt."""
    requirements = root / "requirements.txt"
    wanted = requirements.read_bytes() + " ".join(_PIP_OPTIONS).encode()
    vendor = out / "vendor" / hashlib.sha256(wanted).hexdigest()[:16]
    if not vendor.exists():
        fresh = vendor.with_suffix(".new")
        shutil.rmtree(fresh, ignore_errors=True)
        pip = [sys.executable, "-m", "pip", "install", *_PIP_OPTIONS]
        _run([*pip, "--target", str(fresh), "-r", str(requirements)], root)
        fresh.rename(vendor)
    return vendor


def _stage(root: Path, staged: Path, vendor: Path) -> Path:
    shutil.rmtree(staged, ignore_errors=True)
    (staged / ".chalice").mkdir(parents=True)
    shutil.copy(root / "app.py", staged)
    skipped = shutil.ignore_patterns("__pycache__", "*.pyc")
    shutil.copytree(root / "chalicelib", staged / "chalicelib", ignore=skipped)
    shutil.copytree(vendor, staged / "vendor")
    # Chalice resolves what it lists together with its dependencies, so it must list nothing.
    (staged / "requirements.txt").write_text("")
    for name in ("config.json", "no-permissions.json"):
        shutil.copy(root / ".chalice" / name, staged / ".chalice")
    merged = load_parts(root / ".chalice" / "template")
    (staged / ".chalice" / "template.json").write_text(json.dumps(merged, ensure_ascii=False))
    return staged


def _chalice_package(staged: Path) -> Path:
    made = staged / "made"
    options = ["--stage", CHALICE_STAGE, "--merge-template", ".chalice/template.json", str(made)]
    chalice = [sys.executable, "-c", "from chalice.cli import main; raise SystemExit(main())"]
    _run([*chalice, "package", *options], staged)
    return made


def _run(command: list[str], folder: Path) -> None:
    # Chalice wants a region even where it only writes files.
    environment = {**os.environ, "AWS_DEFAULT_REGION": "ap-southeast-1"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        raise PackagingError(f"{' '.join(command)}\n{done.stdout}{done.stderr}")


def _is_needed(name: str) -> bool:
    parts = name.split("/")
    if any(part in _LEFT_OUT_FOLDERS for part in parts[:-1]):
        return False
    return not any(part.endswith(_LEFT_OUT_ENDINGS) for part in parts)


def _rezip(source: Path, target: Path) -> None:
    """Copies the archive without what no import needs, in an order that never changes."""
    fresh = target.with_suffix(".new")
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(fresh, "w") as new:
        for name in sorted(filter(_is_needed, old.namelist())):
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.external_attr = 0o644 << 16
            # The Unix mark, also when packaged elsewhere.
            entry.create_system = 3
            new.writestr(entry, old.read(name), zipfile.ZIP_DEFLATED, compresslevel=9)
    fresh.replace(target)
