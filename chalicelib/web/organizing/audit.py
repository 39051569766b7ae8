"""The audit logs: pages of them, exports and checks."""

import re
from dataclasses import asdict
from typing import Any

from chalicelib.domain.audit import DEPLOYMENT, Sought
from chalicelib.domain.checks import Check, Matching, OneOf, Text, Whole
from chalicelib.usecases.audit_log import KINDS, page
from chalicelib.web.organizing.call import ID_OF_CLIENT, Answer, Call, require, started_job

_ROWS, _MOST_ROWS = 50, 200
_LATEST = 2**53 - 1
_SOUGHT: dict[str, Check] = {
    "by": Text(100, blank=True),
    "on": Text(100, blank=True),
    "what": Matching(re.compile(r"[a-z0-9-]{0,60}", re.ASCII), "Không phải tên một việc."),
    "since": Whole(0, _LATEST),
    "until": Whole(0, _LATEST),
}


def show_log(call: Call) -> dict[str, Any]:
    """Entries of a contest's log, the newest first."""
    return _shown(call, call.slug)


def show_deployment_log(call: Call) -> dict[str, Any]:
    """Entries of what belongs to no contest: people."""
    return _shown(call, DEPLOYMENT)


def export_log(call: Call) -> Answer:
    return _export(call, call.slug)


def export_deployment_log(call: Call) -> Answer:
    return _export(call, "")


def check_log(call: Call) -> Answer:
    return _check(call, call.slug)


def check_deployment_log(call: Call) -> Answer:
    return _check(call, "")


def _shown(call: Call, slug: str) -> dict[str, Any]:
    sought = _sought(call)
    rows = call.whole_query("rows", _ROWS, _MOST_ROWS)
    below = call.whole_query("cursor", 0, _LATEST) or None
    found = page(slug, sought, below, rows, call.stores.vault)
    return {
        "entries": [asdict(entry) for entry in found.entries],
        "cursor": str(found.below) if found.below else None,
        "of": found.of,
    }


def _sought(call: Call) -> Sought:
    """What the address asks for. Raises invalid."""
    asked: dict[str, Any] = {name: call.query[name] for name in _SOUGHT if call.query.get(name)}
    for name in ("since", "until"):
        if asked.get(name, "").isdecimal():
            asked[name] = int(asked[name])
    require(asked, optional=_SOUGHT)
    return Sought(**asked)


def _export(call: Call, slug: str) -> Answer:
    fixed: dict[str, Check] = {"job": ID_OF_CLIENT, "kind": OneOf(KINDS)}
    body = require(call.body, fixed, _SOUGHT)
    # Apart, as a job's own `by` is who asked for it.
    sought = {name: body[name] for name in _SOUGHT if name in body}
    asked = {"do": "export", "kind": body["kind"], "sought": sought}
    return started_job(call, "audit", slug, asked)


def _check(call: Call, slug: str) -> Answer:
    require(call.body, {"job": ID_OF_CLIENT})
    return started_job(call, "audit", slug, {"do": "check"})
