"""What is deployed: small, the same for the same sources, and complete."""

import json
import shutil
import subprocess
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from ops.packaging import ROOT, Package, PackagingError, build

# What AWS's Python runtime has besides the standard library.
RUNTIME = ("boto3", "botocore", "dateutil", "jmespath", "s3transfer", "six", "urllib3")
SOURCES = ("app.py", "chalicelib", ".chalice", "requirements.txt")


def names(package: Package) -> list[str]:
    with zipfile.ZipFile(package.archive) as archive:
        return archive.namelist()


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The sources in another folder, with dependencies that are installed already."""
    root = tmp_path / "clone"
    root.mkdir()
    for name in SOURCES:
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, root / name)
    shutil.copytree(ROOT / "build" / "vendor", root / "build" / "vendor")
    return root


def test_archive_is_small_and_leaves_botocore_to_the_runtime(package: Package) -> None:
    assert package.archive.stat().st_size <= 2 * 1024 * 1024
    roots = {name.split("/")[0] for name in names(package)}
    assert not roots & set(RUNTIME)
    assert {"app.py", "chalice", "chalicelib", "pynamodb"} <= roots


def test_archive_holds_neither_leavings_nor_machine_code(package: Package) -> None:
    endings = (".pyc", ".so", ".pyi", "/METADATA", "/RECORD")
    assert [name for name in names(package) if name.endswith(endings)] == []


def test_same_sources_give_the_same_bytes(package: Package, clone: Path) -> None:
    again = build(clone)
    assert again.archive.read_bytes() == package.archive.read_bytes()
    assert again.template.read_bytes() == package.template.read_bytes()


def test_unchanged_sources_are_not_packaged_again(clone: Path) -> None:
    first = build(clone)
    made = first.archive.stat().st_mtime_ns
    assert build(clone).archive.stat().st_mtime_ns == made
    digest = first.digest
    with (clone / "app.py").open("a") as app:
        app.write("\nCHANGED = True\n")
    assert build(clone).digest != digest


def test_a_failing_tool_is_quoted(clone: Path) -> None:
    (clone / "app.py").write_text("import nowhere_to_be_found\n")
    with pytest.raises(PackagingError, match="nowhere_to_be_found"):
        build(clone)


def handlers(template: dict[str, Any]) -> list[str]:
    return [
        resource["Properties"]["Handler"]
        for resource in template["Resources"].values()
        if resource["Type"] == "AWS::Serverless::Function"
    ]


def test_every_handler_imports_from_the_archive_alone(
    package: Package, template: dict[str, Any], tmp_path: Path
) -> None:
    with zipfile.ZipFile(package.archive) as archive:
        archive.extractall(tmp_path / "task")
    runtime = tmp_path / "runtime"
    runtime.mkdir()
    for name in RUNTIME:
        spec = find_spec(name)
        assert spec is not None
        assert spec.origin is not None
        origin = Path(spec.origin)
        origin = origin.parent if origin.name == "__init__.py" else origin
        (runtime / origin.name).symlink_to(origin)
    assert len(handlers(template)) >= 6
    for handler in handlers(template):
        module, name = handler.rsplit(".", 1)
        paths = json.dumps([str(tmp_path / "task"), str(runtime)])
        script = f"import sys; sys.path[:0] = {paths}; from {module} import {name}"
        # -I -S: neither this project's folder nor the virtual environment is seen.
        done = subprocess.run([sys.executable, "-I", "-S", "-c", script], capture_output=True)
        assert done.returncode == 0, done.stderr.decode()
