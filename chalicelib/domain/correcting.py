"""Published results that are corrected: what took whose place, and why, stands in the results."""

from typing import Any

from chalicelib.domain.errors import invalid

CORRECTED = "results_corrected"
"""Kind of the entry that names the results before."""

Document = dict[str, Any]


def corrected(results: Document, published: Document, why: str | None) -> Document:
    """`results` with what they say of the `published` ones whose place they take.

    Without `why` the reasons of all that was amended since tell it. Raises invalid where nothing
    was: nobody could tell why results changed.
    """
    before = published.get("amendments", [])
    known = [each for each in before if each["kind"] != CORRECTED]
    added = [each["reason"] for each in results["amendments"] if each not in known]
    reason = why or "; ".join(dict.fromkeys(reason for reason in added if reason))
    if not reason:
        says = "Kết quả đã công bố nay khác đi: xin ghi lý do, để công bố cùng kết quả mới."
        raise invalid({"reason": says})
    entry = {
        "kind": CORRECTED,
        "at": results["published_at"],
        "reason": reason,
        "run": published["run"],
        "published_at": published["published_at"],
        "path": earlier_results(published["run"]),
    }
    earlier = [each for each in before if each["kind"] == CORRECTED]
    return {**results, "amendments": [*results["amendments"], *earlier, entry]}


def earlier_results(run: str) -> str:
    """The name of the file that keeps results of a run once they were corrected."""
    return f"results-{run[:16]}.json"
