"""What a ranking run says of its inputs: the same hash, the same inputs, the same outcome."""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict
from itertools import pairwise

from chalicelib.domain.amending import Amendment
from chalicelib.domain.attempt import Attempt
from chalicelib.domain.canonical import canonical
from chalicelib.domain.drawing import Draw
from chalicelib.domain.flag import Flag, FlagCode
from chalicelib.domain.manual_prizes import Naming
from chalicelib.domain.prizes import Decision, Passing
from chalicelib.domain.ranking import Review
from chalicelib.domain.unit_lists import Confirmation


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
    namings: Iterable[Naming] = (),
    amendments: Iterable[Amendment] = (),
    flags: Iterable[Flag] = (),
    confirmations: Iterable[Confirmation] = (),
    draw: Draw | None = None,
) -> str:
    """SHA-256, in hex, of the canonical [version, reviews, decisions, passings], each by whom or
    what it is about, followed by the digests of all attempts, ascending: the order in which they
    came leaves no trace. Namings for manual prizes follow passings where there are any, then
    {"amendments": […]} in the order agreed, then {"flags": […]} for those that devices, sources or
    choices raise, which say nothing else, then {"units": […]} that have confirmed, then {"draw": …}
    with all that is recorded of one. Raises ValueError where an attempt came twice."""
    in_order = sorted(digests)
    if any(one == next_one for one, next_one in pairwise(in_order)):
        raise ValueError("an attempt came twice")
    organizers = (
        [(each.attempt_id, each.verdict, each.reason, each.at) for each in reviews],
        [(each.prize, each.winners, each.reason, each.at) for each in decisions],
        [(each.prize, each.winner, each.cause, each.reason, each.at) for each in passings],
    )
    named = [(each.key, each.recipient, each.winner, each.reason, each.at) for each in namings]
    amended = [_amendment(each) for each in amendments]
    raised = [_flag(each) for each in flags if each.code is not FlagCode.TOO_FAST]
    confirmed = [(each.unit, each.struck, each.at) for each in confirmations]
    further = [
        *([named] if named else []),
        *([{"amendments": amended}] if amended else []),
        *([{"flags": raised}] if raised else []),
        *([{"units": confirmed}] if confirmed else []),
        *([{"draw": asdict(draw)}] if draw else []),
    ]
    whole = hashlib.sha256(canonical((version, *organizers, *further)))
    whole.update(b"".join(in_order))
    return whole.hexdigest()


def _amendment(amendment: Amendment) -> dict[str, object]:
    """All of it: whatever changes in it makes other inputs."""
    return asdict(amendment)


def _flag(flag: Flag) -> tuple[object, ...]:
    return flag.attempt_id, flag.code, flag.evidence, flag.others
