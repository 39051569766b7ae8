"""Texts for the loudspeakers, sixty to ninety seconds long for a usual contest."""

from collections.abc import Iterator, Sequence

from chalicelib.domain.contest import Contest, IdentityField
from chalicelib.domain.promotion.facts import (
    Known,
    Winner,
    capital,
    claims,
    place_of,
    times,
    who,
)
from chalicelib.domain.spoken import (
    aloud,
    duration_aloud,
    moment_aloud,
    money_aloud,
    number_aloud,
)

_NAMED_AT_MOST = 8
_THANKS = "Xin cảm ơn bà con đã lắng nghe!"
_ASKED = {
    IdentityField.PHONE: "số điện thoại",
    IdentityField.CITIZEN_ID: "số định danh cá nhân",
}


def say_before(contest: Contest, known: Known) -> Iterator[str]:
    title, place = aloud(contest.title), aloud(place_of(contest.host))
    yield f"Kính thưa toàn thể bà con {place}!"
    yield f"{aloud(contest.host)} tổ chức cuộc thi trực tuyến: {title}."
    yield f"Cuộc thi mở từ {moment_aloud(contest.opens_at)}."
    yield f"Cuộc thi đóng lúc {moment_aloud(contest.closes_at)}."
    yield f"{capital(who(contest, number_aloud))}, đều dự thi được."
    yield from _how_aloud(contest)
    if contest.prizes:
        yield f"Giải thưởng: {_prizes_aloud(contest)}."
    yield f"Mọi điều chưa rõ, xin hỏi {aloud(contest.contact)}."
    yield f"Kính mời bà con tham gia cuộc thi. {_THANKS}"


def say_last_days(contest: Contest, known: Known) -> Iterator[str]:
    title, place = aloud(contest.title), aloud(place_of(contest.host))
    yield f"Kính thưa toàn thể bà con {place}!"
    yield f"Cuộc thi trực tuyến {title} sắp kết thúc."
    yield f"Cuộc thi đóng lúc {moment_aloud(contest.closes_at)}. Sau giờ này không nhận bài nữa."
    if known.participants:
        yield f"Đến nay đã có {number_aloud(known.participants)} người dự thi."
    yield "Ai chưa dự thi, xin tham gia ngay hôm nay."
    yield "Ai đã mở đề mà chưa nộp, xin làm xong và bấm nộp bài trước giờ đóng."
    yield from _how_aloud(contest)
    if contest.prizes:
        yield f"Giải thưởng: {_prizes_aloud(contest)}."
    yield (
        "Xin bà con nhắc người thân, hàng xóm cùng dự thi. Ai gặp khó khăn khi vào thi, "
        f"xin hỏi {aloud(contest.contact)}."
    )
    yield f"Kính mời bà con tham gia đông đủ. {_THANKS}"


def say_results(contest: Contest, known: Known) -> Iterator[str]:
    title, place = aloud(contest.title), aloud(place_of(contest.host))
    yield f"Kính thưa toàn thể bà con {place}!"
    yield f"{aloud(contest.host)} đã công bố kết quả cuộc thi trực tuyến {title}."
    if known.participants:
        yield f"Cuộc thi có {number_aloud(known.participants)} người dự thi."
    yield from _winners_aloud(contest, known.winners)
    yield f"Chúc mừng các cá nhân, tập thể đạt giải. {claims(contest, number_aloud)}."
    yield (
        "Bà con xem kết quả và bài làm của mình trên trang của cuộc thi, bằng đường dẫn "
        "đã dùng để vào thi hoặc mã QR trên áp phích. Trên trang có mục ôn tập: "
        "mọi câu hỏi đều có đáp án, lời giải thích và căn cứ pháp luật. "
        "Ai chưa dự thi cũng ôn tập được, không cần đăng ký, không mất phí."
    )
    yield (
        "Ai còn giữ biên nhận thì đối chiếu được bài của mình. Mọi điều chưa rõ, "
        f"xin hỏi {aloud(contest.contact)}."
    )
    yield f"Cảm ơn bà con đã hưởng ứng cuộc thi. {_THANKS}"


def _how_aloud(contest: Contest) -> Iterator[str]:
    limit = contest.paper.time_limit_s
    within = f" trong {duration_aloud(limit)}" if limit else ""
    asked = _ASKED[contest.identity.field]
    yield (
        "Bà con dùng điện thoại quét mã QR trên áp phích của cuộc thi, hoặc bấm vào đường dẫn "
        f"gửi trong nhóm Zalo của đơn vị; điền họ tên, {asked}, đơn vị, rồi trả lời "
        f"{number_aloud(contest.paper.questions)} câu hỏi{within}. "
        f"{capital(times(contest, number_aloud))}."
    )


def _prizes_aloud(contest: Contest) -> str:
    people = sum(prize.count for prize in contest.individual_prizes)
    units = sum(prize.count for prize in contest.collective_prizes)
    others = sum(prize.count for prize in contest.manual_prizes)
    kinds = ((people, "giải cá nhân"), (units, "giải tập thể"), (others, "giải khác"))
    said = ", ".join(f"{number_aloud(count)} {kind}" for count, kind in kinds if count)
    if not contest.total_vnd:
        return said
    highest = max(contest.individual_prizes, key=lambda prize: prize.amount_vnd, default=None)
    top = f", {aloud(highest.title).lower()} {money_aloud(highest.amount_vnd)}" if highest else ""
    return f"{said}{top}; tổng trị giá {money_aloud(contest.total_vnd)}"


def _winners_aloud(contest: Contest, winners: Sequence[Winner]) -> Iterator[str]:
    if not winners:
        if contest.prizes:
            yield f"Giải thưởng: {_prizes_aloud(contest)}."
        return
    for winner in winners[:_NAMED_AT_MOST]:
        yield f"{aloud(winner.prize)}: {aloud(winner.name)}."
    if len(winners) > _NAMED_AT_MOST:
        yield "Danh sách đầy đủ có trên trang của cuộc thi."
