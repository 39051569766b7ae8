"""What the practice page says: every question with its answer, by topic."""

import re
from collections.abc import Iterator
from typing import Any

from chalicelib.pages.amended import question_note
from chalicelib.pages.texts import Texts

Document = dict[str, Any]

_LINK = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:)\]]")


def practice_view(contest: Document, practice: Document | None, texts: Texts) -> Document:
    """`topics` with their questions; empty before the questions are revealed."""
    questions = practice["questions"] if practice else []
    topics = [
        (topic["name"], [one for one in questions if one["topic"] == topic["id"]])
        for topic in contest["topics"]
    ]
    return {
        "total": texts("practice.all_lead", count=texts.number(len(questions))),
        "topics": [
            {"name": name, "questions": [_question(one, texts) for one in asked]}
            for name, asked in topics
            if asked
        ],
    }


def link_parts(text: str) -> Iterator[Document]:
    """A text in parts, each address in it a part with `url` true. `linkParts` of
    `static_site/js/core/review.js` does the same: `tests/unit/link_examples.json` holds both."""
    at = 0
    for found in _LINK.finditer(text):
        if found.start() > at:
            yield {"text": text[at : found.start()], "url": False}
        yield {"text": found[0], "url": True}
        at = found.end()
    if at < len(text):
        yield {"text": text[at:], "url": False}


def _question(question: Document, texts: Texts) -> Document:
    return {
        "id": question["id"],
        "text": question["text"],
        "options": [
            {"text": option, "right": index in question["key"]}
            for index, option in enumerate(question["options"])
        ],
        "note": question_note(question, texts),
        "explanation": question.get("explanation") or None,
        "source": list(link_parts(question.get("source") or "")),
    }
