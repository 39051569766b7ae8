"""The built-in templates, made by code: what a ward gets until it lays out its own.

The decision follows form 1.2 of Decree 30/2020/NĐ-CP, annex III (quyết định cá biệt), the report
form 1.4 (văn bản có tên loại).
"""

from collections.abc import Callable

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Cm

from chalicelib.domain.papers.kinds import Paper
from chalicelib.stores.documents.builtin_certificate import certificate
from chalicelib.stores.documents.builtin_report import report
from chalicelib.stores.documents.filling import written
from chalicelib.stores.documents.layout import (
    body_text,
    grid,
    letterhead,
    new_document,
    page_marks,
    rule_below,
    signature,
    write,
)


def builtin_template(paper: Paper) -> bytes:
    """The built-in .docx of a paper that is made by template."""
    return written(_MAKERS[paper]())


def _decision() -> WordDocument:
    document = new_document()
    page_marks(document)
    letterhead(document, "so_quyet_dinh")
    _titled(document, "QUYẾT ĐỊNH", "Về việc khen thưởng Cuộc thi “{{cuoc_thi}}”")
    write(document, "{{chu_tich}}", bold=True, align=ALIGN.CENTER, before=8, after=8)
    body_text(document, "{{can_cu.noi_dung}}", italic=True)
    body_text(document, "Căn cứ {{ke_hoach}};", italic=True)
    body_text(
        document,
        "Căn cứ kết quả xếp hạng của Cuộc thi “{{cuoc_thi}}” (mã {{lan_xep_hang}});",
        italic=True,
    )
    body_text(document, "Theo đề nghị của Ban Tổ chức Cuộc thi.", italic=True)
    write(document, "QUYẾT ĐỊNH:", bold=True, align=ALIGN.CENTER, before=6, after=6)
    _article(
        document,
        "Điều 1.",
        " Khen thưởng {{so_ca_nhan}} cá nhân và {{so_tap_the}} tập thể đạt giải Cuộc thi "
        "“{{cuoc_thi}}” (có danh sách kèm theo).",
    )
    _article(
        document,
        "Điều 2.",
        " Tổng số tiền thưởng là {{tong_tien}} đồng (bằng chữ: {{tong_tien_chu}}), chi từ nguồn "
        "kinh phí tổ chức Cuộc thi theo quy định.",
    )
    _article(
        document,
        "Điều 3.",
        " Ban Tổ chức Cuộc thi, bộ phận Tài chính - Kế toán, các cơ quan, đơn vị liên quan và các "
        "cá nhân, tập thể có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này kể từ ngày "
        "ký./.",
    )
    signature(document, "noi_nhan", left=Cm(7.5), right=Cm(9))
    _annex(document)
    return document


def _titled(document: WordDocument, kind: str, about: str) -> None:
    """Kind and subject of the paper, a rule below (annex I, II.5)."""
    write(document, kind, bold=True, align=ALIGN.CENTER, before=14)
    write(document, about, bold=True, align=ALIGN.CENTER)
    rule_below(document, Cm(16), Cm(5))


def _article(document: WordDocument, number: str, text: str) -> None:
    paragraph = body_text(document, number)
    paragraph.runs[0].bold = True
    paragraph.add_run(text)


def _annex(document: WordDocument) -> None:
    head = write(document, "DANH SÁCH CÁ NHÂN, TẬP THỂ ĐƯỢC KHEN THƯỞNG", bold=True,
                 align=ALIGN.CENTER)  # fmt: skip
    head.paragraph_format.page_break_before = True
    day = "(Kèm theo Quyết định số {{so_quyet_dinh}} {{ngay_quyet_dinh}} của {{ten_co_quan}})"
    write(document, day, italic=True, align=ALIGN.CENTER, after=8)
    grid(
        document,
        [
            ("STT", Cm(1.2)),
            ("Cá nhân, tập thể", Cm(4.6)),
            ("Đơn vị", Cm(3.6)),
            ("Giải", Cm(4.1)),
            ("Tiền thưởng (đồng)", Cm(2.6)),
        ],
        ["{{giai.stt}}", "{{giai.ten}}", "{{giai.don_vi}}", "{{giai.ten_giai}}",
         "{{giai.so_tien}}"],
        "clllr",
    )  # fmt: skip
    _sum(document)


def _sum(document: WordDocument) -> None:
    for text, look in (("Tổng cộng: {{tong_tien}} đồng.", "bold"), (_IN_WORDS, "italic")):
        line = write(document, text, bold=look == "bold", italic=look == "italic", before=4)
        # What is signed stands on a page with some of the text.
        line.paragraph_format.keep_with_next = text is _IN_WORDS


_IN_WORDS = "Bằng chữ: {{tong_tien_chu}}."


def _receipts() -> WordDocument:
    document = new_document(landscape=True)
    page_marks(document)
    letterhead(document, None, wide=True)
    write(document, "DANH SÁCH KÝ NHẬN GIẢI THƯỞNG", bold=True, align=ALIGN.CENTER, before=10)
    write(document, "Cuộc thi “{{cuoc_thi}}”", bold=True, align=ALIGN.CENTER, after=8)
    grid(
        document,
        [
            ("STT", Cm(1.2)),
            ("Họ và tên (tập thể)", Cm(5)),
            ("Đơn vị", Cm(4)),
            ("Số liên hệ", Cm(3)),
            ("Giải", Cm(5)),
            ("Số tiền (đồng)", Cm(2.8)),
            ("Ký nhận", Cm(3.7)),
        ],
        ["{{giai.stt}}", "{{giai.ten}}", "{{giai.don_vi}}", "{{giai.lien_he}}",
         "{{giai.ten_giai}}", "{{giai.so_tien}}", ""],
        "cllclrl",
    )  # fmt: skip
    _sum(document)
    signature(document, None, left=Cm(14), right=Cm(9))
    return document


_MAKERS: dict[Paper, Callable[[], WordDocument]] = {
    Paper.DECISION: _decision,
    Paper.RECEIPTS: _receipts,
    Paper.CERTIFICATES: certificate,
    Paper.REPORT: report,
}
