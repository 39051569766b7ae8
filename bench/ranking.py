"""What ranking costs: CPU seconds and peak memory of `rank_contest` on synthetic attempts.

`json_ratio` is its CPU time ÷ that of writing and reading the same attempts as JSON, in the same
process: a figure that hardly depends on the machine. `python -m bench.ranking` prints JSON.
"""

import hashlib
import json
import random
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from typing import Any

from chalicelib.domain.attempt import Attempt, SealedBy, Submission
from chalicelib.domain.canonical import base32
from chalicelib.domain.contest import Contest
from chalicelib.domain.contest_document import contest_from_document
from chalicelib.domain.outcome import rank_contest

SIZES = (10_000, 100_000)
OPENS_AT = 1_719_792_000_000
CLOSES_AT = 1_721_556_000_000
QUESTIONS = 20
UNITS = 20
BANK = 150
PAPER_KEY = bytes(range(32))
ROUNDS = 3
MEBIBYTE = 2**20


def a_contest() -> Contest:
    """A contest of the size of a ward's: 20 questions, 20 units, the usual prizes."""
    amounts = ((1, 600_000), (1, 500_000), (1, 400_000), (3, 300_000))
    metrics = ("participants", "full_marks")
    return contest_from_document(
        {
            "slug": "do-luong",
            "title": "Đo lường",
            "host": "UBND phường",
            "contact": "UBND phường",
            "opens_at": OPENS_AT,
            "closes_at": CLOSES_AT,
            "retention_days": 90,
            "identity": {"field": "phone", "categories": ["Nhân dân"], "excluded": []},
            "paper": {
                "quota": {"chung": QUESTIONS},
                "time_limit_s": 900,
                "draft_interval_s": 180,
                "shuffle_options": True,
                "reveal_score": "after_close",
            },
            "fairness": {"min_seconds_per_question": 2},
            "ranking": {
                "order": ["score", "elapsed", "submitted_at"],
                "one_collective_prize_per_unit": True,
                "complaint_days": 5,
                "claim_days": 30,
            },
            "prizes": {
                "individual": [_prize(count, amount) for count, amount in amounts],
                "collective": [{**_prize(1, 700_000), "metric": metric} for metric in metrics],
            },
            "topics": [{"id": "chung", "name": "Chung"}],
            "units": [{"id": _unit(n), "name": f"Khu phố {n}"} for n in range(UNITS)],
            "questions": [_question(number) for number in range(BANK)],
        }
    )


def some_attempts(count: int) -> Iterator[Attempt]:
    """`count` sealed attempts of as many people, always the same ones; a few finish too fast."""
    chance = random.Random(count)
    for number in range(count):
        yield _attempt(number, chance)


def measure(count: int) -> dict[str, Any]:
    """The figures for `count` attempts."""
    contest = a_contest()
    attempts = list(some_attempts(count))
    cpu_s = _cpu_seconds(lambda: rank_contest(contest, "v1", attempts, paper_key=PAPER_KEY))
    json_s = _cpu_seconds(lambda: json.loads(json.dumps([_row(each) for each in attempts])))
    return {
        "attempts": count,
        "cpu_s": round(cpu_s, 3),
        "peak_mb": round(_peak_bytes(contest, count) / MEBIBYTE, 1),
        "json_ratio": round(cpu_s / json_s, 2),
    }


def figures() -> list[dict[str, Any]]:
    """The figures for all sizes."""
    return [measure(count) for count in SIZES]


def _cpu_seconds(work: Callable[[], object]) -> float:
    """The least CPU time of a few rounds: what disturbs a measurement only ever adds to it."""
    seconds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return min(seconds)


def _peak_bytes(contest: Contest, count: int) -> int:
    """Most memory in use at once, with attempts coming one by one as a store would read them."""
    tracemalloc.start()
    rank_contest(contest, "v1", some_attempts(count), paper_key=PAPER_KEY)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def _prize(count: int, amount_vnd: int) -> dict[str, Any]:
    return {"title": "Giải", "count": count, "amount_vnd": amount_vnd, "award": None}


def _question(number: int) -> dict[str, Any]:
    return {
        "id": f"cau-{number:03}",
        "topic": "chung",
        "text": f"Câu {number}?",
        "options": ["Một", "Hai", "Ba", "Bốn"],
        "key": [0],
    }


def _unit(number: int) -> str:
    return f"khu-pho-{number}"


def _attempt(number: int, chance: random.Random) -> Attempt:
    digest = hashlib.sha256(str(number).encode()).digest()
    started_at = chance.randrange(OPENS_AT, CLOSES_AT - 900_000)
    elapsed_ms = chance.randrange(30_000, 900_000)
    return Attempt(
        id=base32(digest[:16]),
        slug="do-luong",
        participant=base32(digest[16:]),
        number=1,
        identity=f"09{number:08d}",
        name=f"Nguyễn Văn {number % 500}",
        unit=_unit(chance.randrange(UNITS)),
        category="Nhân dân",
        started_at=started_at,
        deadline=started_at + 900_000,
        device=digest[:16],
        source=digest[:8],
        expires_at=CLOSES_AT,
        submission=Submission(
            choices=bytes(1 << chance.randrange(4) for _ in range(QUESTIONS)),
            prediction=None,
            score=min(QUESTIONS, int(chance.gauss(14, 4))),
            elapsed_ms=elapsed_ms,
            submitted_at=started_at + elapsed_ms,
            sealed_by=SealedBy.HOLDER,
            leaf=digest,
        ),
    )


def _row(attempt: Attempt) -> dict[str, Any]:
    """What ranking reads of an attempt, as JSON spells it."""
    sealed = attempt.submission
    assert sealed is not None
    return {
        "id": attempt.id,
        "participant": attempt.participant,
        "number": attempt.number,
        "unit": attempt.unit,
        "category": attempt.category,
        "identity": attempt.identity,
        "name": attempt.name,
        "score": sealed.score,
        "elapsed_ms": sealed.elapsed_ms,
        "submitted_at": sealed.submitted_at,
        "leaf": sealed.leaf.hex(),
        "sealed_by": sealed.sealed_by.value,
    }


if __name__ == "__main__":
    json.dump(figures(), sys.stdout, indent=2)
    print()
