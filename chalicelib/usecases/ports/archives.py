"""What reads and writes the files of a contest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol


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


@dataclass(frozen=True)
class ReadFiles:
    """What the files of a contest hold as tomllib gives it, the questions apart; and every fault.
    `document` is the checked one, None where there are faults; `readable`: both could be parsed."""

    contest: dict[str, Any]
    questions: list[Any]
    faults: tuple[LocatedFault, ...]
    document: dict[str, Any] | None
    readable: bool


class BadArchive(Exception):
    """What can't be read as the folder of a contest; the text is a Vietnamese sentence."""


class Archives(Protocol):
    """The folder of a contest as a .zip."""

    def write(self, contest: dict[str, Any], questions: list[Any]) -> bytes:
        """`contest` as JSON, instants as texts; faulty ones are written too."""

    def read(self, content: bytes) -> ReadFiles:
        """What a .zip holds. Raises BadArchive."""
