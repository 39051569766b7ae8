"""Rules of the question bank, and the key as indexes."""

from collections.abc import Iterator
from typing import Any

from chalicelib.domain.contest_format.faults import Fault
from chalicelib.domain.contest_format.fields import LETTERS
from chalicelib.domain.contest_format.reading import repeated
from chalicelib.domain.contest_format.rules import known_topics


def faults_of_questions(document: dict[str, Any]) -> list[Fault]:
    """Every fault of the questions that one field alone does not show."""
    faults: list[Fault] = []
    questions = document.get("questions", [])
    topics = known_topics(document)
    repeated((question.get("id") for question in questions), ("questions",), faults, "id")
    for index, question in enumerate(questions):
        faults.extend(_unknown_topic(index, question, topics))
        faults.extend(_key(index, question))
    return faults


def key_indexes(letters: list[str]) -> list[int]:
    """The options that a key names, from 0, ascending: ["C", "a"] is [0, 2]."""
    return sorted(LETTERS.index(letter.upper()) for letter in letters)


def _unknown_topic(
    index: int, question: dict[str, Any], topics: set[str] | None
) -> Iterator[Fault]:
    topic = question.get("topic")
    if topics is not None and topic is not None and topic not in topics:
        yield Fault(
            ("questions", index, "topic"),
            f"Không có lĩnh vực “{topic}” trong danh sách lĩnh vực (topics) của cuộc thi; "
            "xin sửa lại.",
        )


def _key(index: int, question: dict[str, Any]) -> Iterator[Fault]:
    if "key" not in question or "options" not in question:
        return
    path = ("questions", index, "key")
    key, options = key_indexes(question["key"]), len(question["options"])
    beyond = [LETTERS[place] for place in key if place >= options]
    if beyond:
        yield Fault(
            path,
            f"Đáp án {', '.join(beyond)} không ứng với phương án nào: câu này chỉ có "
            f"{options} phương án, từ A đến {LETTERS[options - 1]}.",
        )
    elif len(set(key)) < len(key):
        yield Fault(path, "Một chữ cái được ghi hai lần; xin bỏ bớt.")
    elif len(key) == options:
        yield Fault(path, "Mọi phương án đều đúng; phải có ít nhất một phương án sai.")
