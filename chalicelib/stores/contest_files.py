"""A contest from what its files hold: `contest.toml` and `questions.toml` or `questions.xlsx`.

They may lie in a folder (`contest_folder.py`) or in an archive (`contest_archive.py`).
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from chalicelib.domain.checks import clean_text
from chalicelib.domain.contest_format import ContestFaults, Fault, check_contest
from chalicelib.domain.contest_format import Path as FieldPath
from chalicelib.stores.question_sheet import QuestionSheet, SheetFault, read_question_sheet
from chalicelib.stores.toml_lines import line_of, lines_of_fields
from chalicelib.usecases.ports.archives import LocatedFault, ReadFiles

CONTEST_FILE = "contest.toml"
QUESTION_FILES = ("questions.toml", "questions.xlsx")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SYNTAX_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


Files = Mapping[str, bytes | str]
"""The bytes of each file by its name, or the sentence that says why they can't be read."""


def read_files(
    files: Files, *, opens_at: int | None = None, closes_at: int | None = None
) -> ReadFiles:
    """Reads and checks the files of a contest, never raising on what they hold.

    `opens_at` and `closes_at` (ms since the epoch) take the place of the file's window before it
    is checked.
    """
    contest = _read_contest_file(files)
    window = {"opens_at": opens_at, "closes_at": closes_at}
    moved = {name: _moment(moment) for name, moment in window.items() if moment is not None}
    bank = _read_bank(files, _topics(contest.raw))
    raw = {**contest.raw, **moved}
    document, faults = _checked(contest, bank, raw)
    questions = bank.raw.get("questions", [])
    listed = questions if isinstance(questions, list) else []
    readable = contest.readable and bank.readable
    return ReadFiles(raw, listed, faults, None if faults else document, readable)


class _Source(Protocol):
    """One file as read: what it holds, its own faults, and where its fields stand."""

    name: str
    raw: dict[str, Any]
    faults: list[LocatedFault]
    readable: bool

    def located(self, fault: Fault) -> LocatedFault: ...


@dataclass
class _TomlSource:
    name: str
    text: str
    raw: dict[str, Any]
    faults: list[LocatedFault]
    readable: bool = True
    _lines: dict[FieldPath, int] | None = None

    def located(self, fault: Fault) -> LocatedFault:
        return LocatedFault(self.name, self.line(fault.path), fault.field, fault.message)

    def line(self, path: FieldPath) -> int | None:
        if self._lines is None:
            self._lines = lines_of_fields(self.text)
        return line_of(path, self._lines)


class _SheetSource:
    def __init__(self, name: str, sheet: QuestionSheet) -> None:
        self.name = name
        self.sheet = sheet
        self.raw: dict[str, Any] = {"questions": sheet.questions}
        self.faults = [self._of_sheet(fault) for fault in sheet.faults]
        # Without headings no question was read: what is missing then is no fault of its own.
        self.readable = bool(sheet.questions) or not sheet.faults

    def located(self, fault: Fault) -> LocatedFault:
        row, heading = self.sheet.place(fault.path)
        return LocatedFault(self.name, row, heading, fault.message)

    def _of_sheet(self, fault: SheetFault) -> LocatedFault:
        return LocatedFault(self.name, fault.row, fault.heading, fault.message)


def _checked(
    contest: _Source, bank: _Source, raw: dict[str, Any]
) -> tuple[dict[str, Any], tuple[LocatedFault, ...]]:
    questions = {"questions": bank.raw["questions"]} if "questions" in bank.raw else {}
    faults = [*contest.faults, *bank.faults]
    document: dict[str, Any] = {}
    try:
        document = check_contest({**raw, **questions}).document
    except ContestFaults as found:
        sources = [(_source_of(fault, contest, bank), fault) for fault in found.faults]
        faults += [source.located(fault) for source, fault in sources if source.readable]
    return document, tuple(sorted(_first_of_each_place(faults), key=order_of_faults))


def _source_of(fault: Fault, contest: _Source, bank: _Source) -> _Source:
    return bank if fault.path[:1] == ("questions",) else contest


def _first_of_each_place(faults: list[LocatedFault]) -> tuple[LocatedFault, ...]:
    """One fault for each field: a cell that holds a formula is not called blank as well."""
    kept: dict[tuple[str, int | None, str], LocatedFault] = {}
    for fault in faults:
        kept.setdefault((fault.file, fault.place, fault.field), fault)
    return tuple(kept.values())


def order_of_faults(fault: LocatedFault) -> tuple[str, int, str]:
    """Faults stand by file, place and field."""
    return fault.file, fault.place or 0, fault.field


def _moment(milliseconds: int) -> datetime:
    return _EPOCH + timedelta(milliseconds=milliseconds)


def _topics(contest: dict[str, Any]) -> dict[str, str]:
    """From each topic's name in small letters to its id, as far as they can be read."""
    topics = contest.get("topics")
    tables = (
        [topic for topic in topics if isinstance(topic, dict)] if isinstance(topics, list) else []
    )
    pairs = [(topic.get("name"), topic.get("id")) for topic in tables]
    return {
        clean_text(name).casefold(): id_
        for name, id_ in pairs
        if isinstance(name, str) and isinstance(id_, str)
    }


def _read_contest_file(files: Files) -> _TomlSource:
    source = _read_toml(CONTEST_FILE, files)
    if "questions" in source.raw:
        source.faults.append(
            LocatedFault(
                source.name,
                source.line(("questions", 0)),
                "questions",
                f"Câu hỏi phải nằm ở tệp riêng ({' hoặc '.join(QUESTION_FILES)}); xin chuyển sang.",
            )
        )
        del source.raw["questions"]
    return source


def _read_bank(files: Files, topics: dict[str, str]) -> _Source:
    present = [name for name in QUESTION_FILES if name in files]
    if len(present) != 1:
        said = "Không được có cả hai tệp" if present else "Phải có một trong hai tệp"
        message = f"{said} {' và '.join(QUESTION_FILES)}; xin giữ đúng một tệp."
        return _unreadable(QUESTION_FILES[0], message)
    name = present[0]
    return _read_sheet(name, files, topics) if name.endswith(".xlsx") else _read_questions(files)


def _read_sheet(name: str, files: Files, topics: dict[str, str]) -> _Source:
    content = files[name]
    if isinstance(content, str):
        return _unreadable(name, content)
    return _SheetSource(name, read_question_sheet(content, topics))


def _read_questions(files: Files) -> _TomlSource:
    source = _read_toml(QUESTION_FILES[0], files)
    source.faults.extend(
        LocatedFault(
            source.name, source.line((name,)), name, "Tệp này chỉ chứa [[questions]]; xin bỏ đi."
        )
        for name in source.raw
        if name != "questions"
    )
    return source


def _read_toml(name: str, files: Files) -> _TomlSource:
    content = files.get(name, "Không có tệp này trong thư mục cuộc thi; xin thêm vào.")
    if isinstance(content, str):
        return _unreadable(name, content)
    try:
        # Windows' Notepad may put a byte order mark before the text.
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return _unreadable(name, "Bảng mã không phải UTF-8; xin lưu lại tệp với mã UTF-8.")
    return _parsed(name, text)


def _parsed(name: str, text: str) -> _TomlSource:
    try:
        return _TomlSource(name, text, tomllib.loads(text), [])
    except RecursionError:
        return _unreadable(name, "Các dấu ngoặc lồng nhau quá sâu; xin viết lại theo mẫu.")
    except ValueError as error:  # tomllib's own error, and that of numbers with too many digits
        found = _SYNTAX_PLACE.search(str(error))
        line = int(found[1]) if found and found[1] else text.count("\n") + 1
        column = f", cột {found[2]}" if found and found[2] else ""
        said = f"Sai cú pháp TOML ở dòng {line}{column}; xin xem lại dấu ngoặc, dấu nháy và dấu =."
        return _unreadable(name, said, line)


def _unreadable(name: str, message: str, line: int | None = None) -> _TomlSource:
    return _TomlSource(name, "", {}, [LocatedFault(name, line, "", message)], readable=False)
