"""Ready texts by which a ward makes its contest known: for Zalo, Facebook and the loudspeakers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from html import escape

from chalicelib.domain.contest import Contest
from chalicelib.domain.promotion.aloud import say_before, say_last_days, say_results
from chalicelib.domain.promotion.facts import Known, Winner, place_of
from chalicelib.domain.promotion.posts import post_before, post_last_days, post_results
from chalicelib.domain.spoken import reading_time

__all__ = [
    "Channel", "Known", "Occasion", "PromotionText", "Winner", "embed_line", "place_of",
    "promotion_texts",
]  # fmt: skip


class Occasion(StrEnum):
    """When a text is for."""

    BEFORE = "before"
    LAST_DAYS = "last_days"
    RESULTS = "results"


class Channel(StrEnum):
    """What a text is for."""

    ZALO = "zalo"
    FACEBOOK = "facebook"
    LOUDSPEAKER = "loudspeaker"


@dataclass(frozen=True)
class PromotionText:
    """`reading_s`: how long it takes to read aloud, for the loudspeakers' texts alone."""

    occasion: Occasion
    channel: Channel
    text: str
    reading_s: int | None = None


def promotion_texts(contest: Contest, known: Known) -> list[PromotionText]:
    """A text for each occasion and channel."""
    return [
        _written(occasion, channel, contest, known) for occasion in Occasion for channel in Channel
    ]


def embed_line(address: str, title: str) -> str:
    """The line of HTML that puts the contest into a portal's page; it is that of the contest's
    poster page (`chalicelib/pages/poster.py`)."""
    return (
        f'<iframe src="{address}nhung/" title="{escape(title)}"'
        ' width="100%" height="280" loading="lazy"></iframe>'
    )


def _written(occasion: Occasion, channel: Channel, contest: Contest, known: Known) -> PromotionText:
    if channel is Channel.LOUDSPEAKER:
        text = "\n".join(_ALOUD[occasion](contest, known))
        return PromotionText(occasion, channel, text, reading_time(text))
    lines = _POSTED[occasion](contest, known, channel is Channel.FACEBOOK)
    return PromotionText(occasion, channel, "\n".join(lines))


_POSTED: dict[Occasion, Callable[[Contest, Known, bool], Iterator[str]]] = {
    Occasion.BEFORE: post_before,
    Occasion.LAST_DAYS: post_last_days,
    Occasion.RESULTS: post_results,
}
_ALOUD: dict[Occasion, Callable[[Contest, Known], Iterator[str]]] = {
    Occasion.BEFORE: say_before,
    Occasion.LAST_DAYS: say_last_days,
    Occasion.RESULTS: say_results,
}
