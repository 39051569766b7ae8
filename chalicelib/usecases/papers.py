"""Official papers of a contest: details kept, papers made by a job, templates of the ward's own.

Made papers lie in `documents/<slug>/<run>/` (drafts in `…/<run>-du-thao/`), which goes with the
personal data; the ward's templates in `templates/<slug>/`.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol

from chalicelib.domain.errors import Code, Refusal, invalid
from chalicelib.domain.papers.content import Basis
from chalicelib.domain.papers.kinds import (
    WITH_TEMPLATE,
    Details,
    Paper,
    completed,
    details_of,
)
from chalicelib.usecases.auditing import Act, record_act
from chalicelib.usecases.ports import Conflict, Ruling, Stores
from chalicelib.usecases.public_files import read_results
from chalicelib.usecases.ranking import (
    Outcome,
    current_bundle,
    not_ranked,
    read_run,
    refuse_once_erased,
)
from chalicelib.usecases.standing_parts import read_head

FUNCTION = "documents"
MOST_TEMPLATE_BYTES = 2**20
_KIND, _ID = "papers", "details"

Progress = Callable[[int, int], None]


class Press(Protocol):
    """What makes files: the one part that needs Word's and Excel's libraries."""

    def make(self, paper: Paper, basis: Basis, template: bytes | None) -> bytes:
        """The file of a paper, by the ward's own template or the built-in one."""

    def builtin(self, paper: Paper) -> bytes:
        """The built-in template of a paper."""

    def check(self, paper: Paper, template: bytes) -> None:
        """Raises Refusal bad_template where a file can't be that paper's template."""


def work(event: dict[str, Any], press: Press, stores: Stores, progress: Progress) -> dict[str, Any]:
    """What the function does: `do` is "make", "take-template" or "hand-out-template".

    Raises Refusal: no_such_contest, data_erased, not_ranked, bad_template, invalid.
    """
    slug, do = event["slug"], event.get("do", "make")
    if do == "make":
        papers = [Paper(name) for name in event.get("papers") or list(Paper)]
        return make(slug, papers, press, stores, progress)
    paper = _templated(event["paper"])
    if do == "take-template":
        who = (event["by"], event["source"])
        return _take_template(slug, paper, event["upload"], press, stores, *who)
    return _hand_out_template(slug, paper, press, stores)


def basis(slug: str, stores: Stores) -> Basis:
    """What papers are made of: the published run, or as a draft the latest one.

    Raises Refusal: no_such_contest, data_erased, not_ranked.
    """
    analysis = stores.vault.read(f"analysis/{slug}.json")
    return replace(
        _basis(slug, lambda run: read_run(slug, run, stores), stores),
        stats=stores.site.get_json(f"contests/{slug}/stats.json"),
        analysis=None if analysis is None else json.loads(analysis[0]),
    )


def light_basis(slug: str, stores: Stores) -> Basis:
    """The same for who shows the recipients alone: of the run its head, no figures. Raises as
    `basis` does."""
    return _basis(slug, lambda run: read_head(slug, run, stores.vault), stores)


def _basis(slug: str, read: Callable[[str], Outcome | None], stores: Stores) -> Basis:
    contest = current_bundle(slug, stores).contest
    refuse_once_erased(contest, stores.clock())
    run, draft = _run(slug, stores)
    outcome = read(run)
    if outcome is None:
        raise not_ranked()
    details = read_details(slug, stores)
    return Basis(contest=contest, outcome=outcome, run=run, draft=draft, details=details)


def make(
    slug: str, papers: list[Paper], press: Press, stores: Stores, progress: Progress
) -> dict[str, Any]:
    """Makes papers anew, over earlier ones of the same run: {"run", "draft", "papers"}."""
    of = basis(slug, stores)
    for done, paper in enumerate(papers):
        progress(done, len(papers))
        made = press.make(paper, of, _own_template(slug, paper, stores))
        stores.vault.put(_key(slug, of.run, of.draft, paper), made)
    return {"run": of.run, "draft": of.draft, "papers": [paper.value for paper in papers]}


def link(slug: str, paper: Paper, stores: Stores) -> str | None:
    """Where a paper that was made of the present run can be loaded; None where it was not made."""
    run, draft = _run(slug, stores)
    key = _key(slug, run, draft, paper)
    if key not in set(stores.vault.keys(key)):
        return None
    return stores.vault.link(key, f"{slug}-{filename(paper)}")


def overview(slug: str, stores: Stores) -> dict[str, Any]:
    """What the screen shows besides manual prizes. `run` is None before any ranking."""
    contest = current_bundle(slug, stores).contest
    details = read_details(slug, stores)
    run = _run_facts(slug, stores)
    made = set() if run is None else _made(slug, run["id"], run["draft"], stores)
    own = {key.rpartition("/")[2] for key in stores.vault.keys(f"templates/{slug}/")}
    return {
        "run": run,
        "details": vars(details),
        "usual": vars(completed(Details(), contest)),
        "papers": [
            {
                "id": paper.value,
                "made": filename(paper) in made,
                "has_template": paper in WITH_TEMPLATE,
                "own_template": f"{paper.value}.docx" in own,
            }
            for paper in Paper
        ],
    }


def read_details(slug: str, stores: Stores) -> Details:
    """What officials gave for the papers of a contest; all empty before they have."""
    ruling = stores.rulings.get(slug, _KIND, _ID)
    return Details() if ruling is None else details_of(ruling.document)


def keep_details(slug: str, details: Details, by: str, source: str, stores: Stores) -> None:
    """Keeps what officials give; the same again changes nothing. Raises Refusal: no_such_contest,
    data_erased, try_again."""
    refuse_once_erased(current_bundle(slug, stores).contest, stores.clock())
    ruling = stores.rulings.get(slug, _KIND, _ID)
    before = None if ruling is None else ruling.document
    document = vars(details)
    if document == before:
        return
    act = Act(by, "paper-details", slug, stores.clock(), "", before, document, source)
    record_act(slug, act, stores.vault)
    fresh = Ruling(slug, _KIND, _ID, document) if ruling is None else ruling.changed(document)
    try:
        stores.rulings.put(fresh, ruling)
    except Conflict as conflict:
        says = "Có người vừa sửa thông tin này. Xin tải lại trang rồi xem lại."
        raise Refusal(Code.TRY_AGAIN, says) from conflict


def reset_template(slug: str, name: str, by: str, source: str, stores: Stores) -> None:
    """Goes back to the built-in template; where it is in use already nothing changes. Raises
    Refusal: no_such_contest, invalid."""
    current_bundle(slug, stores)
    paper = _templated(name)
    if _own_template(slug, paper, stores) is None:
        return
    act = Act(by, "reset-template", paper.value, stores.clock(), source=source)
    record_act(slug, act, stores.vault)
    stores.vault.delete(_template_key(slug, paper))


def filename(paper: Paper) -> str:
    """A paper's file, such as `quyet-dinh.docx`."""
    return f"{paper.value}.{'xlsx' if paper is Paper.PRIZE_LIST else 'docx'}"


def upload_key(slug: str, job_id: str) -> str:
    """Where an uploaded template waits for its check; it goes after some days."""
    return f"imports/{slug}/{job_id}.docx"


def _take_template(
    slug: str, paper: Paper, upload: str, press: Press, stores: Stores, by: str, source: str
) -> dict[str, Any]:
    stored = stores.vault.read(upload_key(slug, upload))
    if stored is None:
        raise invalid({"file": "Không thấy tệp vừa gửi. Xin gửi lại."})
    press.check(paper, stored[0])
    act = Act(by, "take-template", paper.value, stores.clock(), "", None, stored[1], source)
    record_act(slug, act, stores.vault)
    stores.vault.put(_template_key(slug, paper), stored[0])
    return {"paper": paper.value}


def _hand_out_template(slug: str, paper: Paper, press: Press, stores: Stores) -> dict[str, Any]:
    own = _own_template(slug, paper, stores)
    key = f"documents/{slug}/templates/{paper.value}.docx"
    stores.vault.put(key, own or press.builtin(paper))
    return {"paper": paper.value, "url": stores.vault.link(key, f"mau-{paper.value}.docx")}


def _own_template(slug: str, paper: Paper, stores: Stores) -> bytes | None:
    stored = stores.vault.read(_template_key(slug, paper)) if paper in WITH_TEMPLATE else None
    return None if stored is None else stored[0]


def _template_key(slug: str, paper: Paper) -> str:
    return f"templates/{slug}/{paper.value}.docx"


def _templated(name: str) -> Paper:
    if name not in WITH_TEMPLATE:
        names = ", ".join(WITH_TEMPLATE)
        raise invalid({"paper": f"Chỉ thay được mẫu của: {names}."})
    return Paper(name)


def _run(slug: str, stores: Stores) -> tuple[str, bool]:
    """The run that papers are made of, and whether it is a draft. Raises not_ranked."""
    facts = _run_facts(slug, stores)
    if facts is None:
        raise not_ranked()
    return facts["id"], facts["draft"]


def _run_facts(slug: str, stores: Stores) -> dict[str, Any] | None:
    """`newer`: a later run is not published yet, and papers do not show it."""
    latest = stores.judgements.latest_run(slug)
    if latest is None:
        return None
    published, _ = read_results(slug, stores.site)
    run = latest.inputs_hash if published is None else published["run"]
    return {"id": run, "draft": published is None, "newer": run != latest.inputs_hash}


def _made(slug: str, run: str, draft: bool, stores: Stores) -> set[str]:
    folder = _folder(slug, run, draft)
    return {key.removeprefix(folder) for key in stores.vault.keys(folder)}


def _folder(slug: str, run: str, draft: bool) -> str:
    return f"documents/{slug}/{run}{'-du-thao' if draft else ''}/"


def _key(slug: str, run: str, draft: bool, paper: Paper) -> str:
    return _folder(slug, run, draft) + filename(paper)
