"""What is not told to those who only look on: answer keys before the freeze, and whole numbers.

Organizers make the questions and call people. Whoever watches needs neither, and once a contest is
frozen everybody reads the keys (design §5).
"""

from collections.abc import Iterable
from typing import Any

from chalicelib.domain.differences import masked
from chalicelib.domain.identity import mask_identity

Row = dict[str, Any]

_ANSWERS = frozenset({"key", "explanation"})
# Which option how many chose says with the count of right answers which one is right.
_TELLING = frozenset({"chosen", "wrong", "right"})
_TELLING_LIGHT = "lengths"


def bank_without_answers(page: Row) -> Row:
    """A page of the bank."""
    rows = [{**row, "question": _without(row["question"], _ANSWERS)} for row in page["questions"]]
    return {**page, "questions": rows}


def changes_without_answers(changes: Row) -> Row:
    """What changed between two versions; a question whose key alone changed is named."""
    changed = [
        {**each, "fields": [one for one in each["fields"] if one["field"] not in _ANSWERS]}
        for each in changes["questions"]["changed"]
    ]
    return {**changes, "questions": {**changes["questions"], "changed": changed}}


def lights_without_answers(lights: Iterable[Row]) -> list[Row]:
    """The lights before opening, without the questions whose answer is the longest option."""
    return [{**each, "named": []} if each["id"] == _TELLING_LIGHT else each for each in lights]


def watch_without_answers(watched: Row) -> Row:
    """The figures of a contest, without the keys that may be wrong."""
    analysis = watched["analysis"]
    if analysis is None:
        return watched
    knowledge = analysis["knowledge"] and {**analysis["knowledge"], "suspects": []}
    weakest = figures_without_answers(analysis["weakest"])
    return {**watched, "analysis": {**analysis, "knowledge": knowledge, "weakest": weakest}}


def figures_without_answers(rows: Iterable[Row]) -> list[Row]:
    """How questions were answered: how many knew stays, which option they chose does not."""
    return [
        {
            **_without(row, frozenset({"wrong"})),
            "groups": row.get("groups") and _without(row["groups"], frozenset({"upper_chose"})),
            "units": [_without(unit, frozenset({"wrong"})) for unit in row.get("units", [])],
            "options": [_without(option, _TELLING) for option in row["options"]],
        }
        for row in rows
    ]


def draft_without_numbers(raw: Row) -> Row:
    """The rules of a contest, whose excluded people are not named in full."""
    identity = raw.get("identity")
    if not isinstance(identity, dict) or not isinstance(identity.get("excluded"), list):
        return raw
    hidden = [_person_without_number(each) for each in identity["excluded"]]
    return {**raw, "identity": {**identity, "excluded": hidden}}


def number_of(identity: str, organizes: bool) -> str:
    """A person's number: whole for who may call them; empty where it is erased."""
    return identity if organizes or not identity else mask_identity(identity)


def _person_without_number(person: Any) -> Any:
    if isinstance(person, dict):
        return {**person, "id": masked(person.get("id", ""))}
    return masked(person)


def _without(row: Row, names: frozenset[str]) -> Row:
    return {name: value for name, value in row.items() if name not in names}
