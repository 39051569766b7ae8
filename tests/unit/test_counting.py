"""Counts from batches of the stream: whatever comes twice, late, split or out of order, they are
the same."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.counts import Change, Progress
from chalicelib.usecases.counting import add_changes, gather, known_changes, note
from tests.builders import OPENS_AT
from tests.fakes import Death, FakeVault, Writes
from tests.play import SLUG

Batch = tuple[tuple[str, ...], tuple[tuple[str, Change], ...]]

STARTED = Change("a1", "p1", 1, Progress.STARTED, "khu-pho-1", OPENS_AT + 900_000)
SEALED = replace(STARTED, progress=Progress.SEALED, submitted_at=OPENS_AT + 5, leaf="ab" * 32)
RESET = replace(SEALED, progress=Progress.RESET)
OTHER = replace(STARTED, attempt_id="a2", participant="p2", unit="cong-an")
NEWS = [STARTED, SEALED, RESET, OTHER, replace(OTHER, deadline=OTHER.deadline + 60_000)]


def noted(*changes: Change, vault: FakeVault, events: str = "") -> None:
    note([events or repr(changes)], [(SLUG, change) for change in changes], vault)


def known(vault: FakeVault, slug: str = SLUG) -> dict[str, Change]:
    return known_changes(vault, slug)


def test_nothing_is_known_before_anything_is_gathered() -> None:
    vault = FakeVault()
    assert known(vault) == {}
    noted(STARTED, vault=vault)
    assert known(vault) == {}


def test_what_was_noted_is_known_once_it_is_gathered() -> None:
    vault = FakeVault()
    noted(STARTED, OTHER, vault=vault)
    gather(vault)
    assert known(vault) == {"a1": STARTED, "a2": OTHER}


def test_batches_are_gone_once_they_are_gathered() -> None:
    vault = FakeVault()
    noted(STARTED, vault=vault)
    noted(SEALED, vault=vault)
    gather(vault)
    assert list(vault.keys("changes/")) == []


def test_gathering_nothing_new_writes_nothing() -> None:
    vault = FakeVault(writes := Writes())
    noted(STARTED, vault=vault)
    gather(vault)
    writes.done.clear()
    gather(vault)
    noted(STARTED, vault=vault)
    gather(vault)
    assert writes.done == ["vault.create", "vault.delete"]


def test_a_batch_without_news_is_not_kept() -> None:
    vault = FakeVault()
    note(["e1", "e2"], [], vault)
    assert vault.objects == {}


def test_a_batch_delivered_again_is_kept_once_whatever_the_order_of_its_events() -> None:
    vault = FakeVault()
    for events in (["e1", "e2"], ["e2", "e1"]):
        note(events, [(SLUG, STARTED)], vault)
    assert len(vault.objects) == 1


def test_each_contest_has_its_own_counts() -> None:
    vault = FakeVault()
    note(["e1"], [(SLUG, STARTED), ("other", OTHER)], vault)
    gather(vault)
    assert known(vault) == {"a1": STARTED}
    assert known(vault, "other") == {"a2": OTHER}


def test_a_change_comes_back_as_it_was_noted() -> None:
    vault = FakeVault()
    for change in (STARTED, SEALED, RESET, replace(STARTED, progress=Progress.LAPSED)):
        each = replace(change, attempt_id=repr(change))
        assert add_changes(vault, SLUG, [each])
        assert known(vault)[repr(change)] == each


BATCHES = st.lists(
    st.lists(st.sampled_from(NEWS), min_size=1, max_size=4), min_size=1, max_size=6
).map(lambda drawn: [*drawn, [RESET], [NEWS[-1]]])


@given(batches=BATCHES, again=st.randoms(use_true_random=False))
def test_repeated_overlapping_split_and_reordered_batches_change_nothing(
    batches: list[list[Change]], again: object
) -> None:
    again.shuffle(batches)  # type: ignore[attr-defined]  # a Random, whose type hypothesis hides
    vault = FakeVault()
    for number, batch in enumerate(batches):
        noted(*batch, vault=vault, events=f"e{number}")
        if number % 2:
            gather(vault)
    gather(vault)
    assert known(vault) == {"a1": RESET, "a2": NEWS[-1]}


def test_who_is_slower_adds_nothing_and_loses_nothing() -> None:
    writes = Writes()
    vault = FakeVault(writes)
    noted(STARTED, vault=vault)

    def another_run() -> None:
        noted(OTHER, vault=vault)
        gather(vault)

    writes.meanwhile["vault.replace"] = another_run
    gather(vault)
    assert known(vault) == {"a1": STARTED, "a2": OTHER}
    gather(vault)
    assert known(vault) == {"a1": STARTED, "a2": OTHER}
    assert list(vault.keys("changes/")) == []


def test_a_batch_that_could_not_be_added_is_kept() -> None:
    writes = Writes()
    vault = FakeVault(writes)
    noted(STARTED, vault=vault)
    writes.meanwhile["vault.replace"] = lambda: add_changes(vault, SLUG, [OTHER])
    gather(vault)
    assert known(vault) == {"a2": OTHER}
    assert len(list(vault.keys("changes/"))) == 1
    gather(vault)
    assert known(vault) == {"a1": STARTED, "a2": OTHER}


def test_a_batch_that_another_run_took_meanwhile_is_no_fault() -> None:
    class Overtaken(FakeVault):
        """Lists a batch that is gone when it is read."""

        def read(self, key: str) -> tuple[bytes, str] | None:
            if key.startswith("changes/"):
                self.objects.pop(key, None)
            return super().read(key)

    vault = Overtaken()
    noted(STARTED, vault=vault)
    gather(vault)
    assert known(vault) == {}


@pytest.mark.parametrize("writes_before_death", range(1, 6))
def test_a_run_that_dies_anywhere_is_mended_by_the_next(writes_before_death: int) -> None:
    writes = Writes()
    vault = FakeVault(writes)
    note(["e1"], [(SLUG, STARTED), ("other", OTHER)], vault)
    noted(SEALED, vault=vault)
    writes.done.clear()
    writes.last_before_death = writes_before_death
    if writes_before_death <= 4:
        with pytest.raises(Death):
            gather(vault)
    gather(vault)
    assert (known(vault), known(vault, "other")) == ({"a1": SEALED}, {"a2": OTHER})
    assert list(vault.keys("changes/")) == []
