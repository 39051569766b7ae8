"""A contest from its folder: `contest.toml` and `questions.toml` or `questions.xlsx`."""

from pathlib import Path
from typing import Any

from chalicelib.stores.contest_files import (
    CONTEST_FILE,
    QUESTION_FILES,
    order_of_faults,
    read_files,
)
from chalicelib.usecases.ports.archives import LocatedFault

__all__ = ["FolderFaults", "LocatedFault", "read_contest"]

MOST_BYTES = 20 * 2**20


class FolderFaults(Exception):
    """Raised with every fault of a folder, by file and place."""

    def __init__(self, faults: tuple[LocatedFault, ...]) -> None:
        self.faults = tuple(sorted(faults, key=order_of_faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))


def read_contest(
    folder: Path, *, opens_at: int | None = None, closes_at: int | None = None
) -> dict[str, Any]:
    """The checked document of the contest in `folder`.

    `opens_at` and `closes_at` (ms since the epoch) take the place of the file's window before it
    is checked. Raises FolderFaults with every fault of both files.
    """
    names = [name for name in (CONTEST_FILE, *QUESTION_FILES) if (folder / name).exists()]
    files = {name: _content(folder / name) for name in names}
    read = read_files(files, opens_at=opens_at, closes_at=closes_at)
    if read.document is None:
        raise FolderFaults(read.faults)
    return read.document


def _content(path: Path) -> bytes | str:
    """The bytes of a file, or the sentence that says why they can't be read."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return f"Tệp lớn hơn {MOST_BYTES // 2**20} MB; xin kiểm tra lại."
        return path.read_bytes()
    except OSError:
        return "Không mở được tệp này; xin kiểm tra quyền đọc."
