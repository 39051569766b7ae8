"""Workbooks for tests of the importer, and their parts changed by hand."""

import io
import re
import zipfile
from typing import Any

import openpyxl

from tests.folders import HEADINGS, ROWS, workbook

SHEET, STRINGS, BOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def a_bank() -> bytes:
    """The small contest's five questions."""
    return workbook(HEADINGS, *ROWS)


def with_parts(content: bytes, **changed: bytes) -> bytes:
    """The workbook with parts replaced or added; `sheet`, `strings`, `book` name the usual ones."""
    short = {"sheet": SHEET, "strings": STRINGS, "book": BOOK}
    named = {short.get(name, name): part for name, part in changed.items()}
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            after.writestr(name, named.pop(name, None) or before.read(name))
        for name, part in named.items():
            after.writestr(name, part)
    return written.getvalue()


def part_of(content: bytes, name: str = SHEET) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def with_shared_strings(content: bytes, strings: bytes | None = None) -> bytes:
    """The workbook with its texts in a part of their own, as Excel writes them; or with `strings`
    for that part."""
    found: list[bytes] = []

    def shared(cell: re.Match[bytes]) -> bytes:
        found.append(b"<si>" + cell[2] + b"</si>")
        return b'<c%s t="s"><v>%d</v></c>' % (cell[1], len(found) - 1)

    inline = rb'<c([^>]*?) t="inlineStr"[^>]*><is>(.*?)</is></c>'
    sheet = re.sub(inline, shared, part_of(content), flags=re.DOTALL)
    rels = "xl/_rels/workbook.xml.rels"
    relation = b'<Relationship Id="rIdS" Type="http://x/sharedStrings" Target="sharedStrings.xml"/>'
    related = part_of(content, rels).replace(b"</Relationships>", relation + b"</Relationships>")
    written = b'<sst xmlns="%s">%s</sst>' % (_NAMESPACE.encode(), b"".join(found))
    return with_parts(content, sheet=sheet, strings=strings or written, **{rels: related})


def sheet_of(rows: str, *, head: str = "", tail: str = "") -> bytes:
    """A workbook whose first sheet holds these `<row>` elements."""
    xml = f'{head}<worksheet xmlns="{_NAMESPACE}"><sheetData>{rows}</sheetData>{tail}</worksheet>'
    return with_parts(a_bank(), sheet=xml.encode())


def edited(content: bytes, *, merge: str = "", **cells: Any) -> bytes:
    """The workbook with cells of its first sheet set, by address, and perhaps an area merged."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    for address, value in cells.items():
        sheet[address] = value
    if merge:
        sheet.merge_cells(merge)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
