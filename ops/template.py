"""The template that is merged over Chalice's: read from its parts, put together."""

from pathlib import Path
from typing import Any

import yaml

Tree = dict[str, Any]


class TemplateError(Exception):
    """The parts of the template contradict each other."""


class _Loader(yaml.SafeLoader):
    """Understands CloudFormation's short tags, such as !Ref and !Sub."""


def _intrinsic(loader: _Loader, suffix: str, node: yaml.Node) -> Tree:
    name = suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}"
    if isinstance(node, yaml.SequenceNode):
        return {name: loader.construct_sequence(node, deep=True)}
    if isinstance(node, yaml.MappingNode):
        return {name: loader.construct_mapping(node, deep=True)}
    value = loader.construct_scalar(node)  # type: ignore[arg-type]  # whatever is neither list nor map is a scalar
    return {name: str(value).split(".", 1) if suffix == "GetAtt" else value}


_Loader.add_multi_constructor("!", _intrinsic)


def load_part(path: Path) -> Tree:
    """One part, its short tags written out."""
    part = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    if not isinstance(part, dict):
        raise TemplateError(f"{path}: not a mapping")
    return part


def load_parts(folder: Path) -> Tree:
    """All parts of a folder as one tree.

    Raises TemplateError where two parts set the same value: which of them would hold depends on
    their file names, and nobody expects that.
    """
    merged: Tree = {}
    for path in sorted(folder.glob("*.yaml")):
        _merge_into(merged, load_part(path), path.name)
    return merged


def _merge_into(target: Tree, part: Tree, where: str) -> None:
    for key, value in part.items():
        if key not in target:
            target[key] = value
        elif isinstance(target[key], dict) and isinstance(value, dict):
            _merge_into(target[key], value, f"{where}: {key}")
        else:
            raise TemplateError(f"{where}: {key} is set in another part too")
