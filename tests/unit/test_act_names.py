"""Every act that the log can hold has words on the log's screen, and can be chosen there."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCREEN = ROOT / "static_site" / "js" / "ui" / "console" / "audit.js"


def acts_in_code() -> Iterator[str]:
    """Names of acts as they stand where acts are made: an argument of Act(…), of `_record(…)`, the
    word for the state that an `Act` is handed, or what a variable that it is handed was set to."""
    for path in sorted((ROOT / "chalicelib").rglob("*.py")):
        for function in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(function, ast.FunctionDef):
                yield from _acts_of(function)


def _acts_of(function: ast.FunctionDef) -> Iterator[str]:
    named = _variables(function)
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and _name(node.func) in ("Act", "_record"):
            yield from _words([_value(argument, named) for argument in node.args[:2]])


def _variables(function: ast.FunctionDef) -> dict[str, ast.expr]:
    """What each variable of a function is set to; of one set twice, the last."""
    return {
        target.id: node.value
        for node in ast.walk(function)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _value(argument: ast.expr, named: dict[str, ast.expr]) -> ast.expr:
    inside = argument.value if isinstance(argument, ast.Starred) else argument
    return named.get(inside.id, inside) if isinstance(inside, ast.Name) else inside


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _words(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        for each in ast.walk(node):
            if isinstance(each, ast.Constant) and re.fullmatch(r"[a-z-]+", str(each.value)):
                yield str(each.value)


def chosen_on_screen() -> list[str]:
    lists = re.findall(r"const ACTS\w* = \[(.*?)\];", SCREEN.read_text("utf-8"), re.DOTALL)
    assert len(lists) == 2
    return [act for listed in lists for act in re.findall(r'"([a-z-]+)"', listed)]


def catalogue(language: str) -> set[str]:
    path = ROOT / "static_site" / "lang" / "console" / "audit" / f"{language}.json"
    keys = json.loads(path.read_text("utf-8"))
    return {key.removeprefix("audit.act.") for key in keys if key.startswith("audit.act.")}


def test_the_acts_are_found() -> None:
    found = set(acts_in_code())
    assert {"load-contest", "review", "reset", "publish", "switch-off", "device-ticket"} <= found
    # Those that reach the log in a variable.
    assert {"agree-amendment", "withdraw-amendment", "name-manual-prize"} <= found


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_act_has_words(language: str) -> None:
    assert set(acts_in_code()) - catalogue(language) == set()


def test_every_act_with_words_can_be_chosen_once() -> None:
    assert sorted(chosen_on_screen()) == sorted(catalogue("vi"))
