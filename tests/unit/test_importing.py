"""Questions from Excel: kept, looked at, accepted; and each step twice."""

import io
from typing import Any

import openpyxl
import pytest

from chalicelib.domain.contest_format.fields import MOST_QUESTIONS
from chalicelib.domain.errors import Code, Refusal
from chalicelib.domain.question_bank import Mode
from chalicelib.stores.question_sheet import read_question_sheet
from chalicelib.stores.question_workbook import question_workbook
from chalicelib.usecases.importing import (
    MOST_FILE_BYTES,
    PAGE,
    Upload,
    accept_import,
    begin_import,
    look_at_file,
    show_preview,
    work,
)
from tests.drafted import EDITOR, SLUG, bank_of, drafted, tag_of
from tests.fakes import FakeStores
from tests.folders import HEADINGS, QUESTIONS, ROWS, workbook
from tests.workbooks import a_bank, edited

JOB = "0123456789abcdef"


def looked_at(content: bytes, stores: FakeStores) -> dict[str, Any]:
    begin_import(SLUG, Upload(content, "câu hỏi.xlsx", JOB), EDITOR, stores)
    return look_at_file(SLUG, JOB, "câu hỏi.xlsx", read_question_sheet, stores)


def accept(stores: FakeStores, take: str = "all", mode: Mode = Mode.APPEND) -> dict[str, Any]:
    return accept_import(SLUG, JOB, take, mode, tag_of(stores), EDITOR, stores)


def row(id_: str, text: str = "Mới?", key: str = "A") -> list[Any]:
    return [id_, "the-che", text, "Một", "Hai", None, None, key, None, None, None]


def refused(code: Code, call: Any, *args: Any, **named: Any) -> str:
    with pytest.raises(Refusal) as found:
        call(*args, **named)
    assert found.value.code is code
    return found.value.message


def test_a_file_is_kept_and_its_job_started_once() -> None:
    stores = drafted()
    upload = Upload(a_bank(), "Câu hỏi.XLSX", JOB)
    for _ in range(2):
        job = begin_import(SLUG, upload, EDITOR, stores)
        assert (job.kind, job.slug, job.by) == ("import", SLUG, EDITOR.by)
    assert stores.vault.objects[f"imports/{SLUG}/{JOB}.xlsx"] == upload.content
    assert {role for role, _ in stores.functions.started} == {"import"}
    assert job.asked == {"do": "read", "file": JOB, "filename": "Câu hỏi.XLSX"}


@pytest.mark.parametrize(
    ("content", "filename", "code"),
    [
        (b"x", "cau-hoi.xls", Code.BAD_WORKBOOK),
        (b"x", "cau-hoi.xlsm", Code.BAD_WORKBOOK),
        (b"x" * (MOST_FILE_BYTES + 1), "cau-hoi.xlsx", Code.TOO_LARGE),
        (b"x" * (20 * 2**20), "cau-hoi.xlsx", Code.TOO_LARGE),
    ],
)
def test_other_files_are_refused_before_they_are_kept(
    content: bytes, filename: str, code: Code
) -> None:
    stores = drafted()
    refused(code, begin_import, SLUG, Upload(content, filename, JOB), EDITOR, stores)
    assert not list(stores.vault.keys("imports/"))


def test_what_is_no_workbook_is_refused_in_a_sentence() -> None:
    message = refused(Code.BAD_WORKBOOK, looked_at, b"PK\x03\x04 and no more", drafted())
    assert message.startswith("Không đọc được tệp này như một sổ tính Excel")


def test_the_preview_shows_each_row_and_how_it_stands_to_the_bank() -> None:
    stores = drafted()
    changed = [*ROWS[1]]
    changed[2] = "Sửa?"
    figures = looked_at(workbook(HEADINGS, ROWS[0], changed, row("moi-1")), stores)
    assert figures == {
        "file": JOB, "filename": "câu hỏi.xlsx", "rows": 3, "good": 3, "faults": 0,
        "new": 1, "same": 1, "other": 1,
    }  # fmt: skip
    preview = show_preview(SLUG, JOB, 0, False, stores)
    assert [(each["row"], each["standing"]) for each in preview["rows"]] == [
        (2, "same"), (3, "other"), (4, "new"),
    ]  # fmt: skip
    assert preview["rows"][1]["question"]["text"] == "Sửa?"
    assert (preview["faults"], preview["accepted"], preview["next"]) == ([], None, None)
    assert bank_of(stores) == QUESTIONS


def test_large_previews_come_by_pages() -> None:
    stores = drafted()
    rows = [row(f"q-{n}", key="H" if n % 2 else "A") for n in range(2 * PAGE + 10)]
    looked_at(workbook(HEADINGS, *rows), stores)
    first = show_preview(SLUG, JOB, 0, False, stores)
    assert (len(first["rows"]), first["next"], first["found"]) == (PAGE, PAGE, 2 * PAGE + 10)
    faulty = show_preview(SLUG, JOB, 0, True, stores)
    assert (len(faulty["rows"]), faulty["found"]) == (PAGE, PAGE + 5)
    assert len(show_preview(SLUG, JOB, faulty["next"], True, stores)["rows"]) == 5


def test_all_is_refused_while_there_are_faults_and_good_rows_are_taken() -> None:
    stores = drafted()
    looked_at(workbook(HEADINGS, row("moi-1"), row("moi-2", key="D"), row("moi-3")), stores)
    refused(Code.IMPORT_HAS_FAULTS, accept, stores)
    assert bank_of(stores) == QUESTIONS
    told = accept(stores, "good")
    assert {**told, "tag": ""} == {
        "added": 2, "replaced": 0, "kept": 0, "left_out": 1, "total": 7, "tag": "",
    }  # fmt: skip
    assert [q["id"] for q in bank_of(stores)][5:] == ["moi-1", "moi-3"]


def test_accepting_twice_changes_nothing_even_later() -> None:
    stores = drafted()
    looked_at(workbook(HEADINGS, row("moi-1")), stores)
    tag = tag_of(stores)
    first = accept(stores)
    assert accept_import(SLUG, JOB, "all", Mode.APPEND, tag, EDITOR, stores) == first
    assert show_preview(SLUG, JOB, 0, False, stores)["accepted"] == first
    from chalicelib.usecases.asking import remove_questions

    remove_questions(SLUG, [(5, "moi-1")], tag_of(stores), EDITOR, stores)
    assert accept(stores, "good", Mode.REPLACE) == first
    assert bank_of(stores) == QUESTIONS


def test_whoever_dies_after_saving_has_saved_once() -> None:
    stores = drafted()
    looked_at(workbook(HEADINGS, row("moi-1")), stores)
    tag = tag_of(stores)
    accept(stores)
    stores.vault.delete(f"imports/{SLUG}/{JOB}-accepted.json")
    again = accept_import(SLUG, JOB, "all", Mode.APPEND, tag, EDITOR, stores)
    assert (again["total"], len(bank_of(stores))) == (6, 6)


@pytest.mark.parametrize(("mode", "text"), [(Mode.APPEND, None), (Mode.REPLACE, "Sửa?")])
def test_the_clerk_says_what_happens_to_ids_that_are_there(mode: Mode, text: str | None) -> None:
    stores = drafted()
    looked_at(workbook(HEADINGS, row("tc-001", "Sửa?")), stores)
    told = accept(stores, mode=mode)
    assert bank_of(stores)[0]["text"] == (text or QUESTIONS[0]["text"])
    assert (told["kept"], told["replaced"]) == ((0, 1) if text else (1, 0))


def test_a_bank_that_changed_meanwhile_is_not_written_over() -> None:
    stores = drafted()
    looked_at(workbook(HEADINGS, row("moi-1")), stores)
    refused(Code.CHANGED_MEANWHILE, accept_import, SLUG, JOB, "all", Mode.APPEND, "0" * 32, EDITOR,
            stores)  # fmt: skip
    assert bank_of(stores) == QUESTIONS


def test_the_bank_never_grows_beyond_its_limit() -> None:
    stores = drafted([{**QUESTIONS[0], "id": f"q-{n}"} for n in range(MOST_QUESTIONS)])
    looked_at(workbook(HEADINGS, row("moi-1")), stores)
    refused(Code.INVALID, accept, stores)


def test_too_many_rows_are_a_fault_of_the_sheet() -> None:
    stores = drafted()
    figures = looked_at(workbook(HEADINGS, *[row(f"q-{n}") for n in range(5_001)]), stores)
    assert figures["faults"] == 1
    assert "5000" in show_preview(SLUG, JOB, 0, False, stores)["faults"][0]["message"]
    refused(Code.IMPORT_HAS_FAULTS, accept, stores)


@pytest.mark.parametrize(
    ("content", "cell", "said"),
    [
        (workbook(HEADINGS), "A2", "chưa có câu hỏi"),
        (workbook(["Ghi chú", *HEADINGS], [None, *ROWS[0]]), "A1", "Không có cột nào tên"),
        (workbook([*HEADINGS[1:]], ROWS[0][1:]), "", "Thiếu cột"),
        (edited(a_bank(), merge="A9:C10"), "A9:C10", "bị gộp"),
    ],
)
def test_faults_of_the_whole_sheet(content: bytes, cell: str, said: str) -> None:
    stores = drafted()
    assert looked_at(content, stores)["faults"] == 1
    (fault,) = show_preview(SLUG, JOB, 0, False, stores)["faults"]
    assert fault["cell"] == cell
    assert said in fault["message"]


def test_an_import_that_is_gone_is_told() -> None:
    stores = drafted()
    refused(Code.NO_SUCH_THING, show_preview, SLUG, JOB, 0, False, stores)
    refused(Code.NO_SUCH_THING, accept, stores)


def test_the_job_hands_out_the_template_and_the_bank() -> None:
    stores = drafted()
    asked = {"slug": SLUG, "by": EDITOR.by, "source": EDITOR.source}
    for do, questions in (("template", 3), ("bank", 5)):
        told = work({**asked, "do": do}, read_question_sheet, question_workbook, stores)
        assert told["questions"] == questions
        key = told["url"].removeprefix("https://example.com/").partition("?")[0]
        book = openpyxl.load_workbook(io.BytesIO(stores.vault.objects[key]))
        assert book.worksheets[0].max_row == questions + 1
