"""The parts of an .xlsx file, read as a stream within limits of memory and time.

Whoever uploads a workbook may have made it to harm. So nothing is built of a part as a whole: expat
tells elements one by one, what is declared or contained beyond the limits ends the reading, and a
document type (the door of entity expansion and external entities) is refused before it is read
(docs/decisions/0022).
"""

import io
import re
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import IO, Final, Protocol
from xml.parsers import expat

MOST_UNPACKED_BYTES: Final = 100 * 2**20
MOST_XML_BYTES: Final = 32 * 2**20
MOST_PARTS: Final = 2_000
MOST_ELEMENTS: Final = 2_000_000
_MOST_DEPTH = 64
_MOST_RELATIONS = 2_000
_CHUNK = 2**16
_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SEALED_BIT = 1
_DAMAGED = (
    expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError,
    RuntimeError, ValueError, OverflowError,
)  # fmt: skip


class UnreadableWorkbook(Exception):
    """A file that is no workbook, or none that is read; the text is the Vietnamese sentence that
    says why and what to do."""


DAMAGED: Final = (
    "Không đọc được tệp này như một sổ tính Excel: tệp hỏng hoặc thiếu phần bên trong. Xin mở lại "
    "bằng Excel, lưu dạng .xlsx rồi gửi tệp mới."
)
TOO_LARGE: Final = (
    "Sổ tính quá lớn khi mở ra; xin chép riêng bảng câu hỏi sang tệp mẫu rồi gửi tệp đó."
)
_NO_WORKBOOK = "Tệp này không phải là sổ tính Excel dạng .xlsx; xin lưu lại bằng Excel dạng .xlsx."
_OLD = (
    "Đây là sổ tính Excel kiểu cũ (.xls); xin mở bằng Excel, chọn Lưu thành (Save As) dạng .xlsx."
)
_LOCKED = "Sổ tính có mật khẩu nên không đọc được; xin bỏ mật khẩu rồi lưu lại dạng .xlsx."
_MACROS = "Sổ tính có macro (VBA); xin lưu lại dạng .xlsx thường, không có macro."
_DOCTYPE = (
    "Sổ tính có khai báo kiểu tài liệu (DOCTYPE), thứ Excel không bao giờ ghi; tệp không được đọc. "
    "Xin lưu lại bằng Excel."
)


class Listener(Protocol):
    """What is told of one part: names without their prefix, attributes as written."""

    def start(self, name: str, attributes: dict[str, str]) -> None: ...
    def end(self, name: str) -> None: ...
    def text(self, written: str) -> None: ...


class Enough(Exception):
    """Raised by a listener that needs no more of the part."""


class Parts:
    """An .xlsx file opened. Raises UnreadableWorkbook where it is none, or none that is read."""

    def __init__(self, content: bytes) -> None:
        _refuse_other_files(content)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except _DAMAGED as error:
            raise UnreadableWorkbook(DAMAGED) from error
        infos = self._archive.infolist()
        if len(infos) > MOST_PARTS or sum(i.file_size for i in infos) > MOST_UNPACKED_BYTES:
            raise UnreadableWorkbook(TOO_LARGE)
        self._named = {info.filename.lstrip("/").casefold(): info for info in infos}
        if any(info.flag_bits & _SEALED_BIT for info in infos):
            raise UnreadableWorkbook(_LOCKED)
        if any(PurePosixPath(name).name == "vbaproject.bin" for name in self._named):
            raise UnreadableWorkbook(_MACROS)
        self._bytes_left, self._elements_left = MOST_XML_BYTES, MOST_ELEMENTS

    def has(self, name: str) -> bool:
        return name.casefold() in self._named

    def read(self, name: str, listener: Listener) -> None:
        """Tells `listener` what the part holds, until it has enough."""
        info = self._named.get(name.casefold())
        # Excel and its kin write stored or deflated parts alone; others unpack in larger steps.
        if info is None or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UnreadableWorkbook(DAMAGED)
        try:
            with self._archive.open(info) as part:
                self._feed(part, self._parser(listener))
        except Enough:
            return
        except _DAMAGED as error:
            raise UnreadableWorkbook(DAMAGED) from error

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """By id, kind and part name of what a part ("" for the whole file) refers to."""
        path = PurePosixPath(name)
        relations = _Relations(str(path.parent))
        self.read(str(path.parent / "_rels" / f"{path.name}.rels"), relations)
        return relations.found

    def _feed(self, part: IO[bytes], parser: expat.XMLParserType) -> None:
        while chunk := part.read(_CHUNK):
            self._bytes_left -= len(chunk)
            if self._bytes_left < 0:
                raise UnreadableWorkbook(TOO_LARGE)
            parser.Parse(chunk, False)
        parser.Parse(b"", True)

    def _parser(self, listener: Listener) -> expat.XMLParserType:
        depth = 0

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            self._elements_left -= 1
            if self._elements_left < 0 or depth > _MOST_DEPTH:
                raise UnreadableWorkbook(TOO_LARGE)
            listener.start(name.rpartition(":")[2], attributes)

        def end(name: str) -> None:
            nonlocal depth
            depth -= 1
            listener.end(name.rpartition(":")[2])

        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = listener.text
        return parser


class _Relations:
    def __init__(self, folder: str) -> None:
        self.found: dict[str, tuple[str, str]] = {}
        self._folder = folder

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name != "Relationship" or attributes.get("TargetMode") == "External":
            return
        kind = attributes.get("Type", "").rpartition("/")[2]
        target = _resolved(self._folder, attributes.get("Target", ""))
        self.found[attributes.get("Id", "")] = (kind, target)
        if len(self.found) > _MOST_RELATIONS:
            raise UnreadableWorkbook(TOO_LARGE)

    def end(self, name: str) -> None: ...

    def text(self, written: str) -> None: ...


class _ContentTypes:
    """Refuses workbooks with macros by what they say they are: the project may lie anywhere."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if re.search("macroEnabled|vbaProject", attributes.get("ContentType", ""), re.IGNORECASE):
            raise UnreadableWorkbook(_MACROS)

    def end(self, name: str) -> None: ...

    def text(self, written: str) -> None: ...


def workbook_part(parts: Parts) -> str:
    """The name of the part that lists the sheets. Raises UnreadableWorkbook."""
    if not parts.has("[Content_Types].xml"):
        raise UnreadableWorkbook(_NO_WORKBOOK)
    parts.read("[Content_Types].xml", _ContentTypes())
    kinds = dict(parts.related("").values())
    name = kinds.get("officeDocument", "")
    if not parts.has(name):
        raise UnreadableWorkbook(DAMAGED)
    if not name.casefold().startswith("xl/"):
        raise UnreadableWorkbook(_NO_WORKBOOK)
    return name


def _resolved(folder: str, target: str) -> str:
    """A part's full name: targets are relative to the folder of whoever refers to them."""
    if target.startswith("/"):
        return target.lstrip("/")
    steps: list[str] = []
    for step in PurePosixPath(folder, target).parts:
        steps = steps[:-1] if step == ".." else [*steps, step]
    return "/".join(steps)


def _refuse_other_files(content: bytes) -> None:
    if content.startswith(_OLE):
        raise UnreadableWorkbook(_LOCKED if _ENCRYPTED in content else _OLD)
    if not content.startswith(_ZIP):
        raise UnreadableWorkbook(_NO_WORKBOOK)


def _refuse_doctype(*_: object) -> None:
    raise UnreadableWorkbook(_DOCTYPE)
