"""A contest's public folder, at an address or on disk, read as whoever distrusts it reads it."""

import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path

READ_WITHIN_S = 30
MOST_BYTES = 64 * 1024 * 1024
_ABSENT = (403, 404, 410)

Folder = Callable[[str], bytes | None]
"""A path in the folder → what stands there, None where nothing does. Raises Unreadable."""


class Unreadable(Exception):
    """The folder can't be read at all; the text is a Vietnamese sentence."""


def open_folder(place: str) -> Folder:
    """The folder at `place`: an address (http, https) or a directory. Raises Unreadable."""
    if urllib.parse.urlsplit(place).scheme in ("http", "https"):
        return _at(place.rstrip("/") + "/")
    if not Path(place).is_dir():
        raise Unreadable(f"Không có thư mục {place}. Xin đưa địa chỉ hoặc thư mục của cuộc thi.")
    return _below(Path(place))


def _at(address: str) -> Folder:
    def read(path: str) -> bytes | None:
        try:
            with urllib.request.urlopen(address + path, timeout=READ_WITHIN_S) as answer:
                return _whole(path, answer.read(MOST_BYTES + 1))
        except urllib.error.HTTPError as refused:
            if refused.code in _ABSENT:
                return None
            raise Unreadable(f"{address}{path}: máy chủ trả lời mã {refused.code}.") from refused
        except OSError as failure:
            raise Unreadable(f"{address}{path}: không tải được ({failure}).") from failure

    return read


def _below(folder: Path) -> Folder:
    def read(path: str) -> bytes | None:
        try:
            with (folder / path).open("rb") as file:
                return _whole(path, file.read(MOST_BYTES + 1))
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            return None
        except OSError as failure:
            raise Unreadable(f"{folder / path}: không đọc được ({failure}).") from failure

    return read


def _whole(path: str, content: bytes) -> bytes:
    if len(content) > MOST_BYTES:
        raise Unreadable(f"{path}: tệp lớn hơn {MOST_BYTES // 2**20} MiB.")
    return content
