"""Announcements: what stands on the pages of a contest, new ones, and taking them back."""

from dataclasses import asdict
from typing import Any

from chalicelib.domain.announcements import MOST_CHARACTERS, Announcement, Weight
from chalicelib.domain.checks import Check, OneOf, Text, Whole, clean_text
from chalicelib.usecases.notices import announce, announcements, withdraw
from chalicelib.web.organizing.call import ID_OF_CLIENT, Answer, Call, require, started_job

_LATEST = 2**53 - 1
_NEW: dict[str, Check] = {
    "id": ID_OF_CLIENT,
    "job": ID_OF_CLIENT,
    "weight": OneOf([weight.value for weight in Weight]),
    "text": Text(MOST_CHARACTERS),
    "starts_at": Whole(0, _LATEST),
    "ends_at": Whole(0, _LATEST),
}


def list_announcements(call: Call) -> dict[str, Any]:
    """All of a contest, the newest first, with where each stands now."""
    now = call.stores.clock()
    return {
        "announcements": [
            {**asdict(each), "standing": each.standing(now).value}
            for each in announcements(call.bundle().contest.slug, call.stores)
        ]
    }


def make_announcement(call: Call) -> Answer:
    body = require(call.body, _NEW)
    slug = call.bundle().contest.slug
    new = Announcement(
        id=body["id"],
        weight=Weight(body["weight"]),
        text=clean_text(body["text"]),
        starts_at=body["starts_at"],
        ends_at=body["ends_at"],
        by=call.by,
        made_at=call.at,
    )
    announce(slug, new, call.source, call.stores)
    return _put_up(call, slug)


def withdraw_announcement(call: Call) -> Answer:
    body = require(call.body, {"job": ID_OF_CLIENT, "reason": Text(500)})
    slug = call.bundle().contest.slug
    withdraw(slug, call.path["id"], body["reason"], call.by, call.source, call.stores)
    return _put_up(call, slug)


def put_up_again(call: Call) -> Answer:
    """For pages that could not be made when an announcement changed."""
    require(call.body, {"job": ID_OF_CLIENT})
    return _put_up(call, call.bundle().contest.slug)


def _put_up(call: Call, slug: str) -> Answer:
    return started_job(call, "announce", slug, {})
