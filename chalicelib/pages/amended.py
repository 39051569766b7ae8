"""Amendments in words, as the results page and the practice page tell them."""

from typing import Any

from markupsafe import Markup

from chalicelib.pages.home import points_for
from chalicelib.pages.texts import Texts

Document = dict[str, Any]


def amended_in_words(amendment: Document, texts: Texts) -> Markup | None:
    """What an amendment of `results.json` changed; None for a kind that has no sentence."""
    told = _TOLD.get(amendment["kind"])
    if told is None:
        return None
    return texts.quoting(f"amendment.{amendment['kind']}", **told(amendment, texts))


def moves_of_the_close(contest: Document, texts: Texts) -> list[Document]:
    """How the close of `contest.json` was moved: each `what`, `reason` and `at` in words."""
    return [
        {
            "what": amended_in_words(one, texts),
            "reason": texts.quoting("results.amendment_reason", reason=one["reason"]),
            "at": texts("results.amendment_at", at=texts.zoned_moment(one["at"])),
        }
        for one in contest.get("amendments", [])
    ]


def sealed_in_words(winner: Document, contest: Document, texts: Texts) -> str | None:
    """What was sealed, where amendments made something else of it."""
    if "sealed_score" not in winner:
        return None
    score = texts.number(points_for(contest["paper"], winner["sealed_score"]))
    elapsed = texts.exact_duration(winner["sealed_elapsed_ms"])
    return texts("results.sealed", score=score, elapsed=elapsed)


def question_note(question: Document, texts: Texts) -> str | Markup | None:
    """What `practice.json` says of an amended question."""
    if question.get("amended") == "question_voided":
        return texts("review.voided")
    if "key_before" not in question:
        return None
    before = "; ".join(question["options"][index] for index in question["key_before"])
    return texts.quoting("review.corrected", before=before)


# Figures and moments are in the page's language; only the ward's own words are marked.


def _question(one: Document, texts: Texts) -> Document:
    return {
        "text": one["text"],
        "before": "; ".join(one["key_before"]),
        "after": "; ".join(one.get("key", ())),
        **{name: Markup(texts.number(one[name])) for name in ("changed", "raised", "lowered")},
    }


def _interval(one: Document, texts: Texts) -> Document:
    most = max(abs(one.get("least") or 0), abs(one.get("most") or 0))
    return {
        "starts": Markup(texts.moment(one["starts"])),
        "ends": Markup(texts.moment(one["ends"])),
        "changed": Markup(texts.number(one["changed"])),
        "most": Markup(texts.duration(most)),
    }


def _close(one: Document, texts: Texts) -> Document:
    before, after = texts.moment(one["closed_before"]), texts.moment(one["closes_at"])
    return {"before": Markup(before), "after": Markup(after)}


def _draw(one: Document, texts: Texts) -> Document:
    return {"source": one["source"], "seed": one["seed"]}


def _corrected(one: Document, texts: Texts) -> Document:
    return {"published": Markup(texts.moment(one["published_at"]))}


_TOLD = {
    "question_voided": _question,
    "key_corrected": _question,
    "outage_cut": _interval,
    "interval_annulled": _interval,
    "close_moved": _close,
    "draw": _draw,
    "results_corrected": _corrected,
}
