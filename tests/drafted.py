"""The small contest being prepared, in memory, for tests of what is done with its questions."""

from typing import Any

from chalicelib.domain.contest_format.writing import raw_as_json
from chalicelib.usecases.asking import Editor
from chalicelib.usecases.drafting import create_contest_draft, read_question_draft
from tests.builders import OPENS_AT, a_contest_file
from tests.fakes import FakeStores

SLUG = "nho"
EDITOR = Editor("an@example.com", "203.0.113.7")


def drafted(questions: list[dict[str, Any]] | None = None) -> FakeStores:
    """Stores that know the contest a day before it opens, with its five questions or others."""
    stores = FakeStores(now=OPENS_AT - 86_400_000)
    raw = a_contest_file()
    bank = raw["questions"] if questions is None else questions
    create_contest_draft(raw_as_json(raw), bank, stores, by=EDITOR.by)
    return stores


def bank_of(stores: FakeStores) -> list[dict[str, Any]]:
    return read_question_draft(SLUG, stores)[0]


def tag_of(stores: FakeStores) -> str:
    return read_question_draft(SLUG, stores)[1]
