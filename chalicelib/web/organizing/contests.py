"""Contests: what there is."""

from typing import Any

from chalicelib.domain.contest_format.kinds import Instant
from chalicelib.domain.contest_format.reading import instant_ms
from chalicelib.domain.contest_format.writing import raw_from_json
from chalicelib.usecases.drafting import drafted_slugs, read_contest_draft
from chalicelib.usecases.overview import list_contests as contests_overview
from chalicelib.web.organizing.call import Call


def list_contests(call: Call) -> dict[str, Any]:
    """Loaded contests, and those that are drafts alone; `has_draft` where one is being changed."""
    stores = call.stores
    drafted = set(drafted_slugs(stores))
    listed = contests_overview(stores.records, stores.clock())
    known = {contest["slug"] for contest in listed}
    drafts = [_draft(slug, call) for slug in sorted(drafted - known)]
    return {
        "contests": [
            *drafts,
            *({**contest, "has_draft": contest["slug"] in drafted} for contest in listed),
        ]
    }


def _draft(slug: str, call: Call) -> dict[str, Any]:
    raw, _ = read_contest_draft(slug, call.stores)
    window = raw_from_json({name: raw.get(name) for name in ("opens_at", "closes_at")})
    title = raw.get("title")
    return {
        "slug": slug,
        "title": title if isinstance(title, str) else "",
        **{name: _ms(moment) for name, moment in window.items()},
        "stage": "draft",
        "has_draft": True,
    }


def _ms(moment: Any) -> int | None:
    """None where the draft has no moment yet that could be one."""
    return None if Instant().fault(moment) else instant_ms(moment)
