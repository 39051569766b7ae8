"""Questions from an Excel file: stored as it came, looked at by a job, accepted by the clerk.

`imports/<slug>/<job>.xlsx` is the file, `<job>.json` what was read of it, `<job>-accepted.json`
what was told when it was accepted; all go after some days. Nothing enters the bank before that.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from chalicelib.domain.canonical import canonical
from chalicelib.domain.contest_format.faults import Path
from chalicelib.domain.contest_format.fields import MOST_QUESTIONS
from chalicelib.domain.errors import Code, Refusal
from chalicelib.domain.question_bank import (
    Mode,
    Question,
    Standing,
    faults_of_bank,
    id_of,
    merge,
    standing_of,
)
from chalicelib.usecases.asking import Editor, too_many_questions, topics_of
from chalicelib.usecases.drafting import (
    read_contest_draft,
    read_question_draft,
    refuse_once_open,
    save_question_draft,
)
from chalicelib.usecases.handing_out import WriteWorkbook, hand_out_bank, hand_out_template
from chalicelib.usecases.jobs import start_job
from chalicelib.usecases.ports import Job, Stores

MOST_FILE_BYTES = 3 * 2**20
PAGE = 50
KIND = "import"

Preview = dict[str, Any]


class SheetFaultRead(Protocol):
    """A fault of a cell, as a reader of workbooks tells it."""

    @property
    def row(self) -> int | None: ...
    @property
    def heading(self) -> str: ...
    @property
    def message(self) -> str: ...
    @property
    def cell(self) -> str: ...


class SheetRead(Protocol):
    """What a reader of workbooks found: see stores/question_sheet.py."""

    questions: list[dict[str, Any]]
    rows: list[int]
    unreadable: bool

    @property
    def faults(self) -> Iterable[SheetFaultRead]: ...
    def place(self, path: Path) -> tuple[int | None, str]: ...
    def cell(self, path: Path) -> str: ...


ReadSheet = Callable[[bytes, dict[str, str]], SheetRead]


@dataclass(frozen=True)
class Upload:
    """A file that came: its bytes, what its owner calls it, and the id that the page drew."""

    content: bytes
    filename: str
    job: str


def work(
    event: dict[str, Any], read: ReadSheet, write: WriteWorkbook, stores: Stores
) -> dict[str, Any]:
    """What the job asks for in `do`: "read" a file, write the "template" or the "bank".

    Raises Refusal: no_such_contest, no_such_thing, bad_workbook.
    """
    slug = event["slug"]
    if event["do"] == "read":
        return look_at_file(slug, event["file"], event["filename"], read, stores)
    if event["do"] == "template":
        return hand_out_template(slug, write, stores)
    return hand_out_bank(slug, Editor(event["by"], event["source"]), write, stores)


def begin_import(slug: str, upload: Upload, editor: Editor, stores: Stores) -> Job:
    """Keeps the file and starts the job that looks at it; the same again starts nothing twice.

    Raises Refusal: no_such_contest, rules_frozen, too_large, bad_workbook.
    """
    refuse_once_open(slug, stores)
    read_question_draft(slug, stores)
    if len(upload.content) > MOST_FILE_BYTES:
        raise Refusal(
            Code.TOO_LARGE,
            f"Tệp lớn hơn {MOST_FILE_BYTES // 2**20} MB; xin bỏ hình ảnh và bớt câu.",
        )
    if not upload.filename.casefold().endswith(".xlsx"):
        raise bad_workbook("Tệp phải có đuôi .xlsx; xin mở bằng Excel và lưu dạng .xlsx.")
    stores.vault.create(_key(slug, upload.job, ".xlsx"), upload.content)
    asked = {"do": "read", "file": upload.job, "filename": upload.filename}
    return start_job(KIND, slug, asked, upload.job, editor.by, editor.source, stores)


def look_at_file(slug: str, file: str, filename: str, read: ReadSheet, stores: Stores) -> Preview:
    """Reads a file that was kept, and keeps what it holds beside what the bank has.

    Gives the preview's figures: {"file", "filename", "rows", "good", "new", "same", "other",
    "faults"}. Raises Refusal: no_such_contest, no_such_thing, bad_workbook.
    """
    stored = stores.vault.read(_key(slug, file, ".xlsx"))
    if stored is None:
        raise _no_such_import()
    raw, _ = read_contest_draft(slug, stores)
    topics = topics_of(raw)
    sheet = read(stored[0], {name.casefold(): id_ for id_, name in topics.items()})
    if sheet.unreadable:
        raise bad_workbook(next(fault.message for fault in sheet.faults))
    bank, _ = read_question_draft(slug, stores)
    preview = _preview(sheet, topics, {id_of(question): question for question in bank})
    preview["figures"] |= {"file": file, "filename": filename}
    stores.vault.put(_key(slug, file, ".json"), canonical(preview))
    return dict(preview["figures"])


def show_preview(slug: str, file: str, after: int, faulty: bool, stores: Stores) -> dict[str, Any]:
    """A page of at most 50 rows from the one of index `after` on, all or those with faults.

    Gives {"rows": [{"row", "question", "faults": [{"cell", "field", "message"}], "standing"}],
    "next": index | None, "found", "figures", "faults": [{"cell", "field", "message"}] (of the
    whole sheet), "accepted": {…} | None}. Raises Refusal no_such_thing.
    """
    preview = _read_preview(slug, file, stores)
    chosen = [index for index, row in enumerate(preview["rows"]) if row["faults"] or not faulty]
    left = [index for index in chosen if index >= after]
    return {
        "rows": [preview["rows"][index] for index in left[:PAGE]],
        "next": left[PAGE] if len(left) > PAGE else None,
        "found": len(chosen),
        "figures": preview["figures"],
        "faults": preview["faults"],
        "accepted": _accepted(slug, file, stores),
    }


def accept_import(
    slug: str, file: str, take: str, mode: Mode, tag: str, editor: Editor, stores: Stores
) -> dict[str, Any]:
    """Takes the questions of a preview into the bank: all, or the "good" ones alone. Gives
    {"added", "replaced", "kept", "left_out", "total", "tag"}; again, the same answer.

    Raises Refusal: no_such_thing, import_has_faults, invalid (too many), rules_frozen,
    changed_meanwhile.
    """
    preview = _read_preview(slug, file, stores)
    told = _accepted(slug, file, stores)
    if told is not None:
        return told
    if take == "all" and preview["figures"]["faults"]:
        raise Refusal(
            Code.IMPORT_HAS_FAULTS,
            "Tệp còn lỗi nên chưa nhận hết được; xin sửa tệp, hoặc chỉ nhận các câu không lỗi.",
        )
    good = [row["question"] for row in preview["rows"] if not row["faults"]]
    bank, _ = read_question_draft(slug, stores)
    merged = merge(bank, good, mode)
    if len(merged.questions) > MOST_QUESTIONS:
        raise too_many_questions()
    saved = save_question_draft(
        slug, merged.questions, tag, stores, by=editor.by, source=editor.source
    )
    answer = {
        "added": merged.added,
        "replaced": merged.replaced,
        "kept": merged.kept,
        "left_out": len(preview["rows"]) - len(good),
        "total": len(merged.questions),
        "tag": saved,
    }
    stores.vault.create(_key(slug, file, "-accepted.json"), canonical(answer))
    return answer


def bad_workbook(why: str) -> Refusal:
    """The refusal of a file that is no workbook that can be read; `why` says what to do."""
    return Refusal(Code.BAD_WORKBOOK, why)


def _preview(sheet: SheetRead, topics: dict[str, str], bank: dict[str, Question]) -> Preview:
    faults = _faults_by_row(sheet, topics)
    rows: list[Preview] = [
        {
            "row": row,
            "question": question,
            "faults": faults.get(row, []),
            "standing": standing_of(question, bank).value,
        }
        for row, question in zip(sheet.rows, sheet.questions, strict=True)
    ]
    # What stands in no row of a question concerns the sheet: headings, merged cells.
    known = set(sheet.rows)
    of_sheet = [fault for row, found in faults.items() if row not in known for fault in found]
    good = [row for row in rows if not row["faults"]]
    figures = {
        "rows": len(rows),
        "good": len(good),
        "faults": len(of_sheet) + sum(len(row["faults"]) for row in rows),
        **{s.value: sum(row["standing"] == s.value for row in good) for s in Standing},
    }
    return {"rows": rows, "faults": of_sheet, "figures": figures}


def _faults_by_row(sheet: SheetRead, topics: dict[str, str]) -> dict[int | None, list[Preview]]:
    """The faults of each row, one for each cell: one that holds a formula is not called blank as
    well."""
    found: dict[int | None, dict[str, Preview]] = {}
    for fault in sheet.faults:
        told = {"cell": fault.cell, "field": fault.heading, "message": fault.message}
        found.setdefault(fault.row, {}).setdefault(fault.cell or fault.heading, told)
    if not sheet.questions and not found:
        told = {"cell": "A2", "field": "", "message": "Trang tính đầu tiên chưa có câu hỏi nào."}
        return {None: [told]}
    for wrong in faults_of_bank(sheet.questions, topics):
        row, heading = sheet.place(wrong.path)
        message = _doubled(wrong.path, sheet) or wrong.message
        told = {"cell": sheet.cell(wrong.path), "field": heading, "message": message}
        found.setdefault(row, {}).setdefault(told["cell"] or heading, told)
    if len(sheet.questions) > MOST_QUESTIONS:
        told = {"cell": "", "field": "", "message": _TOO_MANY}
        found.setdefault(None, {})[""] = told
    return {row: list(each.values()) for row, each in found.items()}


_TOO_MANY = f"Tệp có hơn {MOST_QUESTIONS} câu hỏi; xin tách thành nhiều tệp hoặc bỏ bớt."


def _doubled(path: Path, sheet: SheetRead) -> str:
    """The sentence for an id that an earlier row has, naming its cell; "" for other faults."""
    match path:
        case ("questions", int(index), "id"):
            id_ = id_of(sheet.questions[index])
            first = next(i for i, other in enumerate(sheet.questions) if id_of(other) == id_)
            if id_ and first < index:
                where = sheet.cell(("questions", first, "id"))
                return f"Mã “{id_}” đã có ở ô {where}; mỗi câu một mã."
    return ""


def _accepted(slug: str, file: str, stores: Stores) -> dict[str, Any] | None:
    stored = stores.vault.read(_key(slug, file, "-accepted.json"))
    return None if stored is None else json.loads(stored[0])


def _read_preview(slug: str, file: str, stores: Stores) -> Preview:
    stored = stores.vault.read(_key(slug, file, ".json"))
    if stored is None:
        raise _no_such_import()
    preview: Preview = json.loads(stored[0])
    return preview


def _no_such_import() -> Refusal:
    return Refusal(
        Code.NO_SUCH_THING, "Không còn tệp này (tệp tải lên được giữ 7 ngày); xin tải lên lại."
    )


def _key(slug: str, file: str, ending: str) -> str:
    return f"imports/{slug}/{file}{ending}"
