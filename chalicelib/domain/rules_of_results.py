"""The sections of the rules on what comes after ranking: publication, complaints, claims."""

from chalicelib.domain.contest import Contest
from chalicelib.domain.rules_section import Section, section
from chalicelib.domain.wording import IDENTITY_NAMES

_UNITS_CONFIRM = (
    "Giải tập thể chỉ được công bố sau khi trưởng đơn vị đoạt giải đã xác nhận danh sách người "
    "dự thi của đơn vị. Người không thuộc đơn vị thì không được tính cho đơn vị, vẫn giữ điểm và "
    "thứ hạng cá nhân."
)


def results_sections(contest: Contest) -> list[Section]:
    """Publication, complaints and claims."""
    return [
        _publication(contest),
        section("Khiếu nại", [_complaints(contest)]),
        section("Nhận giải", [_claims(contest), _next_in_line()]),
    ]


def _publication(contest: Contest) -> Section:
    second = contest.approval.second_person
    approved = ", và một người thứ hai trong Ban Tổ chức đã duyệt" if second else ""
    confirmed = [_UNITS_CONFIRM] if contest.approval.units_confirm else []
    identity = IDENTITY_NAMES[contest.identity.field]
    guess = "" if contest.prediction is None else ", dự đoán"
    return section(
        "Công bố kết quả",
        [
            (
                "Kết quả được công bố trên trang kết quả của cuộc thi, sau khi Ban Tổ chức đã "
                "xem xét các bài có dấu nghi vấn và các trường hợp đồng hạng đã được phân "
                f"định{approved}."
            ),
            (
                f"Danh sách đạt giải gồm họ và tên, đơn vị, điểm, thời gian làm bài{guess} và ba "
                f"số cuối của {identity}."
            ),
            "Số người dự thi của từng đơn vị được công khai trong suốt thời gian thi.",
            *confirmed,
            (
                "Sau khi mở thi, thể lệ và câu hỏi không thay đổi; nếu buộc phải điều chỉnh "
                "thì nội dung và lý do điều chỉnh được công khai cùng kết quả."
            ),
        ],
    )


def _complaints(contest: Contest) -> str:
    days = contest.ranking.complaint_days
    if days == 0:
        return (
            "Cuộc thi không đặt thời hạn khiếu nại riêng; ý kiến về kết quả xin gửi "
            f"{contest.contact}."
        )
    return (
        f"Khiếu nại về kết quả được gửi đến {contest.contact} trong vòng {days} ngày kể từ ngày "
        "công bố kết quả."
    )


def _claims(contest: Contest) -> str:
    days = contest.ranking.claim_days
    if days == 0:
        return "Thời gian và địa điểm nhận giải được thông báo cùng kết quả."
    since = "hết thời hạn khiếu nại" if contest.ranking.complaint_days else "công bố kết quả"
    return (
        f"Người và đơn vị đạt giải nhận giải tại {contest.host} trong vòng {days} ngày kể từ "
        f"ngày {since}."
    )


def _next_in_line() -> str:
    return (
        "Nếu người hoặc đơn vị đạt giải bị loại, từ chối hoặc quá hạn không nhận giải, các "
        "giải được xếp lại theo bảng xếp hạng không tính người hoặc đơn vị đó, nên người hoặc "
        "đơn vị kế tiếp được nhận; mọi thay đổi như vậy được công khai trong kết quả."
    )
