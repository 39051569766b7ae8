"""What is written of an outcome: the private document of a run, and the public results.json."""

from collections.abc import Iterator
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from chalicelib.domain.amendments import amendments
from chalicelib.domain.collective_prizes import CollectiveResult
from chalicelib.domain.contest import Contest
from chalicelib.domain.draw_rows import draw_rows
from chalicelib.domain.flag_rows import flag_rows
from chalicelib.domain.identity import mask_identity
from chalicelib.domain.manual_prizes import ManualAward
from chalicelib.domain.metrics import UnitTally, Value
from chalicelib.domain.outcome import Outcome, contenders
from chalicelib.domain.prizes import Award, Decision, Passing, UndecidedTie
from chalicelib.domain.ranking import Entry, EntryState, Review

Document = dict[str, Any]
"""Holds what canonical JSON knows: text, integers, booleans, None, lists and dicts."""

_UNIT_FIELDS = ("id", "participants", "full_marks", "correct_answers", "average_score")


def outcome_document(outcome: Outcome) -> Document:
    """All that publishing and exporting need of a run; `canonical` of it is what is stored.

    `standing` has every sealed entry, in the ledger's words, what was sealed beside what amendments
    made of it. `people` (by attempt id) has names and
    raw identities, of those alone who win, may win by a decision or are flagged. `amendments` are
    as they will be published; `prediction` is there only where the contest asks for one, `draw`
    ({"source", "seed", "at"}) and `drawn` only where a draw is recorded.
    """
    judged = outcome.judged
    return {
        "slug": outcome.contest.slug,
        "version": outcome.version,
        "inputs_hash": outcome.inputs_hash,
        "totals": asdict(outcome.totals),
        **_prediction(outcome),
        "standing": list(_standing(outcome)),
        "people": _people(outcome),
        "individual": [_award(award) for award in outcome.individual.awards],
        "collective": list(_collective_awards(outcome)),
        "manual": [_manual_award(award) for award in outcome.manual],
        "undecided": [_undecided(tie) for tie in outcome.undecided_ties],
        **draw_rows(outcome),
        "flags": list(flag_rows(outcome)),
        "unreviewed_winners": list(outcome.unreviewed_winners),
        "unconfirmed_units": list(outcome.unconfirmed_units),
        "disqualified": [
            {"attempt": each.entry.attempt_id, "reason": each.reason, "at": each.at}
            for each in outcome.disqualified
        ],
        "units": [_unit(tally, outcome.full_score) for tally in outcome.tallies],
        "reviews": [_review(review) for review in judged.reviews],
        "decisions": [_decision(decision) for decision in judged.decisions],
        "passings": [_passing(passing) for passing in judged.passings],
        "amendments": amendments(outcome),
    }


def results_document(outcome: Document, contest: Contest, published_at: int, run: str) -> Document:
    """`results.json` (design §7) from the stored document of the ranking run `run`.

    `published_at` is in milliseconds. Raises ValueError where a tie is undecided or the document is
    of another contest: such results are never published.
    """
    if outcome["slug"] != contest.slug:
        raise ValueError(f"an outcome of {outcome['slug']}, not of {contest.slug}")
    if outcome["undecided"]:
        raise ValueError("results with an undecided tie")
    individual = (_individual_prize(award, outcome) for award in outcome["individual"])
    # Runs of earlier releases have no such list.
    manual = (_manual_prize(award, outcome) for award in outcome.get("manual", []))
    return {
        "slug": contest.slug,
        "published_at": published_at,
        "run": run,
        "totals": outcome["totals"],
        **_given(outcome, "prediction"),
        "prizes": [*individual, *map(_collective_prize, outcome["collective"]), *manual],
        "units": [{name: unit[name] for name in _UNIT_FIELDS} for unit in outcome["units"]],
        "amendments": outcome["amendments"],
    }


def _prediction(outcome: Outcome) -> Document:
    asked = outcome.contest.prediction
    return {"prediction": {"target": asked.target.value, "value": outcome.target}} if asked else {}


def _standing(outcome: Outcome) -> Iterator[Document]:
    for ranked in outcome.standing.counted:
        yield _entry(ranked.entry, EntryState.COUNTED, ranked.place)
    for entry in outcome.standing.not_best:
        yield _entry(entry, EntryState.NOT_BEST)
    for each in outcome.disqualified:
        yield _entry(each.entry, EntryState.DISQUALIFIED)
    for entry in outcome.reset:
        yield _entry(entry, EntryState.RESET)


def _entry(entry: Entry, state: EntryState, place: int | None = None) -> Document:
    return {
        "attempt": entry.attempt_id,
        "state": state.value,
        "rank": place,
        "unit": entry.unit,
        "score": entry.score,
        "elapsed_ms": entry.elapsed_ms,
        **_sealed(entry),
    }


def _sealed(entry: Entry) -> Document:
    """What was sealed, beside what amendments made of it."""
    if entry.sealed_score is None:
        return {}
    return {"sealed_score": entry.sealed_score, "sealed_elapsed_ms": entry.sealed_elapsed_ms}


def _people(outcome: Outcome) -> dict[str, Document]:
    named = {
        *contenders(outcome.individual),
        *(each for tie in outcome.individual.drawn for each in tie.candidates),
        *outcome.named_attempts,
        *(flag.attempt_id for flag in outcome.flags),
    }
    return {
        entry.attempt_id: _person(entry)
        for entry in outcome.sealed_entries()
        if entry.attempt_id in named
    }


def _person(entry: Entry) -> Document:
    return {
        "participant": entry.participant,
        "number": entry.number,
        "name": entry.name,
        "identity": entry.identity,
        "category": entry.category,
        "unit": entry.unit,
        "score": entry.score,
        "elapsed_ms": entry.elapsed_ms,
        "submitted_at": entry.submitted_at,
        "prediction": entry.prediction,
        "sealed_by": entry.sealed_by.value,
        "leaf": entry.leaf.hex(),
        **_sealed(entry),
    }


def _award(award: Award) -> Document:
    return {
        "prize": award.prize_id,
        "title": award.title,
        "amount_vnd": award.amount_vnd,
        "winner": award.winner,
        "tied": award.tied,
        **({} if award.shared is None else {"shared": award.shared}),
    }


def _collective_awards(outcome: Outcome) -> Iterator[Document]:
    confirmed = {each.unit for each in outcome.judged.confirmations}
    for result in outcome.collective:
        for award in result.allocation.awards:
            measured = _measured(result, award.winner)
            yield {**_award(award), **measured, "units_confirmed": award.winner in confirmed}


def _manual_award(award: ManualAward) -> Document:
    naming = award.naming
    return {
        "prize": naming.prize,
        "place": naming.place,
        "title": award.title,
        "amount_vnd": award.amount_vnd,
        "recipient": naming.recipient.value,
        "winner": naming.winner,
        "reason": naming.reason,
        "at": naming.at,
    }


def _measured(result: CollectiveResult, unit: str) -> Document:
    measured = result.measured
    fallback = {} if measured.at_score is None else {"at_score": measured.at_score}
    value = _value(measured.values[unit])
    return {"metric": result.prize.metric.value, "value": value, **fallback}


def _undecided(tie: UndecidedTie) -> Document:
    return {
        "prize": tie.prize_id,
        "title": tie.title,
        "places": tie.places,
        "candidates": list(tie.candidates),
        "waits_for": tie.waits_for,
    }


def _unit(tally: UnitTally, full_score: int) -> Document:
    return {
        "id": tally.unit.id,
        "participants": tally.participants,
        "attempts": tally.attempts,
        "full_marks": tally.people_at(full_score),
        "correct_answers": tally.correct_answers,
        "average_score": _value(tally.average_score),
    }


def _value(value: Value) -> int | Document:
    if isinstance(value, Fraction):
        return {"num": value.numerator, "den": value.denominator}
    return value


def _review(review: Review) -> Document:
    return {
        "attempt": review.attempt_id,
        "verdict": review.verdict.value,
        "reason": review.reason,
        "at": review.at,
    }


def _decision(decision: Decision) -> Document:
    return {
        "prize": decision.prize,
        "winners": list(decision.winners),
        "reason": decision.reason,
        "at": decision.at,
    }


def _passing(passing: Passing) -> Document:
    return {
        "prize": passing.prize,
        "winner": passing.winner,
        "cause": passing.cause.value,
        "reason": passing.reason,
        "at": passing.at,
    }


def _individual_prize(award: Document, outcome: Document) -> Document:
    return {
        "kind": "individual",
        **_given(award, "title", "amount_vnd"),
        **_winner(award["winner"], outcome),
        **_given(award, "tied", "shared"),
    }


def _winner(attempt_id: str, outcome: Document) -> Document:
    """What is public of a person who wins."""
    winner = outcome["people"][attempt_id]
    predicted = {"prediction": winner["prediction"]} if "prediction" in outcome else {}
    return {
        "name": winner["name"],
        "identity_masked": mask_identity(winner["identity"]),
        "unit": winner["unit"],
        "score": winner["score"],
        "elapsed_ms": winner["elapsed_ms"],
        **_given(winner, "sealed_score", "sealed_elapsed_ms"),
        **predicted,
        "leaf": winner["leaf"],
    }


def _manual_prize(award: Document, outcome: Document) -> Document:
    """With the person's own result, or with the unit alone; `reason` is why it was given."""
    is_unit = award["recipient"] == "unit"
    winner = {"unit": award["winner"]} if is_unit else _winner(award["winner"], outcome)
    return {"kind": "manual", **_given(award, "title", "amount_vnd", "reason"), **winner}


def _collective_prize(award: Document) -> Document:
    fields = ("title", "amount_vnd", "metric", "value", "tied", "shared", "at_score")
    confirmed = award.get("units_confirmed", False)
    given = _given(award, *fields)
    return {
        "kind": "collective",
        "unit": award["winner"],
        **given,
        "units_confirmed": confirmed,
    }


def _given(document: Document, *names: str) -> Document:
    return {name: document[name] for name in names if name in document}
