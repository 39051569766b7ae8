"""A contest from its folder: `contest.toml` and `questions.toml` or `questions.xlsx`."""

import re
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from chalicelib.domain.checks import clean_text
from chalicelib.domain.contest_format import ContestFaults, Fault, check_contest
from chalicelib.domain.contest_format import Path as FieldPath
from chalicelib.stores.question_sheet import QuestionSheet, SheetFault, read_question_sheet
from chalicelib.stores.toml_lines import line_of, lines_of_fields

CONTEST_FILE = "contest.toml"
QUESTION_FILES = ("questions.toml", "questions.xlsx")
MOST_BYTES = 20 * 2**20
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SYNTAX_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


@dataclass(frozen=True)
class LocatedFault:
    """A fault with the file it is in; `place` is a line, or a row where the file is a workbook."""

    file: str
    place: int | None
    field: str
    message: str

    def __str__(self) -> str:
        """`contest.toml:12 paper.time_limit_s: …` or `questions.xlsx hàng 7 (Đáp án): …`."""
        message = self.message[:1].lower() + self.message[1:]
        return f"{self._where()}: {message}"

    def _where(self) -> str:
        if self.file.endswith(".xlsx"):
            row = "" if self.place is None else f" hàng {self.place}"
            return self.file + row + (f" ({self.field})" if self.field else "")
        line = "" if self.place is None else f":{self.place}"
        return self.file + line + (f" {self.field}" if self.field else "")


class FolderFaults(Exception):
    """Raised with every fault of a folder, by file and place."""

    def __init__(self, faults: tuple[LocatedFault, ...]) -> None:
        self.faults = tuple(sorted(faults, key=_order))
        super().__init__("\n".join(str(fault) for fault in self.faults))


def read_contest(
    folder: Path, *, opens_at: int | None = None, closes_at: int | None = None
) -> dict[str, Any]:
    """The checked document of the contest in `folder`.

    `opens_at` and `closes_at` (ms since the epoch) take the place of the file's window before it
    is checked. Raises FolderFaults with every fault of both files.
    """
    contest = _read_contest_file(folder)
    window = {"opens_at": opens_at, "closes_at": closes_at}
    moved = {name: _moment(moment) for name, moment in window.items() if moment is not None}
    bank = _read_bank(folder, _topics(contest.raw))
    return _checked(contest, bank, {**contest.raw, **moved})


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


def _checked(contest: _Source, bank: _Source, raw: dict[str, Any]) -> dict[str, Any]:
    questions = {"questions": bank.raw["questions"]} if "questions" in bank.raw else {}
    faults = [*contest.faults, *bank.faults]
    document: dict[str, Any] = {}
    try:
        document = check_contest({**raw, **questions}).document
    except ContestFaults as found:
        sources = [(_source_of(fault, contest, bank), fault) for fault in found.faults]
        faults += [source.located(fault) for source, fault in sources if source.readable]
    if faults:
        raise FolderFaults(_first_of_each_place(faults))
    return document


def _source_of(fault: Fault, contest: _Source, bank: _Source) -> _Source:
    return bank if fault.path[:1] == ("questions",) else contest


def _first_of_each_place(faults: list[LocatedFault]) -> tuple[LocatedFault, ...]:
    """One fault for each field: a cell that holds a formula is not called blank as well."""
    kept: dict[tuple[str, int | None, str], LocatedFault] = {}
    for fault in faults:
        kept.setdefault((fault.file, fault.place, fault.field), fault)
    return tuple(kept.values())


def _order(fault: LocatedFault) -> tuple[str, int, str]:
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


def _read_contest_file(folder: Path) -> _TomlSource:
    source = _read_toml(folder / CONTEST_FILE)
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


def _read_bank(folder: Path, topics: dict[str, str]) -> _Source:
    present = [name for name in QUESTION_FILES if (folder / name).exists()]
    if len(present) != 1:
        said = "Không được có cả hai tệp" if present else "Phải có một trong hai tệp"
        message = f"{said} {' và '.join(QUESTION_FILES)}; xin giữ đúng một tệp."
        return _unreadable(QUESTION_FILES[0], message)
    path = folder / present[0]
    return _read_sheet(path, topics) if path.suffix == ".xlsx" else _read_question_toml(path)


def _read_sheet(path: Path, topics: dict[str, str]) -> _Source:
    content = _content(path)
    if isinstance(content, str):
        return _unreadable(path.name, content)
    return _SheetSource(path.name, read_question_sheet(content, topics))


def _read_question_toml(path: Path) -> _TomlSource:
    source = _read_toml(path)
    source.faults.extend(
        LocatedFault(
            source.name, source.line((name,)), name, "Tệp này chỉ chứa [[questions]]; xin bỏ đi."
        )
        for name in source.raw
        if name != "questions"
    )
    return source


def _read_toml(path: Path) -> _TomlSource:
    content = _content(path)
    if isinstance(content, str):
        return _unreadable(path.name, content)
    try:
        # Windows' Notepad may put a byte order mark before the text.
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return _unreadable(path.name, "Bảng mã không phải UTF-8; xin lưu lại tệp với mã UTF-8.")
    return _parsed(path.name, text)


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


def _content(path: Path) -> bytes | str:
    """The bytes of a file, or the sentence that says why they can't be read."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return f"Tệp lớn hơn {MOST_BYTES // 2**20} MB; xin kiểm tra lại."
        return path.read_bytes()
    except FileNotFoundError:
        return "Không có tệp này trong thư mục cuộc thi; xin thêm vào."
    except OSError:
        return "Không mở được tệp này; xin kiểm tra quyền đọc."
