"""What a ranking run says of its inputs: the same hash, the same inputs, the same outcome."""

import hashlib
from collections.abc import Iterable
from itertools import pairwise

from chalicelib.domain.attempt import Attempt
from chalicelib.domain.canonical import canonical
from chalicelib.domain.prizes import Decision, Passing
from chalicelib.domain.ranking import Review


def digest(attempt: Attempt) -> bytes:
    """SHA-256 of the canonical array of all that this attempt says for the ranking."""
    sealed = attempt.submission
    said = sealed and (
        sealed.score,
        sealed.elapsed_ms,
        sealed.submitted_at,
        sealed.prediction,
        sealed.leaf.hex(),
        sealed.sealed_by,
    )
    row = (
        attempt.id,
        attempt.participant,
        attempt.number,
        attempt.identity,
        attempt.name,
        attempt.unit,
        attempt.category,
        attempt.started_at,
        attempt.reset_at,
        said,
    )
    return hashlib.sha256(canonical(row)).digest()


def inputs_hash(
    version: str,
    digests: list[bytes],
    reviews: Iterable[Review],
    decisions: Iterable[Decision],
    passings: Iterable[Passing],
) -> str:
    """SHA-256, in hex, of the canonical [version, reviews, decisions, passings], each by whom or
    what it is about, followed by the digests of all attempts, ascending: the order in which they
    came leaves no trace. Raises ValueError where an attempt came twice."""
    in_order = sorted(digests)
    if any(one == next_one for one, next_one in pairwise(in_order)):
        raise ValueError("an attempt came twice")
    organizers = (
        [(each.attempt_id, each.verdict, each.reason, each.at) for each in reviews],
        [(each.prize, each.winners, each.reason, each.at) for each in decisions],
        [(each.prize, each.winner, each.cause, each.reason, each.at) for each in passings],
    )
    whole = hashlib.sha256(canonical((version, *organizers)))
    whole.update(b"".join(in_order))
    return whole.hexdigest()
