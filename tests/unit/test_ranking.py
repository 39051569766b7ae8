"""Who stands where."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.contest import RankingKey
from chalicelib.domain.ranking import Entry, EntryState, Standing, Verdict, entry_of, rank
from tests.builders import a_sealed_attempt, an_attempt

ORDER = (RankingKey.SCORE, RankingKey.ELAPSED, RankingKey.SUBMITTED_AT)


def an_entry(participant: str = "p1", **over: object) -> Entry:
    entry = entry_of(a_sealed_attempt(participant=participant, **over))
    assert entry is not None
    return entry


def places(standing: Standing) -> dict[str, int]:
    return {ranked.entry.attempt_id: ranked.place for ranked in standing.counted}


def ids(standing: Standing) -> list[str]:
    return [ranked.entry.attempt_id for ranked in standing.counted]


@st.composite
def some_entries(draw: st.DrawFn) -> list[Entry]:
    """Entries of few people with few scores and times, so that ties abound."""
    number = draw(st.integers(0, 12))
    return [
        an_entry(
            f"p{draw(st.integers(0, 8))}",
            number=index,
            score=draw(st.integers(0, 3)),
            elapsed_ms=draw(st.integers(1, 3)),
            submitted_at=draw(st.integers(1, 2)),
        )
        for index in range(number)
    ]


orders = st.permutations(ORDER).flatmap(
    lambda keys: st.integers(1, 3).map(lambda count: tuple(keys[:count]))
)


def test_an_attempt_without_a_submission_is_no_entry() -> None:
    assert entry_of(an_attempt()) is None


def test_an_entry_says_what_was_sealed() -> None:
    attempt = a_sealed_attempt(score=2, elapsed_ms=7, unit="cong-an", leaf=b"L" * 32)
    entry = entry_of(attempt)
    assert entry is not None
    assert (entry.attempt_id, entry.score, entry.elapsed_ms) == (attempt.id, 2, 7)
    assert (entry.unit, entry.leaf, entry.name) == ("cong-an", b"L" * 32, attempt.name)


@pytest.mark.parametrize(
    ("key", "better", "worse"),
    [
        (RankingKey.SCORE, {"score": 3}, {"score": 2}),
        (RankingKey.ELAPSED, {"elapsed_ms": 59_999}, {"elapsed_ms": 60_000}),
        (RankingKey.SUBMITTED_AT, {"submitted_at": 5}, {"submitted_at": 6}),
    ],
)
def test_each_key_alone(key: RankingKey, better: dict[str, int], worse: dict[str, int]) -> None:
    entries = [an_entry("w", **worse), an_entry("b", **better)]
    assert places(rank(entries, (key,))) == {"b-1": 1, "w-1": 2}


@pytest.mark.parametrize(
    ("order", "first"),
    [
        (ORDER, "right"),
        ((RankingKey.ELAPSED, RankingKey.SCORE), "fast"),
        ((RankingKey.SUBMITTED_AT, RankingKey.SCORE), "early"),
    ],
)
def test_the_first_key_decides_first(order: tuple[RankingKey, ...], first: str) -> None:
    entries = [
        an_entry("right", score=3, elapsed_ms=30, submitted_at=30),
        an_entry("fast", score=2, elapsed_ms=10, submitted_at=20),
        an_entry("early", score=1, elapsed_ms=20, submitted_at=10),
    ]
    assert ids(rank(entries, order))[0] == f"{first}-1"


def test_a_later_key_breaks_the_tie_of_an_earlier_one() -> None:
    entries = [
        an_entry("slow", elapsed_ms=20, submitted_at=1),
        an_entry("late", elapsed_ms=10, submitted_at=3),
        an_entry("early", elapsed_ms=10, submitted_at=2),
    ]
    assert ids(rank(entries, ORDER)) == ["early-1", "late-1", "slow-1"]


def test_those_who_tie_share_the_place_and_the_next_one_is_skipped() -> None:
    scores = {"a": 3, "b": 2, "c": 2, "d": 1}
    standing = rank([an_entry(name, score=score) for name, score in scores.items()], ORDER)
    assert places(standing) == {"a-1": 1, "b-1": 2, "c-1": 2, "d-1": 4}
    assert [len(group) for group in standing.tie_groups()] == [1, 2, 1]


def test_ties_stand_in_the_order_of_their_leaves() -> None:
    leaves = {"a": b"\x03", "b": b"\x01", "c": b"\x02"}
    standing = rank([an_entry(name, leaf=leaf) for name, leaf in leaves.items()], ORDER)
    assert ids(standing) == ["b-1", "c-1", "a-1"]


def test_a_person_counts_once_with_the_best_attempt() -> None:
    entries = [
        an_entry("a", number=1, score=1),
        an_entry("a", number=2, score=3),
        an_entry("a", number=3, score=2),
        an_entry("b", score=2),
    ]
    standing = rank(entries, ORDER)
    assert places(standing) == {"a-2": 1, "b-1": 2}
    assert [entry.attempt_id for entry in standing.not_best] == ["a-3", "a-1"]


def test_a_person_does_not_tie_with_themselves() -> None:
    standing = rank([an_entry("a", number=1), an_entry("a", number=2)], ORDER)
    assert list(places(standing).values()) == [1]


def test_nobody_stands_in_an_empty_contest() -> None:
    assert rank([], ORDER) == Standing((), ())


def test_the_words_of_the_ledger() -> None:
    assert [*EntryState] == ["counted", "not_best", "disqualified", "reset"]
    assert [*Verdict] == ["ok", "disqualified", "called_in"]


@given(some_entries(), orders, st.randoms(use_true_random=False))
def test_the_order_of_input_is_irrelevant(entries, order, random) -> None:  # type: ignore[no-untyped-def]  # hypothesis hands them in
    shuffled = random.sample(entries, len(entries))
    assert rank(shuffled, order) == rank(entries, order)


@given(some_entries(), orders)
def test_places_are_those_of_a_count_of_the_better(
    entries: list[Entry], order: tuple[RankingKey, ...]
) -> None:
    standing = rank(entries, order)
    best = [ranked.entry for ranked in standing.counted]
    for ranked in standing.counted:
        better = sum(beats(other, ranked.entry, order) for other in best)
        assert ranked.place == better + 1


@given(some_entries(), orders)
def test_places_never_fall_and_each_entry_is_found_once(
    entries: list[Entry], order: tuple[RankingKey, ...]
) -> None:
    standing = rank(entries, order)
    assert all(one.place <= other.place for one, other in pairwise(standing.counted))
    found = [ranked.entry for ranked in standing.counted] + list(standing.not_best)
    assert sorted(found, key=lambda entry: entry.number) == entries
    people = [ranked.entry.participant for ranked in standing.counted]
    assert len(people) == len(set(people)) == len({entry.participant for entry in entries})


@given(some_entries(), orders)
def test_nobody_has_a_better_attempt_than_the_one_that_counts(
    entries: list[Entry], order: tuple[RankingKey, ...]
) -> None:
    standing = rank(entries, order)
    counted = {ranked.entry.participant: ranked.entry for ranked in standing.counted}
    assert not any(beats(entry, counted[entry.participant], order) for entry in entries)


@given(some_entries(), orders)
def test_a_worse_entry_moves_nobody_up_or_down(
    entries: list[Entry], order: tuple[RankingKey, ...]
) -> None:
    worst = replace(an_entry("new", number=99), score=-1, elapsed_ms=9, submitted_at=9)
    before, after = places(rank(entries, order)), places(rank([*entries, worst], order))
    assert after.pop("new-99") == len(before) + 1
    assert after == before


def beats(one: Entry, other: Entry, order: tuple[RankingKey, ...]) -> bool:
    """Whether `one` is strictly before `other`, told key by key."""
    for key in order:
        gain = {
            RankingKey.SCORE: one.score - other.score,
            RankingKey.ELAPSED: other.elapsed_ms - one.elapsed_ms,
            RankingKey.SUBMITTED_AT: other.submitted_at - one.submitted_at,
        }[key]
        if gain:
            return gain > 0
    return False
