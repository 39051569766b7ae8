"""A contest's folder as a .zip: `contest.toml` and `questions.toml`, written and read again."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from chalicelib.domain.contest_format.writing import (
    in_file_order,
    questions_in_file_order,
    raw_from_json,
)
from chalicelib.stores.contest_files import CONTEST_FILE, QUESTION_FILES, read_files
from chalicelib.usecases.ports.archives import BadArchive, ReadFiles

_BANK, _WORKBOOK = QUESTION_FILES
_KNOWN = (CONTEST_FILE, *QUESTION_FILES)
_MOST_UNPACKED_BYTES = 10 * 2**20
_MOST_ENTRIES = 20
# The oldest date a zip can hold: the same contest gives the same bytes.
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
# What programs put beside the files of people.
_IGNORED = ("__MACOSX/", ".DS_Store", "desktop.ini", "Thumbs.db")
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)
# Bits of an entry's flags (PKWARE's APPNOTE 6.3.10, 4.4.4): bit 0 says encrypted.
_ENCRYPTED = 0x1
_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class ZipArchives:
    """The port `Archives`."""

    def write(self, contest: dict[str, Any], questions: list[Any]) -> bytes:
        # Not before it is needed: no other function writes TOML.
        import tomli_w

        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            _add(archive, CONTEST_FILE, tomli_w.dumps(in_file_order(raw_from_json(contest))))
            bank = {"questions": questions_in_file_order(questions)}
            _add(archive, _BANK, tomli_w.dumps(bank))
        return file.getvalue()

    def read(self, content: bytes) -> ReadFiles:
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                files = dict(_files(archive))
        except _UNREADABLE as error:
            raise BadArchive("Không đọc được tệp này như một tệp .zip; xin nén lại.") from error
        return read_files(files)


def _add(archive: zipfile.ZipFile, name: str, text: str) -> None:
    entry = zipfile.ZipInfo(name, _ZIP_DATE)
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, text.encode(), zipfile.ZIP_DEFLATED)


def _files(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """The files of the contest, which may lie in one folder of the archive."""
    entries = [each for each in archive.infolist() if not _is_ignored(each)]
    if len(entries) > _MOST_ENTRIES:
        raise BadArchive("Tệp .zip có quá nhiều tệp; xin chỉ nén thư mục của cuộc thi.")
    folders = {each.filename.rpartition("/")[0] for each in entries}
    if len(folders) > 1:
        raise BadArchive("Tệp .zip có nhiều thư mục; xin chỉ nén thư mục của một cuộc thi.")
    if sum(each.file_size for each in entries) > _MOST_UNPACKED_BYTES:
        raise BadArchive("Nội dung tệp .zip quá lớn (tối đa 10 MB); xin kiểm tra lại.")
    for entry in entries:
        yield _name_of(entry), _read(entry, archive)


def _is_ignored(entry: zipfile.ZipInfo) -> bool:
    return entry.is_dir() or any(
        entry.filename.startswith(name) or entry.filename.endswith(f"/{name}") for name in _IGNORED
    )


def _name_of(entry: zipfile.ZipInfo) -> str:
    name = entry.filename.rpartition("/")[2]
    if name == _WORKBOOK:
        raise BadArchive(
            "Tệp .zip có questions.xlsx; xin bỏ ra, rồi nhập tệp Excel đó ở màn hình Câu hỏi."
        )
    if name not in _KNOWN or ".." in entry.filename or entry.filename.startswith("/"):
        shown = "".join(char for char in entry.filename if char.isprintable())[:60]
        raise BadArchive(f"Tệp .zip chỉ được có {CONTEST_FILE} và {_BANK}; xin bỏ “{shown}” ra.")
    return name


def _read(entry: zipfile.ZipInfo, archive: zipfile.ZipFile) -> bytes:
    if entry.compress_type not in _COMPRESSIONS:
        raise BadArchive("Tệp .zip nén kiểu lạ; xin nén lại bằng Windows hoặc macOS.")
    if entry.flag_bits & _ENCRYPTED:
        raise BadArchive("Tệp .zip có mật khẩu; xin nén lại không đặt mật khẩu.")
    with archive.open(entry) as file:
        # What the archive says of its own sizes may be a lie.
        content = file.read(_MOST_UNPACKED_BYTES + 1)
    if len(content) > _MOST_UNPACKED_BYTES:
        raise BadArchive("Nội dung tệp .zip quá lớn (tối đa 10 MB); xin kiểm tra lại.")
    return content
