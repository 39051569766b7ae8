"""What organizers see of the ranking of a contest, between its freeze and its publication."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from chalicelib.domain.amending import Amendment, AmendmentKind
from chalicelib.domain.contest import Contest
from chalicelib.domain.errors import Code, Refusal
from chalicelib.domain.identity import mask_identity
from chalicelib.domain.results import results_document
from chalicelib.usecases.agreed import agreed
from chalicelib.usecases.approving import approvals
from chalicelib.usecases.confirmed import confirmations
from chalicelib.usecases.drawn import drawn
from chalicelib.usecases.namings import KIND as NAMINGS
from chalicelib.usecases.namings import changed_at
from chalicelib.usecases.ports import Run, Stores
from chalicelib.usecases.public_files import read_results
from chalicelib.usecases.ranking import current_bundle
from chalicelib.usecases.standing_parts import read_head, read_rows

PAGE_ROWS = 50
_DECIDED = ("decisions", "passings")

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
        **_draw(contest, stores),
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


def _people(head: Document) -> dict[str, Document]:
    """Those who win, may win, passed on or keep the prizes waiting, without their whole numbers."""
    groups = [tie["candidates"] for tie in head["undecided"]]
    groups += [[lot["winner"] for lot in tie["lots"]] for tie in head.get("drawn", [])]
    groups += [decision["winners"] for decision in head["decisions"]]
    won = (*head["individual"], *head.get("manual", []), *head["passings"])
    named = {one["winner"] for one in won}.union(head["unreviewed_winners"], *groups)
    return {
        attempt: _without_number(person)
        for attempt, person in head["people"].items()
        if attempt in named
    }


def _without_number(person: Document) -> Document:
    told = {name: value for name, value in person.items() if name != "identity"}
    return {**told, "identity_masked": mask_identity(person["identity"])}


def _run(run: Run, head: Document, contest: Contest, by: str, stores: Stores) -> Document:
    approved = approvals(run, stores)
    others = [each for each in approved if str(each["by"]).lower() != by.lower()]
    own = {run.by.lower(), *(str(each["by"]).lower() for each in approved)}
    return {
        "id": run.inputs_hash,
        "at": run.at,
        "by": run.by,
        "stale": _is_stale(run, head, stores),
        "totals": head["totals"],
        "undecided": head["undecided"],
        "draw": head.get("draw"),
        "drawn": head.get("drawn", []),
        **_decided(run.slug, stores),
        "awards": [*head["individual"], *head["collective"], *head.get("manual", [])],
        "people": _people(head),
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


def _draw(contest: Contest, stores: Stores) -> Document:
    """Where the rules ask for a draw: the source announced, and what is recorded of it, or None."""
    source = contest.ranking.draw_source
    if source is None:
        return {}
    recorded = drawn(contest.slug, stores)
    return {"draw_source": source, "draw": None if recorded is None else asdict(recorded)}


def _decided(slug: str, stores: Stores) -> Document:
    """Decisions and passings as they stand, whether a run knows them yet or not."""
    judgements = stores.judgements
    return {
        "decisions": [asdict(each) for each in judgements.decisions(slug)],
        "passings": [asdict(each) for each in judgements.passings(slug)],
    }


def _is_stale(run: Run, head: Document, stores: Stores) -> bool:
    """Whether organizers have recorded, or taken back, something that this run does not know."""
    confirmed = confirmations(run.slug, stores.rulings)
    recorded = drawn(run.slug, stores)
    times = [
        *(each.at for each in stores.judgements.reviews(run.slug)),
        *(each.at for each in confirmed),
        *(changed_at(ruling) for ruling in stores.rulings.every(run.slug, NAMINGS)),
    ]
    return (
        max(times, default=0) > run.at
        or head.get("draw") != (None if recorded is None else asdict(recorded))
        or _moments(_decided(run.slug, stores)) != _moments(head)
        or _amended_at(agreed(run.slug, stores)) != _amended_in(head)
        or not _counted_as_confirmed(head) <= {each.unit for each in confirmed}
    )


def _moments(decided: Document) -> set[tuple[str, int]]:
    return {(each["prize"], each["at"]) for name in _DECIDED for each in decided[name]}


def _amended_at(amendments: Iterable[Amendment]) -> list[int]:
    return sorted(each.at for each in amendments)


def _amended_in(head: Document) -> list[int]:
    kinds = {kind.value for kind in AmendmentKind}
    return sorted(each["at"] for each in head["amendments"] if each["kind"] in kinds)


def _counted_as_confirmed(head: Document) -> set[str]:
    return {each["winner"] for each in head["collective"] if each.get("units_confirmed")}


def _published(results: Document) -> Document:
    earlier = [each for each in results["amendments"] if each["kind"] == "results_corrected"]
    return {"run": results["run"], "at": results["published_at"], "earlier": earlier}
