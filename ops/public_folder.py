"""A contest's public folder, at an address or on disk, read as whoever distrusts it reads it."""

import http.client
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path

READ_WITHIN_S = 30
MOST_BYTES = 64 * 1024 * 1024
# Years of hourly snapshots: a host that answers whatever is asked must not keep us for ever.
MOST_FILES = 30_000
_ABSENT = (403, 404, 410)

Folder = Callable[[str], bytes | None]
"""A path in the folder → what stands there, None where nothing does. Raises Unreadable.

A file above MOST_BYTES is cut off behind them: as nothing so long is ever published it fails the
checks that read it, and no host can keep them from running."""


class Unreadable(Exception):
    """The folder can't be read at all; the text is a Vietnamese sentence."""


def open_folder(place: str) -> Folder:
    """The folder at `place`: an address (http, https) or a directory. Raises Unreadable."""
    if _scheme(place) in ("http", "https"):
        return _at(place.rstrip("/") + "/")
    if not Path(place).is_dir():
        raise Unreadable(f"Không có thư mục {place}. Xin đưa địa chỉ hoặc thư mục của cuộc thi.")
    return _below(Path(place))


def refuse_endless(number: int) -> None:
    """Raises Unreadable at a number that no row of files reaches."""
    if number > MOST_FILES:
        raise Unreadable("Máy chủ trả lời quá nhiều tệp; có lẽ tệp nào nó cũng trả lời.")


def _scheme(place: str) -> str:
    try:
        return urllib.parse.urlsplit(place).scheme
    except ValueError as failure:
        raise Unreadable(f"{place}: không phải địa chỉ đúng.") from failure


def _at(address: str) -> Folder:
    def read(path: str) -> bytes | None:
        try:
            with urllib.request.urlopen(address + path, timeout=READ_WITHIN_S) as answer:
                return _received(answer)
        except urllib.error.HTTPError as refused:
            refused.close()
            if refused.code in _ABSENT:
                return None
            raise Unreadable(f"{address}{path}: máy chủ trả lời mã {refused.code}.") from refused
        except (OSError, http.client.HTTPException, ValueError) as failure:
            raise Unreadable(f"{address}{path}: không tải được ({failure}).") from failure

    return read


def _received(answer: http.client.HTTPResponse) -> bytes:
    """The body. Python's `read` with a size does not tell of a connection that was cut off."""
    content = answer.read(MOST_BYTES + 1)
    if answer.length and len(content) <= MOST_BYTES:
        raise http.client.IncompleteRead(content, answer.length)
    return content


def _below(folder: Path) -> Folder:
    def read(path: str) -> bytes | None:
        try:
            with (folder / path).open("rb") as file:
                return file.read(MOST_BYTES + 1)
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            return None
        except OSError as failure:
            raise Unreadable(f"{folder / path}: không đọc được ({failure}).") from failure

    return read
