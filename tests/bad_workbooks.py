"""Workbooks made to harm, or that are none: what each is called, and what must be said of it."""

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator

from chalicelib.stores.xlsx_parts import MOST_UNPACKED_BYTES
from tests.folders import HEADINGS, ROWS, workbook
from tests.workbooks import (
    BOOK,
    SHEET,
    a_bank,
    part_of,
    sheet_of,
    with_parts,
    with_shared_strings,
)

_TYPES = "[Content_Types].xml"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TOO_LARGE, _DAMAGED = "Sổ tính quá lớn", "Không đọc được tệp này"
_DOCTYPE, _MACROS, _OTHER = "DOCTYPE", "macro", "Tệp này không phải là sổ tính"
_MANY = 1_000_000
_MANY_QUESTIONS = 100_000


def _zip(*parts: tuple[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return written.getvalue()


def _entities() -> bytes:
    """A thousand million times the same word, by entities of entities."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE worksheet [<!ENTITY e0 "ha">{levels}]>'
    return sheet_of('<row r="1"><c r="A1" t="inlineStr"><is><t>&e9;</t></is></c></row>', head=head)


def _outside(encoding: str) -> bytes:
    """Asks for a file of the machine."""
    xml = (
        f'<?xml version="1.0" encoding="{encoding}"?>'
        '<!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/passwd">]><sst><si><t>&x;</t></si></sst>'
    )
    return with_shared_strings(a_bank(), xml.encode(encoding))


def _declared_small() -> bytes:
    """A part that holds more than the archive says."""
    content = bytearray(with_parts(a_bank(), sheet=part_of(a_bank()).ljust(10**6)))
    size = (10**6).to_bytes(4, "little")
    while (at := content.find(size)) >= 0:
        content[at : at + 4] = (10).to_bytes(4, "little")
    return bytes(content)


def _noise() -> bytes:
    return random.Random(1).randbytes(20 * 2**20)


def _styles(count: int) -> bytes:
    styles = f"<styleSheet><cellXfs>{'<xf/>' * count}</cellXfs></styleSheet>"
    return with_parts(a_bank(), **{"xl/styles.xml": styles.encode()})


def a_hundred_thousand_questions() -> bytes:
    """Every row right but for its id."""
    xml = part_of(a_bank()).decode()
    start, end = xml.index('<row r="2"'), xml.index("</sheetData>")
    row = re.sub(' r="[A-Z]*[0-9]+"', "", xml[start : xml.index("</row>", start) + 6])
    return with_parts(a_bank(), sheet=(xml[:start] + row * _MANY_QUESTIONS + xml[end:]).encode())


MADE: dict[str, tuple[Callable[[], bytes], str]] = {
    "zip bomb": (lambda: with_parts(a_bank(), bomb=bytes(MOST_UNPACKED_BYTES)), _TOO_LARGE),
    "bomb in the sheet": (lambda: sheet_of(f"<row><c>{' ' * 60_000_000}</c></row>"), _TOO_LARGE),
    "bomb in a bomb": (lambda: _zip(("a.zip", _zip(("b", bytes(50_000_000))))), _OTHER),
    "fifty thousand parts": (lambda: _zip(*((f"{n}", b"") for n in range(50_000))), _TOO_LARGE),
    "size that is a lie": (_declared_small, _DAMAGED),
    "a million empty rows": (lambda: sheet_of("<row/>" * _MANY), "dài hơn 20000 hàng"),
    "the last row alone": (
        lambda: sheet_of('<row r="1048576"><c><v>1</v></c></row>'), "dài hơn 20000 hàng",
    ),
    "no such row": (lambda: sheet_of('<row r="99999999999999"/>' * 30_000), "dài hơn 20000 hàng"),
    "three million cells in a row": (
        lambda: sheet_of(f"<row>{'<c/>' * 3_000_000}</row>"), _DAMAGED,
    ),
    "no such column": (lambda: sheet_of('<row><c r="ZZZ1"><v>1</v></c></row>'), _DAMAGED),
    "a hundred thousand levels": (
        lambda: sheet_of("<row>" * 100_000 + "</row>" * 100_000), _TOO_LARGE,
    ),
    "three million styles": (lambda: _styles(3_000_000), _TOO_LARGE),
    "three million strings": (
        lambda: with_shared_strings(a_bank(), b"<sst>" + b"<si/>" * 3_000_000 + b"</sst>"),
        _TOO_LARGE,
    ),
    "a string that is not there": (
        lambda: sheet_of('<row><c t="s"><v>4000000</v></c></row>'), _DAMAGED,
    ),
    "entities of entities": (_entities, _DOCTYPE),
    "a file of the machine": (lambda: _outside("utf-8"), _DOCTYPE),
    "the same in UTF-16": (lambda: _outside("utf-16"), _DOCTYPE),
    "entities in the book": (
        lambda: with_parts(a_bank(), book=b"<!DOCTYPE a><workbook/>"), _DOCTYPE,
    ),
    "macros": (lambda: with_parts(a_bank(), **{"xl/vbaProject.bin": b"x"}), _MACROS),
    "macros by another name": (
        lambda: with_parts(
            a_bank(),
            **{_TYPES: part_of(a_bank(), _TYPES).replace(
                b"spreadsheetml.sheet.main", b"sheet.macroEnabled.main")},
        ),
        _MACROS,
    ),
    "an old workbook": (lambda: _OLE + bytes(5_000), "kiểu cũ (.xls)"),
    "a password": (
        lambda: _OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500), "mật khẩu",
    ),
    "twenty megabytes of noise": (_noise, _OTHER),
    "a Word file": (lambda: _zip((_TYPES, b"<Types/>"), ("word/document.xml", b"<d/>")), _DAMAGED),
    "any zip": (lambda: _zip(("a.txt", b"x")), _OTHER),
    "a text": (lambda: "Mã,Lĩnh vực".encode(), _OTHER),
    "nothing": (lambda: b"", _OTHER),
    "the first half": (lambda: workbook(HEADINGS, *ROWS)[:2_000], _DAMAGED),
    "no sheet": (lambda: with_parts(a_bank(), book=b"<workbook><sheets/></workbook>"), _DAMAGED),
    "a sheet that is no XML": (lambda: with_parts(a_bank(), sheet=b"\x00\x01\x02"), _DAMAGED),
}  # fmt: skip


def damaged(seed: int) -> Iterator[bytes]:
    """The small bank with some bytes of its sheet and its list of sheets changed."""
    chance = random.Random(seed)
    for _ in range(20):
        parts = {}
        for name in (SHEET, BOOK):
            part = bytearray(part_of(a_bank(), name))
            for _ in range(chance.randrange(4)):
                part[chance.randrange(len(part))] = chance.randrange(256)
            parts[name] = bytes(part)
        yield with_parts(a_bank(), **parts)
