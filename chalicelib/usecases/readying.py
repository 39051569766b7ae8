"""Whether a contest is ready, and opening it: its draft becomes the version that is served."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from chalicelib.domain.contest_format import ContestFaults, check_contest
from chalicelib.domain.contest_format.writing import raw_from_json
from chalicelib.domain.errors import Code, Refusal, invalid
from chalicelib.domain.readiness import Color, Light, Opened, Readiness, readiness
from chalicelib.usecases.auditing import Act, ensure_recorded
from chalicelib.usecases.drafting import (
    Questions,
    Raw,
    changed_meanwhile,
    is_open_or_past,
    prepared_contest,
    prepared_questions,
    tag_of,
)
from chalicelib.usecases.loading import contest_secrets, load_contest, version_of
from chalicelib.usecases.ports import RootSecrets, Stores
from chalicelib.usecases.preparing import budget_of

Show = Callable[[dict[str, Any], str], None]
"""Puts up what goes with a contest, handed contest.json and where the site stands."""

_SAYS_WHY = "Có mục màu vàng: xin ghi lý do vẫn mở, để người xem lại sau này hiểu vì sao."
# What a job asks for, and what each may be left out for; None: it must be there.
_EVENT: dict[str, Any] = {
    "slug": None,
    "contest_tag": None,
    "questions_tag": None,
    "origin": None,
    "reason": "",
    "by": "lambda",
    "source": "",
}


@dataclass(frozen=True)
class Opening:
    """What an organizer looked at, by the tags of rules and questions, and why amber is accepted;
    `origin` is where the site stands."""

    slug: str
    contest_tag: str
    questions_tag: str
    origin: str
    reason: str = ""
    by: str = "lambda"
    source: str = ""


@dataclass(frozen=True)
class Looked:
    """A draft as it is now, with its lights."""

    raw: Raw
    questions: Questions
    contest_tag: str
    questions_tag: str
    ready: Readiness
    budget_vnd: int | None


def opening_of(event: dict[str, Any]) -> Opening:
    """The opening that a job asks for. Raises invalid where a part of it is no text."""
    told = {name: event.get(name, default) for name, default in _EVENT.items()}
    wrong = [name for name, value in told.items() if not isinstance(value, str)]
    if wrong:
        raise invalid(dict.fromkeys(wrong, "Cần ghi mục này là một chuỗi ký tự."))
    return Opening(**told)


def look_at(slug: str, stores: Stores) -> Looked:
    """The lights of a contest, by its draft or its version. Raises Refusal no_such_contest."""
    open_now = is_open_or_past(slug, stores)
    contest = prepared_contest(slug, stores, of_version=open_now)
    bank = prepared_questions(slug, stores, of_version=open_now)
    raw, questions = json.loads(contest), json.loads(bank)
    budget = budget_of(slug, stores)
    ready = readiness(
        {**raw_from_json(raw), "questions": questions},
        stores.clock(),
        budget_vnd=budget,
        opened=_opened(slug, stores) if open_now else None,
    )
    return Looked(raw, questions, tag_of(contest), tag_of(bank), ready, budget)


def open_contest(
    opening: Opening, roots: RootSecrets, show: Show, stores: Stores
) -> dict[str, Any]:
    """Makes the draft that was looked at the version that is served, and has `show` put up what
    goes with it. Gives {"slug", "version", "loaded"}.

    The same again only publishes again. Raises Refusal: no_such_contest, changed_meanwhile,
    not_ready (a red light), invalid (amber without a reason), rules_frozen, data_erased, try_again.
    """
    slug = opening.slug
    raw = _draft_that_was_looked_at(opening, stores)
    ready = readiness(raw, stores.clock(), budget_vnd=budget_of(slug, stores))
    try:
        document = check_contest(raw).document
    except ContestFaults as faults:
        raise _not_ready(ready) from faults
    version = version_of(document, contest_secrets(slug, roots))
    if not _is_on_record(slug, version, stores):
        _refuse_unready(ready, opening.reason)
        _record(opening, version, ready, stores)
    loaded = load_contest(document, roots, opening.by, stores)
    public = stores.site.get_json(f"contests/{slug}/contest.json")
    assert public is not None, "load_contest has published it"
    show(public, opening.origin)
    return {"slug": slug, "version": version, "loaded": loaded.value}


def light_as_json(light: Light) -> dict[str, Any]:
    """A light as the console has it."""
    return {**asdict(light), "named": list(light.named)}


def _draft_that_was_looked_at(opening: Opening, stores: Stores) -> Raw:
    contest = prepared_contest(opening.slug, stores, of_version=False)
    bank = prepared_questions(opening.slug, stores, of_version=False)
    if (tag_of(contest), tag_of(bank)) != (opening.contest_tag, opening.questions_tag):
        raise changed_meanwhile()
    return {**raw_from_json(json.loads(contest)), "questions": json.loads(bank)}


def _opened(slug: str, stores: Stores) -> Opened | None:
    bundle = stores.bundles.get(slug)
    return None if bundle is None else Opened(bundle.committed_at)


def _is_on_record(slug: str, version: str, stores: Stores) -> bool:
    """Whether this very version was being loaded before: by a try that died half-way, or whole."""
    record = stores.records.get(slug)
    return record is not None and record.versions[-1] == version


def _refuse_unready(ready: Readiness, reason: str) -> None:
    if ready.of_color(Color.RED):
        raise _not_ready(ready)
    if ready.of_color(Color.AMBER) and not reason.strip():
        raise invalid({"reason": _SAYS_WHY})


def _not_ready(ready: Readiness) -> Refusal:
    red = [light_as_json(light) for light in ready.of_color(Color.RED)]
    return Refusal(
        Code.NOT_READY,
        "Chưa mở được: còn mục màu đỏ. Xin sửa các mục đó rồi mở lại.",
        details={"lights": red},
    )


def _record(opening: Opening, version: str, ready: Readiness, stores: Stores) -> None:
    """Before anything is public: nothing may be in force that the log does not know."""
    amber = [{"id": light.id, "says": light.says} for light in ready.of_color(Color.AMBER)]
    act = Act(
        opening.by,
        "open-contest",
        opening.slug,
        stores.clock(),
        opening.reason.strip(),
        after={"version": version, "amber": amber},
        source=opening.source,
    )
    ensure_recorded(opening.slug, act, stores.vault)
