"""A contest's public folder as it is read, and what the checks have found of it so far."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from chalicelib.domain.canonical import canonical
from ops.public_folder import Folder, Unreadable, refuse_endless
from ops.verifying.reporting import Check
from ops.verifying.rules import Rules
from ops.verifying.shapes import Shape, is_hash, is_object, list_of, wrong_member

Row = dict[str, Any]


@dataclass(frozen=True)
class File:
    """A file of the folder: `content` is None where it is missing; `value` is what its JSON says,
    None where that can't be read."""

    path: str
    content: bytes | None
    value: Any = None

    def read(self, check: Check) -> bool:
        """Whether it can be read; the check says why not."""
        if self.content is None:
            check.fail(f"Thiếu tệp {self.path}.")
        elif self.value is None:
            check.fail(f"{self.path}: không phải JSON ở dạng chuẩn (RFC 8785).")
        return self.value is not None

    def shaped(self, check: Check, shape: Shape) -> bool:
        """Whether it can be read and is an object with these members; the check says why not."""
        return self.read(check) and not misshapen(check, self.path, self.value, shape)


def misshapen(check: Check, where: str, value: Any, shape: Shape) -> bool:
    """Whether a member is missing or wrong; the check says which."""
    member = wrong_member(value, shape)
    if member is not None:
        check.fail(f"{where}: thiếu “{member}”, hoặc giá trị không đúng dạng.")
    return member is not None


@dataclass(frozen=True)
class Arrival:
    """Where a leaf stands in the snapshots: `at` is that of the snapshot, `marked` as late."""

    number: int
    at: int
    marked: bool


@dataclass(frozen=True)
class Opened:
    """An attempt that is open: the bank's options that were chosen, by question of its paper."""

    chosen: dict[str, set[int]]
    submitted_at: int


@dataclass
class Ledger:
    """The folder, and what was found: `rules` and `paper_key` once the commitment is open,
    `entries`, rulings `in_force`, and the attempts of `opened` entries by their leaves."""

    folder: Folder
    now: int
    receipts: Sequence[Any] = ()
    checkpoints: Sequence[str] = ()
    rules: Rules | None = None
    paper_key: bytes = b""
    entries: list[Row] = field(default_factory=list)
    by_leaf: dict[str, Row] = field(default_factory=dict)
    in_force: list[Row] = field(default_factory=list)
    opened: dict[str, Opened] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Reads the folder. Raises Unreadable where there is no contest in it."""
        # First, as snapshots may come while the rest is read (docs/ledger.md 4.3).
        self.checkpoint = self.folder("ledger/checkpoint.txt")
        self.contest = self.file("contest.json")
        self.commitment = self.file("commitment.json")
        self.slug = self._slug()
        self.results = self.file("results.json")
        self.index = self.file("ledger/index.json")
        self.rulings = self.file("ledger/rulings.json")
        self.snapshots = list(self._row("ledger/snapshots/{:04}.json", 1))
        whole = self.file("ledger/entries.json")
        more = list(self._row("ledger/entries-{:04}.json", 1))
        self.parts = [whole, *more] if self.is_published or whole.content is not None else more
        self.arrivals = dict(self._arrivals())

    @property
    def is_published(self) -> bool:
        """Whether results are there, so that everything is due."""
        return self.results.content is not None

    @property
    def is_ended(self) -> bool:
        """Whether the last snapshot is the final one."""
        last = self.snapshots[-1].value if self.snapshots else None
        return isinstance(last, dict) and last.get("final") is True

    def file(self, path: str) -> File:
        """A file of the folder."""
        content = self.folder(path)
        return File(path, content, None if content is None else _value(content))

    def ruled(self, kind: str) -> list[Row]:
        """The rulings of a kind that are in force, in their order."""
        return [ruling for ruling in self.in_force if ruling["kind"] == kind]

    def result_rows(self, name: str) -> list[Row]:
        """The objects in a list of `results.json`."""
        found = self.results.value.get(name) if isinstance(self.results.value, dict) else None
        return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []

    def _row(self, pattern: str, first: int) -> Iterator[File]:
        number = first
        while (file := self.file(pattern.format(number))).content is not None:
            refuse_endless(number)
            yield file
            number += 1

    def _slug(self) -> str:
        for file in (self.contest, self.commitment):
            if isinstance(file.value, dict) and isinstance(file.value.get("slug"), str):
                return str(file.value["slug"])
        raise Unreadable("Ở đó không có cuộc thi nào: không đọc được contest.json.")

    def _arrivals(self) -> Iterator[tuple[str, Arrival]]:
        """The first snapshot that has a leaf tells where it stands."""
        for number, file in reversed(list(enumerate(self.snapshots, 1))):
            value = file.value
            if not is_object(value) or not list_of(is_hash)(value.get("leaves")):
                continue
            at, late = value.get("at"), value.get("late")
            marked = set(late) if list_of(is_hash)(late) else set()
            for leaf in value["leaves"]:
                yield leaf, Arrival(number, at if isinstance(at, int) else 0, leaf in marked)


def _value(content: bytes) -> Any:
    """What JSON says, None where it is not in canonical form: so no float, no member twice, no
    lone surrogate comes further."""
    try:
        value = json.loads(content)
        return value if canonical(value) == content else None
    except (ValueError, RecursionError):
        return None
