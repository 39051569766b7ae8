"""What is deployed: small, the same for the same sources, and complete."""

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


def test_nothing_in_the_archive_tells_when_or_where_it_was_made(package: Package) -> None:
    with zipfile.ZipFile(package.archive) as archive:
        found = archive.infolist()
    assert [entry.filename for entry in found] == sorted(entry.filename for entry in found)
    assert {entry.date_time for entry in found} == {(1980, 1, 1, 0, 0, 0)}
    assert {(entry.create_system, entry.external_attr) for entry in found} == {(3, 0o644 << 16)}


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


def modules(package: Package) -> list[str]:
    own = [name for name in names(package) if name.startswith("chalicelib/")]
    paths = [name.removesuffix(".py").removesuffix("/__init__") for name in own]
    return [path.replace("/", ".") for path in paths]


@pytest.fixture
def task(package: Package, tmp_path: Path) -> list[str]:
    """Where Lambda looks for modules: the unpacked archive and what the runtime brings."""
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
    return [str(tmp_path / "task"), str(runtime)]


def run_in_lambda(task: list[str], script: str) -> subprocess.CompletedProcess[str]:
    # -I -S: neither this project's folder nor the virtual environment is seen.
    command = [sys.executable, "-I", "-S", "-c", f"import sys; sys.path[:0] = {task}\n{script}"]
    return subprocess.run(command, capture_output=True, text=True)


def test_every_handler_imports_from_the_archive_alone(
    template: dict[str, Any], task: list[str]
) -> None:
    assert len(handlers(template)) >= 6
    for handler in handlers(template):
        module, name = handler.rsplit(".", 1)
        done = run_in_lambda(task, f"from {module} import {name}")
        assert (done.returncode, done.stderr) == (0, ""), handler


def test_what_is_imported_late_is_there_too(package: Package, task: list[str]) -> None:
    """What needs the layer is imported by its function alone: test_layer.py looks at that."""
    layered = "chalicelib.stores.documents"
    imports = "\n".join(
        f"import {module}" for module in modules(package) if not module.startswith(layered)
    )
    done = run_in_lambda(task, imports)
    assert (done.returncode, done.stderr) == (0, "")
