"""The built-in certificate (giấy khen): one A4 page across for each recipient, framed."""

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Mm, Pt, RGBColor

from chalicelib.stores.documents.layout import columns, new_document, rule_below, write

_RED = RGBColor(0xB0, 0x10, 0x10)
_WIDTH = Cm(24.5)


def certificate() -> WordDocument:
    """The template; each recipient's fields stand beside the common ones."""
    document = new_document(landscape=True)
    section = document.sections[0]
    section.top_margin = section.bottom_margin = Mm(16)
    section.left_margin = section.right_margin = Mm(26)
    _frame(document)
    centred = ALIGN.CENTER
    write(document, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=14, bold=True, align=centred)
    write(document, "Độc lập - Tự do - Hạnh phúc", size=14, bold=True, align=centred)
    rule_below(document, _WIDTH, Cm(6.3))
    write(document, "{{chu_tich}}", size=18, bold=True, align=centred, before=12)
    write(document, "TẶNG", size=16, align=centred, before=4)
    title = write(document, "GIẤY KHEN", size=44, bold=True, align=centred, after=6)
    title.runs[0].font.color.rgb = _RED
    name = write(document, "{{danh_xung}}: ", size=18, align=centred, after=2)
    run = name.add_run("{{ten}}")
    run.bold, run.font.size = True, Pt(24)
    write(document, "{{don_vi}}", size=16, align=centred, after=10)
    achieved = "Đã đạt {{dat_giai}} Cuộc thi “{{cuoc_thi}}”"
    write(document, achieved, size=17, italic=True, align=centred, after=10)
    write(document, "{{du_thao}}", size=12, bold=True, align=centred)
    _signed(document)
    return document


def _signed(document: WordDocument) -> None:
    number, signs = columns(document, Cm(11), Cm(13.5))
    write(number, "Quyết định số: {{so_quyet_dinh}}", size=13, before=10)
    write(number, "{{ngay_quyet_dinh}}", size=13)
    write(number, "Số sổ khen thưởng: …………", size=13)
    centred = ALIGN.CENTER
    write(signs, "{{dia_danh_ngay}}", size=14, italic=True, align=centred, before=10)
    write(signs, "{{chuc_vu}}", size=14, bold=True, align=centred)
    for _ in range(4):
        write(signs, "", size=12)
    write(signs, "\u200b{{nguoi_ky}}", size=14, bold=True, align=centred)


def _frame(document: WordDocument) -> None:
    """A double line around each page."""
    borders = OxmlElement("w:pgBorders")
    borders.set(qn("w:offsetFrom"), "page")
    for side in ("top", "left", "bottom", "right"):
        line = OxmlElement(f"w:{side}")
        given = {"val": "thinThickSmallGap", "sz": "36", "space": "24", "color": "B01010"}
        for name, value in given.items():
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    section = document.sections[0]._sectPr
    section.insert_element_before(borders, "w:lnNumType", "w:pgNumType", "w:cols", "w:docGrid")
