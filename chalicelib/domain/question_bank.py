"""The questions of a contest being prepared: what is wrong with each, looked up, numbered, merged.

A bank is a list of tables in the form of `questions.toml`; any of them may be faulty.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from chalicelib.domain.checks import ID_BYTES, clean_text
from chalicelib.domain.contest_format.faults import Fault
from chalicelib.domain.contest_format.fields import QUESTION
from chalicelib.domain.contest_format.kinds import Field, Items
from chalicelib.domain.contest_format.questions import faults_of_questions
from chalicelib.domain.contest_format.reading import read_table

Question = dict[str, Any]

_BANK = (Field("questions", Items(QUESTION)),)
_UNDONE: Final = str.maketrans({"đ": "d"})
_ID_DIGITS = 3


class Mode(StrEnum):
    """What happens to a question whose id the bank already has: it stays, or the new one takes its
    place."""

    APPEND = "append"
    REPLACE = "replace"


class Standing(StrEnum):
    """How a question read from a file stands to the bank."""

    NEW = "new"
    SAME = "same"
    OTHER = "other"


@dataclass(frozen=True)
class Merged:
    """A bank with others merged in, and how many were added, replaced, kept as they stood."""

    questions: list[Question]
    added: int = 0
    replaced: int = 0
    kept: int = 0


def faults_of_bank(questions: Sequence[Any], topics: Iterable[str]) -> list[Fault]:
    """Every fault of the questions by contest-format.md, paths beginning ("questions", index);
    the length of the bank is not looked at."""
    faults: list[Fault] = []
    read = read_table({"questions": list(questions)}, _BANK, (), faults)
    known = {"topics": [{"id": topic} for topic in topics]}
    return [*faults, *faults_of_questions({**read, **known})]


def faults_by_question(faults: Iterable[Fault]) -> dict[int, dict[str, str]]:
    """By the question's index: field → sentence, the first of each field. An option's field is
    "options[2]", counted from 1; that of a whole question ""."""
    found: dict[int, dict[str, str]] = {}
    for fault in faults:
        if len(fault.path) > 1 and isinstance(fault.path[1], int):
            field = Fault(fault.path[2:], "").field
            found.setdefault(fault.path[1], {}).setdefault(field, fault.message)
    return found


def plain(text: str) -> str:
    """A text as search compares it: small letters without diacritics, single spaces."""
    parts = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(char for char in parts if not unicodedata.combining(char))
    return " ".join(bare.translate(_UNDONE).split())


def matches(question: Any, sought: str) -> bool:
    """Whether each word of `sought` (as `plain` gives it) stands somewhere in a question."""
    if not sought:
        return True
    said = plain(" ".join(_texts(question)))
    return all(word in said for word in sought.split())


def topic_of(question: Any) -> str:
    """Its topic's id, "" where it has none."""
    topic = question.get("topic") if isinstance(question, dict) else None
    return topic if isinstance(topic, str) else ""


def id_of(question: Any) -> str:
    """Its id, "" where it has none."""
    found = question.get("id") if isinstance(question, dict) else None
    return found if isinstance(found, str) else ""


def count_topics(questions: Iterable[Any]) -> Counter[str]:
    """Questions by topic id."""
    return Counter(topic_of(question) for question in questions)


def drawn_id(topic: str, taken: Iterable[str]) -> str:
    """An id for a new question: its topic and the number after the highest one there is."""
    stem = re.sub("[^a-z0-9-]", "", plain(topic)).strip("-")[: ID_BYTES - _ID_DIGITS - 3] or "cau"
    pattern = re.compile(re.escape(stem) + r"-([0-9]{1,9})")
    found = (pattern.fullmatch(id_) for id_ in taken)
    highest = max((int(match[1]) for match in found if match), default=0)
    return f"{stem}-{highest + 1:0{_ID_DIGITS}}"


def standing_of(question: Question, bank: dict[str, Question]) -> Standing:
    """How a question stands to those of the bank, by id; fields that are blank count as absent."""
    stored = bank.get(id_of(question))
    if stored is None:
        return Standing.NEW
    return Standing.SAME if tidied(stored) == tidied(question) else Standing.OTHER


def tidied(question: Question) -> Question:
    """The question with texts as they are kept, and without fields that say nothing."""
    cleaned = {name: _cleaned(value) for name, value in question.items()}
    return {name: value for name, value in cleaned.items() if value not in (None, "", [])}


def merge(bank: Sequence[Question], fresh: Iterable[Question], mode: Mode) -> Merged:
    """The bank with `fresh` merged in by id: new ones last, in their order; merging the same again
    changes nothing."""
    questions = list(bank)
    places = {id_of(question): place for place, question in enumerate(questions)}
    added = replaced = kept = 0
    for question in fresh:
        place = places.get(id_of(question))
        if place is None:
            places[id_of(question)] = len(questions)
            questions.append(question)
            added += 1
        elif (
            mode is Mode.REPLACE
            and standing_of(question, {id_of(question): questions[place]}) is Standing.OTHER
        ):
            questions[place] = question
            replaced += 1
        else:
            kept += 1
    return Merged(questions, added, replaced, kept)


def _cleaned(value: Any) -> Any:
    if isinstance(value, list):
        return [_cleaned(each) for each in value]
    return clean_text(value) if isinstance(value, str) else value


def _texts(question: Any) -> list[str]:
    if not isinstance(question, dict):
        return []
    options = question.get("options")
    texts = [question.get(name) for name in ("id", "text", "explanation", "source")]
    texts += options if isinstance(options, list) else []
    return [text for text in texts if isinstance(text, str)]
