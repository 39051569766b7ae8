"""The built-in final report: figures, charts, and what people do not know yet."""

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Cm

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


def report() -> WordDocument:
    """The template."""
    document = new_document()
    page_marks(document)
    letterhead(document, "so_bao_cao")
    write(document, "BÁO CÁO", bold=True, align=ALIGN.CENTER, before=14)
    write(document, "Kết quả Cuộc thi “{{cuoc_thi}}”", bold=True, align=ALIGN.CENTER)
    rule_below(document, Cm(16), Cm(5))
    write(document, "", size=6)
    body_text(
        document,
        "Thực hiện {{ke_hoach}}, {{don_vi_to_chuc}} báo cáo kết quả Cuộc thi như sau:",
    )
    _taking_part(document)
    _results(document)
    _awareness(document)
    _prizes(document)
    body_text(
        document,
        "Trên đây là báo cáo kết quả Cuộc thi “{{cuoc_thi}}” (lần xếp hạng {{lan_xep_hang}})./.",
    )
    signature(document, "noi_nhan", left=Cm(7.5), right=Cm(9))
    return document


def _taking_part(document: WordDocument) -> None:
    _heading(document, "I. TÌNH HÌNH THAM GIA")
    body_text(
        document,
        "Cuộc thi mở từ {{mo_luc}} đến {{dong_luc}}. Có {{dang_ky}} lượt đăng ký, {{da_nop}} bài "
        "được nộp; {{nguoi_du_thi}} người có bài dự thi được tính. Số bài bị loại: {{bi_loai}}; số "
        "lượt được đặt lại: {{dat_lai}}.",
    )
    body_text(
        document,
        "Có {{don_vi_co_nguoi}}/{{so_don_vi}} đơn vị có người dự thi. Đơn vị chưa có người dự thi: "
        "{{don_vi_chua_co}}.",
    )
    _chart(document, "don_vi")
    _caption(document, "Bảng 1. Kết quả theo đơn vị")
    grid(
        document,
        [
            ("STT", Cm(1.2)),
            ("Đơn vị", Cm(6)),
            ("Người dự thi", Cm(2.2)),
            ("Tỷ lệ tham gia", Cm(2.2)),
            ("Đúng tất cả", Cm(2.2)),
            ("Điểm trung bình", Cm(2.2)),
        ],
        ["{{don_vi.stt}}", "{{don_vi.ten}}", "{{don_vi.nguoi}}", "{{don_vi.ty_le}}",
         "{{don_vi.dung_het}}", "{{don_vi.trung_binh}}"],
        "clrrrr",
    )  # fmt: skip
    _chart(document, "ngay")
    _caption(document, "Bảng 2. Số bài nộp theo ngày")
    heads = [("Ngày", Cm(5)), ("Số bài nộp", Cm(4))]
    grid(document, heads, ["{{ngay.ngay}}", "{{ngay.bai}}"], "cr")


def _results(document: WordDocument) -> None:
    _heading(document, "II. KẾT QUẢ BÀI THI")
    body_text(
        document,
        "Mỗi đề có {{so_cau}} câu hỏi. Trung bình mỗi người trả lời đúng {{diem_trung_binh}} câu; "
        "{{dung_het}} người trả lời đúng tất cả các câu.",
    )
    _chart(document, "diem")
    _caption(document, "Bảng 3. Số người theo số câu đúng")
    heads = [("Số câu đúng", Cm(4)), ("Số người", Cm(4)), ("Tỷ lệ (%)", Cm(4))]
    grid(document, heads, ["{{diem.diem}}", "{{diem.nguoi}}", "{{diem.ty_le}}"], "crr")


def _awareness(document: WordDocument) -> None:
    _heading(document, "III. NỘI DUNG NGƯỜI DÂN CÒN CHƯA NẮM")
    body_text(document, "{{khong_co_phan_tich}}")
    _chart(document, "linh_vuc")
    _caption(document, "Bảng 4. Tỷ lệ trả lời đúng theo lĩnh vực")
    heads = [("Lĩnh vực", Cm(10)), ("Tỷ lệ trả lời đúng (%)", Cm(4))]
    grid(document, heads, ["{{linh_vuc.ten}}", "{{linh_vuc.ty_le}}"], "lr")
    _caption(document, "Bảng 5. Các câu hỏi ít người trả lời đúng nhất, cần tuyên truyền thêm")
    grid(
        document,
        [("STT", Cm(1.2)), ("Câu hỏi", Cm(8)), ("Đúng (%)", Cm(2)), ("Căn cứ", Cm(4.8))],
        ["{{cau_kho.stt}}", "{{cau_kho.cau_hoi}}", "{{cau_kho.ty_le}}", "{{cau_kho.can_cu}}"],
        "clrl",
    )


def _prizes(document: WordDocument) -> None:
    _heading(document, "IV. GIẢI THƯỞNG")
    body_text(
        document,
        "Trao giải cho {{so_ca_nhan}} cá nhân và {{so_tap_the}} tập thể; tổng số tiền thưởng "
        "{{tong_tien}} đồng (bằng chữ: {{tong_tien_chu}}).",
    )
    grid(
        document,
        [
            ("STT", Cm(1.2)),
            ("Cá nhân, tập thể", Cm(4.4)),
            ("Giải", Cm(4)),
            ("Kết quả", Cm(4)),
            ("Tiền thưởng (đồng)", Cm(2.4)),
        ],
        ["{{giai.stt}}", "{{giai.ten}}", "{{giai.ten_giai}}", "{{giai.ket_qua}}",
         "{{giai.so_tien}}"],
        "clllr",
    )  # fmt: skip
    write(document, "", size=6)


def _heading(document: WordDocument, text: str) -> None:
    heading = write(document, text, bold=True, before=10, after=6)
    heading.paragraph_format.keep_with_next = True


def _caption(document: WordDocument, text: str) -> None:
    caption = write(document, text, size=13, italic=True, align=ALIGN.CENTER, before=8, after=4)
    caption.paragraph_format.keep_with_next = True


def _chart(document: WordDocument, name: str) -> None:
    write(document, f"{{{{bieu_do.{name}}}}}", align=ALIGN.CENTER, before=6)
