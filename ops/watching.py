"""Keeps the snapshots of a contest over time, and tells where its history was rewritten.

Whoever keeps copies that the organizers can't reach holds them to what was published
(docs/ledger.md §11). Nothing that is kept is ever overwritten: what differs is kept beside it.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chalicelib.domain.canonical import sha256_hex
from chalicelib.domain.checkpoints import Checkpoint
from ops.public_folder import Folder, Unreadable, refuse_endless

COMMITMENT, CHECKPOINT = "commitment.json", "ledger/checkpoint.txt"
_BOUND = ("slug", "contest", "paper_key")


@dataclass(frozen=True)
class Watched:
    """What one look found: how many snapshots are kept and how many of them are new, the checkpoint
    of the last one that is kept (None without any), and what is wrong, as Vietnamese sentences."""

    kept: int
    new: int
    checkpoint: str | None
    alarms: tuple[str, ...]


def watch(folder: Folder, keep: Path) -> Watched:
    """Looks once: compares what is published with what `keep` holds, and keeps what is new.

    Raises Unreadable where the folder can't be read or holds no contest; then nothing is kept.
    """
    look = _Look(folder, keep)
    before = len(look.numbers())
    look.at_the_commitment()
    look.at_what_is_kept()
    look.at_what_is_new()
    look.at_the_checkpoint()
    kept = look.numbers()
    return Watched(len(kept), len(kept) - before, look.checkpoint(), tuple(look.alarms))


class _Look:
    def __init__(self, folder: Folder, keep: Path) -> None:
        self._folder, self._keep = folder, keep
        self.alarms: list[str] = []

    def numbers(self) -> list[int]:
        """The numbers of the snapshots that are kept, ascending."""
        found = (self._keep / "ledger/snapshots").glob("*.json")
        return sorted(int(path.stem) for path in found if path.stem.isdigit())

    def checkpoint(self) -> str | None:
        """The line of the last snapshot that is kept."""
        numbers = self.numbers()
        if not numbers:
            return None
        return _line(self._kept(_snapshot(numbers[-1])))

    def at_the_commitment(self) -> None:
        """The commitment is there, and binds what it bound when it was kept first."""
        content = self._folder(COMMITMENT)
        now = _object(content)
        if content is None or now is None or not all(isinstance(now.get(x), str) for x in _BOUND):
            raise Unreadable("Ở đó không có bản cam kết (commitment.json) của một cuộc thi.")
        kept = self._kept(COMMITMENT)
        before = _object(kept)
        if before is None or not self.numbers():
            # Until it opens a contest may be loaded anew.
            self._put(COMMITMENT, content)
        elif [now[name] for name in _BOUND] != [before[name] for name in _BOUND]:
            self._cry("Bản cam kết đã bị thay đổi sau khi cuộc thi mở.", COMMITMENT, content)

    def at_what_is_kept(self) -> None:
        """Each snapshot that is kept still stands there as it was."""
        for number in self.numbers():
            path = _snapshot(number)
            content = self._folder(path)
            if content is None:
                self.alarms.append(f"Bản chốt số {number} đã bị gỡ.")
            elif content != self._kept(path):
                self._cry(f"Bản chốt số {number} đã bị thay.", path, content)

    def at_what_is_new(self) -> None:
        """Keeps the snapshots that follow those that are kept, as long as they do follow."""
        number = max(self.numbers(), default=0) + 1
        while (content := self._folder(_snapshot(number))) is not None:
            refuse_endless(number)
            fault = self._fault(number, _object(content))
            if fault:
                self._cry(fault, _snapshot(number), content)
                return
            self._put(_snapshot(number), content)
            number += 1

    def at_the_checkpoint(self) -> None:
        """The checkpoint is that of a snapshot that is kept."""
        content = self._folder(CHECKPOINT)
        lines = [_line(self._kept(_snapshot(number))) for number in self.numbers()]
        if content is None and lines:
            self.alarms.append("Dòng chốt (checkpoint.txt) đã bị gỡ.")
        elif content is not None and content.decode("utf-8", "replace") not in lines:
            self._cry("Dòng chốt không khớp với bản chốt nào đã lưu.", CHECKPOINT, content)

    def _fault(self, number: int, snapshot: dict[str, Any] | None) -> str | None:
        """What keeps a snapshot from following the one before it."""
        bound = _object(self._kept(COMMITMENT)) or {}
        if snapshot is None or snapshot.get("number") != number:
            return f"Bản chốt số {number} không đọc được."
        if any(snapshot.get(name) != bound.get(name) for name in _BOUND):
            return f"Bản chốt số {number} ghi một bản cam kết khác."
        before = self._kept(_snapshot(number - 1))
        if snapshot.get("previous") != (before and sha256_hex(before)):
            return f"Bản chốt số {number} không nối tiếp bản chốt số {number - 1} đã lưu."
        if (_object(before) or {}).get("final"):
            return f"Bản chốt số {number} ra sau bản chốt cuối cùng."
        return None

    def _kept(self, path: str) -> bytes | None:
        file = self._keep / path
        return file.read_bytes() if file.is_file() else None

    def _put(self, path: str, content: bytes) -> None:
        file = self._keep / path
        file.parent.mkdir(parents=True, exist_ok=True)
        # Whole or not at all: a run may be cut off.
        new = file.with_name(f".{file.name}.new")
        new.write_bytes(content)
        new.replace(file)

    def _cry(self, alarm: str, path: str, content: bytes) -> None:
        """Notes an alarm, and keeps the evidence beside what was kept."""
        evidence = f"evidence/{path.replace('/', '-')}.{sha256_hex(content)[:16]}"
        self._put(evidence, content)
        self.alarms.append(f"{alarm} Bản mới đã lưu ở {self._keep / evidence}.")


def _snapshot(number: int) -> str:
    return f"ledger/snapshots/{number:04}.json"


def _line(content: bytes | None) -> str:
    """The checkpoint of a snapshot; files are served in canonical form, so its hash is that of the
    file."""
    one = _object(content) or {}
    slug, number, size, at = (one.get(name, 0) for name in ("slug", "number", "size", "at"))
    return f"{Checkpoint(slug, number, size, at, sha256_hex(content or b''))}\n"


def _object(content: bytes | None) -> dict[str, Any] | None:
    """What a file holds, None where that is no object."""
    try:
        found = json.loads(content or b"")
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
