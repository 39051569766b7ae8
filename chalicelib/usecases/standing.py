"""What organizers see of the ranking of a contest, between its freeze and its publication."""

from typing import Any

from chalicelib.domain.contest import Contest
from chalicelib.domain.errors import Code, Refusal
from chalicelib.domain.results import results_document
from chalicelib.usecases.agreed import agreed
from chalicelib.usecases.approving import approvals
from chalicelib.usecases.ports import Run, Stores
from chalicelib.usecases.public_files import read_results
from chalicelib.usecases.ranking import current_bundle
from chalicelib.usecases.standing_parts import read_head, read_rows

PAGE_ROWS = 50

Document = dict[str, Any]


def overview(slug: str, by: str, stores: Stores) -> Document:
    """How far ranking and publishing have come: the latest run without its standing, what stands
    between it and publication by this person, and what was published. Raises no_such_contest."""
    contest = current_bundle(slug, stores).contest
    run = stores.judgements.latest_run(slug)
    published, _ = read_results(slug, stores.site)
    head = None if run is None else read_head(slug, run.inputs_hash, stores.vault)
    return {
        "frozen_at": contest.frozen_at,
        "last_resort": contest.ranking.last_resort.value,
        "units": {unit.id: unit.name for unit in contest.units},
        "published": None if published is None else _published(published),
        "run": None if run is None or head is None else _run(run, head, contest, by, stores),
    }


def standing_page(slug: str, run_id: str, first: int, stores: Stores) -> Document:
    """Fifty rows of a run's standing, with the names of those who win, may win or are flagged.

    Raises Refusal: no_such_thing.
    """
    head = _head_of(slug, run_id, stores)
    rows = read_rows(slug, run_id, first, PAGE_ROWS, stores.vault)
    following = first + len(rows)
    more = rows and following < head["standing_count"]
    people = head["people"]
    return {
        "rows": [{**row, "name": people.get(row["attempt"], {}).get("name")} for row in rows],
        "of": head["standing_count"],
        "cursor": str(following) if more else None,
    }


def preview(slug: str, run_id: str, stores: Stores) -> Document:
    """`results.json` as this run would be published now. Raises Refusal: no_such_contest,
    no_such_thing, undecided_ties."""
    contest = current_bundle(slug, stores).contest
    head = _head_of(slug, run_id, stores)
    if head["undecided"]:
        says = "Còn đồng hạng chưa được quyết định, nên chưa có bản kết quả để xem trước."
        raise Refusal(Code.UNDECIDED_TIES, says)
    return results_document(head, contest, stores.clock(), run_id)


def _head_of(slug: str, run_id: str, stores: Stores) -> Document:
    head = read_head(slug, run_id, stores.vault)
    if head is None:
        raise Refusal(Code.NO_SUCH_THING, "Không có lần xếp hạng này. Xin xếp hạng lại.")
    return head


def _run(run: Run, head: Document, contest: Contest, by: str, stores: Stores) -> Document:
    approved = approvals(run, stores)
    others = [each for each in approved if str(each["by"]).lower() != by.lower()]
    own = {run.by.lower(), *(str(each["by"]).lower() for each in approved)}
    return {
        "id": run.inputs_hash,
        "at": run.at,
        "by": run.by,
        "stale": _laid_down_since(run, stores),
        **{name: head[name] for name in ("totals", "undecided", "decisions", "passings")},
        "awards": [*head["individual"], *head["collective"], *head.get("manual", [])],
        "people": head["people"],
        "unreviewed": head["unreviewed_winners"],
        "flags": head["flags_count"],
        "amendments": head["amendments"],
        "unconfirmed_units": head.get("unconfirmed_units", []),
        "approval": {
            "needed": contest.approval.second_person,
            "approved": approved,
            "may_approve": by.lower() not in own,
            "enough": bool(others) or not contest.approval.second_person,
        },
    }


def _laid_down_since(run: Run, stores: Stores) -> bool:
    """Whether organizers have recorded something that this run does not know."""
    judgements = stores.judgements
    slug = run.slug
    times = [
        *(each.at for each in judgements.reviews(slug)),
        *(each.at for each in judgements.decisions(slug)),
        *(each.at for each in judgements.passings(slug)),
        *(each.at for each in agreed(slug, stores)),
    ]
    return max(times, default=0) > run.at


def _published(results: Document) -> Document:
    earlier = [each for each in results["amendments"] if each["kind"] == "results_corrected"]
    return {"run": results["run"], "at": results["published_at"], "earlier": earlier}
