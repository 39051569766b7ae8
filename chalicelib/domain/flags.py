"""Flags: what makes an attempt worth a look before it may win (design §5)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.contest import MS_PER_SECOND, Contest
from chalicelib.domain.ranking import Entry


class FlagCode(StrEnum):
    TOO_FAST = "too_fast"


@dataclass(frozen=True)
class Flag:
    """A reason to look at an attempt; `evidence` is a Vietnamese sentence for the organizer."""

    attempt_id: str
    code: FlagCode
    evidence: str


def flag_entries(entries: Iterable[Entry], contest: Contest) -> Iterator[Flag]:
    """The flags of `entries`, in their order.

    Too fast is under `fairness.min_seconds_per_question` for each question of the paper; with 0
    speed is never a flag.
    """
    floor_ms = contest.min_seconds_per_question * MS_PER_SECOND * contest.paper.questions
    for entry in entries:
        if entry.elapsed_ms < floor_ms:
            yield Flag(entry.attempt_id, FlagCode.TOO_FAST, _too_fast(entry.elapsed_ms, contest))


def _too_fast(elapsed_ms: int, contest: Contest) -> str:
    questions, floor_s = contest.paper.questions, contest.min_seconds_per_question
    return (
        f"Trả lời {questions} câu hỏi trong {_seconds(elapsed_ms)} giây, nhanh hơn mức tối thiểu "
        f"{questions * floor_s} giây ({floor_s} giây mỗi câu)."
    )


def _seconds(milliseconds: int) -> str:
    """Seconds as Vietnamese write them: 31500 → 31,5."""
    whole, rest = divmod(milliseconds, MS_PER_SECOND)
    return f"{whole},{rest:03d}".rstrip("0").rstrip(",")
