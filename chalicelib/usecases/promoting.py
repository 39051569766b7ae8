"""The promotion kit of a contest: ready texts, made anew each time from what is known of it."""

from typing import Any

from chalicelib.domain.contest import Contest
from chalicelib.domain.promotion import Known, Winner, embed_line, promotion_texts
from chalicelib.usecases.ports import Bundle, Stores
from chalicelib.usecases.posting import checkpoint
from chalicelib.usecases.public_files import read_results, read_stats


def promotion_kit(bundle: Bundle, origin: str, stores: Stores) -> dict[str, Any]:
    """Texts by occasion and channel, the contest's `address` below `origin` (such as
    `https://thi.example.vn`), and the line that embeds it."""
    contest = bundle.contest
    address = f"{origin}/c/{contest.slug}/"
    stats = read_stats(contest.slug, stores.site)
    results, _ = read_results(contest.slug, stores.site)
    known = Known(
        address,
        None if stats is None else sum(unit["participants"] for unit in stats["units"]),
        () if results is None else tuple(_winner(prize, contest) for prize in results["prizes"]),
        None if (found := checkpoint(contest, stores.site)) is None else str(found),
    )
    texts = promotion_texts(contest, known)
    return {
        "address": address,
        "embed": embed_line(address, contest.title),
        "published": results is not None,
        "texts": [
            {
                "occasion": each.occasion.value,
                "channel": each.channel.value,
                "text": each.text,
                "reading_s": each.reading_s,
            }
            for each in texts
        ],
        "units": [{"id": unit.id, "name": unit.name, "kind": unit.kind} for unit in contest.units],
    }


def _winner(prize: dict[str, Any], contest: Contest) -> Winner:
    unit = contest.unit(prize.get("unit") or "")
    of_unit = "" if unit is None else unit.name
    named = [name for name in (prize.get("name"), of_unit) if name]
    return Winner(prize["title"], ", ".join(named))
