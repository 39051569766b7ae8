"""Flags as organizers review them: by cause, a page at a time, one by one or all of a cause."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from chalicelib.domain.errors import Code, Refusal, invalid
from chalicelib.domain.flag import FlagCode
from chalicelib.domain.identity import mask_identity
from chalicelib.domain.ranking import Review, Verdict
from chalicelib.usecases.auditing import Act, record_act
from chalicelib.usecases.ports import Conflict, Run, Stores
from chalicelib.usecases.ranking import current_bundle, refuse_once_erased
from chalicelib.usecases.run_parts import Part, flags_part

MOST_FLAGS = 50
"""Flags in a page, and attempts that one request of a bulk review settles."""

_SETTLED = frozenset({Verdict.OK, Verdict.DISQUALIFIED})


def flag_causes(slug: str, stores: Stores) -> dict[str, Any]:
    """{"run", "ranked_at", "seen_at", "causes": [{"code", "flagged", "waiting", "called_in",
    "ahead"}]} of the latest ranking run; before the first one there is no run and no cause.

    `ahead` counts unsettled attempts that win or may win. Raises Refusal: no_such_contest,
    data_erased.
    """
    seen_at = stores.clock()
    refuse_once_erased(current_bundle(slug, stores).contest, seen_at)
    found = _latest_flags(slug, stores)
    if found is None:
        return {"run": None, "ranked_at": None, "seen_at": seen_at, "causes": []}
    run, part = found
    reviews = _reviews(slug, stores)
    ahead = _ahead(part)
    causes = [_cause(code, _of_cause(part, code), reviews, ahead) for code in FlagCode]
    listed = [each for each in causes if each["flagged"]]
    return {"run": run.inputs_hash, "ranked_at": run.at, "seen_at": seen_at, "causes": listed}


def flags_of_cause(slug: str, cause: FlagCode, begin: int, stores: Stores) -> dict[str, Any]:
    """A page of a cause's flags from the one numbered `begin` on: {"flags", "next" | None,
    "seen_at"}; those ahead come first, whether settled or not: no row moves while one reviews.
    Raises Refusal as `flag_causes` does."""
    seen_at = stores.clock()
    refuse_once_erased(current_bundle(slug, stores).contest, seen_at)
    found = _latest_flags(slug, stores)
    if found is None:
        return {"flags": [], "next": None, "seen_at": seen_at}
    _, part = found
    reviews, ahead = _reviews(slug, stores), _ahead(part)
    rows = sorted(_of_cause(part, cause), key=lambda row: row["attempt"] not in ahead)
    page = rows[begin : begin + MOST_FLAGS]
    after = begin + MOST_FLAGS
    return {
        "flags": [_flag(row, part, reviews, row["attempt"] in ahead) for row in page],
        "next": after if after < len(rows) else None,
        "seen_at": seen_at,
    }


@dataclass(frozen=True)
class CauseReview:
    """One finding for all attempts of a cause that wait, as somebody saw them at `seen_at` (the
    server's clock, ms)."""

    cause: FlagCode
    verdict: Verdict
    reason: str
    seen_at: int

    def takes(self, standing: Review | None) -> bool:
        """Whether it may settle an attempt with that review."""
        if standing is None:
            return True
        called_in = standing.verdict is Verdict.CALLED_IN and self.verdict in _SETTLED
        return called_in and standing.at <= self.seen_at

    def yields_to(self, standing: Review | None) -> bool:
        """Whether somebody found something else since it was seen."""
        if standing is None or standing.at <= self.seen_at:
            return False
        return standing.verdict is not self.verdict


def review_cause(
    slug: str, asked: CauseReview, by: str, source: str, stores: Stores
) -> dict[str, Any]:
    """Reviews the next attempts of a cause that nobody has settled: {"done", "left", "decided":
    [{"id", "attempt", "name", "verdict"}]}. The first two count; what others decided otherwise
    since it was seen stays as it is, and is told.

    Repeated until none is left, it settles all; what was settled before is never touched. Raises
    Refusal: no_such_contest, data_erased, not_ranked.
    """
    refuse_once_erased(current_bundle(slug, stores).contest, stores.clock())
    found = _latest_flags(slug, stores)
    if found is None:
        raise Refusal(Code.NOT_RANKED, "Cuộc thi này chưa được xếp hạng nên chưa có cờ nào để xem.")
    attempts = [row["attempt"] for row in _of_cause(found[1], asked.cause)]
    reviews = _reviews(slug, stores)
    waiting = [each for each in attempts if asked.takes(reviews.get(each))]
    these = waiting[:MOST_FLAGS]
    if these:
        _settle(slug, asked, {each: reviews.get(each) for each in these}, by, source, stores)
    standing = _reviews(slug, stores)
    decided = [each for each in attempts if asked.yields_to(standing.get(each))]
    return {
        "done": sum(each not in decided for each in these),
        "left": len(waiting) - len(these),
        "decided": [
            {**_other(each, found[1]), "verdict": standing[each].verdict.value} for each in decided
        ],
    }


def _settle(
    slug: str,
    asked: CauseReview,
    read: dict[str, Review | None],
    by: str,
    source: str,
    stores: Stores,
) -> None:
    """Reviews attempts over what was read of each; what somebody wrote since stays."""
    now = stores.clock()
    # On record first: a review must never be in force that the log does not know.
    after = {"verdict": asked.verdict.value, "attempts": list(read)}
    act = Act(by, "review-cause", asked.cause.value, now, asked.reason, after=after, source=source)
    record_act(slug, act, stores.vault)
    for attempt_id, previous in read.items():
        fresh = Review(attempt_id, asked.verdict, asked.reason, now)
        with suppress(Conflict):
            stores.judgements.put_review(slug, fresh, previous, by)


def cause_named(name: str) -> FlagCode:
    """The cause of that name. Raises invalid."""
    try:
        return FlagCode(name)
    except ValueError:
        raise invalid({"cause": f"Không có nguyên nhân “{name}”. Xin tải lại trang."}) from None


def _latest_flags(slug: str, stores: Stores) -> tuple[Run, Part] | None:
    run = stores.judgements.latest_run(slug)
    part = None if run is None else flags_part(slug, run.inputs_hash, stores.vault)
    return None if run is None or part is None else (run, part)


def _reviews(slug: str, stores: Stores) -> dict[str, Review]:
    return {each.attempt_id: each for each in stores.judgements.reviews(slug)}


def _ahead(part: Part) -> set[str]:
    """Attempts that win, or may by a decision."""
    candidates = (tie["candidates"] for tie in part["undecided"])
    return {award["winner"] for award in part["individual"]}.union(*candidates)


def _of_cause(part: Part, cause: FlagCode) -> list[Part]:
    return [row for row in part["flags"] if row["code"] == cause.value]


def _cause(
    code: FlagCode, rows: Iterable[Part], reviews: dict[str, Review], ahead: set[str]
) -> dict[str, Any]:
    attempts = {row["attempt"] for row in rows}
    settled = {each for each in attempts if each in reviews and reviews[each].verdict in _SETTLED}
    called_in = attempts & reviews.keys() - settled
    return {
        "code": code.value,
        "flagged": len(attempts),
        "waiting": len(attempts - settled - called_in),
        "called_in": len(called_in),
        "ahead": len((attempts - settled) & ahead),
    }


def _flag(row: Part, part: Part, reviews: dict[str, Review], is_ahead: bool) -> dict[str, Any]:
    """A flag for the console: the number of who is flagged stays masked."""
    person, review = part["people"][row["attempt"]], reviews.get(row["attempt"])
    return {
        "id": row["attempt"],
        "attempt": _address(person),
        **{name: person[name] for name in ("name", "unit", "score", "elapsed_ms", "submitted_at")},
        "identity_masked": mask_identity(person["identity"]),
        "evidence": row["evidence"],
        "others": [_other(each, part) for each in row["others"]],
        "ahead": is_ahead,
        "review": review
        and {"verdict": review.verdict.value, "reason": review.reason, "at": review.at},
    }


def _other(attempt_id: str, part: Part) -> dict[str, Any]:
    person = part["people"].get(attempt_id)
    if person is None:
        return {"id": attempt_id, "attempt": None, "name": None}
    return {"id": attempt_id, "attempt": _address(person), "name": person["name"]}


def _address(person: Part) -> str:
    return f"{person['participant']}-{person['number']}"
