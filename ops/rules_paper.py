"""The rules of a contest for print: a Word file, or a page of HTML that needs nothing else.

Sizes, margins and the place of page numbers are those of official papers (Nghị định
30/2020/NĐ-CP, phụ lục I).
"""

import html
import io
from collections.abc import Iterator
from datetime import UTC, datetime

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section as PaperSection
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.run import Run

from chalicelib.domain.contest import Contest
from chalicelib.domain.rules_text import rules_sections

TITLE = "Thể lệ"
_FONT = "Times New Roman"
_TEXT_PT, _PAGE_NUMBER_PT = 14, 13
_BLACK = RGBColor(0, 0, 0)
_SCRIPTS = ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia")


def subtitle(contest: Contest) -> str:
    """What the rules are of, below the title."""
    return f"Cuộc thi “{contest.title}”"


def numbered_sections(contest: Contest) -> Iterator[tuple[str, list[str]]]:
    """Each section's heading with its number, and its sentences."""
    for number, section in enumerate(rules_sections(contest), start=1):
        yield f"{number}. {section['heading']}", section["sentences"]


def rules_html(contest: Contest) -> bytes:
    """The rules as a page of HTML."""
    body = "\n".join(
        f"<section>\n<h2>{html.escape(heading)}</h2>\n{_paragraphs(sentences)}\n</section>"
        for heading, sentences in numbered_sections(contest)
    )
    return _PAGE.format(
        title=html.escape(TITLE),
        subtitle=html.escape(subtitle(contest)),
        host=html.escape(contest.host),
        body=body,
    ).encode()


def _paragraphs(sentences: list[str]) -> str:
    return "\n".join(f"<p>{html.escape(sentence)}</p>" for sentence in sentences)


_PAGE = """<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}: {subtitle}</title>
<style>
@page {{ size: A4; margin: 20mm 20mm 20mm 30mm; @top-center {{ content: counter(page); }} }}
@page :first {{ @top-center {{ content: none; }} }}
body {{ font: 14pt/1.4 "Times New Roman", Times, serif; color: #000; background: #fff;
  max-width: 165mm; margin: 0 auto; padding: 1em; }}
header {{ text-align: center; margin-bottom: 1.5em; }}
header p {{ margin: 0; font-weight: bold; }}
.host, h1 {{ text-transform: uppercase; }}
h1 {{ font-size: 1em; margin: 1.5em 0 0; }}
h2 {{ font-size: 1em; margin: 1em 0 .4em; break-after: avoid; }}
section p {{ margin: 0 0 .4em; text-align: justify; text-indent: 10mm; orphans: 2; widows: 2; }}
@media print {{ body {{ max-width: none; margin: 0; padding: 0; }} }}
</style>
</head>
<body>
<header>
<p class="host">{host}</p>
<h1>{title}</h1>
<p>{subtitle}</p>
</header>
<main>
{body}
</main>
</body>
</html>
"""


def rules_docx(contest: Contest) -> bytes:
    """The rules as a Word file."""
    paper = docx.Document()
    _describe(paper, contest)
    _style(paper.styles["Normal"], bold=False)
    for name in ("Title", "Subtitle", "Heading 1"):
        _style(paper.styles[name], bold=True)
    _set_page(paper.sections[0])
    _centred(paper, contest.host, "Subtitle", capitals=True)
    _centred(paper, TITLE, "Title", capitals=True)
    _centred(paper, subtitle(contest), "Subtitle")
    for heading, sentences in numbered_sections(contest):
        paper.add_heading(heading, level=1)
        for sentence in sentences:
            _add_sentence(paper, sentence)
    file = io.BytesIO()
    paper.save(file)
    return file.getvalue()


def _describe(paper: Document, contest: Contest) -> None:
    about, now = paper.core_properties, datetime.now(UTC)
    about.title, about.author = f"{TITLE}: {subtitle(contest)}", contest.host
    about.comments, about.language = "", "vi-VN"
    about.created = about.modified = now.replace(tzinfo=None)


def _style(style: object, *, bold: bool) -> None:
    """Black Times New Roman for every script, without the lines and colours of the template."""
    assert isinstance(style, ParagraphStyle)
    style.font.name, style.font.size = _FONT, Pt(_TEXT_PT)
    style.font.bold, style.font.italic, style.font.color.rgb = bold, False, _BLACK
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in _SCRIPTS:
        fonts.set(qn(script), _FONT)
    for border in style.element.get_or_add_pPr().findall(qn("w:pBdr")):
        border.getparent().remove(border)
    language = properties.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        properties.append(language)
    language.set(qn("w:val"), "vi-VN")


def _set_page(page: PaperSection) -> None:
    """A4; the number of the page in the middle of the upper margin, from the second page on."""
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin = page.bottom_margin = Mm(20)
    page.left_margin, page.right_margin = Mm(30), Mm(20)
    page.different_first_page_header_footer = True
    header = page.header.paragraphs[0]
    header.alignment = WD_ALIGN_PARAGRAPH.CENTER
    number = header.add_run()
    number.font.size = Pt(_PAGE_NUMBER_PT)
    _add_field(number, "PAGE")


def _add_field(run: Run, code: str) -> None:
    """A field that the program which opens the file works out."""
    for kind in ("begin", "separate", "end"):
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        run._r.append(mark)
        if kind == "begin":
            instruction = OxmlElement("w:instrText")
            instruction.text = code
            run._r.append(instruction)


def _centred(paper: Document, text: str, style: str, *, capitals: bool = False) -> None:
    paragraph = paper.add_paragraph(style=style)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(6)
    paragraph.add_run(text).font.all_caps = capitals


def _add_sentence(paper: Document, sentence: str) -> None:
    paragraph = paper.add_paragraph(sentence)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    layout = paragraph.paragraph_format
    layout.first_line_indent, layout.space_after = Mm(10), Pt(6)
