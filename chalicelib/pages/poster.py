"""What the page of links, QR codes and posters says, from `contest.json`."""

from html import escape
from typing import Any

from chalicelib.pages.home import first_steps
from chalicelib.pages.texts import Texts

Document = dict[str, Any]

# More letters than these fill too many lines of the sheet in its largest size.
_LONG_TITLE = 60


def poster_view(contest: Document, origin: str, texts: Texts) -> Document:
    """The contest's `address` and QR code (`qr`), those of all `units`, the sheet's `steps`,
    `prizes` in one line (None without any), and the line of HTML that embeds the contest.

    Links lead to the pages of the first language: what is printed is for everybody.
    """
    path = f"/c/{contest['slug']}/"
    address = f"{origin}{path}"
    return {
        "address": address,
        "short_address": address.split("://")[-1],
        "qr": f"{path}qr.svg",
        "picture": f"{path}anh-chia-se.png",
        "units": [
            {
                **unit,
                "address": f"{address}?don-vi={unit['id']}",
                "qr": f"{path}qr/{unit['id']}.svg",
            }
            for unit in contest["units"]
        ],
        "steps": [texts("poster.scan"), *first_steps("poster.", contest, texts)],
        "prizes": _prizes(contest["prizes"], texts),
        "title_length": "long" if len(contest["title"]) > _LONG_TITLE else "short",
        "embed": (
            f'<iframe src="{address}nhung/" title="{escape(contest["title"])}"'
            ' width="100%" height="280" loading="lazy"></iframe>'
        ),
    }


def _prizes(prizes: Document, texts: Texts) -> str | None:
    kinds = ("individual", "collective", "manual")
    count = sum(prize["count"] for kind in kinds for prize in prizes.get(kind, []))
    if not count:
        return None
    if not prizes["total_vnd"]:
        return texts("poster.prizes_no_sum", count=texts.number(count))
    amount = texts.money(prizes["total_vnd"])
    return texts("poster.prizes", count=texts.number(count), amount=amount)
