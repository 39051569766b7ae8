"""Attempts: the list and the search, one of them, and what an organizer does about it."""

from typing import Any

from chalicelib.domain.attempt import Attempt
from chalicelib.domain.attempt_search import State, address_of, sought, state_of
from chalicelib.domain.checks import Check, OneOf, Text, clean_text
from chalicelib.domain.claim import Claim
from chalicelib.domain.contest import NO_DEADLINE, Contest
from chalicelib.domain.errors import invalid
from chalicelib.domain.identity import mask_identity
from chalicelib.domain.ranking import Verdict
from chalicelib.usecases.browsing import Event, Row, Story, attempt_at, list_attempts, tell_attempt
from chalicelib.usecases.judging import reset_attempt, review_attempt
from chalicelib.usecases.personal import erase_person, export_person
from chalicelib.web.organizing.call import Call, require
from chalicelib.web.organizing.onlooking import number_of

REASON = Text(max_chars=500, lines=True)
_MOST_TYPED = 200
_MOST_CURSOR = 100
_VERDICTS = OneOf([each.value for each in Verdict])


def show_attempts(call: Call) -> dict[str, Any]:
    """A part of the list: `?q=&unit=&state=&cursor=`; who goes on by the cursor sees how many of
    the shards are read."""
    contest = call.bundle().contest
    listing = list_attempts(call.slug, _sought(call, contest), _cursor(call), call.stores)
    return {
        "attempts": [_row(row, listing.shows_scores) for row in listing.rows],
        "cursor": listing.cursor,
        "progress": {"done": listing.read, "of": listing.shards},
        "units": [{"id": unit.id, "name": unit.name} for unit in contest.units],
        "identity_field": contest.identity.field.value,
        "time_limit_s": contest.paper.time_limit_s,
    }


def show_attempt(call: Call) -> dict[str, Any]:
    """One attempt with its time line, for organizers with the whole number; no answer of it."""
    story = tell_attempt(call.slug, call.path["attempt"], call.stores)
    told = _story(story, call.bundle().contest, call.stores.clock())
    return {**told, "identity": number_of(story.row.attempt.identity, call.organizes)}


def reset(call: Call) -> dict[str, Any]:
    """Resets an attempt: {"reason"} → {"one_time_code" | null, "attempt"}."""
    require(call.body, required={"reason": REASON})
    attempt = _attempt(call)
    done = reset_attempt(attempt, _reason(call), call.by, call.stores, call.source)
    return {"attempt": address_of(done.attempt), "one_time_code": done.one_time_code}


def review(call: Call) -> dict[str, Any]:
    """Disqualifies an attempt, or finds it right (again): {"verdict", "reason"}."""
    require(call.body, required={"verdict": _VERDICTS, "reason": REASON})
    attempt, verdict = _attempt(call), Verdict(call.body["verdict"])
    review_attempt(attempt, verdict, _reason(call), call.by, call.stores, call.source)
    return {"attempt": address_of(attempt), "verdict": verdict.value}


def export(call: Call) -> dict[str, Any]:
    """All that is kept of the attempt's person: {"reason"} → {"person"}."""
    require(call.body, required={"reason": REASON})
    attempt = _attempt(call)
    return {"person": export_person(attempt, _reason(call), call.by, call.stores, call.source)}


def erase(call: Call) -> dict[str, Any]:
    """Takes the attempt's person out of the contest before its close: {"reason"} →
    {"attempts"}."""
    require(call.body, required={"reason": REASON})
    attempt = _attempt(call)
    left = erase_person(attempt, _reason(call), call.by, call.stores, call.source)
    return {"attempts": [address_of(each) for each in left]}


def _attempt(call: Call) -> Attempt:
    return attempt_at(call.slug, call.path["attempt"], call.stores)


def _reason(call: Call) -> str:
    return clean_text(call.body["reason"])


def _sought(call: Call, contest: Contest) -> Any:
    units: Check = OneOf([unit.id for unit in contest.units])
    checks = {
        "q": Text(max_chars=_MOST_TYPED, blank=True),
        "unit": units,
        "state": OneOf([state.value for state in State]),
    }
    given = {name: call.query[name] for name in checks if call.query.get(name)}
    faults = {name: fault for name in given if (fault := checks[name].fault(given[name]))}
    if faults:
        raise invalid(faults)
    state = State(given["state"]) if "state" in given else None
    return sought(clean_text(given.get("q", "")), contest, given.get("unit", ""), state)


def _cursor(call: Call) -> str | None:
    return call.query.get("cursor", "")[:_MOST_CURSOR] or None


def _row(row: Row, shows_scores: bool) -> dict[str, Any]:
    """A line of the list: the number masked, the score after the freeze alone."""
    attempt, sealed = row.attempt, row.attempt.submission
    shown: dict[str, Any] = {
        "attempt": address_of(attempt),
        "id": attempt.id,
        "number": attempt.number,
        "name": attempt.name,
        "identity_masked": mask_identity(attempt.identity),
        "unit": attempt.unit,
        "state": row.state.value,
        "started_at": attempt.started_at,
        "submitted_at": sealed and sealed.submitted_at,
        "sealed_by": sealed and sealed.sealed_by.value,
        "marks": _marks(row),
    }
    return {**shown, "score": sealed.score} if shows_scores and sealed else shown


def _marks(row: Row) -> list[str]:
    standing = {
        "reset": row.attempt.reset_at is not None,
        "disqualified": row.disqualified,
        "shared_device": row.attempt.shared_device,
        "extra_time": bool(row.extra_ms),
    }
    return [name for name, holds in standing.items() if holds]


def _story(story: Story, contest: Contest, now: int) -> dict[str, Any]:
    attempt = story.row.attempt
    sealed = attempt.submission
    return {
        **_row(story.row, story.shows_scores),
        "category": attempt.category,
        "deadline": None if attempt.deadline == NO_DEADLINE else attempt.deadline,
        "reset_at": attempt.reset_at,
        "receipt": sealed and sealed.leaf.hex(),
        "elapsed_ms": sealed.elapsed_ms if sealed and story.shows_scores else None,
        "extra_ms": story.row.extra_ms,
        "expires_at": attempt.expires_at,
        "closes_at": contest.closes_at,
        "identity_field": contest.identity.field.value,
        "time_limit_s": contest.paper.time_limit_s,
        "units": [{"id": unit.id, "name": unit.name} for unit in contest.units],
        "review": story.review and {"verdict": story.review.verdict, "reason": story.review.reason},
        "others": [_other(each, contest, now) for each in story.others],
        "claims": [claim_document(each) for each in story.claims],
        "events": [_event(each) for each in story.events],
        "log_is_cut": story.log_is_cut,
    }


def _other(attempt: Attempt, contest: Contest, now: int) -> dict[str, Any]:
    state = state_of(attempt, contest, now, disqualified=False)
    return {"attempt": address_of(attempt), "number": attempt.number, "state": state.value}


def _event(event: Event) -> dict[str, Any]:
    return {
        "what": event.what,
        "at": event.at,
        "by": event.by,
        "why": event.why,
        "after": event.after,
        "number": event.number,
    }


def claim_document(claim: Claim) -> dict[str, Any]:
    """A claim as organizers see it: what was said is gone once it is settled."""
    said = claim.said
    return {
        "number": claim.number,
        "at": claim.at,
        "state": claim.state.value,
        "name": said.name if said else "",
        "unit": said.unit if said else "",
        "note": said.note if said else "",
    }
