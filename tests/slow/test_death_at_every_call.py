"""Death just before and just after each call of a store, in each use case that writes: the next run
leaves what an undisturbed one leaves.

`tests/deaths/storage_calls.toml` lists the calls of each use case; a call that is not there fails,
so that nobody adds one without its deaths. `python -m tests.deaths.storage_calls` writes it anew.
"""

from typing import Any

import pytest

from tests.deaths.cases import CASES, Case
from tests.deaths.storage_calls import calls_of, listed_calls, unmended
from tests.fakes import FakeStores


@pytest.mark.parametrize("name", CASES)
def test_all_calls_are_listed(name: str) -> None:
    assert calls_of(CASES[name]) == listed_calls()[name]


@pytest.mark.parametrize("name", CASES)
def test_whoever_dies_at_any_call_is_mended_by_the_next_run(name: str) -> None:
    assert unmended(CASES[name]) == []


def test_nothing_else_is_listed() -> None:
    assert listed_calls().keys() == CASES.keys()


def test_what_the_next_run_does_not_mend_is_found() -> None:
    def append(stores: Any) -> None:
        taken = len(list(stores.vault.keys("log/")))
        stores.vault.put(f"log/{taken}", b"")

    def note_first(stores: Any) -> None:
        if stores.vault.create("noted", b""):
            stores.vault.put("work", b"")

    assert [_place(each) for each in unmended(Case(FakeStores, append))] == ["after 1 vault.put"]
    left = [_place(each) for each in unmended(Case(FakeStores, note_first))]
    assert left == ["after 0 vault.create", "before 1 vault.put"]


def _place(said: str) -> str:
    return said.partition(":")[0]
