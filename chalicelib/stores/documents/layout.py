"""The parts that all papers share, laid out as Decree 30/2020/NĐ-CP asks (annex I, part I; the
diagram of places in its annex's part IV): A4, margins of 20, 20, 30 and 15 mm, Times New Roman."""

from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Length, Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
Container = WordDocument | _Cell


def new_document(*, landscape: bool = False) -> WordDocument:
    """An empty A4 document. Decree 30, annex I, I.1.3: top and bottom 20–25 mm, left 30–35, right
    15–20; lists may lie across the page."""
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("eastAsia", "cs", "hAnsi", "ascii"):
        fonts.set(qn(f"w:{kind}"), FONT)
    style.paragraph_format.space_after = Pt(0)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = section.footer_distance = Mm(9)
    return document


def write(
    place: Container,
    text: str,
    *,
    size: float = 14,
    bold: bool = False,
    italic: bool = False,
    align: ALIGN = ALIGN.LEFT,
    before: float = 0,
    after: float = 0,
    indent: Length | None = None,
) -> Paragraph:
    """A paragraph in one look, sizes and spaces in points."""
    paragraph = place.add_paragraph()
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    paragraph.alignment = align
    form = paragraph.paragraph_format
    form.space_before, form.space_after, form.first_line_indent = Pt(before), Pt(after), indent
    return paragraph


def body_text(document: WordDocument, text: str, *, italic: bool = False) -> Paragraph:
    """Running text: size 14, both edges, first line in by 1.27 cm, 6 pt between paragraphs (annex
    I, II.6)."""
    indent = Cm(1.27)
    return write(document, text, italic=italic, align=ALIGN.JUSTIFY, after=6, indent=indent)


def rule_below(place: Container, width: Length, length: Length) -> None:
    """A drawn line of `length` in the middle of a column of `width` (annex I, II.1 and II.2)."""
    line = place.add_paragraph()
    form = line.paragraph_format
    form.left_indent = form.right_indent = Length((width - length) // 2)
    form.line_spacing, form.space_before = Pt(4), Pt(2)
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    properties = line._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def columns(document: WordDocument, *widths: Length) -> list[_Cell]:
    """Cells side by side without lines, each still without a paragraph of its own."""
    table = document.add_table(rows=1, cols=len(widths))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    cells = list(table.rows[0].cells)
    _mark(table.rows[0]._tr, "w:cantSplit")
    for column, cell, width in zip(table.columns, cells, widths, strict=True):
        column.width = cell.width = width
        empty = cell.paragraphs[0]._p
        empty.getparent().remove(empty)
    return cells


def letterhead(document: WordDocument, number: str | None, *, wide: bool = False) -> None:
    """Issuing body and number on the left; state name, motto, place and day on the right (annex I,
    II.1–II.4). `number` names the field of the number, None where the paper has none."""
    left, right = (Cm(9.5), Cm(14)) if wide else (Cm(6), Cm(10.5))
    body, state = columns(document, left, right)
    write(body, "{{co_quan_cap_tren}}", size=13, align=ALIGN.CENTER)
    write(body, "{{co_quan}}", size=13, bold=True, align=ALIGN.CENTER)
    rule_below(body, left, Cm(2.4))
    if number is not None:
        write(body, f"Số: {{{{{number}}}}}", size=13, align=ALIGN.CENTER, before=4)
    centred = ALIGN.CENTER
    write(state, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=13, bold=True, align=centred)
    write(state, "Độc lập - Tự do - Hạnh phúc", size=14, bold=True, align=centred)
    rule_below(state, right, Cm(6.3))
    write(state, "{{dia_danh_ngay}}", size=14, italic=True, align=centred, before=4)


def signature(
    document: WordDocument, receivers: str | None, *, left: Length, right: Length
) -> None:
    """`Nơi nhận` on the left, who signs on the right, with room to sign and seal (annex I, II.7–9).

    `receivers` names the list of those who get the paper, None where there is none.
    """
    to, signs = columns(document, left, right)
    if receivers is None:
        write(to, "")
    else:
        write(to, "Nơi nhận:", size=12, bold=True, italic=True)
        write(to, f"{{{{{receivers}.noi_dung}}}}", size=11)
    for name in ("quyen_han", "chuc_vu"):
        write(signs, f"{{{{{name}}}}}", bold=True, align=ALIGN.CENTER)
    for _ in range(4):
        write(signs, "", align=ALIGN.CENTER)
    # Beside another text, so that the line stays where the name is written by hand.
    write(signs, "\u200b{{nguoi_ky}}", bold=True, align=ALIGN.CENTER)


def page_marks(document: WordDocument) -> None:
    """The page's number above the text from the second page on, in the middle, size 13 (annex I,
    I.1.7); and on each page that it is a draft, where it is one."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    _draft(section.first_page_header.paragraphs[0])
    numbered = section.header.paragraphs[0]
    numbered.alignment = ALIGN.CENTER
    run = numbered.add_run()
    run.font.size = Pt(13)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run._r.append(_field_code(kind, text))
    _draft(section.header.add_paragraph())


def grid(
    document: WordDocument, heads: Sequence[tuple[str, Length]], row: Sequence[str], sides: str = ""
) -> Table:
    """A table with lines: its heads, which come again on each page, and one row that names a list's
    fields. `sides` has a letter for each column: l, c or r, left where there is none."""
    table: Table = document.add_table(rows=2, cols=len(heads))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for index, ((head, width), named) in enumerate(zip(heads, row, strict=True)):
        table.columns[index].width = width
        top, below = (cells.cells[index] for cells in table.rows)
        top.width = below.width = width
        _set(top.paragraphs[0], head, bold=True)
        _set(below.paragraphs[0], named, side=sides[index : index + 1])
    for line in table.rows:
        _mark(line._tr, "w:cantSplit")
    _mark(table.rows[0]._tr, "w:tblHeader")
    return table


_SIDES = {"c": ALIGN.CENTER, "r": ALIGN.RIGHT}


def _set(paragraph: Paragraph, text: str, *, bold: bool = False, side: str = "l") -> None:
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(12)
    paragraph.alignment = ALIGN.CENTER if bold else _SIDES.get(side, ALIGN.LEFT)
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)


def _mark(row: Any, name: str) -> None:
    row.get_or_add_trPr().append(OxmlElement(name))


def _draft(paragraph: Paragraph) -> None:
    run = paragraph.add_run("{{du_thao}}")
    run.bold, run.font.size = True, Pt(12)
    paragraph.alignment = ALIGN.CENTER


def _field_code(kind: str, text: str) -> Any:
    if kind:
        element = OxmlElement("w:fldChar")
        element.set(qn("w:fldCharType"), kind)
        return element
    element = OxmlElement("w:instrText")
    element.text = text
    return element
