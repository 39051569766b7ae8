"""Live counts from news that may come twice, late or in any order."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.counts import Change, Changes, Progress, due_for_sealing, merge, stats
from tests.builders import CLOSES_AT, OPENS_AT, a_contest

DEADLINE = OPENS_AT + 900_000
CONTEST = a_contest()
DUE_AFTER_MS = 65_000


def a_change(participant: str = "p1", **over: Any) -> Change:
    """News that an attempt was started; its id follows from who and n."""
    given = {
        "participant": participant,
        "number": 1,
        "progress": Progress.STARTED,
        "unit": "khu-pho-1",
        "deadline": DEADLINE,
        **over,
    }
    given.setdefault("attempt_id", f"{participant}-{given['number']}")
    return Change(**given)


def a_sealed(participant: str = "p1", **over: Any) -> Change:
    given = {"progress": Progress.SEALED, "submitted_at": OPENS_AT + 1, "leaf": "ab" * 32}
    return a_change(participant, **{**given, **over})


def life_of(participant: str) -> list[Change]:
    """What may ever be told of an attempt, in the order in which it happens: it lapses, gets more
    time, lapses again, is sealed and reset all the same."""
    more = DEADLINE + 600_000
    return [
        a_change(participant),
        a_change(participant, progress=Progress.LAPSED),
        a_change(participant, deadline=more),
        a_change(participant, deadline=more, progress=Progress.LAPSED),
        a_sealed(participant, deadline=more),
        a_sealed(participant, deadline=more, progress=Progress.RESET),
    ]


news = st.lists(st.sampled_from([each for who in ("p1", "p2") for each in life_of(who)]))


def merged(*batches: list[Change]) -> Changes:
    known: Changes = {}
    for batch in batches:
        known = merge(known, batch)
    return known


@given(news)
def test_the_furthest_news_of_each_attempt_holds(news: list[Change]) -> None:
    for participant in ("p1", "p2"):
        told = [change for change in life_of(participant) if change in news]
        assert merged(news).get(f"{participant}-1") == (told[-1] if told else None)


@given(news, st.randoms(use_true_random=False))
def test_the_order_of_news_does_not_matter(news: list[Change], random: Any) -> None:
    mixed = list(news)
    random.shuffle(mixed)
    assert merged(mixed) == merged(news)


@given(news, st.integers(0, 20))
def test_repeated_split_and_overlapping_batches_do_not_matter(news: list[Change], cut: int) -> None:
    assert merged(news[:cut], news[cut:]) == merged(news)
    assert merged(news[cut:], news[: cut + 3], news) == merged(news)
    assert merged(news, news) == merged(news)


@given(news, news, news)
def test_it_does_not_matter_which_counts_are_added_first(
    one: list[Change], two: list[Change], three: list[Change]
) -> None:
    left = merge(merge(merged(one), two), three)
    right = merge(merged(one), merge(merged(two), three).values())
    assert left == right


def test_merging_leaves_what_was_known_as_it_is() -> None:
    known = merged([a_change()])
    merge(known, [a_sealed()])
    assert known == {"p1-1": a_change()}


def test_more_time_revives_an_attempt_that_lapsed() -> None:
    more = a_change(deadline=DEADLINE + 60_000)
    known = merged([a_change(progress=Progress.LAPSED), more])
    assert due_for_sealing(known, CONTEST, DEADLINE + 60_000 + DUE_AFTER_MS) == [more]


def test_nothing_is_counted_before_anyone_came() -> None:
    assert stats(CONTEST, [], frozenset(), as_of=7) == {
        "slug": "nho",
        "as_of": 7,
        "registered": 0,
        "submitted": 0,
        "units": [
            {"id": "khu-pho-1", "name": "Khu phố 1", "participants": 0, "submitted": 0},
            {"id": "khu-pho-2", "name": "Khu phố 2", "participants": 0, "submitted": 0},
            {"id": "cong-an", "name": "Công an phường", "participants": 0, "submitted": 0},
        ],
        "days": [],
    }


def counted(*changes: Change, disqualified: frozenset[str] = frozenset()) -> dict[str, Any]:
    return stats(CONTEST, changes, disqualified, as_of=0)


def of_unit(counts: dict[str, Any], unit: str) -> tuple[int, int]:
    [row] = [row for row in counts["units"] if row["id"] == unit]
    return row["participants"], row["submitted"]


@pytest.mark.parametrize(
    ("change", "submitted"),
    [
        (a_change(), 0),
        (a_change(progress=Progress.LAPSED), 0),
        (a_sealed(), 1),
        (a_change(progress=Progress.RESET), 0),
        (a_sealed(progress=Progress.RESET), 0),
    ],
    ids=["started", "lapsed", "sealed", "reset before", "reset after"],
)
def test_all_who_started_are_registered_and_only_sealed_attempts_submitted(
    change: Change, submitted: int
) -> None:
    counts = counted(change)
    assert (counts["registered"], counts["submitted"]) == (1, submitted)
    assert of_unit(counts, "khu-pho-1") == (submitted, submitted)
    assert len(counts["days"]) == submitted


def test_a_disqualified_attempt_is_registered_alone() -> None:
    counts = counted(a_sealed("p1"), a_sealed("p2"), disqualified=frozenset({"p1-1"}))
    assert (counts["registered"], counts["submitted"]) == (2, 1)
    assert of_unit(counts, "khu-pho-1") == (1, 1)
    assert counts["days"] == [{"date": "2024-07-01", "submitted": 1}]


def test_people_count_once_and_their_attempts_each() -> None:
    again = a_sealed("p1", number=2)
    counts = counted(a_sealed("p1"), again, a_sealed("p2", unit="cong-an"))
    assert (counts["registered"], counts["submitted"]) == (2, 3)
    assert of_unit(counts, "khu-pho-1") == (1, 2)
    assert of_unit(counts, "cong-an") == (1, 1)
    assert of_unit(counts, "khu-pho-2") == (0, 0)


def test_who_was_reset_and_came_again_is_one_person() -> None:
    counts = counted(a_sealed("p1", progress=Progress.RESET), a_sealed("p1", number=2))
    assert (counts["registered"], counts["submitted"]) == (1, 1)


def test_days_begin_at_midnight_in_vietnam() -> None:
    midnight = OPENS_AT + 17 * 3_600_000
    times = [midnight + 1, midnight, midnight - 1, midnight + 86_399_999, midnight + 86_400_000]
    counts = counted(*(a_sealed(f"p{at}", submitted_at=at) for at in times))
    assert counts["days"] == [
        {"date": "2024-07-01", "submitted": 1},
        {"date": "2024-07-02", "submitted": 3},
        {"date": "2024-07-03", "submitted": 1},
    ]


@pytest.mark.parametrize("progress", [Progress.LAPSED, Progress.SEALED, Progress.RESET])
def test_only_what_is_still_open_is_due_for_sealing(progress: Progress) -> None:
    closed, still_open = a_change("p1", progress=progress), a_change("p2")
    known = merged([closed, still_open])
    assert due_for_sealing(known, CONTEST, CLOSES_AT + DUE_AFTER_MS) == [still_open]


def test_an_attempt_is_due_a_minute_after_its_grace_or_that_of_the_close() -> None:
    early, late = a_change("p1"), a_change("p2", deadline=CLOSES_AT + 1)
    known = merged([early, late])
    assert due_for_sealing(known, CONTEST, DEADLINE + DUE_AFTER_MS - 1) == []
    assert due_for_sealing(known, CONTEST, DEADLINE + DUE_AFTER_MS) == [early]
    assert due_for_sealing(known, CONTEST, CLOSES_AT + DUE_AFTER_MS - 1) == [early]
    assert due_for_sealing(known, CONTEST, CLOSES_AT + DUE_AFTER_MS) == [early, late]
