"""The way back: from a checked document to what the files of a contest hold, and as JSON.

`check_contest(raw_of_document(document))` gives the very same document. As JSON, instants are ISO
texts with their offset: that form is kept as the draft of a contest (`usecases/drafting.py`).
"""

import copy
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from math import isfinite
from typing import Any

from chalicelib.domain.contest_format.fields import CONTEST, LETTERS, QUESTION
from chalicelib.domain.contest_format.kinds import Counts, Field, Instant, Items, Section
from chalicelib.domain.wording import VIETNAM

_Table = dict[str, Any]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_INSTANTS = tuple(field.name for field in CONTEST if isinstance(field.kind, Instant))
_OF_THE_FILE = tuple(field for field in CONTEST if field.name != "questions")


def raw_of_document(document: _Table) -> _Table:
    """What contest.toml holds for a checked document, with `questions` under their own name.

    Fields that have no value are left out; the types are those of tomllib.
    """
    raw = in_file_order(_table(document, _OF_THE_FILE))
    return {**raw, "questions": [_question(question) for question in document["questions"]]}


def raw_as_json(raw: _Table) -> _Table:
    """The same with instants as ISO texts; without `questions`, where there are any."""
    return {name: as_json(value) for name, value in raw.items() if name != "questions"}


def as_json(value: Any) -> Any:
    """A value of a TOML file as JSON has it: dates, times and numbers that are none as texts."""
    if isinstance(value, dict):
        return {name: as_json(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [as_json(inner) for inner in value]
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, float) and not isfinite(value) else value


def raw_from_json(kept: _Table) -> _Table:
    """The types of tomllib again: a text that is no instant stays, and is a fault when checked."""
    return {
        name: _instant(value) if name in _INSTANTS else value
        for name, value in in_file_order(kept).items()
    }


def in_file_order(raw: _Table) -> _Table:
    """The fields in the order of contest-format.md, as files show them, the quota in that of the
    topics; unknown ones last."""
    ordered: _Table = _ordered(raw, _OF_THE_FILE)
    paper = ordered.get("paper")
    if isinstance(paper, dict) and isinstance(paper.get("quota"), dict):
        paper["quota"] = _by_topics(paper["quota"], ordered.get("topics"))
    return ordered


def questions_in_file_order(questions: Iterable[Any]) -> list[Any]:
    """Each question's fields in the order of contest-format.md."""
    return [_ordered(question, QUESTION) for question in questions]


def iso_of_ms(milliseconds: int) -> str:
    """An instant as the draft writes it: in Vietnamese time, with its offset."""
    return _moment(milliseconds).isoformat()


def _table(document: _Table, fields: Iterable[Field]) -> _Table:
    there = (field for field in fields if document.get(field.name) is not None)
    return {field.name: _value(document[field.name], field) for field in there}


def _value(value: Any, field: Field) -> Any:
    match field.kind:
        case Section(fields=fields):
            return _table(value, fields)
        case Items(fields=fields):
            return [_table(item, fields) for item in value]
        case Instant():
            return _moment(value)
    return copy.deepcopy(value)


def _moment(milliseconds: int) -> datetime:
    return (_EPOCH + timedelta(milliseconds=milliseconds)).astimezone(VIETNAM)


def _by_topics(quota: _Table, topics: Any) -> _Table:
    """Canonical JSON sorts names: the order that a file gives is that of its topics."""
    tables = topics if isinstance(topics, list) else []
    ids = [topic.get("id") for topic in tables if isinstance(topic, dict)]
    place = {id_: number for number, id_ in enumerate(ids) if isinstance(id_, str)}
    return dict(sorted(quota.items(), key=lambda drawn: place.get(drawn[0], len(ids))))


def _question(question: _Table) -> _Table:
    given = {name: value for name, value in question.items() if value not in (None, "")}
    return {**given, "key": [LETTERS[index] for index in question["key"]]}


def _instant(written: Any) -> Any:
    if not isinstance(written, str):
        return written
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return written


def _ordered(value: Any, fields: tuple[Field, ...]) -> Any:
    """What is no table is left as it stands: a draft may be faulty."""
    if not isinstance(value, dict):
        return value
    known = {field.name: field for field in fields}
    names = [*(name for name in known if name in value), *(n for n in value if n not in known)]
    return {name: _ordered_value(value[name], known.get(name)) for name in names}


def _ordered_value(value: Any, field: Field | None) -> Any:
    if field is None or isinstance(field.kind, Counts):
        return value
    match field.kind:
        case Section(fields=fields):
            return _ordered(value, fields)
        case Items(fields=fields) if isinstance(value, list):
            return [_ordered(item, fields) for item in value]
    return value
