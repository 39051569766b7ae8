"""Texts to post on Zalo and Facebook, and the way, the prizes and the people as they put them."""

from collections.abc import Iterator

from chalicelib.domain.contest import Contest
from chalicelib.domain.promotion.facts import Known, claims, times, who
from chalicelib.domain.wording import IDENTITY_NAMES, duration, grouped, moment, money


def post_before(contest: Contest, known: Known, in_full: bool) -> Iterator[str]:
    yield f"MỜI DỰ THI TRỰC TUYẾN: {contest.title}"
    yield f"{contest.host} mời bà con tham gia cuộc thi trực tuyến “{contest.title}”."
    yield ""
    yield f"Mở: {moment(contest.opens_at)}."
    yield f"Đóng: {moment(contest.closes_at)} (giờ Việt Nam)."
    yield f"Cách thi: {_way(contest)}."
    if contest.prizes:
        yield f"Giải thưởng: {_prizes(contest)}."
    if in_full:
        yield from _prize_list(contest)
        yield f"Ai được dự thi: {who(contest)}."
        yield f"Nội dung: {'; '.join(topic.name for topic in contest.topics)}."
    yield ""
    yield f"Vào thi: {known.address}"
    yield f"Thể lệ: {known.address}the-le/"
    if in_full:
        yield f"Hỏi đáp: {contest.contact}."


def post_last_days(contest: Contest, known: Known, in_full: bool) -> Iterator[str]:
    yield f"SẮP HẾT HẠN DỰ THI: {contest.title}"
    yield f"Cuộc thi đóng lúc {moment(contest.closes_at)}. Sau giờ này không nhận bài nữa."
    if known.participants:
        yield f"Đã có {grouped(known.participants)} người dự thi. Mời bà con chưa dự thi tham gia."
    yield ""
    yield f"Cách thi: {_way(contest)}."
    yield "Ai đã mở đề mà chưa nộp, xin làm xong và bấm nộp bài trước giờ đóng."
    if in_full and contest.prizes:
        yield f"Giải thưởng: {_prizes(contest)}."
        yield f"Ai được dự thi: {who(contest)}."
    yield ""
    yield f"Vào thi: {known.address}"
    yield f"Số người dự thi của từng đơn vị: {known.address}so-lieu/"
    if in_full:
        yield f"Hỏi đáp: {contest.contact}."


def post_results(contest: Contest, known: Known, in_full: bool) -> Iterator[str]:
    yield f"KẾT QUẢ CUỘC THI: {contest.title}"
    yield f"{contest.host} đã công bố kết quả cuộc thi “{contest.title}”."
    if known.participants:
        yield f"Cảm ơn {grouped(known.participants)} người đã dự thi."
    if known.winners:
        yield ""
        yield from (f"- {winner.prize}: {winner.name}" for winner in known.winners)
    yield ""
    yield f"Xem kết quả và bài của mình: {known.address}ket-qua/"
    yield f"Ôn lại câu hỏi, đáp án và căn cứ: {known.address}on-tap/"
    yield f"{claims(contest, str)}."
    if in_full:
        yield f"Ai cũng kiểm tra được kết quả bằng các tệp công khai trên trang. {_asks(contest)}"
        if known.checkpoint:
            yield f"Dòng chốt: {known.checkpoint}"


def _way(contest: Contest) -> str:
    limit = contest.paper.time_limit_s
    within = f" trong {duration(limit)}" if limit else ""
    asked = IDENTITY_NAMES[contest.identity.field]
    return (
        f"dùng điện thoại hoặc máy tính, điền họ tên, {asked}, đơn vị, "
        f"trả lời {contest.paper.questions} câu hỏi{within}; {times(contest, str)}"
    )


def _prizes(contest: Contest) -> str:
    count = sum(prize.count for prize in contest.prizes)
    sum_said = f", tổng trị giá {money(contest.total_vnd)}" if contest.total_vnd else ""
    return f"{count} giải{sum_said}"


def _prize_list(contest: Contest) -> Iterator[str]:
    for prize in contest.prizes:
        each = " mỗi giải" if prize.count > 1 else ""
        amount = f",{each} {money(prize.amount_vnd)}" if prize.amount_vnd else ""
        yield f"- {prize.title}: {prize.count} giải{amount}"


def _asks(contest: Contest) -> str:
    return f"Hỏi đáp: {contest.contact}."
