"""The notice on personal data that people read before they register."""

from datetime import UTC, datetime

from chalicelib.domain.contest import Contest
from chalicelib.domain.wording import IDENTITY_NAMES, date, grouped

# Luật 91/2025/QH15 is in force from 01/01/2026 in Vietnam; Nghị định 13/2023/NĐ-CP was before.
_LAW_IN_FORCE_MS = int(datetime(2025, 12, 31, 17, tzinfo=UTC).timestamp()) * 1_000
_AGE_OF_CONSENT = 16
_LAW = "Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15"
_DECREE = "Nghị định số 13/2023/NĐ-CP về bảo vệ dữ liệu cá nhân"


def privacy_sentences(contest: Contest) -> list[str]:
    """The notice in sentences: what, why, who, how long, what is public, rights, contact."""
    identity = IDENTITY_NAMES[contest.identity.field]
    return [
        f"Đơn vị tổ chức và chịu trách nhiệm về dữ liệu cá nhân của cuộc thi: {contest.host}.",
        (
            f"Dữ liệu thu thập gồm: họ và tên, {identity}, đơn vị, đối tượng dự thi; câu trả "
            f"lời{_guess(contest)}, thời điểm bắt đầu và nộp bài; dấu băm của mã thiết bị và của "
            "địa chỉ mạng; lời nhắn, nếu bạn báo số của mình bị người khác dùng."
        ),
        (
            "Dữ liệu chỉ dùng để xác định người dự thi, bảo đảm mỗi người thi đúng quy định, "
            "chấm điểm, xếp hạng, liên hệ trao giải và giải quyết khiếu nại; không dùng vào "
            "việc khác, không bán và không chia sẻ cho quảng cáo."
        ),
        f"Chỉ Ban Tổ chức xem được {identity} đầy đủ.",
        (
            f"Họ và tên, đơn vị, điểm{_guess(contest)} và thời gian làm bài của người đạt giải "
            f"được công khai; {identity} được che, chỉ để lại ba số cuối."
        ),
        _erased(contest),
        "Bảng kết quả đã công khai, gồm họ và tên người đạt giải, không thuộc phần tự động xóa.",
        f"Việc xử lý dữ liệu tuân theo {_law(contest)}.",
        (
            "Người dự thi có quyền được biết, đồng ý hoặc không đồng ý, rút lại sự đồng ý; "
            "xem, chỉnh sửa, yêu cầu cung cấp, xóa, hạn chế hoặc phản đối việc xử lý dữ liệu "
            "của mình; khiếu nại, tố cáo, khởi kiện và yêu cầu bồi thường thiệt hại theo quy "
            "định của pháp luật."
        ),
        (
            "Người không đồng ý thì không đăng ký dự thi được; rút lại sự đồng ý trước khi "
            "công bố kết quả nghĩa là không tiếp tục dự thi."
        ),
        *_parents(contest),
        f"Để thực hiện các quyền trên, xin liên hệ: {contest.contact}.",
    ]


def _guess(contest: Contest) -> str:
    return ", dự đoán" if contest.prediction is not None else ""


def _parents(contest: Contest) -> list[str]:
    """Who is too young to agree alone, where the rules let them in."""
    if (contest.identity.min_age or 0) >= _AGE_OF_CONSENT:
        return []
    return [
        (
            f"Người dưới {_AGE_OF_CONSENT} tuổi chỉ đăng ký khi cha, mẹ hoặc người giám hộ cũng "
            "đồng ý."
        )
    ]


def _erased(contest: Contest) -> str:
    return (
        f"Dữ liệu cá nhân được lưu {grouped(contest.retention_days)} ngày sau khi cuộc thi đóng "
        f"và được tự động xóa kể từ ngày {date(contest.expires_at)}."
    )


def _law(contest: Contest) -> str:
    """The rules that hold while the data are kept."""
    return _LAW if contest.expires_at >= _LAW_IN_FORCE_MS else _DECREE
