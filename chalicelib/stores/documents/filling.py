"""A Word template filled: lists repeat rows and paragraphs, charts come in, fields are replaced."""

import io
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.parser import OxmlElement
from lxml.etree import _Element as Element

from chalicelib.domain.papers.content import Content
from chalicelib.stores.documents.charts import chart_paragraph
from chalicelib.stores.documents.fields import (
    FIELD,
    TC,
    TR,
    P,
    fill,
    list_of,
    own_text,
    paragraphs,
    remove,
    repeated,
    text_of,
)

CHARTS = "bieu_do"
DRAFT = "du_thao"
_Values = Mapping[str, str]


def filled(template: bytes, content: Content) -> bytes:
    """The template with the content in it, as .docx."""
    document = opened(template)
    roots = [document.element.body, *_margins(document)]
    _mark_draft(document, roots, content)
    _put_charts(document, content)
    planned = [each for root in roots for each in _planned(root, content)]
    _fill_all(planned)
    return written(document)


def filled_for_each(template: bytes, contents: Sequence[Content]) -> bytes:
    """The template once for each content, each beginning a page, in one .docx."""
    document = opened(template)
    body = document.element.body
    planned = [each for root in _margins(document) for each in _planned(root, contents[0])]
    _mark_draft(document, [body, *_margins(document)], contents[0])
    blocks = [each for each in body if not each.tag.endswith("}sectPr")]
    end = blocks[-1]
    for number, content in enumerate(contents):
        for copy in _copies(blocks, begins_page=number > 0):
            end.addnext(copy)
            end = copy
            planned += list(_planned(copy, content))
    for block in blocks:
        body.remove(block)
    _fill_all(planned)
    return written(document)


def opened(template: bytes) -> WordDocument:
    """The document of a .docx."""
    return Document(io.BytesIO(template))


def written(document: WordDocument) -> bytes:
    """A document as .docx."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def roots_of(document: WordDocument) -> list[Element]:
    """Body, headers and footers."""
    return [document.element.body, *_margins(document)]


def _margins(document: WordDocument) -> list[Element]:
    """Headers and footers that the document has, each once."""
    found: dict[int, Element] = {}
    for section in document.sections:
        kinds = (section.header, section.first_page_header, section.even_page_header)
        below = (section.footer, section.first_page_footer, section.even_page_footer)
        for part in (*kinds, *below):
            if not part.is_linked_to_previous:
                found[id(part._element)] = part._element
    return list(found.values())


def _copies(blocks: Sequence[Element], *, begins_page: bool) -> list[Element]:
    copies = [deepcopy(block) for block in blocks]
    if begins_page:
        copies.insert(0, _page_break())
    return copies


def _page_break() -> Element:
    """A paragraph without height of its own that begins a page."""
    paragraph = OxmlElement("w:p")
    properties = OxmlElement("w:pPr")
    broken, spacing = OxmlElement("w:pageBreakBefore"), OxmlElement("w:spacing")
    for name, value in (("before", "0"), ("after", "0"), ("line", "20"), ("lineRule", "exact")):
        spacing.set(f"{{{paragraph.nsmap['w']}}}{name}", value)
    properties.append(broken)
    properties.append(spacing)
    paragraph.append(properties)
    return paragraph


def _mark_draft(document: WordDocument, roots: Sequence[Element], content: Content) -> None:
    """A template that has no place for the mark gets it as its first line."""
    named = (name for root in roots for name in FIELD.findall(text_of(root)))
    if content.fields.get(DRAFT) and DRAFT not in set(named):
        first = document.add_paragraph()
        first.add_run("{{" + DRAFT + "}}").bold = True
        document.element.body.insert(0, first._p)


def _put_charts(document: WordDocument, content: Content) -> None:
    for paragraph in list(paragraphs(document.element.body)):
        names = [name for name in FIELD.findall(own_text(paragraph)) if name.startswith(CHARTS)]
        if names:
            chart = content.charts.get(names[0].partition(".")[2])
            if chart is not None and chart.bars:
                paragraph.addprevious(chart_paragraph(document, chart))
            remove(paragraph)


def _planned(root: Element, content: Content) -> Iterator[tuple[Element, _Values]]:
    """Each paragraph with the values that it is filled with, all repetitions made."""
    done: set[Element] = set()
    for block, rows in _repeating(root, content):
        for copy, row in zip(repeated(block, len(rows)), rows, strict=True):
            for paragraph in list(paragraphs(copy)):
                done.add(paragraph)
                yield paragraph, row
    for paragraph in list(paragraphs(root)):
        if paragraph not in done:
            yield paragraph, content.fields


def _repeating(root: Element, content: Content) -> Iterator[tuple[Element, list[_Values]]]:
    """What is repeated for each row of a list, with that row's values: the table row of which two
    cells or more name the list, else the paragraph that names it."""
    for paragraph in list(paragraphs(root)):
        name = list_of(paragraph)
        if name is None or name not in content.lists or not _is_below(paragraph, root):
            continue
        row = next(paragraph.iterancestors(TR), None)
        cells = [] if row is None else [cell for cell in row.iter(TC) if list_of(cell) == name]
        block = paragraph if row is None or len(cells) < 2 else row
        yield block, [_scope(name, each, content.fields) for each in content.lists[name]]


def _is_below(paragraph: Element, root: Element) -> bool:
    """Not in a row that was already repeated and taken away."""
    return paragraph is root or root in paragraph.iterancestors()


def _scope(name: str, row: Mapping[str, str], fields: _Values) -> _Values:
    return {**fields, **{f"{name}.{key}": value for key, value in row.items()}}


def _fill_all(planned: Sequence[tuple[Element, _Values]]) -> None:
    for paragraph, values in planned:
        assert paragraph.tag == P
        fill(paragraph, values)
