"""What organizers change of an open contest, brought into its bundle, so that a start reads none
of it (design §3: two writes and no read a participant)."""

from dataclasses import replace

from chalicelib.domain.errors import Code, Refusal
from chalicelib.usecases.agreed import moved_close
from chalicelib.usecases.ports import Bundle, Stores
from chalicelib.usecases.ranking import current_bundle

EXTRA_TIME = "extra-time"
"""Kind of the rulings that give one person more time: `id` is the participant, the document
{"extra_ms", …}."""

DEVICE_TICKET = "device-ticket"
"""Kind of the rulings that say which tablets were let in: `id` is the ticket's, the document has
`recalled`, None while it is good."""

_TRIES = 10


def renew_bundle(slug: str, stores: Stores) -> Bundle:
    """Serves the contest with all that was laid down until now; gives what is served.

    Raises Refusal: no_such_contest, try_again where another version is being loaded.
    """
    for _ in range(_TRIES):
        current = _current(slug, stores)
        renewed = with_rulings(current, stores)
        stores.bundles.put(renewed)
        # Somebody may have laid down more meanwhile, and have been quicker to put it.
        if with_rulings(renewed, stores) == renewed:
            return renewed
    raise _try_again()


def with_rulings(bundle: Bundle, stores: Stores) -> Bundle:
    """The bundle with what the rulings of its contest say now."""
    granted = stores.rulings.every(bundle.contest.slug, EXTRA_TIME)
    extra_ms = {each.id: each.document["extra_ms"] for each in granted if each.document["extra_ms"]}
    issued = stores.rulings.every(bundle.contest.slug, DEVICE_TICKET)
    recalled = tuple(sorted(each.id for each in issued if each.document["recalled"]))
    moved = moved_close(bundle.contest.slug, stores)
    closes_at = bundle.document["closes_at"] if moved is None else moved
    contest = replace(bundle.contest, closes_at=closes_at)
    return replace(
        bundle,
        contest=contest,
        extra_ms=extra_ms,
        moved_close=moved,
        recalled_tickets=recalled,
    )


def _current(slug: str, stores: Stores) -> Bundle:
    """The bundle that is served, unless it is older than the version that was stored last: a warm
    function may know it for some seconds more."""
    bundle = current_bundle(slug, stores)
    record = stores.records.get(slug)
    if record is not None and record.versions[-1] != bundle.version:
        raise _try_again()
    return bundle


def _try_again() -> Refusal:
    return Refusal(Code.TRY_AGAIN, "Cuộc thi này đang được cập nhật. Xin thử lại sau ít giây.")
