"""What members of the ledger's files may be."""

import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

Kind = Callable[[Any], bool]
Shape = Mapping[str, Kind]

_MISSING = object()
_LARGEST = 2**53 - 1


def is_text(value: Any) -> bool:
    return isinstance(value, str)


def is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _LARGEST


def is_count(value: Any) -> bool:
    return is_whole(value) and value >= 0


def is_place(value: Any) -> bool:
    return is_whole(value) and value >= 1


def is_object(value: Any) -> bool:
    return isinstance(value, dict)


def matching(pattern: str) -> Kind:
    """Texts that are whole as the pattern says."""
    whole = re.compile(pattern, re.ASCII)
    return lambda value: isinstance(value, str) and whole.fullmatch(value) is not None


is_hash = matching("[0-9a-f]{64}")
is_salt = matching("[0-9a-f]{32}")
is_unit = matching("[a-z0-9-]{1,32}")
is_attempt = matching("[a-z2-7]{26}")


def list_of(kind: Kind) -> Kind:
    return lambda value: isinstance(value, list) and all(map(kind, value))


def or_null(kind: Kind) -> Kind:
    return lambda value: value is None or kind(value)


def maybe(kind: Kind) -> Kind:
    """May be absent, but where it is there it is of this kind."""
    return lambda value: value is _MISSING or kind(value)


def maybe_null(kind: Kind) -> Kind:
    return maybe(or_null(kind))


def one_of(*values: Any) -> Kind:
    return lambda value: any(type(value) is type(each) and value == each for each in values)


def values_of(kind: Kind) -> Kind:
    """Objects all of whose members are of this kind."""
    return lambda value: isinstance(value, dict) and all(map(kind, value.values()))


def shaped(shape: Shape) -> Kind:
    return lambda value: wrong_member(value, shape) is None


def is_choice(value: Any) -> bool:
    """Places or options as the ledger writes them: ascending, each once, at least one."""
    return list_of(is_count)(value) and bool(value) and is_ascending(value)


def is_ascending(values: list[Any]) -> bool:
    """Whether each is smaller than the next."""
    return all(one < other for one, other in pairwise(values))


def wrong_member(value: Any, shape: Shape) -> str | None:
    """The first member that is missing or not what it may be, None where all are right."""
    if not isinstance(value, dict):
        return "{}"
    wrong = (name for name, kind in shape.items() if not kind(value.get(name, _MISSING)))
    return next(wrong, None)


OPENING: Shape = {
    "answers": values_of(is_choice),
    "attempt": is_attempt,
    "prediction": or_null(is_whole),
    "salt": is_salt,
    "submitted_at": is_count,
}
"""Q's opening (docs/ledger.md 1.2), on receipts and of opened entries."""
