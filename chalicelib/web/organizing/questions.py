"""Questions of a contest being prepared: shown, changed, handed out, taken in from Excel."""

import base64
import binascii
import re
from dataclasses import dataclass
from typing import Any

from chalicelib.domain.checks import Check, ListOf, Matching, OneOf, Text, Whole
from chalicelib.domain.contest_format.fields import MOST_QUESTIONS
from chalicelib.domain.errors import invalid
from chalicelib.domain.question_bank import Mode
from chalicelib.usecases import asking, importing
from chalicelib.usecases.asking import Editor, Sought
from chalicelib.web.organizing.call import ID_OF_CLIENT, Answer, Call, no_such, require, started_job
from chalicelib.web.organizing.onlooking import bank_without_answers

_TAG = Matching(re.compile(r"[0-9a-f]{1,64}", re.ASCII), "Xin tải lại trang rồi làm lại.")
_PLACE = Whole(0, MOST_QUESTIONS)
_MOST_AT_ONCE = 500
_SEARCH = Text(200, blank=True)


@dataclass(frozen=True)
class _Table:
    """An object whose fields are looked at elsewhere, or must be the given ones."""

    required: dict[str, Check] | None = None
    optional: dict[str, Check] | None = None

    def fault(self, value: Any) -> str | None:
        if not isinstance(value, dict):
            return "Phải là một bảng gồm các trường có tên."
        if self.required is None:
            return None
        known = {**self.required, **(self.optional or {})}
        if not self.required.keys() <= value.keys() <= known.keys():
            return f"Phải gồm các trường: {', '.join(known)}."
        faults = (known[name].fault(each) for name, each in value.items())
        return next((fault for fault in faults if fault), None)


_QUESTION = _Table()
_ADDED = ListOf(_Table({"question": _QUESTION}, {"place": _PLACE}), 1, _MOST_AT_ONCE)
_REMOVED = ListOf(
    _Table({"place": _PLACE, "id": Text(200, lines=True, blank=True)}), 1, _MOST_AT_ONCE
)


def list_questions(call: Call) -> dict[str, Any]:
    """A page of the bank, by topic, words and faults."""
    asked = {name: call.query[name] for name in ("topic", "text") if call.query.get(name)}
    require(asked, optional={"topic": _SEARCH, "text": _SEARCH})
    sought = Sought(asked.get("topic", ""), asked.get("text", ""), call.query.get("faulty") == "1")
    page = asking.list_questions(call.slug, sought, _after(call), call.stores)
    return _paged(page if call.sees_keys else bank_without_answers(page))


def add_questions(call: Call) -> dict[str, Any]:
    """New questions, or removed ones put back at their places."""
    body = require(call.body, {"questions": _ADDED, "tag": _TAG})
    added = [(each.get("place"), each["question"]) for each in body["questions"]]
    return asking.add_questions(call.slug, added, body["tag"], _editor(call), call.stores)


def change_question(call: Call) -> dict[str, Any]:
    body = require(call.body, {"question": _QUESTION, "tag": _TAG})
    if not re.fullmatch("[0-9]{1,4}", call.path["place"], re.ASCII):
        raise no_such("câu hỏi")
    return asking.change_question(
        call.slug,
        int(call.path["place"]),
        body["question"],
        body["tag"],
        _editor(call),
        call.stores,
    )


def remove_questions(call: Call) -> dict[str, Any]:
    body = require(call.body, {"questions": _REMOVED, "tag": _TAG})
    removed = [(each["place"], each["id"]) for each in body["questions"]]
    return asking.remove_questions(call.slug, removed, body["tag"], _editor(call), call.stores)


def hand_out(call: Call) -> Answer:
    """Starts the job that makes the template, or a workbook of the bank."""
    body = require(call.body, {"job": ID_OF_CLIENT, "what": OneOf(("template", "bank"))})
    return started_job(call, importing.KIND, call.slug, {"do": body["what"]})


def begin_import(call: Call) -> Answer:
    """Keeps an Excel file, base64 in `file`, and starts the job that reads it."""
    most_chars = importing.MOST_FILE_BYTES * 4 // 3 + 1_000
    fields: dict[str, Check] = {
        "job": ID_OF_CLIENT,
        "filename": Text(200),
        "file": Matching(re.compile(f"[A-Za-z0-9+/=]{{0,{most_chars}}}"), _NO_FILE),
    }
    body = require(call.body, fields)
    upload = importing.Upload(_bytes_of(body["file"]), body["filename"], body["job"])
    job = importing.begin_import(call.slug, upload, _editor(call), call.stores)
    return Answer({"job": {"id": job.id, "kind": job.kind, "slug": job.slug}}, 202)


def show_import(call: Call) -> dict[str, Any]:
    """A page of what was read of a file."""
    faulty = call.query.get("faulty") == "1"
    file = _file_of(call)
    return _paged(importing.show_preview(call.slug, file, _after(call), faulty, call.stores))


def accept_import(call: Call) -> dict[str, Any]:
    fields: dict[str, Check] = {
        "take": OneOf(("all", "good")),
        "mode": OneOf(tuple(Mode)),
        "tag": _TAG,
    }
    body = require(call.body, fields)
    return importing.accept_import(
        call.slug, _file_of(call), body["take"], Mode(body["mode"]), body["tag"], _editor(call),
        call.stores,
    )  # fmt: skip


_NO_FILE = "Tệp phải được gửi dạng base64, tối đa 3 MB."


def _bytes_of(written: str) -> bytes:
    try:
        return base64.b64decode(written, validate=True)
    except binascii.Error as error:
        raise invalid({"file": _NO_FILE}) from error


def _file_of(call: Call) -> str:
    if ID_OF_CLIENT.fault(call.path["file"]) is not None:
        raise no_such("tệp")
    return call.path["file"]


def _editor(call: Call) -> Editor:
    return Editor(call.by, call.source)


def _after(call: Call) -> int:
    """From which place on a page is asked for."""
    return call.whole_query("cursor", 0, MOST_QUESTIONS + 1)


def _paged(page: dict[str, Any]) -> dict[str, Any]:
    """With the cursor of the page after it, as text."""
    after = page.pop("next")
    return {**page, "cursor": None if after is None else str(after)}
