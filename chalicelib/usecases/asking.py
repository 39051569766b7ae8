"""The questions of a contest being prepared: shown by pages, added, changed, removed, put back.

Every change is conditional on the tag of what was read, and may be asked for twice. A question is
addressed by its place in the bank, from 0: ids may be missing or double in a draft.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from chalicelib.domain.contest_format.fields import MOST_QUESTIONS
from chalicelib.domain.errors import Refusal, invalid
from chalicelib.domain.question_bank import (
    Question,
    count_topics,
    drawn_id,
    faults_by_question,
    faults_of_bank,
    id_of,
    matches,
    plain,
    tidied,
    topic_of,
)
from chalicelib.usecases.drafting import (
    changed_meanwhile,
    is_open_or_past,
    read_contest_draft,
    read_question_draft,
    save_question_draft,
)
from chalicelib.usecases.ports import Stores

PAGE = 50


@dataclass(frozen=True)
class Editor:
    """Who changes the bank: e-mail, and the viewer's address for the log."""

    by: str
    source: str = ""


@dataclass(frozen=True)
class Sought:
    """Which questions a page is about: those of a topic, with all words of `text`, with faults."""

    topic: str = ""
    text: str = ""
    faulty: bool = False


def list_questions(slug: str, sought: Sought, after: int, stores: Stores) -> dict[str, Any]:
    """A page of at most 50 questions from place `after` on, and the whole bank in figures.

    Gives {"questions": [{"place", "question", "faults": {field: sentence}}], "next": place | None,
    "found", "total", "faulty", "topics": [{"id", "name", "questions", "quota"}], "tag",
    "frozen"}. Raises Refusal no_such_contest.
    """
    questions, tag = read_question_draft(slug, stores)
    raw, _ = read_contest_draft(slug, stores)
    faults = faults_by_question(faults_of_bank(questions, topics_of(raw)))
    words = plain(sought.text)
    places = [
        place
        for place, question in enumerate(questions)
        if (not sought.topic or topic_of(question) == sought.topic)
        and (not sought.faulty or place in faults)
        and matches(question, words)
    ]
    left = [place for place in places if place >= after]
    return {
        "questions": [
            {"place": place, "question": questions[place], "faults": faults.get(place, {})}
            for place in left[:PAGE]
        ],
        "next": left[PAGE] if len(left) > PAGE else None,
        "found": len(places),
        "total": len(questions),
        "faulty": len(faults),
        "topics": _topic_counts(raw, questions),
        "tag": tag,
        "frozen": is_open_or_past(slug, stores),
    }


def add_questions(
    slug: str,
    added: Sequence[tuple[int | None, Question]],
    tag: str,
    editor: Editor,
    stores: Stores,
) -> dict[str, Any]:
    """Adds questions, each at its place in the bank to be (last where None); a question without an
    id gets one. Gives {"questions": [{"place", "id"}], "tag"}.

    Raises Refusal: no_such_contest, invalid (faults, ids taken, too many), rules_frozen,
    changed_meanwhile.
    """
    questions, stored_tag = read_question_draft(slug, stores)
    if stored_tag != tag:
        # The same request come again, after its answer was lost.
        found = [_place_of(question, questions) for _, question in added]
        if any(place is None for place in found):
            raise changed_meanwhile()
        return _added([place for place in found if place is not None], questions, stored_tag)
    places = []
    for place, question in added:
        spot = len(questions) if place is None else min(place, len(questions))
        questions.insert(spot, _with_id(question, questions))
        places.append(spot)
    _refuse_faults(slug, questions, places, stores)
    saved = save_question_draft(slug, questions, tag, stores, by=editor.by, source=editor.source)
    return _added(places, questions, saved)


def change_question(
    slug: str, place: int, question: Question, tag: str, editor: Editor, stores: Stores
) -> dict[str, Any]:
    """Puts a question in the place of another; gives {"questions": [{"place", "id"}], "tag"}.

    Raises Refusal: no_such_contest, invalid, rules_frozen, changed_meanwhile.
    """
    questions, stored_tag = read_question_draft(slug, stores)
    same = place < len(questions) and tidied(questions[place]) == tidied(question)
    if same:
        return _added([place], questions, stored_tag)
    if stored_tag != tag or place >= len(questions):
        raise changed_meanwhile()
    questions[place] = _with_id(question, questions)
    _refuse_faults(slug, questions, [place], stores)
    saved = save_question_draft(slug, questions, tag, stores, by=editor.by, source=editor.source)
    return _added([place], questions, saved)


def remove_questions(
    slug: str, removed: Sequence[tuple[int, str]], tag: str, editor: Editor, stores: Stores
) -> dict[str, Any]:
    """Removes questions, each by place and id ("" where it has none); gives {"removed":
    [{"place", "question"}], "tag"}: what `add_questions` takes to put them back.

    Raises Refusal: no_such_contest, rules_frozen, changed_meanwhile.
    """
    questions, stored_tag = read_question_draft(slug, stores)
    if stored_tag != tag:
        ids = {id_ for _, id_ in removed}
        if "" in ids or ids & {id_of(question) for question in questions}:
            raise changed_meanwhile()
        return {"removed": [], "tag": stored_tag}
    if any(place >= len(questions) or id_of(questions[place]) != id_ for place, id_ in removed):
        raise changed_meanwhile()
    places = {place for place, _ in removed}
    left = [question for place, question in enumerate(questions) if place not in places]
    saved = save_question_draft(slug, left, tag, stores, by=editor.by, source=editor.source)
    gone = [{"place": place, "question": questions[place]} for place in sorted(places)]
    return {"removed": gone, "tag": saved}


def topics_of(raw: dict[str, Any]) -> dict[str, str]:
    """The topics of a contest being prepared, id → name, as far as they can be read."""
    listed = raw.get("topics")
    tables = (
        [topic for topic in listed if isinstance(topic, dict)] if isinstance(listed, list) else []
    )
    pairs = [(topic.get("id"), topic.get("name")) for topic in tables]
    return {id_: name for id_, name in pairs if isinstance(id_, str) and isinstance(name, str)}


def too_many_questions() -> Refusal:
    """The refusal of a bank that grows too long."""
    return invalid(
        {"questions": f"Ngân hàng chỉ được có tối đa {MOST_QUESTIONS} câu hỏi; xin bỏ bớt."}
    )


def _topic_counts(raw: dict[str, Any], questions: list[Question]) -> list[dict[str, Any]]:
    """Each topic with its count and quota; those that only questions name come last, nameless."""
    counts, topics = count_topics(questions), topics_of(raw)
    paper = raw.get("paper")
    quota = paper.get("quota") if isinstance(paper, dict) else None
    drawn = quota if isinstance(quota, dict) else {}
    unknown = sorted(topic for topic in counts if topic not in topics)
    return [
        {"id": id_, "name": topics.get(id_), "questions": counts[id_], "quota": drawn.get(id_, 0)}
        for id_ in (*topics, *unknown)
    ]


def _with_id(question: Question, bank: Sequence[Question]) -> Question:
    """The question tidied, with an id."""
    given = tidied(question)
    if "id" in given:
        return given
    return {"id": drawn_id(topic_of(given), (id_of(other) for other in bank)), **given}


def _refuse_faults(
    slug: str, questions: list[Question], places: Sequence[int], stores: Stores
) -> None:
    """Faults of other questions stand: they were there before."""
    if len(questions) > MOST_QUESTIONS:
        raise too_many_questions()
    raw, _ = read_contest_draft(slug, stores)
    faults = faults_by_question(faults_of_bank(questions, topics_of(raw)))
    ids = [id_of(question) for question in questions]
    for place in places:
        wrong = dict(faults.get(place, {}))
        if ids.count(ids[place]) > 1:
            wrong["id"] = f"Mã “{ids[place]}” đã có ở câu khác; xin chọn mã khác."
        if wrong:
            raise invalid(wrong)


def _place_of(question: Question, questions: list[Question]) -> int | None:
    """Where the same question stands; one without an id, last of all that say the same."""
    wanted = tidied(question)
    for place in reversed(range(len(questions))):
        stored = tidied(questions[place])
        if (stored if "id" in wanted else {**stored, "id": None}) == {"id": None, **wanted}:
            return place
    return None


def _added(places: Sequence[int], questions: list[Question], tag: str) -> dict[str, Any]:
    return {
        "questions": [{"place": place, "id": id_of(questions[place])} for place in places],
        "tag": tag,
    }
