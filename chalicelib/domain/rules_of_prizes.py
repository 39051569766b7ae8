"""The sections of the rules on prizes: what they are, ties, complaints, claims, publication."""

from collections.abc import Iterable
from typing import TypedDict

from chalicelib.domain.contest import CollectivePrize, Contest, IndividualPrize, Metric
from chalicelib.domain.wording import IDENTITY_NAMES, METRIC_MEANINGS, grouped, money


class Section(TypedDict):
    """A heading and the complete sentences below it."""

    heading: str
    sentences: list[str]


def section(heading: str, sentences: Iterable[str]) -> Section:
    return {"heading": heading, "sentences": list(sentences)}


def individual_prizes_section(contest: Contest) -> Section:
    """Each individual prize, and that a person wins one at most; empty where there are none."""
    prizes = contest.individual_prizes
    if not prizes:
        return section("Giải cá nhân", [])
    return section(
        "Giải cá nhân",
        [
            *map(_prize, prizes),
            *_total(contest, prizes),
            (
                "Giải được trao lần lượt theo thứ tự nêu trên cho những người xếp hạng từ trên "
                "xuống; mỗi người nhận nhiều nhất một giải cá nhân."
            ),
        ],
    )


def collective_prizes_section(contest: Contest) -> Section:
    """Each collective prize with what it goes by; empty where there are none."""
    prizes = contest.collective_prizes
    if not prizes:
        return section("Giải tập thể", [])
    return section(
        "Giải tập thể",
        [
            *(f"{_prize(prize)} {_measure(prize.metric)}" for prize in prizes),
            *_total(contest, prizes),
            "Đơn vị của mỗi người là đơn vị mà người đó chọn khi đăng ký.",
            (
                "Khi các đơn vị bằng nhau, đơn vị có nhiều người dự thi hơn xếp trên; nếu vẫn "
                "bằng nhau thì đồng hạng."
            ),
            "Đơn vị có kết quả bằng 0 không được xét giải.",
            _prizes_per_unit(contest),
        ],
    )


def _prize(prize: IndividualPrize | CollectivePrize) -> str:
    each = "mỗi giải " if prize.count > 1 else ""
    parts = [
        *([f"tiền thưởng {money(prize.amount_vnd)}"] if prize.amount_vnd else []),
        *([prize.award] if prize.award else []),
    ]
    given = f", {each}gồm {' và '.join(parts)}" if parts else ""
    return f"{prize.title}: {grouped(prize.count)} giải{given}."


def _measure(metric: Metric) -> str:
    return f"Giải này xét theo {METRIC_MEANINGS[metric]}."


def _total(contest: Contest, prizes: Iterable[IndividualPrize | CollectivePrize]) -> list[str]:
    """The sum of these prizes, and of all where both kinds are given."""
    total = sum(prize.count * prize.amount_vnd for prize in prizes)
    if not total:
        return []
    whole = (
        f"; của toàn cuộc thi là {money(contest.total_vnd)}" if total < contest.total_vnd else ""
    )
    return [f"Tổng tiền thưởng của các giải này là {money(total)}{whole}."]


def _prizes_per_unit(contest: Contest) -> str:
    if contest.ranking.one_collective_prize_per_unit:
        return (
            "Mỗi đơn vị nhận nhiều nhất một giải tập thể: đơn vị đã nhận giải nêu trước thì "
            "giải nêu sau được xét cho đơn vị xếp kế tiếp."
        )
    return "Một đơn vị có thể nhận nhiều giải tập thể."


def ties_section() -> Section:
    """What happens to ties that survive every rule."""
    return section(
        "Khi đồng hạng",
        [
            (
                "Việc đồng hạng chỉ phải phân định khi những người hoặc đơn vị đồng hạng đứng "
                "giữa các mức thưởng khác nhau, hoặc nhiều hơn số giải còn lại."
            ),
            (
                "Khi đó Ban Tổ chức quyết định, lập biên bản ghi rõ lý do và công khai quyết "
                "định cùng kết quả; kết quả chỉ được công bố sau khi đã phân định."
            ),
        ],
    )


def after_prizes_section(contest: Contest) -> list[Section]:
    """Publication, complaints and claims."""
    return [
        _publication(contest),
        section("Khiếu nại", [_complaints(contest)]),
        section("Nhận giải", [_claims(contest), _next_in_line()]),
    ]


def _publication(contest: Contest) -> Section:
    identity = IDENTITY_NAMES[contest.identity.field]
    return section(
        "Công bố kết quả",
        [
            (
                "Kết quả được công bố trên trang kết quả của cuộc thi, sau khi Ban Tổ chức đã "
                "xem xét các bài có dấu nghi vấn và phân định các trường hợp đồng hạng."
            ),
            (
                "Danh sách đạt giải gồm họ và tên, đơn vị, điểm, thời gian làm bài và ba số "
                f"cuối của {identity}."
            ),
            "Số người dự thi của từng đơn vị được công khai trong suốt thời gian thi.",
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
        "đơn vị kế tiếp được nhận; thay đổi được công khai."
    )
