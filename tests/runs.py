"""Ranking runs for tests: `ran(attempts…)` on `a_contest()`, with reviews and decisions."""

from collections.abc import Sequence
from typing import Any

from chalicelib.domain.attempt import Attempt
from chalicelib.domain.contest import Contest
from chalicelib.domain.outcome import Outcome, rank_contest
from chalicelib.domain.prizes import Decision, Passing, PassingCause
from chalicelib.domain.ranking import Review, Verdict
from chalicelib.domain.results import outcome_document
from tests.builders import a_contest, a_sealed_attempt, an_attempt

EXCLUDED = "0905000001"
PUBLISHED_AT = 1_722_000_000_000
REVIEWED_AT = 1_721_600_000_000
DECIDED_AT = 1_721_700_000_000
PASSED_AT = 1_721_800_000_000
A_RESET = {"reset_at": 1_720_000_000_000}


def disqualify(attempt_id: str) -> Review:
    return Review(attempt_id, Verdict.DISQUALIFIED, "Thi hộ người khác", REVIEWED_AT)


def accept(attempt_id: str) -> Review:
    return Review(attempt_id, Verdict.OK, "Đã gọi điện hỏi", REVIEWED_AT)


def decide(prize: str, *winners: str) -> Decision:
    return Decision(prize, winners, "Bốc thăm trước các thí sinh", DECIDED_AT)


def refuse(prize: str, winner: str) -> Passing:
    return Passing(prize, winner, PassingCause.REFUSED, "Xin nhường giải", PASSED_AT)


def unclaimed(prize: str, winner: str) -> Passing:
    return Passing(prize, winner, PassingCause.UNCLAIMED, "Quá hạn nhận giải", PASSED_AT)


def ran(
    *attempts: Attempt,
    reviews: Sequence[Review] = (),
    decisions: Sequence[Decision] = (),
    passings: Sequence[Passing] = (),
    contest: Contest | None = None,
) -> Outcome:
    return rank_contest(contest or a_contest(), "v1", attempts, reviews, decisions, passings)


def states(outcome: Outcome) -> dict[str, tuple[str, int | None]]:
    rows = outcome_document(outcome)["standing"]
    return {row["attempt"]: (row["state"], row["rank"]) for row in rows}


def winners(outcome: Outcome) -> list[str]:
    return [award.winner for award in outcome.individual.awards]


def everything() -> list[Attempt]:
    """One attempt of each kind."""
    return [
        a_sealed_attempt(participant="best", score=3),
        a_sealed_attempt(participant="twice", number=1, score=1, unit="cong-an"),
        a_sealed_attempt(participant="twice", number=2, score=2, unit="cong-an"),
        a_sealed_attempt(participant="cheat", score=3, elapsed_ms=7_000, name="Trần Gian"),
        a_sealed_attempt(participant="chair", identity=EXCLUDED, name="Lê Trưởng Ban"),
        a_sealed_attempt(participant="again", number=1, name="Kẻ Lạ", **A_RESET),
        a_sealed_attempt(participant="again", number=2, score=0, unit="khu-pho-2"),
        an_attempt(participant="lost", **A_RESET),
        an_attempt(participant="idle"),
    ]


def a_fast(participant: str, **over: Any) -> Attempt:
    return a_sealed_attempt(participant=participant, elapsed_ms=5_999, **over)


def a_collective_prize(metric: str) -> dict[str, Any]:
    return {
        "title": "Giải tập thể",
        "count": 1,
        "amount_vnd": 700_000,
        "award": None,
        "metric": metric,
    }
