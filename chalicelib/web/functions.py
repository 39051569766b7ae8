"""The pure Lambdas: plain JSON in and out, for the console, `aws lambda invoke` and `ops`."""

import functools
from collections.abc import Callable
from typing import Any

from chalicelib.domain.errors import Refusal, invalid

_MOST_ROWS = 100
_LONG_LISTS = ("standing", "flags", "disqualified", "reviews", "amendments")

Event = dict[str, Any]
PureLambda = Callable[[Event, Any], Event]


def answers_refusals(function: PureLambda) -> PureLambda:
    """Turns a refusal into `{"error": {"code", "message", …}}`; other errors fail the call."""

    @functools.wraps(function)
    def answering(event: Event, context: Any) -> Event:
        try:
            return function(event, context)
        except Refusal as refusal:
            error = {"code": refusal.code.value, "message": refusal.message}
            fields = {"fields": refusal.fields} if refusal.fields else {}
            return {"error": {**error, **fields, **refusal.details}}

    return answering


def text_of(event: Event, name: str, default: str | None = None) -> str:
    """A text that the event must have, or may have where there is a default. Raises invalid."""
    value = event.get(name, default)
    if not isinstance(value, str) or not value.strip():
        raise invalid({name: f"Cần ghi “{name}” là một chuỗi ký tự."})
    return value


def summary(outcome: Event) -> Event:
    """An outcome that fits into the answer of a Lambda (6 MB): long lists are cut, and counted."""
    counts = {f"{name}_count": len(outcome[name]) for name in _LONG_LISTS}
    heads = {name: outcome[name][:_MOST_ROWS] for name in _LONG_LISTS}
    return {**outcome, **heads, **counts, "people": _people_of(outcome, heads)}


def _people_of(outcome: Event, heads: Event) -> Event:
    """Names for the rows that are left."""
    shown = {row["attempt"] for row in (*heads["standing"], *heads["flags"])}
    shown.update(award["winner"] for award in outcome["individual"])
    return {key: person for key, person in outcome["people"].items() if key in shown}
