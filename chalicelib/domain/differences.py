"""What changed between two states of a contest, as people read it.

Both sides are in the form of its files as JSON (`contest_format.writing`). Whoever is excluded is
never named: of numbers only the last digits are shown.
"""

from dataclasses import dataclass
from typing import Any

_Table = dict[str, Any]
_EXCLUDED = "identity.excluded"
_SHOWN_DIGITS = 3


@dataclass(frozen=True)
class Change:
    """One field that differs: `before` or `after` is None where it did not exist."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class QuestionChanges:
    """Ids of questions, in the order of the bank; `changed` says what of each differs."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[tuple[str, tuple[Change, ...]], ...]


def changes_between(before: _Table, after: _Table) -> tuple[Change, ...]:
    """Every field of contest.toml that differs; items of lists are told apart by their `id`."""
    flat_before, flat_after = _flat(before), _flat(after)
    names = [*flat_before, *(name for name in flat_after if name not in flat_before)]
    found = (Change(name, flat_before.get(name), flat_after.get(name)) for name in names)
    differing = tuple(change for change in found if change.before != change.after)
    return (*differing, *_excluded_changes(before, after))


def question_changes(before: list[_Table], after: list[_Table]) -> QuestionChanges:
    """Which questions came, went or were rewritten."""
    old, new = _by_id(before), _by_id(after)
    both = [id_ for id_ in new if id_ in old and old[id_] != new[id_]]
    return QuestionChanges(
        added=tuple(id_ for id_ in new if id_ not in old),
        removed=tuple(id_ for id_ in old if id_ not in new),
        changed=tuple((id_, changes_between(old[id_], new[id_])) for id_ in both),
    )


def masked(identity: Any) -> str:
    """All but the last three signs of a number hidden."""
    text = str(identity)
    return "•" * max(0, len(text) - _SHOWN_DIGITS) + text[-_SHOWN_DIGITS:]


def _by_id(questions: list[Any]) -> dict[str, _Table]:
    """A draft's questions may lack an id or share one: such are told apart by their place."""
    known: dict[str, _Table] = {}
    for number, question in enumerate(questions, start=1):
        id_ = str(question.get("id", "")) if isinstance(question, dict) else ""
        name = id_ if id_ and id_ not in known else f"{id_}#{number}"
        known[name] = question if isinstance(question, dict) else {"": question}
    return known


def _flat(value: Any, path: str = "") -> dict[str, Any]:
    """Every single value by its path; who is excluded is left out."""
    if path == _EXCLUDED:
        return {}
    flat: dict[str, Any] = {}
    if isinstance(value, dict):
        for name, inner in value.items():
            flat.update(_flat(inner, f"{path}.{name}" if path else str(name)))
        return flat
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        for number, item in enumerate(value, start=1):
            flat.update(_flat(item, f"{path}[{_name_of(item, number)}]"))
        return flat
    return {path: value}


def _name_of(item: Any, number: int) -> str:
    named = item.get("id") if isinstance(item, dict) else None
    return str(named) if isinstance(named, str) and named else str(number)


def _excluded_changes(before: _Table, after: _Table) -> tuple[Change, ...]:
    old, new = _excluded(before), _excluded(after)
    gone, come = (
        [each for each in old if each not in new],
        [each for each in new if each not in old],
    )
    if not gone and not come:
        return ()
    return (Change(_EXCLUDED, _shown(gone) or None, _shown(come) or None),)


def _excluded(raw: _Table) -> list[tuple[str, str]]:
    identity = raw.get("identity")
    people = identity.get("excluded") if isinstance(identity, dict) else None
    listed = people if isinstance(people, list) else []
    return [_person(each) for each in listed]


def _person(each: Any) -> tuple[str, str]:
    if isinstance(each, dict):
        return str(each.get("id", "")), str(each.get("role", ""))
    return str(each), ""


def _shown(people: list[tuple[str, str]]) -> list[str]:
    return [f"{masked(number)} {role}".strip() for number, role in people]
