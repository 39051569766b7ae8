"""Announcements: organizers write them and take them back, a function of its own shows them."""

from dataclasses import asdict, replace
from typing import Any

from chalicelib.domain.announcements import (
    MOST_AT_A_TIME,
    Announcement,
    Weight,
    fills_up,
    public_file,
)
from chalicelib.domain.errors import Code, Refusal, invalid
from chalicelib.usecases.auditing import Act, ensure_recorded
from chalicelib.usecases.ports import Conflict, Ruling, Stores
from chalicelib.usecases.ranking import no_such_contest

KIND = "announcement"
_MINUTE_S = 60


def announce(slug: str, new: Announcement, source: str, stores: Stores) -> Announcement:
    """Keeps an announcement, on record first; the same id again gives what stands.

    Raises Refusal invalid where its time is none or is over, or too many would stand at one time.
    """
    standing = _ruling(slug, new.id, stores)
    if standing is not None:
        return announcement_of(standing)
    _check(new, announcements(slug, stores))
    act = Act(new.by, "announce", new.id, new.made_at, after=_told(new), source=source)
    ensure_recorded(slug, act, stores.vault)
    try:
        stores.rulings.put(Ruling(slug, KIND, new.id, _document(new)), None)
    except Conflict:
        # The same request, sent twice at once.
        return announce(slug, new, source, stores)
    return new


def withdraw(
    slug: str, announcement_id: str, reason: str, by: str, source: str, stores: Stores
) -> Announcement:
    """Takes an announcement back; it stays on record. Again it changes nothing.

    Raises Refusal: no_such_thing, try_again.
    """
    ruling = _ruling(slug, announcement_id, stores)
    if ruling is None:
        raise Refusal(Code.NO_SUCH_THING, "Không có thông báo này. Xin tải lại trang.")
    standing = announcement_of(ruling)
    if standing.withdrawn is not None:
        return standing
    now = stores.clock()
    taken = replace(standing, withdrawn=(by, now, reason))
    act = Act(by, "withdraw-announcement", standing.id, now, reason, _told(standing), None, source)
    ensure_recorded(slug, act, stores.vault)
    try:
        stores.rulings.put(ruling.changed(_document(taken)), ruling)
    except Conflict:
        return withdraw(slug, announcement_id, reason, by, source, stores)
    return taken


def announcements(slug: str, stores: Stores) -> list[Announcement]:
    """All of a contest, those taken back too, the newest first."""
    found = [announcement_of(ruling) for ruling in stores.rulings.every(slug, KIND)]
    return sorted(found, key=lambda each: (-each.made_at, each.id))


def show_announcements(slug: str, stores: Stores) -> dict[str, Any]:
    """Publishes `announcements.json` as the rulings say, and puts up the contest's pages with it.

    Returns {"slug", "shown": how many it holds}. May run twice at once: whoever read older rulings
    writes over nothing newer. Raises Refusal: no_such_contest.
    """
    if stores.site.get_json(f"contests/{slug}/contest.json") is None:
        raise no_such_contest(slug)
    path = f"contests/{slug}/announcements.json"
    while True:
        _, tag = stores.site.read_json(path) or (None, None)
        document = public_file(slug, announcements(slug, stores), stores.clock())
        if stores.site.replace_json(path, document, _MINUTE_S, tag):
            stores.pages.show(slug)
        if stores.site.get_json(path) == document:
            return {"slug": slug, "shown": len(document["announcements"])}


def announcement_of(ruling: Ruling) -> Announcement:
    """What a ruling says."""
    said = ruling.document
    taken = said["withdrawn"]
    return Announcement(
        **{**said, "weight": Weight(said["weight"]), "withdrawn": tuple(taken) if taken else None}
    )


def _ruling(slug: str, announcement_id: str, stores: Stores) -> Ruling | None:
    return stores.rulings.get(slug, KIND, announcement_id)


def _check(new: Announcement, others: list[Announcement]) -> None:
    if new.ends_at <= new.starts_at:
        raise invalid({"ends_at": "Giờ kết thúc phải sau giờ bắt đầu."})
    if new.ends_at <= new.made_at:
        raise invalid({"ends_at": "Giờ kết thúc đã qua. Xin chọn một giờ sắp tới."})
    if fills_up(new, others):
        raise invalid(
            {
                "starts_at": f"Mỗi lúc chỉ hiện tối đa {MOST_AT_A_TIME} thông báo. "
                "Xin gỡ bớt hoặc chọn giờ khác."
            }
        )


def _document(announcement: Announcement) -> dict[str, Any]:
    taken = announcement.withdrawn
    return {
        **asdict(announcement),
        "weight": announcement.weight.value,
        "withdrawn": list(taken) if taken else None,
    }


def _told(announcement: Announcement) -> dict[str, Any]:
    """What the log keeps of an announcement."""
    document = _document(announcement)
    return {name: document[name] for name in ("weight", "text", "starts_at", "ends_at")}
