"""A later close: the only amendment of a contest that is still open (design §4)."""

from dataclasses import replace

from chalicelib.domain.errors import Code, Refusal
from chalicelib.usecases.agreed import agreed, moved_close
from chalicelib.usecases.bundling import renew_bundle
from chalicelib.usecases.ports import Bundle, Conflict, ContestRecord, Stores
from chalicelib.usecases.public_files import publish_contest, publish_index

LEAD_MS = 30_000
"""So long before the freeze the close can be moved last: warm functions know a contest for some
seconds, and none must reveal a key that is needed on."""


def refuse_too_late(bundle: Bundle, stores: Stores) -> None:
    """Raises closed where the contest is, or may be any moment, frozen."""
    if stores.clock() >= bundle.contest.frozen_at - LEAD_MS:
        raise Refusal(
            Code.CLOSED,
            "Cuộc thi đã đóng và sắp công khai đáp án, không dời giờ đóng được nữa.",
        )


def close_was_moved(bundle: Bundle, stores: Stores) -> bool:
    """Whether a later close was agreed on than the one that is served."""
    later = moved_close(bundle.contest.slug, stores)
    return later is not None and later > bundle.contest.closes_at


def is_half_moved(record: ContestRecord, bundle: Bundle) -> bool:
    """Whether a later close is served that is not all published yet: the record comes last."""
    return record.closes_at != bundle.contest.closes_at


def move_the_close(slug: str, stores: Stores) -> None:
    """Brings the close that was agreed on into all that is served and published. Doing it again
    publishes the same. Raises Refusal: no_such_contest, try_again."""
    bundle = renew_bundle(slug, stores)
    closes_at = bundle.contest.closes_at
    records = stores.records.every()
    moved = [replace(each, closes_at=closes_at) if each.slug == slug else each for each in records]
    publish_contest(bundle, stores.site, agreed(slug, stores))
    publish_index(moved, stores.site)
    stores.pages.show(slug)
    stores.pages.show_list()
    for record in records:
        if record.slug == slug and is_half_moved(record, bundle):
            _put(replace(record, closes_at=closes_at), record, stores)


def _put(record: ContestRecord, previous: ContestRecord, stores: Stores) -> None:
    try:
        stores.records.put(record, previous)
    except Conflict as conflict:
        raise Refusal(
            Code.TRY_AGAIN, "Cuộc thi này đang được cập nhật. Xin thử lại sau ít giây."
        ) from conflict
