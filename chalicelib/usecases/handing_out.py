"""Questions handed out as an Excel file: the bank as it is being prepared, or the template."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from chalicelib.domain.canonical import sha256_hex
from chalicelib.domain.question_bank import Question
from chalicelib.domain.question_examples import example_questions
from chalicelib.usecases.asking import Editor, topics_of
from chalicelib.usecases.auditing import Act, record_act
from chalicelib.usecases.drafting import read_contest_draft, read_question_draft
from chalicelib.usecases.ports import Stores

WriteWorkbook = Callable[[Sequence[Question], Mapping[str, str]], bytes]


def hand_out_template(slug: str, write: WriteWorkbook, stores: Stores) -> dict[str, Any]:
    """The template with this contest's topics: {"url", "questions"}, the link good for five
    minutes. Raises Refusal no_such_contest."""
    raw, _ = read_contest_draft(slug, stores)
    topics = topics_of(raw)
    examples = example_questions(topics)
    return _handed_out(
        slug, f"mau-cau-hoi-{slug}.xlsx", write(examples, topics), len(examples), stores
    )


def hand_out_bank(
    slug: str, editor: Editor, write: WriteWorkbook, stores: Stores
) -> dict[str, Any]:
    """All questions with their keys, which the log notes: {"url", "questions"}, the link good for
    five minutes. Raises Refusal no_such_contest."""
    raw, _ = read_contest_draft(slug, stores)
    questions, tag = read_question_draft(slug, stores)
    told = {"questions": len(questions), "tag": tag}
    act = Act(editor.by, "export-questions", slug, stores.clock(), source=editor.source, after=told)
    record_act(slug, act, stores.vault)
    workbook = write(questions, topics_of(raw))
    return _handed_out(slug, f"cau-hoi-{slug}.xlsx", workbook, len(questions), stores)


def _handed_out(
    slug: str, filename: str, workbook: bytes, questions: int, stores: Stores
) -> dict[str, Any]:
    key = f"imports/{slug}/{sha256_hex(workbook)[:32]}.out.xlsx"
    stores.vault.put(key, workbook)
    return {"url": stores.vault.link(key, filename), "questions": questions}
