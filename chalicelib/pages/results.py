"""What the results page says, from `contest.json` and `results.json`."""

from typing import Any

from markupsafe import Markup

from chalicelib.pages.amended import amended_in_words, sealed_in_words
from chalicelib.pages.home import points_for
from chalicelib.pages.texts import Texts

Document = dict[str, Any]

_METRICS = frozenset(
    {
        "participants",
        "attempts",
        "full_marks",
        "participation_rate",
        "correct_answers",
        "average_score",
    }
)
_AMENDMENTS = frozenset(
    {"prize_refused", "prize_unclaimed", "disqualified", "tie_decided", "unit_struck"}
)
_TOTALS = ("registered", "submitted", "counted", "disqualified", "reset")


def results_view(contest: Document, results: Document | None, texts: Texts) -> Document:
    """`published` is None before publication, else when; with it the lists of winners, of prizes
    nobody qualified for, the totals and the amendments, each in words."""
    if results is None:
        return {"published": None}
    return {
        "published": texts("results.published", at=texts.zoned_moment(results["published_at"])),
        "individual": [_person(one, contest, texts) for one in _of("individual", results)],
        "collective": [_unit(one, contest, texts) for one in _of("collective", results)],
        "manual": [_named(one, contest, texts) for one in _of("manual", results)],
        "left_over": _left_over(contest, results, texts),
        "truth": _truth(results, texts),
        "totals": [
            {"key": key, "name": texts(f"results.{key}"), "value": texts.number(value)}
            for key in _TOTALS
            if (value := results["totals"][key]) or key in ("registered", "submitted", "counted")
        ],
        "amendments": [_amendment(one, texts) for one in results.get("amendments", [])],
    }


def metric_value(metric: str, winner: Document, paper: Document, texts: Texts) -> str:
    """The value that won a collective prize, in words."""
    value = winner["value"]
    points = points_for(paper, 1)
    if isinstance(value, dict):
        scale = 100 if metric == "participation_rate" else points
        shown = texts.decimal(value["num"] * scale, value["den"])
    else:
        shown = texts.number(value)
    if metric == "full_marks" and winner.get("at_score") is not None:
        score = texts.number(winner["at_score"] * points)
        return texts("metric.at_score", value=shown, score=score)
    return texts(f"metric.{metric}", value=shown) if metric in _METRICS else shown


def _of(kind: str, results: Document) -> list[Document]:
    return [prize for prize in results["prizes"] if prize["kind"] == kind]


def _person(winner: Document, contest: Document, texts: Texts) -> Document:
    score = texts.number(points_for(contest["paper"], winner["score"]))
    prediction = winner.get("prediction")
    return {
        **_prize(winner, "individual", contest, texts),
        "leaf": winner["leaf"],
        "name": winner["name"],
        "who": f"{_unit_name(winner['unit'], contest)} · {winner['identity_masked']}",
        "score": texts(
            "results.score", score=score, elapsed=texts.exact_duration(winner["elapsed_ms"])
        ),
        "sealed": sealed_in_words(winner, contest, texts),
        "predicted": (
            None
            if prediction is None
            else texts("results.predicted", value=texts.number(prediction))
        ),
        "shared": _shared("people", winner, texts),
    }


def _unit(winner: Document, contest: Document, texts: Texts) -> Document:
    return {
        **_prize(winner, "collective", contest, texts),
        "unit": winner["unit"],
        "name": _unit_name(winner["unit"], contest),
        "value": metric_value(winner["metric"], winner, contest["paper"], texts),
        "shared": _shared("units", winner, texts),
    }


def _named(winner: Document, contest: Document, texts: Texts) -> Document:
    """Whom organizers named, a person or a unit, and why."""
    is_person = "name" in winner
    nothing = {"leaf": None, "shared": None}
    return {
        **(_person({**winner, "tied": False}, contest, texts) if is_person else nothing),
        **_prize({**winner, "tied": False}, "manual", contest, texts),
        "unit": winner["unit"],
        "name": winner["name"] if is_person else _unit_name(winner["unit"], contest),
        "reason": texts.quoting("results.amendment_reason", reason=winner["reason"]),
    }


def _prize(winner: Document, kind: str, contest: Document, texts: Texts) -> Document:
    award = next(
        (
            one.get("award")
            for one in contest["prizes"].get(kind, [])
            if one["title"] == winner["title"]
        ),
        None,
    )
    return {
        "title": winner["title"],
        "amount": texts.money(winner["amount_vnd"]),
        "award": award,
        "tied": winner["tied"],
    }


def _shared(whom: str, winner: Document, texts: Texts) -> str | None:
    count = winner.get("shared")
    return texts(f"results.shared_{whom}", count=count) if count else None


def _left_over(contest: Document, results: Document, texts: Texts) -> list[str]:
    """Prizes that nobody qualified for: readers count them."""
    said: list[str] = []
    for kind in ("individual", "collective", "manual"):
        given = [winner["title"] for winner in _of(kind, results)]
        for prize in contest["prizes"].get(kind, []):
            missing = prize["count"] - given.count(prize["title"])
            # Shared prizes have more winners than there are prizes, never fewer.
            if missing > 0:
                said.append(texts.quoting("results.left_over", title=prize["title"], count=missing))
    return said


def _truth(results: Document, texts: Texts) -> str | None:
    prediction = results.get("prediction")
    if prediction is None:
        return None
    return texts(f"truth.{prediction['target']}", value=texts.number(prediction["value"]))


def _amendment(amendment: Document, texts: Texts) -> Document:
    kind, title, at = amendment["kind"], amendment.get("title"), amendment["at"]
    what = texts(f"amendment.{kind}") if kind in _AMENDMENTS else amended_in_words(amendment, texts)
    if what and title:
        what = texts.quoting("amendment.about", prize=title, what=Markup(what))
    reason = amendment["reason"]
    if reason in ("excluded", "not_of_the_unit", "announced_draw"):
        reason = Markup(texts(f"amendment.{reason}"))
    return {
        "kind": kind,
        "what": what or title,
        "reason": texts.quoting("results.amendment_reason", reason=reason) if reason else None,
        "at": texts("results.amendment_at", at=texts.zoned_moment(at)) if at else None,
        "path": amendment.get("path"),
    }


def _unit_name(unit_id: str, contest: Document) -> str:
    names = {unit["id"]: str(unit["name"]) for unit in contest["units"]}
    return names.get(unit_id, unit_id)
