"""Attempts worth a look."""

import pytest

from chalicelib.domain.flags import Flag, FlagCode, flag_entries
from chalicelib.domain.ranking import Entry, entry_of
from tests.builders import a_contest, a_sealed_attempt

QUESTIONS = 3


def entries_taking(*elapsed_ms: int) -> list[Entry]:
    attempts = (
        a_sealed_attempt(participant=f"p{number}", elapsed_ms=elapsed)
        for number, elapsed in enumerate(elapsed_ms)
    )
    return [entry for entry in map(entry_of, attempts) if entry]


def flags_at(floor_s: int, *elapsed_ms: int) -> list[Flag]:
    contest = a_contest(fairness={"min_seconds_per_question": floor_s})
    return list(flag_entries(entries_taking(*elapsed_ms), contest))


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
    assert len(list(flag_entries(entries_taking(9_999, 10_000), contest))) == 1


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


def test_flags_keep_the_order_of_entries_and_name_them() -> None:
    flags = flags_at(2, 3, 60_000, 2)
    assert [(flag.attempt_id, flag.code) for flag in flags] == [
        ("p0-1", FlagCode.TOO_FAST),
        ("p2-1", FlagCode.TOO_FAST),
    ]
