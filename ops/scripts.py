"""What the pages' scripts need: the modules that each loads, and the sentences that they say."""

import re
from collections.abc import Iterable
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any

LANGUAGES = "lang"
FIRST_LANGUAGE = "vi"

_STATIC = re.compile(r'^(?:import|export)[^;"]*?(?:from )?"(\.[^"]+)";', re.MULTILINE)
_LATER = re.compile(r'\bimport\("(\.[^"]+)"\)')
_COMMENT = re.compile(r"/\*.*?\*/|^\s*//.*?$", re.DOTALL | re.MULTILINE)
_KEY = re.compile(r'"([a-z_]+(?:\.[a-z0-9_]+)*)"')
_KEYS_BEGINNING = re.compile(r"`([a-z_]+(?:\.[a-z0-9_]+)*\.)\$\{")


def languages(site: Path) -> list[str]:
    """The languages there are catalogues of, the first one without a prefix in addresses."""
    found = {path.stem for path in (site / LANGUAGES).glob("*.json")}
    return [FIRST_LANGUAGE, *sorted(found - {FIRST_LANGUAGE})]


def scripts_of(site: Path, catalogue: Iterable[str]) -> dict[str, dict[str, Any]]:
    """For each script that a page starts with: `modules` that it needs at once, itself among them,
    those that come `later`, and the keys of the sentences that they say: `messages` at once,
    `messages_later` the others."""
    keys = frozenset(catalogue)
    entries = sorted(path.relative_to(site).as_posix() for path in (site / "js/ui").glob("*.js"))
    return {entry: _script(site, entry, keys) for entry in entries}


def _script(site: Path, entry: str, catalogue: frozenset[str]) -> dict[str, Any]:
    at_once = _reached(site, {entry}, _STATIC)
    everything = _reached(site, {entry}, _STATIC, _LATER)
    said = _keys_in(site, at_once, catalogue)
    return {
        "modules": sorted(at_once),
        "later": sorted(everything - at_once),
        "messages": sorted(said),
        "messages_later": sorted(_keys_in(site, everything, catalogue) - said),
    }


def _reached(site: Path, entries: set[str], *ways: re.Pattern[str]) -> set[str]:
    seen: set[str] = set()
    waiting = set(entries)
    while waiting:
        module = waiting.pop()
        seen.add(module)
        code = _code(site, module)
        found = {target for way in ways for target in way.findall(code)}
        waiting |= {normpath(join(dirname(module), target)) for target in found} - seen
    return seen


def _code(site: Path, module: str) -> str:
    return _COMMENT.sub("", (site / module).read_text(encoding="utf-8"))


def _keys_in(site: Path, modules: set[str], catalogue: frozenset[str]) -> set[str]:
    code = "\n".join(_code(site, module) for module in modules)
    whole = set(_KEY.findall(code)) & catalogue
    beginnings = tuple(_KEYS_BEGINNING.findall(code))
    return whole | {key for key in catalogue if beginnings and key.startswith(beginnings)}
