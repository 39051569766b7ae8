"""The layer of the function `documents`, and that nothing of it is in the archive of the others."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from ops.deployment import point_to_layer
from ops.layer import build_layer, layer_key
from ops.packaging import ROOT, Package

_MOST_UNPACKED, _MOST_PACKED = 30 * 2**20, 8 * 2**20


@pytest.fixture(scope="module")
def layer() -> Path:
    return build_layer()


def test_the_layer_is_small_and_holds_what_word_needs(layer: Path) -> None:
    with zipfile.ZipFile(layer) as packed:
        names, size = packed.namelist(), sum(entry.file_size for entry in packed.infolist())
    assert layer.stat().st_size <= _MOST_PACKED
    assert size <= _MOST_UNPACKED
    assert {"python/docx/__init__.py", "python/docx/templates/default.docx"} <= set(names)
    assert "python/lxml/etree.cpython-312-aarch64-linux-gnu.so" in names


def test_the_same_wheels_give_the_same_bytes(layer: Path, tmp_path: Path) -> None:
    again = build_layer(out=tmp_path)
    assert again.read_bytes() == layer.read_bytes()
    assert layer_key(again) == layer_key(layer)


def test_the_archive_of_all_functions_has_none_of_it(package: Package) -> None:
    with zipfile.ZipFile(package.archive) as packed:
        roots = {part for name in packed.namelist() for part in name.split("/")[:2]}
    assert not roots & {"docx", "lxml"}
    assert package.archive.stat().st_size <= 2 * 2**20


def test_only_the_one_function_has_it(template: dict[str, Any]) -> None:
    resources = template["Resources"]
    with_layers = [name for name, each in resources.items() if "Layers" in each["Properties"]]
    assert with_layers == ["Documents"]
    point_to_layer(template, "bucket", "layers/x.zip")
    content = {"S3Bucket": "bucket", "S3Key": "layers/x.zip"}
    assert resources["DocumentsLayer"]["Properties"]["Content"] == content
    assert "set-by-the-deployment" not in json.dumps(template)


def test_tests_run_with_the_same_versions() -> None:
    from importlib.metadata import version

    for line in (ROOT / "requirements-documents.txt").read_text("utf-8").splitlines():
        if "==" in line:
            name, _, pinned = line.partition("==")
            assert version(name) == pinned
