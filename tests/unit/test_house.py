"""How the code is kept: which way imports point, how long things are, where the world is read."""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[2]
CODE = ("chalicelib", "ops", "bench")
FOLDERS = (*CODE, "tests", "tools", "static_site", ".chalice")
ENDINGS = {".py", ".js", ".mjs", ".css", ".html", ".yaml"}
MOST_LINES, MOST_LINES_OF_A_FUNCTION, MEDIAN_OF_A_FUNCTION = 299, 40, 8
MOST_LINES_OF_THE_TOOL = 1_050

# What each part may import of ours. `chalicelib` is where `bootstrap` is imported from.
MAY_IMPORT = {
    "domain": {"domain"},
    "usecases": {"domain", "usecases"},
    "stores": {"domain", "usecases.ports", "stores"},
    "config": set(),
    "logs": set(),
    "pages": {"domain.wording", "pages"},
    "bootstrap": {"config", "usecases.ports", "stores", "pages"},
    "web": {"domain", "usecases", "bootstrap", "web"},
    "app": {"web", "bootstrap", "logs"},
}
# The functions of app.py that are no routes join use cases and stores as they run, so that a
# resident's request loads neither.
APP_MAY_IMPORT_LATE = {"usecases", "stores"}
# By these the world gets in: the domain and the use cases are handed what they need.
WORLD = {"boto3", "botocore", "chalice", "glob", "os", "pathlib", "pynamodb", "random", "secrets"}
WORLD |= {"shutil", "socket", "subprocess", "sys", "tempfile", "time", "urllib", "uuid"}
CLOCKS = {"now", "utcnow", "today"}


def modules(*folders: str) -> list[Path]:
    """All Python files of the folders."""
    found = (sorted((ROOT / folder).rglob("*.py")) for folder in folders)
    return list(chain.from_iterable(found))


@cache
def tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def imports(node: ast.AST) -> Iterator[str]:
    """Dotted names of what is imported in a piece of code, those for type checks included."""
    for each in ast.walk(node):
        if isinstance(each, ast.Import):
            yield from (alias.name for alias in each.names)
        elif isinstance(each, ast.ImportFrom):
            assert each.level == 0, "imports are absolute here"
            yield from (f"{each.module}.{alias.name}" for alias in each.names)


def ours(names: Iterator[str]) -> set[str]:
    """What of `chalicelib` is among imported names, without that prefix."""
    return {name.removeprefix("chalicelib.") for name in names if name.startswith("chalicelib")}


def forbidden(found: set[str], allowed: set[str]) -> set[str]:
    """What is in none of the allowed parts."""
    return {name for name in found if not any(f"{name}.".startswith(f"{a}.") for a in allowed)}


def part_of(module: Path) -> str:
    return module.relative_to(ROOT / "chalicelib").parts[0].removesuffix(".py")


def functions(module: Path) -> Iterator[tuple[str, int]]:
    """Name and lines of each function."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            yield f"{module.name}:{node.name}", node.end_lineno - node.lineno + 1


def names(module: Path) -> set[str]:
    """Attributes that are looked up in a module."""
    return {node.attr for node in ast.walk(tree(module)) if isinstance(node, ast.Attribute)}


@pytest.mark.parametrize("part", [part for part in MAY_IMPORT if part != "app"])
def test_imports_point_inward(part: str) -> None:
    found = [module for module in modules("chalicelib") if part_of(module) == part]
    assert found
    for module in found:
        assert forbidden(ours(imports(tree(module))), MAY_IMPORT[part]) == set(), module


def test_every_part_of_the_app_has_its_place_in_that_order() -> None:
    assert {part_of(module) for module in modules("chalicelib")} - {"__init__"} == set(
        MAY_IMPORT
    ) - {"app"}


def test_the_app_loads_its_routes_and_joins_the_rest_late() -> None:
    app = tree(ROOT / "app.py")
    late = [node for node in app.body if isinstance(node, ast.FunctionDef)]
    late_names = set(chain.from_iterable(imports(node) for node in late))
    first = ours(name for name in imports(app) if name not in late_names)
    assert forbidden(first, MAY_IMPORT["app"]) == set()
    assert forbidden(ours(iter(late_names)), APP_MAY_IMPORT_LATE) == set()


def test_the_app_knows_nothing_of_tools_and_tests() -> None:
    """Benchmarks may play the residents that tests play."""
    for module in [ROOT / "app.py", *modules("chalicelib")]:
        roots = {name.split(".")[0] for name in imports(tree(module))}
        assert not roots & {"app", "ops", "bench", "tests"}, module
    for module in modules("ops"):
        roots = {name.split(".")[0] for name in imports(tree(module))}
        assert not roots & {"bench", "tests"}, module


@pytest.mark.parametrize("folder", ["chalicelib/domain", "chalicelib/usecases"])
def test_rules_and_use_cases_know_no_world_and_no_clock(folder: str) -> None:
    for module in modules(folder):
        roots = {name.split(".")[0] for name in imports(tree(module))}
        assert roots - {"chalicelib"} <= set(sys.stdlib_module_names) - WORLD, module
        assert not names(module) & CLOCKS, module


def test_one_module_alone_reads_the_environment() -> None:
    reading = {
        module.name
        for module in [ROOT / "app.py", *modules("chalicelib")]
        if names(module) & {"environ", "getenv", "putenv"}
    }
    assert reading == {"config.py"}


def test_no_file_is_long() -> None:
    files = [ROOT / "app.py", ROOT / "Makefile"]
    for folder in FOLDERS:
        files += [path for path in (ROOT / folder).rglob("*") if path.suffix in ENDINGS]
    assert len(files) > 150
    long = {path: len(path.read_text("utf-8").splitlines()) for path in files}
    # One file on purpose: whoever distrusts the platform reads it from top to bottom.
    assert long.pop(ROOT / "tools/verify.py") < MOST_LINES_OF_THE_TOOL
    assert {name: lines for name, lines in long.items() if lines > MOST_LINES} == {}


def test_no_function_is_long_and_most_are_short() -> None:
    files = [ROOT / "app.py", ROOT / "tools/verify.py", *modules(*CODE)]
    sizes = dict(chain.from_iterable(map(functions, files)))
    assert {name for name, lines in sizes.items() if lines > MOST_LINES_OF_A_FUNCTION} == set()
    assert median(sizes.values()) <= MEDIAN_OF_A_FUNCTION


def test_the_app_is_short() -> None:
    assert 60 <= len((ROOT / "app.py").read_text("utf-8").splitlines()) <= 180


def test_nothing_is_named_by_a_word_that_says_nothing() -> None:
    for module in modules(*CODE):
        assert module.stem not in {"utils", "helpers", "common", "misc"}
        for node in ast.walk(tree(module)):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                assert not node.name.lower().startswith(("handle_", "process_", "do_")), node.name
                assert not node.name.endswith(("Manager", "Helper", "Utils")), node.name


def test_whoever_silences_a_check_says_why() -> None:
    silenced = re.compile(r"# type[:] ignore(?!\[[a-z-]+\]  # \S)")
    files = [ROOT / "app.py", *modules(*CODE, "tests")]
    assert [path.name for path in files if silenced.search(path.read_text("utf-8"))] == []
