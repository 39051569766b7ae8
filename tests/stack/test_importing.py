"""An import through the real job: file kept, function started, preview, acceptance, and out."""

import io
import time
import urllib.request
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from chalicelib import bootstrap
from chalicelib.domain.contest_format.writing import raw_as_json
from chalicelib.domain.question_bank import Mode
from chalicelib.usecases.asking import Editor, list_questions
from chalicelib.usecases.asking import Sought as AnyQuestion
from chalicelib.usecases.drafting import create_contest_draft
from chalicelib.usecases.importing import Upload, accept_import, begin_import, show_preview
from chalicelib.usecases.jobs import start_job, tell_job
from ops.stacks import Stack
from ops.stores import stores_of
from tests.builders import a_contest_file
from tests.folders import HEADINGS, ROWS, workbook

SLUG, EDITOR, PATIENCE_S = "nhap-excel", Editor("an@example.com"), 60
MANY = 500


@pytest.fixture(scope="module")
def stores(stack: Stack) -> bootstrap.Stores:
    """A contest of next month, without questions."""
    found = stores_of(stack)
    raw = {**raw_as_json(a_contest_file()), "slug": SLUG}
    raw |= {"opens_at": "2099-01-01T07:00:00+07:00", "closes_at": "2099-02-01T07:00:00+07:00"}
    create_contest_draft(raw, [], found, by=EDITOR.by)
    return found


def ended(job: str, stores: bootstrap.Stores) -> dict[str, Any]:
    """What the page sees once the job is over."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        told = tell_job(job, EDITOR.by, stores)
        assert told is not None
        if told["state"] in ("done", "failed"):
            return told
        time.sleep(0.2)
    raise AssertionError(f"{job} does not end")


def test_questions_come_in_by_a_job_and_go_out_by_another(stores: bootstrap.Stores) -> None:
    rows = [[f"q-{number}", *ROWS[0][1:]] for number in range(MANY)]
    rows[7][7] = "H"
    begin_import(SLUG, Upload(workbook(HEADINGS, *rows), "x.xlsx", "import-on-a-stack"), EDITOR,
                 stores)  # fmt: skip
    told = ended("import-on-a-stack", stores)
    assert told["answer"]["rows"] == MANY
    page = show_preview(SLUG, "import-on-a-stack", 0, True, stores)
    assert [fault["cell"] for fault in page["rows"][0]["faults"]] == ["H9"]
    tag = list_questions(SLUG, AnyQuestion(), 0, stores)["tag"]
    taken = accept_import(SLUG, "import-on-a-stack", "good", Mode.APPEND, tag, EDITOR, stores)
    assert (taken["added"], taken["left_out"]) == (MANY - 1, 1)
    start_job("import", SLUG, {"do": "bank"}, "export-on-a-stack", EDITOR.by, "", stores)
    url = ended("export-on-a-stack", stores)["answer"]["url"]
    with urllib.request.urlopen(url) as answer:
        book = CalamineWorkbook.from_filelike(io.BytesIO(answer.read()))
    assert len(book.get_sheet_by_index(0).to_python()) == MANY


def test_a_bad_workbook_is_told_by_its_job(stores: bootstrap.Stores) -> None:
    begin_import(SLUG, Upload(b"PK\x03\x04", "x.xlsx", "bad-on-a-stack-01"), EDITOR, stores)
    told = ended("bad-on-a-stack-01", stores)
    assert (told["state"], told["error"]["code"]) == ("failed", "bad_workbook")
