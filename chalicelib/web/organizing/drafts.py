"""Contests being prepared: begun, changed, compared, looked at, opened."""

import base64
import re
from collections import Counter
from typing import Any

from chalicelib.domain.checks import Check, Flag, Identifier, Matching, OneOf, Text, Whole
from chalicelib.domain.contest_format.fields import MOST_VND
from chalicelib.domain.errors import invalid
from chalicelib.usecases import comparing, drafting, preparing, readying
from chalicelib.web.organizing.call import ID_OF_CLIENT, Answer, Call, require, started_job
from chalicelib.web.organizing.onlooking import (
    changes_without_answers,
    draft_without_numbers,
    lights_without_answers,
)

_NOTHING, _TEMPLATE, _CONTEST = "nothing", "template", "contest"
_TITLE = Text(200)
_REASON = Text(500, lines=True, blank=True)
_MOST_CHANGES = 200
_INSTANT = Matching(
    re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?([+-]\d\d:\d\d|Z)", re.ASCII),
    "Phải là ngày giờ kèm múi giờ, ví dụ 2026-12-07T07:00:00+07:00.",
)
_TAG = Matching(re.compile(r"[0-9a-f]{32}", re.ASCII), "Xin tải lại trang.")
_ORIGIN = Matching(
    re.compile(r"https?://[A-Za-z0-9.-]{1,253}(:\d{1,5})?", re.ASCII), "Xin tải lại trang."
)
_VERSION = Matching(re.compile(r"draft|[0-9a-f]{64}", re.ASCII), "Xin tải lại trang.")
_FIELD = re.compile(r"[a-z_]{1,40}(\.[a-z_]{1,40})?", re.ASCII)
MOST_ARCHIVE = 3 * 2**20


_KNOWN = ("host", "contact", "opens_at", "closes_at")


class _Changes:
    """Fields of a draft by their names, one table deep, with any value."""

    def fault(self, value: Any) -> str | None:
        if not isinstance(value, dict) or not 0 < len(value) <= _MOST_CHANGES:
            return "Phải là các mục cần đổi. Xin tải lại trang."
        wrong = [name for name in value if not _FIELD.fullmatch(name)]
        return f"Không có mục “{wrong[0][:60]}”. Xin tải lại trang." if wrong else None


class _Base64:
    """A file in base64, of at most `MOST_ARCHIVE` bytes."""

    def fault(self, value: Any) -> str | None:
        try:
            content = base64.b64decode(value, validate=True) if isinstance(value, str) else b""
        except ValueError:
            content = b""
        if not content:
            return "Không đọc được tệp; xin chọn lại."
        if len(content) > MOST_ARCHIVE:
            return "Tệp lớn hơn 3 MB; xin chọn tệp nhỏ hơn."
        return None


class _Amount:
    """Money, or nothing."""

    def fault(self, value: Any) -> str | None:
        return None if value is None else Whole(0, MOST_VND).fault(value)


def begin(call: Call) -> Answer:
    """201 with {"slug", "tag"}."""
    optional: dict[str, Check] = {
        "source": Identifier(),
        "opens_at": _INSTANT,
        "closes_at": _INSTANT,
        "host": _TITLE,
        "contact": _TITLE,
    }
    required: dict[str, Check] = {
        "slug": Identifier(),
        "title": _TITLE,
        "from": OneOf((_NOTHING, _TEMPLATE, _CONTEST)),
    }
    body = require(call.body, required, optional)
    if (body["from"] == _CONTEST) != ("source" in body):
        raise invalid({"source": "Xin chọn cuộc thi để làm theo."})
    known: dict[str, str] = {name: body[name] for name in _KNOWN if name in body}
    beginning = preparing.Beginning(
        body["slug"], body["title"], known, body["from"] == _TEMPLATE, body.get("source", "")
    )
    tag = preparing.begin_contest(beginning, call.stores, by=call.by, source=call.source)
    return Answer({"slug": body["slug"], "tag": tag}, 201)


def import_files(call: Call) -> Answer:
    """201 with {"slug"}."""
    body = require(call.body, {"archive": _Base64()}, {"slug": Identifier(), "faulty": Flag()})
    slug = preparing.import_contest(
        base64.b64decode(body["archive"]),
        call.stores,
        by=call.by,
        source=call.source,
        slug=body.get("slug", ""),
        faulty=body.get("faulty", False),
    )
    return Answer({"slug": slug}, 201)


def export_files(call: Call) -> dict[str, Any]:
    content = preparing.export_contest_files(call.slug, call.stores)
    return {"name": f"{call.slug}.zip", "archive": base64.b64encode(content).decode()}


def show(call: Call) -> dict[str, Any]:
    raw, tag = drafting.read_contest_draft(call.slug, call.stores)
    questions, _ = drafting.read_question_draft(call.slug, call.stores)
    return {
        "contest": raw if call.organizes else draft_without_numbers(raw),
        "tag": tag,
        "frozen": drafting.is_open_or_past(call.slug, call.stores),
        "has_draft": drafting.has_draft(call.slug, call.stores),
        "budget_vnd": preparing.budget_of(call.slug, call.stores),
        "questions": {"count": len(questions), "by_topic": _by_topic(questions)},
        "faults": _faults(raw, questions),
    }


def change(call: Call) -> dict[str, Any]:
    body = require(call.body, {"tag": _TAG, "changes": _Changes()})
    tag = preparing.change_contest(
        call.slug, body["changes"], body["tag"], call.stores, by=call.by, source=call.source
    )
    raw, _ = drafting.read_contest_draft(call.slug, call.stores)
    questions, _ = drafting.read_question_draft(call.slug, call.stores)
    return {"contest": raw, "tag": tag, "faults": _faults(raw, questions)}


def remove(call: Call) -> Answer:
    body = require(call.body, {"tag": _TAG})
    drafting.remove_draft(call.slug, body["tag"], call.stores, by=call.by, source=call.source)
    return Answer(None, 204)


def budget(call: Call) -> dict[str, Any]:
    body = require(call.body, {"budget_vnd": _Amount()})
    amount = body["budget_vnd"]
    preparing.set_budget(call.slug, amount, call.stores, by=call.by, source=call.source)
    return {"budget_vnd": amount}


def versions(call: Call) -> dict[str, Any]:
    return {"versions": comparing.list_versions(call.slug, call.stores)}


def changes(call: Call) -> dict[str, Any]:
    asked = {name: call.query.get(name, "") for name in ("before", "after")}
    wrong = {name: fault for name, value in asked.items() if (fault := _VERSION.fault(value))}
    if wrong:
        raise invalid(wrong)
    found = comparing.compare_versions(call.slug, asked["before"], asked["after"], call.stores)
    return found if call.sees_keys else changes_without_answers(found)


def ready(call: Call) -> dict[str, Any]:
    looked = readying.look_at(call.slug, call.stores)
    lights = [readying.light_as_json(light) for light in looked.ready.lights]
    return {
        "lights": lights if call.sees_keys else lights_without_answers(lights),
        "contest_tag": looked.contest_tag,
        "questions_tag": looked.questions_tag,
        "frozen": drafting.is_open_or_past(call.slug, call.stores),
        "budget_vnd": looked.budget_vnd,
        "opens_at": looked.raw.get("opens_at"),
        "closes_at": looked.raw.get("closes_at"),
    }


def open_contest(call: Call) -> Answer:
    """202 with the job that opens it."""
    required: dict[str, Check] = {
        "job": ID_OF_CLIENT,
        "contest_tag": _TAG,
        "questions_tag": _TAG,
        "origin": _ORIGIN,
    }
    body = require(call.body, required, {"reason": _REASON})
    asked = {name: value for name, value in body.items() if name != "job"}
    return started_job(call, "load", call.slug, asked)


def _by_topic(questions: list[Any]) -> dict[str, int]:
    topics = (each.get("topic") for each in questions if isinstance(each, dict))
    return dict(Counter(topic for topic in topics if isinstance(topic, str)))


def _faults(raw: dict[str, Any], questions: list[Any]) -> list[dict[str, str]]:
    """Of the questions, which have a screen of their own, only that there are some wrong."""
    found = preparing.faults_of_draft(raw, questions)
    return [
        {"field": _dotted(fault.path), "message": fault.message}
        for fault in found
        if fault.path[:1] != ("questions",)
    ]


def _dotted(path: tuple[str | int, ...]) -> str:
    """`units.0.name`: as the page names its inputs, list items counted from 0."""
    return ".".join(str(part) for part in path)
