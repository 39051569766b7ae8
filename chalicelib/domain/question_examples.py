"""What the template for questions shows: examples that are right, and how to fill it in."""

from collections.abc import Iterable
from typing import Any, Final

_EXAMPLES: Final[tuple[dict[str, Any], ...]] = (
    {
        "text": "(Ví dụ) Cơ quan nào tiếp nhận hồ sơ và trả kết quả thủ tục hành chính cấp xã?",
        "options": [
            "Bộ phận Một cửa",
            "Trạm y tế",
            "Ban Công tác Mặt trận",
            "Công an khu vực",
        ],
        "key": ["A"],
        "explanation": "Bộ phận Một cửa nhận hồ sơ, hướng dẫn và trả kết quả cho người dân.",
        "source": "Nghị định số 61/2018/NĐ-CP ngày 23/4/2018",
        "difficulty": 1,
    },
    {
        "text": "(Ví dụ) Người dân nộp hồ sơ trực tuyến bằng những cách nào? (Chọn nhiều đáp án)",
        "options": [
            "Cổng dịch vụ công quốc gia",
            "Gửi tin nhắn cho cán bộ",
            "Nhờ Bộ phận Một cửa hỗ trợ nộp",
        ],
        "key": ["A", "C"],
        "explanation": "Câu có nhiều đáp án đúng: ghi các chữ cách nhau bằng dấu phẩy.",
        "difficulty": 2,
    },
    {
        "text": "(Ví dụ) Người dân có quyền đánh giá cán bộ giải quyết thủ tục hành chính.",
        "options": ["Đúng", "Sai"],
        "key": ["A"],
    },
)

INSTRUCTIONS: Final = (
    ("Cách điền", ""),
    ("Trang tính", "Điền vào trang “Câu hỏi”, mỗi hàng một câu. Xóa các hàng ví dụ trước khi nộp."),
    ("Tiêu đề", "Giữ nguyên hàng tiêu đề. Các cột được đổi thứ tự; cột không dùng được bỏ đi."),
    ("Mã", "Bắt buộc, mỗi câu một mã: chữ thường không dấu, số, gạch nối, ví dụ tc-001."),
    ("Lĩnh vực", "Bắt buộc: chọn trong danh sách thả xuống."),
    ("Câu hỏi", "Bắt buộc, tối đa 1.000 ký tự."),
    ("A đến H", "Từ 2 đến 8 phương án, khác nhau, điền lần lượt từ A; mỗi phương án ≤ 300 ký tự."),
    ("Đáp án", "Bắt buộc: một chữ, ví dụ B; nhiều đáp án thì ghi A,C. Không được đúng hết."),
    ("Giải thích", "Nên có, tối đa 2.000 ký tự: người dân đọc khi ôn tập sau cuộc thi."),
    ("Căn cứ", "Nên có, tối đa 500 ký tự: số, ngày của văn bản."),
    ("Mức độ", "Không bắt buộc: 1 phổ thông, 2 vừa, 3 chuyên sâu."),
    (
        "Không dùng",
        "Công thức, ô gộp, mật khẩu, macro. Ô như 1/2 phải là kiểu Text (mẫu này đã đặt).",
    ),
    ("Kích thước", "Tệp tối đa 3 MB, tối đa 5.000 câu."),
)


def example_questions(topics: Iterable[str]) -> list[dict[str, Any]]:
    """Three examples in the form of questions.toml, on the given topics in turn."""
    listed = list(topics) or ["linh-vuc"]
    return [
        {"id": f"vi-du-{number + 1}", "topic": listed[number % len(listed)], **example}
        for number, example in enumerate(_EXAMPLES)
    ]
