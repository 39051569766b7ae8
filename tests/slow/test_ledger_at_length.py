"""The properties of tests/unit/test_ledger_changes.py, tried for longer."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.test_ledger_changes import PLACES, WANTED, Path, is_found, verifies


@settings(max_examples=3_000, deadline=None)
@given(st.sampled_from(PLACES), st.integers(0, 30))
def test_each_change_is_found_by_all(place: tuple[str, Path], change: int) -> None:
    is_found(place, change)


@settings(max_examples=100, deadline=None)
@given(WANTED)
def test_an_honest_contest_always_verifies(wanted: dict[str, Any]) -> None:
    verifies(wanted)
