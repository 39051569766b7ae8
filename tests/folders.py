"""Folders of the small contest for tests of the loader, written as TOML and as workbooks."""

import io
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from chalicelib.stores.contest_folder import FolderFaults, read_contest
from tests.builders import a_contest_file

HEADINGS = ["Mã", "Lĩnh vực", "Câu hỏi", *"ABCD", "Đáp án", "Giải thích", "Căn cứ", "Mức độ"]


def toml(value: Any) -> str:
    """A value as TOML writes it."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name} = {toml(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(toml(each) for each in value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int) else quoted(value)


def quoted(text: str) -> str:
    escaped = "".join(
        char if char.isprintable() and char not in '"\\' else f"\\U{ord(char):08X}" for char in text
    )
    return f'"{escaped}"'


def toml_file(fields: dict[str, Any]) -> str:
    return "".join(f"{name} = {toml(value)}\n" for name, value in fields.items())


def sheet_rows(questions: list[dict[str, Any]]) -> list[list[Any]]:
    return [
        [
            each["id"], each["topic"], each["text"],
            *(each["options"] + [None] * (4 - len(each["options"]))),
            ",".join(each["key"]), each["explanation"], each["source"], each.get("difficulty"),
        ]
        for each in questions
    ]  # fmt: skip


def workbook(*rows: list[Any]) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def a_folder(
    folder: Path, *, bank: str | bytes | None = None, contest: str | None = None, **over: Any
) -> Path:
    """The small contest's folder; `bank` in bytes is a workbook, in text a questions.toml."""
    raw = a_contest_file(**over)
    questions = raw.pop("questions")
    folder.mkdir(exist_ok=True)
    for name in ("questions.toml", "questions.xlsx"):
        (folder / name).unlink(missing_ok=True)
    (folder / "contest.toml").write_text(toml_file(raw) if contest is None else contest)
    if isinstance(bank, bytes):
        (folder / "questions.xlsx").write_bytes(bank)
    else:
        text = toml_file({"questions": questions}) if bank is None else bank
        (folder / "questions.toml").write_text(text)
    return folder


def faults_in(folder: Path) -> list[str]:
    with pytest.raises(FolderFaults) as found:
        read_contest(folder)
    assert str(found.value) == "\n".join(str(fault) for fault in found.value.faults)
    return [str(fault) for fault in found.value.faults]


QUESTIONS = a_contest_file()["questions"]
ROWS = sheet_rows(QUESTIONS)


def sheet_faults(tmp_path: Path, *rows: list[Any]) -> list[str]:
    return faults_in(a_folder(tmp_path, bank=workbook(*rows)))


def changed_row(row: int, heading: str, value: Any) -> list[list[Any]]:
    """The small bank's sheet with one cell changed; `row` as Excel counts."""
    rows = [list(HEADINGS), *(list(each) for each in ROWS)]
    rows[row - 1][HEADINGS.index(heading)] = value
    return rows
