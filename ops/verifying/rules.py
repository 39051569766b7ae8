"""The rules of a contest, as its opened public version has them (docs/ledger.md §2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ops.verifying.shapes import (
    Shape,
    is_count,
    is_flag,
    is_place,
    is_text,
    is_unit,
    is_whole,
    list_of,
    maybe_null,
    one_of,
    shaped,
    values_of,
    wrong_member,
)

_PRIZE: Shape = {"title": is_text, "count": is_place, "amount_vnd": is_count}
_PERSONAL: Shape = {
    **_PRIZE,
    "category": maybe_null(is_text),
    "full_marks_only": maybe_null(is_flag),
    "min_score": maybe_null(is_whole),
}
_METRICS = (
    "participants",
    "attempts",
    "participation_rate",
    "correct_answers",
    "average_score",
    "full_marks",
)
_COLLECTIVE: Shape = {
    **_PRIZE,
    "metric": one_of(*_METRICS),
    "unit_kind": maybe_null(is_text),
    "min_participants": maybe_null(is_whole),
    "min_rate": maybe_null(is_whole),
}
_QUESTION: Shape = {
    "id": is_text,
    "topic": is_text,
    "options": list_of(is_text),
    "key": list_of(is_count),
}
_KEYS = ("score", "elapsed", "prediction", "attempts", "submitted_at", "registered_at")
_CONTEST: Shape = {
    "slug": is_text,
    "opens_at": is_count,
    "closes_at": is_count,
    "paper": shaped({"quota": values_of(is_place), "shuffle_options": is_flag}),
    "ranking": shaped(
        {
            "order": list_of(one_of(*_KEYS)),
            "last_resort": maybe_null(one_of("organizers", "share", "draw")),
            "one_collective_prize_per_unit": maybe_null(is_flag),
        }
    ),
    "units": list_of(shaped({"id": is_unit, "headcount": maybe_null(is_count)})),
    "questions": list_of(shaped(_QUESTION)),
    "prizes": shaped(
        {
            "individual": maybe_null(list_of(shaped(_PERSONAL))),
            "collective": maybe_null(list_of(shaped(_COLLECTIVE))),
            "manual": maybe_null(list_of(shaped(_PRIZE))),
        }
    ),
    "prediction": maybe_null(shaped({"target": one_of("participants", "full_marks", "attempts")})),
}


class Unruly(Exception):
    """The public version can't be read; the text is its first wrong member."""


@dataclass(frozen=True)
class Prize:
    """A prize with its id (`individual-1`); `told` is what the rules say of it."""

    id: str
    told: Mapping[str, Any]

    @property
    def title(self) -> str:
        return str(self.told["title"])

    @property
    def count(self) -> int:
        return int(self.told["count"])

    @property
    def amount_vnd(self) -> int:
        return int(self.told["amount_vnd"])


class Rules:
    """What the checks ask of the rules. Raises Unruly."""

    def __init__(self, document: Any) -> None:
        wrong = wrong_member(document, _CONTEST)
        if wrong is not None:
            raise Unruly(wrong)
        self.document: dict[str, Any] = document
        self.opens_at: int = document["opens_at"]
        self.closes_at: int = document["closes_at"]
        self.quota: dict[str, int] = document["paper"]["quota"]
        self.shuffles: bool = document["paper"]["shuffle_options"]
        self.asked = sum(self.quota.values())
        self.units = {unit["id"]: unit for unit in document["units"]}
        self.questions = {question["id"]: question for question in document["questions"]}
        ranking = document["ranking"]
        self.order: list[str] = ranking["order"]
        self.last_resort: str = ranking.get("last_resort") or "organizers"
        self.one_collective = bool(ranking.get("one_collective_prize_per_unit"))
        self.draw_source = ranking.get("draw_source")
        self.target = (document.get("prediction") or {}).get("target")
        kinds = ("individual", "collective", "manual")
        self.prizes = {kind: _named(kind, document["prizes"].get(kind)) for kind in kinds}
        self.prize_ids = {prize.id: prize for kind in kinds for prize in self.prizes[kind]}
        self.has_categories = any(each.told.get("category") for each in self.prizes["individual"])
        self._refuse_a_small_bank()

    def _refuse_a_small_bank(self) -> None:
        topics = [question["topic"] for question in self.questions.values()]
        if any(topics.count(topic) < count for topic, count in self.quota.items()):
            raise Unruly("paper.quota")


def _named(kind: str, prizes: list[dict[str, Any]] | None) -> list[Prize]:
    return [Prize(f"{kind}-{number}", prize) for number, prize in enumerate(prizes or [], 1)]
