"""The list of contests, and how far each has come."""

import pytest

from chalicelib.usecases.overview import list_contests, stage
from chalicelib.usecases.ports import ContestRecord
from tests.builders import CLOSES_AT, OPENS_AT
from tests.fakes import FakeRecords
from tests.play import FREEZE, GRACE


def a_record(slug: str = "nho", **over: int) -> ContestRecord:
    times = {"opens_at": OPENS_AT, "closes_at": CLOSES_AT, **over}
    return ContestRecord(slug, "Cuộc thi", "UBND phường", versions=("v1",), **times)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (OPENS_AT - 1, "before"),
        (OPENS_AT, "open"),
        (CLOSES_AT - 1, "open"),
        (CLOSES_AT, "closed"),
        (CLOSES_AT + GRACE + FREEZE - 1, "closed"),
        (CLOSES_AT + GRACE + FREEZE, "frozen"),
    ],
)
def test_until_it_is_ranked_the_clock_alone_says_the_stage(now: int, expected: str) -> None:
    assert stage(a_record(), now) == expected


def test_then_what_was_done_says_it() -> None:
    later = CLOSES_AT + 86_400_000
    assert stage(a_record(frozen_at=1), later) == "frozen"
    assert stage(a_record(frozen_at=1, ranked_at=2), later) == "ranked"
    assert stage(a_record(frozen_at=1, ranked_at=2, published_at=3), later) == "published"


def test_contests_are_listed_the_one_that_closes_last_first() -> None:
    records = FakeRecords()
    for slug, closes_at in (("som", CLOSES_AT - 1), ("muon", CLOSES_AT + 1), ("bang", CLOSES_AT)):
        records.put(a_record(slug, closes_at=closes_at), None)
    listed = list_contests(records, OPENS_AT)
    assert [each["slug"] for each in listed] == ["muon", "bang", "som"]
    assert listed[0] == {
        "slug": "muon",
        "title": "Cuộc thi",
        "opens_at": OPENS_AT,
        "closes_at": CLOSES_AT + 1,
        "stage": "open",
    }
