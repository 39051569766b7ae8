"""How a contest's draft comes to be, is changed field by field, and leaves as files."""

import copy
from dataclasses import dataclass
from typing import Any

from chalicelib.domain.contest_format import Fault, examine_contest
from chalicelib.domain.contest_format.writing import (
    as_json,
    in_file_order,
    raw_as_json,
    raw_from_json,
)
from chalicelib.domain.contest_template import a_year_on, start_from_nothing, start_from_template
from chalicelib.domain.errors import Code, Refusal, invalid
from chalicelib.usecases.auditing import Act, record_act
from chalicelib.usecases.drafting import (
    Questions,
    Raw,
    create_contest_draft,
    read_contest_draft,
    read_question_draft,
    save_contest_draft,
)
from chalicelib.usecases.ports import BadArchive, Ruling, Stores

BUDGET = "budget"
_MOST_TOLD = 200


@dataclass(frozen=True)
class Beginning:
    """What a new contest is made of: `source` is the slug of the contest to begin from, "" for
    none; `template` begins with the bundled one. `known` holds host, contact, opens_at and
    closes_at (ISO texts), as far as they are known."""

    slug: str
    title: str
    known: dict[str, str]
    template: bool = False
    source: str = ""


def begin_contest(beginning: Beginning, stores: Stores, *, by: str, source: str) -> str:
    """A new draft; gives its tag. Raises Refusal: invalid, slug_taken, no_such_contest."""
    raw, questions = _start(beginning, stores)
    raw = {**raw, "slug": beginning.slug, "title": beginning.title, **beginning.known}
    why = beginning.source or ("template" if beginning.template else "")
    return create_contest_draft(raw, questions, stores, by=by, source=source, why=why)


def change_contest(
    slug: str, changes: dict[str, Any], tag: str, stores: Stores, *, by: str, source: str
) -> str:
    """Changes fields of a draft, each by its name as in `paper.time_limit_s`; None takes one away.
    Gives the new tag. Raises Refusal: no_such_contest, rules_frozen, changed_meanwhile, invalid."""
    raw, found = read_contest_draft(slug, stores)
    changed = copy.deepcopy(raw)
    for name, value in changes.items():
        _set(changed, name.split("."), value)
    if changed == raw and found == tag:
        return tag
    return save_contest_draft(slug, changed, tag, stores, by=by, source=source)


def faults_of_draft(raw: Raw, questions: Questions) -> tuple[Fault, ...]:
    """Every fault that keeps a draft from becoming a version."""
    return examine_contest({**raw_from_json(raw), "questions": questions})[1]


def import_contest(
    content: bytes, stores: Stores, *, by: str, source: str, slug: str = "", faulty: bool = False
) -> str:
    """A new draft from the .zip of a contest's folder, under another `slug` if one is given; gives
    the slug. Files with faults become a draft only where `faulty` says so, and if they can be
    parsed. Raises Refusal: invalid (bad archive), faulty_files, slug_taken."""
    try:
        read = stores.archives.read(content)
    except BadArchive as bad:
        raise invalid({"archive": str(bad)}) from bad
    if read.faults and not (faulty and read.readable):
        raise _faulty_files(read.faults, read.readable)
    raw = raw_as_json(read.contest)
    raw = {**raw, "slug": slug} if slug else raw
    questions = as_json(read.questions)
    create_contest_draft(in_file_order(raw), questions, stores, by=by, source=source)
    return str(raw["slug"])


def export_contest_files(slug: str, stores: Stores) -> bytes:
    """The draft, or the version where there is none, as a .zip. Raises Refusal no_such_contest."""
    raw, _ = read_contest_draft(slug, stores)
    questions, _ = read_question_draft(slug, stores)
    return stores.archives.write(raw, questions)


def budget_of(slug: str, stores: Stores) -> int | None:
    """What the prizes may cost, in đồng; kept beside the draft, as it is no rule."""
    ruling = stores.rulings.get(slug, BUDGET, BUDGET)
    return None if ruling is None else ruling.document["budget_vnd"]


def set_budget(slug: str, budget_vnd: int | None, stores: Stores, *, by: str, source: str) -> None:
    """Notes what the prizes may cost; the last word counts. Raises Refusal no_such_contest."""
    read_contest_draft(slug, stores)
    previous = stores.rulings.get(slug, BUDGET, BUDGET)
    document = {"budget_vnd": budget_vnd}
    if previous is not None and previous.document == document:
        return
    before = None if previous is None else previous.document["budget_vnd"]
    act = Act(by, "set-budget", slug, stores.clock(), "", before, budget_vnd, source)
    record_act(slug, act, stores.vault)
    ruling = Ruling(slug, BUDGET, BUDGET, document)
    stores.rulings.put(previous.changed(document) if previous else ruling, previous)


def _start(beginning: Beginning, stores: Stores) -> tuple[Raw, Questions]:
    if beginning.source:
        raw, _ = read_contest_draft(beginning.source, stores)
        questions, _ = read_question_draft(beginning.source, stores)
        without = {name: value for name, value in raw.items() if name not in _OF_ONE_YEAR}
        return {**without, **a_year_on(raw)}, questions
    return (start_from_template() if beginning.template else start_from_nothing()), []


_OF_ONE_YEAR = ("opens_at", "closes_at")


def _set(raw: Any, path: list[str], value: Any) -> None:
    *outer, last = path
    for name in outer:
        inner = raw.get(name)
        # What is no table is faulty; whoever sets a field within puts it right.
        raw[name] = inner if isinstance(inner, dict) else {}
        raw = raw[name]
    if value is None:
        raw.pop(last, None)
    else:
        raw[last] = value


def _faulty_files(faults: tuple[Any, ...], readable: bool) -> Refusal:
    told = [
        {"file": each.file, "place": each.place, "field": each.field, "message": each.message}
        for each in faults[:_MOST_TOLD]
    ]
    return Refusal(
        Code.FAULTY_FILES,
        f"Tệp có {len(faults)} lỗi; chưa nhập gì. Xin sửa trong tệp rồi nhập lại.",
        details={"faults": told, "count": len(faults), "readable": readable},
    )
