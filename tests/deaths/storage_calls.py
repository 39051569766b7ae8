"""Which calls of stores each use case makes, and whether death at each is mended:
`python -m tests.deaths.storage_calls` writes the list."""

import copy
import tomllib
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import tomli_w

from tests.deaths.cases import CASES, Case
from tests.deaths.watched import Calls, WatchedStores, held
from tests.fakes import Death, FakeStores

LIST = Path(__file__).with_name("storage_calls.toml")


def calls_of(case: Case) -> list[str]:
    """The calls of an undisturbed run."""
    calls = Calls()
    case.act(WatchedStores(case.prepare(), calls))
    return calls.made


def listed_calls() -> dict[str, list[str]]:
    """Those of each use case when somebody looked last."""
    return tomllib.loads(LIST.read_text("utf-8"))


def unmended(case: Case) -> list[str]:
    """The deaths (by number, call and side) after which the next run did not leave what an
    undisturbed one leaves; empty is what is wanted."""
    before = case.prepare()
    undisturbed = _after(case, before)
    wrong = []
    for number, name in enumerate(calls_of(case)):
        for side in (True, False):
            stores = copy.deepcopy(before)
            dies = Calls(at=number, before=side)
            try:
                case.act(WatchedStores(stores, dies))
            except Death:
                pass
            else:
                wrong.append(f"{number} {name}: nobody died")
            left = differences(undisturbed, _after(case, stores), case.may_differ)
            if left:
                wrong.append(f"{'before' if side else 'after'} {number} {name}: {left}")
    return wrong


def _after(case: Case, stores: FakeStores) -> dict[str, Any]:
    stores = copy.deepcopy(stores)
    case.act(WatchedStores(stores, Calls()))
    return held(stores)


def differences(
    wanted: dict[str, Any], found: dict[str, Any], may_differ: tuple[str, ...] = ()
) -> list[str]:
    """Where two states differ, in words, but for keys of dicts that may."""
    places = []
    for port, values in wanted.items():
        for name, value in values.items():
            other = found[port][name]
            if isinstance(value, dict):
                keys = sorted(str(key) for key in {**value, **other} if _differ(value, other, key))
                unlike = [key for key in keys if not any(fnmatch(key, one) for one in may_differ)]
                places += [f"{port}.{name} {key}" for key in unlike]
            elif value != other:
                places.append(f"{port}.{name}")
    return places


def _differ(one: dict[Any, Any], other: dict[Any, Any], key: object) -> bool:
    absent = object()
    return bool(one.get(key, absent) != other.get(key, absent))


def main() -> None:
    """Writes the list."""
    LIST.write_text(tomli_w.dumps({name: calls_of(case) for name, case in CASES.items()}), "utf-8")


if __name__ == "__main__":
    main()
