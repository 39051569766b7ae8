"""What ranking costs: CPU seconds and peak memory of `rank_contest` on synthetic attempts.

`json_ratio` is its CPU time ÷ that of `json.loads` of the same attempts: a figure that hardly
depends on the machine.
"""

import gc
import hashlib
import json
import random
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

from bench.memory import peak_mb
from bench.tables import table
from chalicelib.domain.attempt import Attempt, SealedBy, Submission
from chalicelib.domain.canonical import base32
from chalicelib.domain.contest import Contest
from chalicelib.domain.contest_document import contest_from_document
from chalicelib.domain.outcome import rank_contest
from ops.packaging import ROOT

SIZES = (10_000, 100_000, 1_000_000)
OPENS_AT = 1_719_792_000_000
CLOSES_AT = 1_721_556_000_000
QUESTIONS = 20
UNITS = 20
BANK = 150
PAPER_KEY = bytes(range(32))


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


def figures() -> list[dict[str, Any]]:
    """The figures for all sizes, each measured in fresh processes."""
    return [measure(count) for count in SIZES]


def measure(count: int) -> dict[str, Any]:
    """CPU seconds of a ranking run, all flags, prizes and units in it; most memory that its process
    held, interpreter and all; and its time ÷ that of `json.loads` of the same attempts."""
    ranked, read = (_in_a_process_of_its_own(work, count) for work in ("rank", "read"))
    return {
        "attempts": count,
        "cpu_s": round(ranked["cpu_s"], 2),
        "peak_mb": round(ranked["peak_mb"]),
        "json_ratio": round(ranked["cpu_s"] / read["cpu_s"], 1),
    }


def markdown(found: list[dict[str, Any]]) -> str:
    """The section of RESULTS.md."""
    columns = ("attempts", "CPU s", "peak MB", "÷ `json.loads`", "CPU µs an attempt")
    rows = [(*one.values(), round(one["cpu_s"] / one["attempts"] * 1_000_000, 1)) for one in found]
    goal = "Goal for 1,000,000: ≤ 30 s, ≤ 512 MB, ≤ 3 × `json.loads`."
    return f"{table(columns, rows)}\n\n{goal}"


def _in_a_process_of_its_own(work: str, count: int) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.ranking", work, str(count)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _rank(count: int) -> float:
    contest = a_contest()
    making = _cpu_seconds(lambda: deque(some_attempts(count), maxlen=0))
    # As the functions that rank do (`web.functions.searches_no_cycles`).
    gc.disable()
    # They come one by one, as a store reads them.
    work = _cpu_seconds(
        lambda: rank_contest(contest, "v1", some_attempts(count), paper_key=PAPER_KEY)
    )
    return work - making


def _read(count: int) -> float:
    written = json.dumps([_row(each) for each in some_attempts(count)])
    return _cpu_seconds(lambda: json.loads(written))


def _cpu_seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


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


def _main(work: str, count: str) -> None:
    cpu_s = {"rank": _rank, "read": _read}[work](int(count))
    print(json.dumps({"cpu_s": cpu_s, "peak_mb": peak_mb()}))


if __name__ == "__main__":
    _main(*sys.argv[1:])
