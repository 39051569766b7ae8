"""One person behind several numbers: devices, names, sources, retakes."""

from typing import Any

import pytest

from chalicelib.domain.flag import Flag, FlagCode, Trace
from chalicelib.domain.flags import find_flags
from chalicelib.domain.flags_people import spelled
from tests.builders import OPENS_AT, a_contest
from tests.traces import MINUTE, a_crowd, a_trace

CONTEST = a_contest(fairness={"min_seconds_per_question": 2})
NO_SPEED = a_contest(fairness={"min_seconds_per_question": 0})
HOUR = 60 * MINUTE
ONE_DEVICE = {"device": b"x" * 16}
ONE_SOURCE = {"source": b"n" * 8}


def flags(traces: list[Trace], code: FlagCode, **how: Any) -> list[Flag]:
    contest = how.pop("contest", CONTEST)
    return [flag for flag in find_flags(traces, contest, **how) if flag.code is code]


def several(count: int, **over: Any) -> list[Trace]:
    return [a_trace(f"p{n:02}", name=f"{chr(65 + n)}o Thị {n}", **over) for n in range(count)]


@pytest.mark.parametrize(("people", "flagged"), [(5, 0), (6, 6), (20, 20)])
def test_a_device_of_more_people_than_a_family_has(people: int, flagged: int) -> None:
    found = flags(several(people, **ONE_DEVICE), FlagCode.DEVICE_OF_SEVERAL)
    assert len(found) == flagged
    assert {flag.evidence for flag in found} <= {
        f"Cùng một máy đã dùng cho {people} người khác nhau."
    }


def test_a_tablet_of_the_organizers_is_no_flag() -> None:
    lent = several(20, **ONE_DEVICE, **ONE_SOURCE, shared_device=True)
    assert find_flags(lent, CONTEST) == []


def test_one_person_with_many_attempts_on_a_device_is_one() -> None:
    again = [a_trace("p", number=n, started_at=OPENS_AT + n * HOUR, **ONE_DEVICE) for n in range(9)]
    assert flags(again, FlagCode.DEVICE_OF_SEVERAL) == []


def test_two_who_may_win_on_one_device_are_looked_at() -> None:
    two = several(2, **ONE_DEVICE)
    front = {"p00-1", "p01-1", "crowd-1-1"}
    found = flags([*a_crowd(28), *two], FlagCode.DEVICE_OF_SEVERAL, front=front)
    assert [(flag.attempt_id, flag.others) for flag in found] == [
        ("p00-1", ("p01-1",)),
        ("p01-1", ("p00-1",)),
    ]
    assert flags([*a_crowd(28), *two], FlagCode.DEVICE_OF_SEVERAL, front={"p00-1"}) == []
    assert flags([*a_crowd(27), *two], FlagCode.DEVICE_OF_SEVERAL, front=front) == []


def namesakes(**over: Any) -> list[Trace]:
    # A name that a unit of this size may well have twice.
    common = a_crowd(60, name="Nguyễn Thị Lan", unit="cong-an")
    return [
        *common,
        a_trace("a", name="Nguyễn Thị Lan", **over),
        a_trace("b", name="nguyễn  thị lan", **over),
    ]


def test_a_common_name_twice_in_a_unit_is_no_flag() -> None:
    assert flags(namesakes(), FlagCode.SAME_NAME) == []


@pytest.mark.parametrize(
    ("shared", "sign"), [(ONE_DEVICE, "cùng một máy"), (ONE_SOURCE, "2 người dự thi dùng")]
)
def test_with_another_sign_it_is(shared: dict[str, Any], sign: str) -> None:
    found = flags(namesakes(**shared), FlagCode.SAME_NAME)
    assert [flag.attempt_id for flag in found] == ["a-1", "b-1"]
    assert all(sign in flag.evidence for flag in found)


def test_a_source_of_many_is_no_sign() -> None:
    assert flags([*namesakes(**ONE_SOURCE), *several(9, **ONE_SOURCE)], FlagCode.SAME_NAME) == []


def test_a_rare_name_twice_in_a_unit_is_a_flag_in_itself() -> None:
    two = [a_trace(who, name="Tôn Nữ Quỳnh Dao") for who in ("a", "b")]
    found = flags([*a_crowd(60), *two], FlagCode.SAME_NAME)
    assert [flag.others for flag in found] == [("b-1",), ("a-1",)]
    assert "“Tôn Nữ Quỳnh Dao”" in found[0].evidence
    elsewhere = [
        a_trace("a", name="Tôn Nữ Quỳnh Dao"),
        a_trace("b", name="Tôn Nữ Quỳnh Dao", unit="cong-an"),
    ]
    assert flags([*a_crowd(60), *elsewhere], FlagCode.SAME_NAME) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Nguyễn Văn An", "  nguyễn   VĂN an ", True),
        ("Nguyê\u0303n Văn An", "Nguyễn Văn An", True),
        ("Nguyễn Văn An", "Nguyen Van An", False),
    ],
)
def test_names_are_compared_in_one_spelling(one: str, other: str, same: bool) -> None:
    assert (spelled(one) == spelled(other)) is same


def a_class(people: int = 30) -> list[Trace]:
    """Pupils who begin at once, each at an own pace."""
    return [
        a_trace(
            f"pupil-{n}",
            name=f"Học Sinh {n}",
            started_at=OPENS_AT + n * 5_000,
            elapsed_ms=180_000 + 7_000 * (n * 7 % 30),
            identity=f"09{n * 7919:08}",
            **ONE_SOURCE,
        )
        for n in range(people)
    ]


def test_a_source_alone_is_never_a_flag() -> None:
    assert find_flags([*a_crowd(60), *a_class()], CONTEST) == []


def queue(people: int, pause_ms: int) -> list[Trace]:
    return [
        a_trace(
            f"q-{n}",
            name=f"Số {n}",
            identity=f"09{n * 7919:08}",
            started_at=OPENS_AT + n * (MINUTE + pause_ms),
            **ONE_SOURCE,
        )
        for n in range(people)
    ]


@pytest.mark.parametrize(
    ("people", "pause_ms", "flagged"), [(8, 120_000, 8), (7, 0, 0), (20, 120_001, 0)]
)
def test_one_after_the_other_from_one_source_is(people: int, pause_ms: int, flagged: int) -> None:
    found = flags([*a_crowd(30), *queue(people, pause_ms)], FlagCode.ONE_SOURCE, contest=NO_SPEED)
    assert len(found) == flagged
    assert all("hết bài này mới đến bài khác" in flag.evidence for flag in found)


def test_numbers_in_a_row_from_one_source_are() -> None:
    rows = [
        a_trace(
            f"r-{n}",
            identity=f"09{12_345_000 + n:08}",
            name=f"Tên {n}",
            elapsed_ms=60_000 + 9_000 * n,
            **ONE_SOURCE,
        )
        for n in range(8)
    ]
    assert len(flags([*a_crowd(30), *rows], FlagCode.ONE_SOURCE)) == 8
    assert flags([*a_crowd(30), *rows[:7]], FlagCode.ONE_SOURCE) == []
    assert flags([*a_crowd(21), *rows], FlagCode.ONE_SOURCE) == []


def test_a_source_whose_people_are_all_quick_is_and_not_where_speed_is_no_flag() -> None:
    quick = [
        a_trace(
            f"f-{n}",
            identity=f"09{n * 7919:08}",
            name=f"Tên {n}",
            score=0,
            elapsed_ms=30_000 + 4_000 * n,
            **ONE_SOURCE,
        )
        for n in range(10)
    ]
    assert len(flags([*a_crowd(60), *quick], FlagCode.ONE_SOURCE)) == 10
    never = a_contest(fairness={"min_seconds_per_question": 0})
    assert flags([*a_crowd(60), *quick], FlagCode.ONE_SOURCE, contest=never) == []


def retakes(hours: list[int]) -> list[Trace]:
    return [
        a_trace("who", number=n, started_at=OPENS_AT + hour * HOUR)
        for n, hour in enumerate(hours, start=1)
    ]


@pytest.mark.parametrize(
    ("hours", "flagged"),
    [
        (list(range(12)), 12),
        (list(range(11)), 0),
        ([0] * 40, 0),
        ([3 * day * 24 + hour for day in range(4) for hour in (7, 12, 20)], 0),
        (list(range(0, 36, 3)), 0),
    ],
)
def test_retakes_in_most_hours_of_a_day(hours: list[int], flagged: int) -> None:
    many = a_contest(paper={"attempts": 0})
    assert len(flags(retakes(hours), FlagCode.MANY_RETAKES, contest=many)) == flagged


def test_not_where_everybody_has_one_attempt() -> None:
    assert flags(retakes(list(range(20))), FlagCode.MANY_RETAKES) == []
