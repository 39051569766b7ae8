"""The audit log as a chain: what its entries say, which are asked for, and what is wrong with it
(design §4)."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from chalicelib.domain.canonical import canonical, sha256_hex

DEPLOYMENT = "_"
"""In the place of a slug: the log of what belongs to no contest, such as people."""


@dataclass(frozen=True)
class Entry:
    """An entry as it is stored: its `number` from 1, its own hash and that of the one before
    (None: the first). `at` in milliseconds; `before` and `after` as the act says them."""

    number: int
    hash: str
    by: str
    what: str
    on: str
    at: int
    why: str
    before: Any
    after: Any
    source: str
    previous: str | None


def entry_of(number: int, content: bytes) -> Entry:
    """What the object with that number says. Raises ValueError where it is no entry."""
    said = _said(content)
    return Entry(
        number=number,
        hash=sha256_hex(content),
        by=str(said.get("by", "")),
        what=str(said.get("what", "")),
        on=str(said.get("on", "")),
        at=int(said["at"]),
        why=str(said.get("why", "")),
        before=said.get("before"),
        after=said.get("after"),
        source=str(said.get("source", "")),
        previous=said["previous"],
    )


@dataclass(frozen=True)
class Sought:
    """Which entries are asked for: `by` and `on` as parts of what stands there, upper and lower
    case alike; `what` as it stands; `since` ≤ at < `until`, in milliseconds. All by default."""

    by: str = ""
    what: str = ""
    on: str = ""
    since: int | None = None
    until: int | None = None

    def has(self, entry: Entry) -> bool:
        """Whether an entry is among them."""
        return (
            self.by.lower() in entry.by.lower()
            and self.on.lower() in entry.on.lower()
            and self.what in ("", entry.what)
            and (self.since is None or entry.at >= self.since)
            and (self.until is None or entry.at < self.until)
        )


class Wrong(StrEnum):
    """What can be wrong with a log."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    CHANGED = "changed"
    REPLACED = "replaced"
    DELETED = "deleted"
    STRANGER = "stranger"
    CUT = "cut"
    NOT_AS_PUBLISHED = "not_as_published"


_SAYS = {
    Wrong.MISSING: "Thiếu các mục từ số {number} đến số {until}.",
    Wrong.UNREADABLE: "Mục số {number} không đọc được.",
    Wrong.CHANGED: "Mục số {number} không nối với mục trước: một trong hai mục đã bị sửa.",
    Wrong.REPLACED: "Mục số {number} đã bị ghi đè (có nhiều hơn một bản).",
    Wrong.DELETED: "Mục số {number} đã bị xóa (có dấu xóa).",
    Wrong.STRANGER: "Trong thư mục nhật ký có tệp lạ: {name}",
    Wrong.CUT: "Nhật ký ngắn hơn bản đã công bố: đã công bố đến mục số {number}.",
    Wrong.NOT_AS_PUBLISHED: "Mục số {number} không khớp với mã đã công bố.",
}


@dataclass(frozen=True)
class Fault:
    """What is wrong with a log, and at which number; missing entries are those from `number` to
    `until`, a stranger is told by its `name`."""

    wrong: Wrong
    number: int = 0
    until: int = 0
    name: str = ""

    @property
    def says(self) -> str:
        """The same in Vietnamese."""
        return _SAYS[self.wrong].format(**asdict(self))


@dataclass(frozen=True)
class Head:
    """What was published of a log: how many entries it had, and the hash of the last ("": none)."""

    entries: int
    hash: str


@dataclass(frozen=True)
class Kept:
    """How often an object was written (`versions`), and how often it was deleted."""

    versions: int
    removals: int


def chain_faults(stored: Iterable[tuple[int, bytes]]) -> Iterator[Fault]:
    """What is wrong with the entries themselves, given by ascending number: gaps, entries that
    can't be read, and such that do not hold the hash of the one before."""
    last, previous = 0, None
    for number, content in stored:
        if number > last + 1:
            yield Fault(Wrong.MISSING, last + 1, number - 1)
        try:
            follows = entry_of(number, content).previous == previous
        except (ValueError, KeyError, TypeError):
            yield Fault(Wrong.UNREADABLE, number)
        else:
            # After a gap nobody knows what the entry should hold.
            if number == last + 1 and not follows:
                yield Fault(Wrong.CHANGED, number)
        last, previous = number, sha256_hex(content)


def head_faults(hashes: Mapping[int, str], heads: Iterable[Head]) -> Iterator[Fault]:
    """What was published of a log, compared with the hashes of its entries by number: whatever was
    published once must still stand there."""
    last = max(hashes, default=0)
    for head in sorted(set(heads), key=lambda head: (head.entries, head.hash)):
        if head.entries > last:
            yield Fault(Wrong.CUT, head.entries)
        elif head.entries and hashes.get(head.entries) != head.hash:
            yield Fault(Wrong.NOT_AS_PUBLISHED, head.entries)


def history_faults(kept: Mapping[int, Kept]) -> Iterator[Fault]:
    """Entries that were written over or deleted, by their number."""
    for number, history in sorted(kept.items()):
        if history.versions > 1:
            yield Fault(Wrong.REPLACED, number)
        if history.removals:
            yield Fault(Wrong.DELETED, number)


def _said(content: bytes) -> dict[str, Any]:
    said = json.loads(content)
    if not isinstance(said, dict) or canonical(said) != content:
        raise ValueError("no entry of the audit log")
    return said
