"""Drafts, keys and hashes of an attempt."""

import hashlib
import hmac

import pytest

from chalicelib.domain.attempt import AttemptKey, Draft, device_hash, draft_is_due, source_hash
from tests.builders import CLOSES_AT, a_contest, a_submission, an_attempt

LONG_AFTER = CLOSES_AT + 10**9
KEY = bytes(range(32))
ANSWERED = Draft(seq=1, choices=b"\x00\x02\x00")


@pytest.mark.parametrize(
    ("over", "due"),
    [
        ({"draft": ANSWERED}, True),
        ({"draft": None}, False),
        ({"draft": Draft(seq=9, choices=b"\x00\x00\x00")}, False),
        ({"draft": Draft(seq=9, choices=b"")}, False),
        ({"draft": ANSWERED, "submission": a_submission()}, False),
        ({"draft": ANSWERED, "reset_at": 1}, False),
    ],
)
def test_only_an_answered_draft_that_stands_alone_is_ever_due(
    over: dict[str, object], due: bool
) -> None:
    assert draft_is_due(an_attempt(**over), a_contest(), LONG_AFTER) is due


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (Draft(1, b"\x00\x02\x00"), True),
        (Draft(2, b"\x00\x02\x00"), True),
        (Draft(1, b"\x00\x02\x01"), False),
        (Draft(1, b"\x00\x02\x00", prediction=0), False),
    ],
)
def test_drafts_say_the_same_whatever_their_number(other: Draft, same: bool) -> None:
    assert ANSWERED.says_the_same_as(other) is same


def test_the_key_of_an_attempt_names_its_place_and_its_start() -> None:
    attempt = an_attempt(slug="nho", participant="p7", number=2, started_at=5)
    assert attempt.key == AttemptKey("nho", "p7", 2, 5)


def test_devices_and_sources_are_kept_as_short_keyed_hashes() -> None:
    def full(message: str) -> bytes:
        return hmac.new(KEY, message.encode(), hashlib.sha256).digest()

    assert device_hash(KEY, "1.2.3.4") == full('["device","1.2.3.4"]')[:16]
    assert source_hash(KEY, "1.2.3.4") == full('["source","1.2.3.4"]')[:8]
