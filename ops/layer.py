"""The layer of the function `documents`: build/documents-layer.zip, for Lambda on arm64."""

import hashlib
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from ops.packaging import LAMBDA_PYTHON, ROOT, PackagingError

REQUIREMENTS = "requirements-documents.txt"
_PIP_OPTIONS = (
    *("--quiet", "--disable-pip-version-check", "--no-compile", "--no-deps"),
    *("--only-binary=:all:", "--python-version", LAMBDA_PYTHON, "--implementation", "cp"),
    *("--platform", "manylinux2014_aarch64", "--platform", "manylinux_2_28_aarch64"),
)
# What nothing imports as Lambda runs it: headers to compile against, parts to edit other files by.
_LEFT_OUT = ("/__pycache__/", "/tests/", ".dist-info/", "lxml/includes/", "lxml/isoschematron/",
             "python/bin/")  # fmt: skip
_LEFT_OUT_ENDINGS = (".pyc", ".pyi", ".pyx", ".pxi", ".pxd", ".h", ".c")
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def build_layer(root: Path = ROOT, out: Path | None = None) -> Path:
    """The archive of what `requirements-documents.txt` names, made once for each content of it; the
    same bytes for the same wheels. Raises PackagingError."""
    out = out or root / "build"
    requirements = root / REQUIREMENTS
    wanted = requirements.read_bytes() + Path(__file__).read_bytes()
    archive, stamp = out / "documents-layer.zip", out / "documents-layer.sha256"
    digest = hashlib.sha256(wanted).hexdigest()
    if not (archive.exists() and stamp.exists() and stamp.read_text() == digest):
        out.mkdir(parents=True, exist_ok=True)
        stamp.unlink(missing_ok=True)
        _make(requirements, out / "documents-layer", archive)
        stamp.write_text(digest)
    return archive


def layer_key(archive: Path) -> str:
    """Where in a bucket of artifacts the layer lies: a new name for new content alone."""
    return f"layers/{hashlib.sha256(archive.read_bytes()).hexdigest()}.zip"


def _make(requirements: Path, folder: Path, archive: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    # Lambda puts `python/` of a layer on the path.
    target = ["--target", str(folder / "python"), "-r", str(requirements)]
    command = [sys.executable, "-m", "pip", "install", *_PIP_OPTIONS, *target]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise PackagingError(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    fresh = archive.with_suffix(".new")
    with zipfile.ZipFile(fresh, "w") as packed:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and _is_needed(name):
                _put(packed, name, path.read_bytes())
    shutil.rmtree(folder)
    fresh.replace(archive)


def _is_needed(name: str) -> bool:
    return not name.endswith(_LEFT_OUT_ENDINGS) and not any(part in name for part in _LEFT_OUT)


def _put(packed: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _ZIP_DATE)
    entry.external_attr = 0o644 << 16
    entry.create_system = 3
    packed.writestr(entry, content, zipfile.ZIP_DEFLATED, compresslevel=9)
