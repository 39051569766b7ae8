"""Announcements: when they stand, how many, and what happens to their pages."""

from typing import Any

import pytest

from chalicelib.domain.announcements import (
    Announcement,
    Standing,
    Weight,
    fills_up,
    public_file,
)
from chalicelib.domain.errors import Code, Refusal
from chalicelib.usecases.auditing import acts
from chalicelib.usecases.notices import (
    announce,
    announcements,
    show_announcements,
    withdraw,
)
from tests.fake_attempts import Death
from tests.fakes import FakeStores

NOW = 1_000_000
FILE = "contests/nho/announcements.json"


def an_announcement(**over: Any) -> Announcement:
    given: dict[str, Any] = {
        "id": "a" * 16,
        "weight": Weight.INFORMATION,
        "text": "Hệ thống bảo trì lúc 22 giờ.",
        "starts_at": NOW,
        "ends_at": NOW + 1_000,
        "by": "an@example.vn",
        "made_at": NOW,
    }
    return Announcement(**{**given, **over})


def some_stores() -> FakeStores:
    stores = FakeStores(NOW)
    stores.site.put_json("contests/nho/contest.json", {"slug": "nho"}, 60)
    return stores


def made(stores: FakeStores, **over: Any) -> Announcement:
    return announce("nho", an_announcement(**over), "203.0.113.7", stores)


@pytest.mark.parametrize(
    ("now", "standing"),
    [
        (NOW - 1, Standing.WAITING),
        (NOW, Standing.SHOWN),
        (NOW + 999, Standing.SHOWN),
        (NOW + 1_000, Standing.OVER),
    ],
)
def test_an_announcement_stands_from_start_to_end(now: int, standing: Standing) -> None:
    assert an_announcement().standing(now) is standing
    taken = an_announcement(withdrawn=("an@example.vn", NOW, "Sai giờ"))
    assert taken.standing(now) is Standing.WITHDRAWN


def test_the_public_file_has_what_stands_or_will_and_no_author() -> None:
    told = public_file(
        "nho",
        [
            an_announcement(id="over", ends_at=NOW),
            an_announcement(id="old", starts_at=NOW - 5),
            an_announcement(id="later", starts_at=NOW + 5),
            an_announcement(id="grave", starts_at=NOW - 9, weight=Weight.IMPORTANT),
            an_announcement(id="taken", withdrawn=("an@example.vn", NOW, "Sai")),
        ],
        NOW,
    )
    assert [each["id"] for each in told["announcements"]] == ["grave", "later", "old"]
    assert told["as_of"] == NOW
    assert set(told["announcements"][0]) == {"id", "weight", "text", "starts_at", "ends_at"}
    assert "example.vn" not in str(told)


@pytest.mark.parametrize(
    ("spans", "new", "too_many"),
    [
        ([(0, 10), (0, 10)], (0, 10), False),
        ([(0, 10), (0, 10), (0, 10)], (0, 10), True),
        ([(0, 10), (0, 10), (0, 10)], (10, 20), False),
        ([(0, 10), (0, 10), (5, 15)], (8, 20), True),
        ([(0, 5), (5, 10), (10, 15)], (0, 20), False),
        ([(0, 9), (3, 12), (6, 15)], (0, 20), True),
    ],
)
def test_three_at_a_time_at_most(
    spans: list[tuple[int, int]], new: tuple[int, int], too_many: bool
) -> None:
    others = [
        an_announcement(id=f"other-{at}", starts_at=start, ends_at=end)
        for at, (start, end) in enumerate(spans)
    ]
    assert fills_up(an_announcement(starts_at=new[0], ends_at=new[1]), others) is too_many


def test_one_is_kept_once_and_on_record() -> None:
    stores = some_stores()
    made(stores)
    made(stores, text="Lời khác, cùng mã")
    assert [each.text for each in announcements("nho", stores)] == ["Hệ thống bảo trì lúc 22 giờ."]
    [act] = list(acts("nho", stores.vault))
    assert (act["what"], act["by"], act["source"]) == ("announce", "an@example.vn", "203.0.113.7")
    assert act["after"]["text"] == "Hệ thống bảo trì lúc 22 giờ."


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"ends_at": NOW}, "ends_at"),
        ({"starts_at": NOW - 20, "ends_at": NOW - 10}, "ends_at"),
    ],
)
def test_times_that_are_none_are_refused(over: dict[str, int], field: str) -> None:
    stores = some_stores()
    with pytest.raises(Refusal) as refused:
        made(stores, **over)
    assert set(refused.value.fields) == {field}
    assert list(acts("nho", stores.vault)) == []


def test_a_fourth_at_a_time_is_refused_until_one_is_taken_back() -> None:
    stores = some_stores()
    for number in range(3):
        made(stores, id=f"number-{number}")
    with pytest.raises(Refusal):
        made(stores, id="number-3")
    withdraw("nho", "number-0", "Hết việc", "binh@example.vn", "", stores)
    made(stores, id="number-3")
    assert len(announcements("nho", stores)) == 4


def test_taken_back_it_stays_on_record_with_the_reason() -> None:
    stores = some_stores()
    made(stores)
    stores.now += 5
    for reason in ("Sai giờ", "Lần nữa"):
        taken = withdraw("nho", "a" * 16, reason, "binh@example.vn", "", stores)
    assert taken.withdrawn == ("binh@example.vn", NOW + 5, "Sai giờ")
    assert [act["what"] for act in acts("nho", stores.vault)] == [
        "announce",
        "withdraw-announcement",
    ]
    with pytest.raises(Refusal) as refused:
        withdraw("nho", "khong-co", "Sai", "binh@example.vn", "", stores)
    assert refused.value.code is Code.NO_SUCH_THING


@pytest.mark.parametrize("writes", [1, 2])
def test_whoever_dies_half_way_does_it_again(writes: int) -> None:
    stores = some_stores()
    stores.writes.last_before_death = len(stores.writes.done) + writes
    with pytest.raises(Death):
        made(stores)
    stores.writes.last_before_death = None
    made(stores)
    assert len(announcements("nho", stores)) == 1
    assert [act["what"] for act in acts("nho", stores.vault)] == ["announce"]


def test_the_pages_are_put_up_with_the_file() -> None:
    stores = some_stores()
    made(stores)
    assert show_announcements("nho", stores) == {"slug": "nho", "shown": 1}
    assert [each["text"] for each in stores.site.get_json(FILE)["announcements"]] == [
        "Hệ thống bảo trì lúc 22 giờ."
    ]
    assert stores.pages.shown == ["nho: all"]
    withdraw("nho", "a" * 16, "Sai giờ", "an@example.vn", "", stores)
    assert show_announcements("nho", stores)["shown"] == 0


def test_whoever_read_older_rulings_does_not_have_the_last_word() -> None:
    stores = some_stores()
    made(stores)

    def another_is_quicker() -> None:
        made(stores, id="b" * 16)
        show_announcements("nho", stores)

    stores.writes.meanwhile["replace_json"] = another_is_quicker
    assert show_announcements("nho", stores)["shown"] == 2
    assert len(stores.site.get_json(FILE)["announcements"]) == 2


def test_pages_put_up_meanwhile_are_put_up_once_more() -> None:
    stores = some_stores()
    made(stores)

    def another_comes_while_pages_are_made() -> None:
        made(stores, id="b" * 16)
        document = {**stores.site.get_json(FILE), "as_of": NOW + 1}
        stores.site.put_json(FILE, document, 60)

    stores.writes.meanwhile["show"] = another_comes_while_pages_are_made
    assert show_announcements("nho", stores)["shown"] == 2
    assert stores.pages.shown == ["nho: all", "nho: all"]


def test_no_contest_has_no_pages() -> None:
    with pytest.raises(Refusal) as refused:
        show_announcements("khong-co", FakeStores(NOW))
    assert refused.value.code is Code.NO_SUCH_CONTEST
