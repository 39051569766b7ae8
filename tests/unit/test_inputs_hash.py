"""What a ranking run says of its inputs."""

import hashlib
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain.attempt import SealedBy
from chalicelib.domain.outcome import rank_contest
from tests.builders import a_contest, a_sealed_attempt, an_attempt
from tests.runs import (
    A_RESET,
    DECIDED_AT,
    PASSED_AT,
    REVIEWED_AT,
    accept,
    decide,
    disqualify,
    ran,
    refuse,
    unclaimed,
)


@pytest.mark.parametrize(
    "change",
    [
        {"id": "other"},
        {"participant": "p2", "id": "p1-1"},
        {"number": 2, "id": "p1-1"},
        {"identity": "0905000999"},
        {"name": "Khác"},
        {"unit": "cong-an"},
        {"category": "Cán bộ"},
        {"score": 2},
        {"elapsed_ms": 60_001},
        {"submitted_at": 1},
        {"prediction": 0},
        {"started_at": 1},
        {"leaf": b"\x01" * 32},
        {"sealed_by": SealedBy.DRAFT},
        {"reset_at": 5},
    ],
    ids=lambda change: next(iter(change)),
)
def test_whatever_decides_changes_the_hash(change: dict[str, Any]) -> None:
    one = {"leaf": b"\x00" * 32}
    other = {**one, **change}
    assert ran(a_sealed_attempt(**other)).inputs_hash != ran(a_sealed_attempt(**one)).inputs_hash


def test_so_do_version_review_decision_and_unsealed_attempts() -> None:
    attempt = a_sealed_attempt()
    hashes = {
        ran(attempt).inputs_hash,
        rank_contest(a_contest(), "v2", [attempt]).inputs_hash,
        ran(attempt, reviews=[accept("p1-1")]).inputs_hash,
        ran(attempt, reviews=[replace(accept("p1-1"), reason="?")]).inputs_hash,
        ran(attempt, reviews=[disqualify("p1-1")]).inputs_hash,
        ran(attempt, decisions=[decide("individual-1", "p1-1")]).inputs_hash,
        ran(attempt, decisions=[decide("individual-2", "p1-1")]).inputs_hash,
        ran(attempt, decisions=[replace(decide("individual-1", "p1-1"), at=1)]).inputs_hash,
        ran(attempt, reviews=[replace(accept("p1-1"), at=1)]).inputs_hash,
        ran(attempt, passings=[refuse("individual-1", "p1-1")]).inputs_hash,
        ran(attempt, passings=[refuse("individual-2", "p1-1")]).inputs_hash,
        ran(attempt, passings=[refuse("individual-1", "p2-1")]).inputs_hash,
        ran(attempt, passings=[unclaimed("individual-1", "p1-1")]).inputs_hash,
        ran(attempt, passings=[replace(refuse("individual-1", "p1-1"), reason="?")]).inputs_hash,
        ran(attempt, passings=[replace(refuse("individual-1", "p1-1"), at=1)]).inputs_hash,
        ran(attempt, an_attempt(participant="idle")).inputs_hash,
        ran().inputs_hash,
    }
    assert len(hashes) == 17


def test_what_decides_nothing_leaves_the_hash() -> None:
    one = a_sealed_attempt()
    other = replace(one, device=b"", source=b"", wrong_codes=None, expires_at=1)
    assert ran(one).inputs_hash == ran(other).inputs_hash


def test_the_hash_is_as_it_is_written_down() -> None:
    """Spelled out by hand: a run that is repeated later, by whatever program, must say the same."""
    leaf = "ab" * 32
    sealed = a_sealed_attempt(leaf=bytes.fromhex(leaf))
    attempts = [sealed, an_attempt(participant="p2", **A_RESET)]
    outcome = ran(
        *attempts,
        reviews=[accept("p1-1")],
        decisions=[decide("individual-1", "p1-1", "x")],
        passings=[refuse("collective-1", "cong-an")],
    )
    who = '"0912345678","Nguyễn Văn An","khu-pho-1","Nhân dân"'
    rows = [
        f'["p1-1","p1",1,{who},1719792060000,null,[3,60000,1719792120000,null,"{leaf}","holder"]]',
        f'["p2-1","p2",1,{who},1719792060000,1720000000000,null]',
    ]
    organizers = (
        f'["v1",[["p1-1","ok","Đã gọi điện hỏi",{REVIEWED_AT}]],'
        f'[["individual-1",["p1-1","x"],"Bốc thăm trước các thí sinh",{DECIDED_AT}]],'
        f'[["collective-1","cong-an","refused","Xin nhường giải",{PASSED_AT}]]]'
    )
    digests = sorted(hashlib.sha256(row.encode()).digest() for row in rows)
    whole = organizers.encode() + b"".join(digests)
    assert outcome.inputs_hash == hashlib.sha256(whole).hexdigest()


def test_an_attempt_that_comes_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="came twice"):
        ran(a_sealed_attempt(), a_sealed_attempt())


def test_two_reviews_of_one_attempt_are_refused() -> None:
    with pytest.raises(ValueError, match="two reviews"):
        ran(reviews=[accept("p1-1"), disqualify("p1-1")])


def test_two_decisions_on_one_prize_are_refused() -> None:
    with pytest.raises(ValueError, match="two decisions"):
        ran(decisions=[decide("individual-1", "a"), decide("individual-1", "b")])


def test_two_passings_of_one_winner_are_refused() -> None:
    with pytest.raises(ValueError, match="two passings"):
        ran(passings=[refuse("individual-1", "a"), unclaimed("individual-2", "a")])
