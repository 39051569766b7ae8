"""Attempts worth a look: speed, and what all kinds have in common."""

from random import Random

import pytest

from chalicelib.domain.flag import MOST_OTHERS, Flag, FlagCode, flag_group
from chalicelib.domain.flags import find_flags
from tests.builders import OPENS_AT, a_contest
from tests.traces import a_crowd, a_trace

QUESTIONS = 3
FLOOR_2 = a_contest(fairness={"min_seconds_per_question": 2})


def flags_at(floor_s: int, *elapsed_ms: int) -> list[Flag]:
    contest = a_contest(fairness={"min_seconds_per_question": floor_s})
    traces = [
        a_trace(participant=f"p{number}", elapsed_ms=elapsed, submitted_at=OPENS_AT + number)
        for number, elapsed in enumerate(elapsed_ms)
    ]
    return find_flags(traces, contest)


@pytest.mark.parametrize(
    ("floor_s", "elapsed_ms", "flagged"),
    [
        (2, 2_000 * QUESTIONS - 1, True),
        (2, 2_000 * QUESTIONS, False),
        (2, 0, True),
        (60, 60_000 * QUESTIONS - 1, True),
        (60, 60_000 * QUESTIONS, False),
        (0, 0, False),
        (0, 1, False),
    ],
)
def test_too_fast_is_under_the_floor_for_all_questions(
    floor_s: int, elapsed_ms: int, flagged: bool
) -> None:
    assert bool(flags_at(floor_s, elapsed_ms)) is flagged


def test_the_floor_grows_with_the_paper() -> None:
    contest = a_contest(paper={"quota": {"the-che": 3, "thu-tuc": 2}})
    traces = [a_trace("a", elapsed_ms=9_999), a_trace("b", elapsed_ms=10_000)]
    assert [flag.attempt_id for flag in find_flags(traces, contest)] == ["a-1"]


@pytest.mark.parametrize(
    ("elapsed_ms", "seconds"),
    [(0, "0"), (1, "0,001"), (500, "0,5"), (1_000, "1"), (5_999, "5,999"), (5_250, "5,25")],
)
def test_the_evidence_says_how_fast_and_what_the_floor_is(elapsed_ms: int, seconds: str) -> None:
    (flag,) = flags_at(2, elapsed_ms)
    assert flag.evidence == (
        f"Trả lời 3 câu hỏi trong {seconds} giây, nhanh hơn mức tối thiểu 6 giây (2 giây mỗi câu)."
    )


def test_whole_tens_keep_their_zero() -> None:
    (flag,) = flags_at(60, 100_000)
    assert "trong 100 giây" in flag.evidence


def test_flags_come_as_attempts_were_sealed_and_name_them() -> None:
    flags = flags_at(2, 3, 60_000, 2)
    assert [(flag.attempt_id, flag.code) for flag in flags] == [
        ("p0-1", FlagCode.TOO_FAST),
        ("p2-1", FlagCode.TOO_FAST),
    ]


def test_whoever_is_far_faster_than_others_and_right_is_flagged() -> None:
    quick = a_trace("quick", score=3, elapsed_ms=20_000)
    (flag,) = find_flags([*a_crowd(29), quick], FLOOR_2)
    assert (flag.attempt_id, flag.code) == ("quick-1", FlagCode.FASTER_THAN_OTHERS)
    assert flag.evidence == (
        "Đúng 3/3 câu trong 20 giây. Trong 30 bài, bài ở giữa mất 270 giây: "
        "nhanh gấp 13,5 lần, hiếm ai làm được."
    )


@pytest.mark.parametrize(
    ("crowd", "floor_s", "score", "elapsed_ms"),
    [
        (28, 2, 3, 20_000),  # too few to say what is usual
        (29, 0, 3, 20_000),  # speed is never a flag here
        (29, 2, 1, 20_000),  # who only taps through wins nothing
        (29, 2, 3, 120_000),  # quick, as a few are
    ],
)
def test_others_are_not(crowd: int, floor_s: int, score: int, elapsed_ms: int) -> None:
    contest = a_contest(fairness={"min_seconds_per_question": floor_s})
    quick = a_trace("quick", score=score, elapsed_ms=elapsed_ms)
    assert find_flags([*a_crowd(crowd), quick], contest) == []


def test_who_does_it_again_is_compared_with_those_who_do_too() -> None:
    again = a_crowd(30, number=2, elapsed_ms=30_000)
    assert find_flags([*a_crowd(60), *again], FLOOR_2) == []


def test_under_the_floor_is_said_once() -> None:
    (flag,) = find_flags([*a_crowd(40), a_trace("quick", score=3, elapsed_ms=5_000)], FLOOR_2)
    assert flag.code is FlagCode.TOO_FAST


def test_of_a_large_group_each_names_those_nearest_in_time() -> None:
    group = [a_trace(f"p{number:02}") for number in range(40)]
    flags = flag_group(group, FlagCode.ONE_SOURCE, "…")
    assert {len(flag.others) for flag in flags} == {MOST_OTHERS}
    assert flags[0].others == tuple(f"p{number:02}-1" for number in range(1, 13))
    assert flags[20].others[0] == "p14-1"
    assert all(flag.attempt_id not in flag.others for flag in flags)


def test_of_a_small_group_each_names_all_others() -> None:
    flags = flag_group([a_trace("a"), a_trace("b"), a_trace("c")], FlagCode.SAME_NAME, "…")
    assert [flag.others for flag in flags] == [("b-1", "c-1"), ("a-1", "c-1"), ("a-1", "b-1")]


def test_the_order_in_which_attempts_come_changes_nothing() -> None:
    device = {"device": b"x" * 16}
    traces = [*a_crowd(40), *(a_trace(f"d{n}", name="Trần Ẩn", **device) for n in range(7))]
    traces += [a_trace(f"q{n}", score=3, elapsed_ms=9_000, source=b"q" * 8) for n in range(9)]
    found = find_flags(traces, FLOOR_2, b"k" * 32, {"d1-1"})
    assert {flag.code for flag in found} >= {FlagCode.DEVICE_OF_SEVERAL, FlagCode.ONE_SOURCE}
    for seed in range(5):
        shuffled = Random(seed).sample(traces, len(traces))
        assert find_flags(shuffled, FLOOR_2, b"k" * 32, {"d1-1"}) == found


def test_nothing_sealed_nothing_flagged() -> None:
    assert find_flags([], FLOOR_2, b"k" * 32) == []
