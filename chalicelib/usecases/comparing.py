"""The versions of a contest, and what changed between two of them."""

from dataclasses import asdict
from typing import Any

from chalicelib.domain.contest_format.writing import raw_as_json, raw_of_document
from chalicelib.domain.differences import QuestionChanges, changes_between, question_changes
from chalicelib.domain.errors import Code, Refusal
from chalicelib.usecases.drafting import (
    Questions,
    Raw,
    has_draft,
    is_open_or_past,
    read_contest_draft,
    read_question_draft,
)
from chalicelib.usecases.ports import Stores

DRAFT = "draft"
_MOST_CHANGED = 500


def list_versions(slug: str, stores: Stores) -> list[dict[str, Any]]:
    """Each version, the latest first, then the draft's being there: {"version", "number",
    "committed_at", "current"}; the draft, where it can still become one, as {"version": "draft"}.
    Raises Refusal no_such_contest."""
    read_contest_draft(slug, stores)
    record = stores.records.get(slug)
    versions = () if record is None else record.versions
    listed = [
        {
            "version": version,
            "number": number,
            "committed_at": _committed_at(slug, version, stores),
            "current": number == len(versions),
        }
        for number, version in enumerate(versions, start=1)
    ]
    return [*_draft(slug, stores), *reversed(listed)]


def compare_versions(slug: str, before: str, after: str, stores: Stores) -> dict[str, Any]:
    """What changed from one version to another, either of which may be "draft": {"fields": [{field,
    before, after}], "questions": {"added", "removed", "changed", "counts"}}; excluded people are
    masked, long lists cut. Raises Refusal: no_such_contest, no_such_thing."""
    (old, old_bank), (new, new_bank) = _state(slug, before, stores), _state(slug, after, stores)
    fields = [asdict(change) for change in changes_between(old, new)]
    return {"fields": fields, "questions": _bank_changes(question_changes(old_bank, new_bank))}


def _draft(slug: str, stores: Stores) -> list[dict[str, Any]]:
    if is_open_or_past(slug, stores) or not has_draft(slug, stores):
        return []
    return [{"version": DRAFT, "number": None, "committed_at": None, "current": False}]


def _committed_at(slug: str, version: str, stores: Stores) -> int | None:
    """None where a load died before the version was kept."""
    bundle = stores.bundles.version(slug, version)
    return None if bundle is None else bundle.committed_at


def _state(slug: str, version: str, stores: Stores) -> tuple[Raw, Questions]:
    if version == DRAFT:
        return read_contest_draft(slug, stores)[0], read_question_draft(slug, stores)[0]
    bundle = stores.bundles.version(slug, version)
    if bundle is None:
        raise Refusal(Code.NO_SUCH_THING, "Không có phiên bản này. Xin tải lại trang.")
    raw = raw_of_document(bundle.document)
    return raw_as_json(raw), raw["questions"]


def _bank_changes(found: QuestionChanges) -> dict[str, Any]:
    changed = [
        {"id": id_, "fields": [asdict(change) for change in changes]}
        for id_, changes in found.changed[:_MOST_CHANGED]
    ]
    counts = {
        "added": len(found.added),
        "removed": len(found.removed),
        "changed": len(found.changed),
    }
    return {
        "added": list(found.added[:_MOST_CHANGED]),
        "removed": list(found.removed[:_MOST_CHANGED]),
        "changed": changed,
        "counts": counts,
    }
