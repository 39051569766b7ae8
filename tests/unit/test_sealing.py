"""What becomes of answers at the moment they are sealed."""

import hashlib
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain.attempt import Answered, Draft, SealedBy, Submission
from chalicelib.domain.contest import NO_DEADLINE
from chalicelib.domain.ledger import PrivateHalf, PublicHalf, leaf_hash, private_salt, public_salt
from chalicelib.domain.paper import draw_paper
from chalicelib.domain.scoring import pack_choices, unpack_choices
from chalicelib.domain.sealing import Sealing, receipt, seal, seal_draft
from tests.builders import CLOSES_AT, OPENS_AT, a_contest, an_attempt

SALT_KEY = bytes(range(32))
CONTEST = a_contest()
PAPER = draw_paper(CONTEST, b"k" * 32, "a")
STARTED_AT = OPENS_AT + 60_000
DEADLINE = STARTED_AT + 900_000
SEALING = Sealing("a", "khu-pho-1", STARTED_AT, DEADLINE)
RIGHT = pack_choices(PAPER, {asked.question.id: asked.key for asked in PAPER})
NOTHING = bytes(len(PAPER))


def sealed(received_at: int = STARTED_AT + 60_000, **over: Any) -> Submission:
    given = {
        "sealing": SEALING,
        "contest": CONTEST,
        "salt_key": SALT_KEY,
        "paper": PAPER,
        "answered": Answered(RIGHT),
        "received_at": received_at,
        "sealed_by": SealedBy.HOLDER,
    }
    return seal(**{**given, **over})


@pytest.mark.parametrize(
    ("received_at", "submitted_at", "elapsed_ms"),
    [
        (STARTED_AT - 5_000, STARTED_AT - 5_000, 0),
        (STARTED_AT - 1, STARTED_AT - 1, 0),
        (STARTED_AT, STARTED_AT, 0),
        (STARTED_AT + 1, STARTED_AT + 1, 1),
        (DEADLINE - 1, DEADLINE - 1, 899_999),
        (DEADLINE, DEADLINE, 900_000),
        (DEADLINE + 1, DEADLINE, 900_000),
        (DEADLINE + 5_000, DEADLINE, 900_000),
    ],
)
def test_what_comes_in_the_grace_counts_as_at_the_end(
    received_at: int, submitted_at: int, elapsed_ms: int
) -> None:
    submission = sealed(received_at)
    assert (submission.submitted_at, submission.elapsed_ms) == (submitted_at, elapsed_ms)


@pytest.mark.parametrize(
    ("received_at", "submitted_at"),
    [
        (CLOSES_AT - 1, CLOSES_AT - 1),
        (CLOSES_AT, CLOSES_AT),
        (CLOSES_AT + 1, CLOSES_AT),
        (CLOSES_AT + 5_000, CLOSES_AT),
    ],
)
@pytest.mark.parametrize("deadline", [CLOSES_AT + 7_000, NO_DEADLINE])
def test_nothing_is_submitted_after_the_close(
    deadline: int, received_at: int, submitted_at: int
) -> None:
    late = Sealing("a", "khu-pho-1", CLOSES_AT - 2_000, deadline)
    submission = sealed(received_at, sealing=late)
    assert submission.submitted_at == submitted_at
    assert submission.elapsed_ms == submitted_at - (CLOSES_AT - 2_000)


@pytest.mark.parametrize("received_at", [STARTED_AT + 1, DEADLINE, DEADLINE + 65_000])
def test_a_draft_counts_as_at_the_end_whenever_it_came(received_at: int) -> None:
    submission = sealed(received_at, sealed_by=SealedBy.DRAFT)
    assert (submission.submitted_at, submission.elapsed_ms) == (DEADLINE, 900_000)
    assert submission.sealed_by is SealedBy.DRAFT


def test_a_stored_draft_is_sealed_as_it_stands() -> None:
    attempt = an_attempt(
        id="a", started_at=STARTED_AT, deadline=DEADLINE, draft=Draft(seq=4, choices=RIGHT)
    )
    by_draft = seal_draft(attempt, CONTEST, SALT_KEY, PAPER)
    assert by_draft == sealed(DEADLINE, sealed_by=SealedBy.DRAFT)


def test_an_attempt_without_a_draft_has_nothing_to_seal() -> None:
    with pytest.raises(ValueError, match="without a draft"):
        seal_draft(an_attempt(), CONTEST, SALT_KEY, PAPER)


def test_answers_are_kept_and_scored() -> None:
    assert (sealed().choices, sealed().score) == (RIGHT, len(PAPER))
    blank = sealed(answered=Answered(NOTHING))
    assert (blank.choices, blank.score) == (NOTHING, 0)


def test_the_leaf_binds_exactly_what_is_told() -> None:
    submission = sealed(DEADLINE + 3)
    public = PublicHalf(900_000, len(PAPER), "khu-pho-1", public_salt(SALT_KEY, "a"))
    answers = unpack_choices(PAPER, RIGHT)
    private = PrivateHalf(answers, "a", None, DEADLINE, private_salt(SALT_KEY, "a"))
    assert submission.leaf == leaf_hash(public.digest(), private.digest())


@pytest.mark.parametrize(
    "change",
    [
        {"sealing": replace(SEALING, attempt_id="b")},
        {"sealing": replace(SEALING, unit="khu-pho-2")},
        {"sealing": replace(SEALING, started_at=STARTED_AT + 1)},
        {"received_at": STARTED_AT + 60_001},
        {"answered": Answered(NOTHING)},
        {"salt_key": bytes(32)},
        {"contest": a_contest(closes_at=OPENS_AT + 1)},
    ],
    ids=str,
)
def test_whatever_counts_changes_the_leaf(change: dict[str, Any]) -> None:
    assert sealed(**change).leaf != sealed().leaf


def test_sealing_again_gives_the_same() -> None:
    assert sealed() == sealed()


def test_in_the_grace_it_makes_no_difference_when_it_came() -> None:
    assert sealed(DEADLINE + 5_000) == sealed(DEADLINE)


def test_the_receipt_has_the_leaf_and_opens_the_answers() -> None:
    submission = sealed()
    assert receipt("a", "khu-pho-1", submission, SALT_KEY, PAPER) == {
        "leaf": submission.leaf.hex(),
        "elapsed_ms": 60_000,
        "unit": "khu-pho-1",
        "opening": {
            "attempt": "a",
            "answers": unpack_choices(PAPER, RIGHT),
            "prediction": None,
            "submitted_at": STARTED_AT + 60_000,
            "salt": private_salt(SALT_KEY, "a"),
        },
    }


def test_the_receipt_tells_neither_the_score_nor_the_salt_that_would_let_it_be_guessed() -> None:
    given = str(receipt("a", "khu-pho-1", sealed(), SALT_KEY, PAPER))
    assert "score" not in given
    assert public_salt(SALT_KEY, "a") not in given


def test_a_receipt_and_the_opened_row_make_the_leaf() -> None:
    """What a resident does after the close, with no more than the two documents."""
    kept = receipt("a", "khu-pho-1", sealed(), SALT_KEY, PAPER)
    public = PublicHalf(kept["elapsed_ms"], 3, kept["unit"], public_salt(SALT_KEY, "a")).digest()
    private = PrivateHalf(**kept["opening"]).digest()
    assert hashlib.sha256(b"\x00" + public + private).hexdigest() == kept["leaf"]
