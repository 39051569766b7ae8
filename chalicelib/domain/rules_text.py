"""The rules that people read (thể lệ), in sentences made from the contest alone.

So what is promised on paper and what the program does cannot differ. The prizes' sections are
in `rules_of_prizes.py`, the notice on personal data in `privacy_text.py`.
"""

from chalicelib.domain.contest import GRACE_MS, MS_PER_SECOND, Contest, RankingKey, RevealScore
from chalicelib.domain.privacy_text import privacy_sentences
from chalicelib.domain.rules_of_prizes import (
    Section,
    after_prizes_section,
    collective_prizes_section,
    individual_prizes_section,
    section,
    ties_section,
)
from chalicelib.domain.wording import (
    IDENTITY_NAMES,
    TIME_ZONE,
    duration,
    grouped,
    listed,
    moment,
)

__all__ = ["Section", "privacy_sentences", "rules_sections"]

# Whom every contest excludes (plan, section II.1): told in a sentence of its own.
_COMMITTEE = "ban tổ chức"


def rules_sections(contest: Contest) -> list[Section]:
    """The whole rules, each section with a heading and complete sentences, in reading order."""
    sections = [
        _who(contest),
        _when(contest),
        _content(contest),
        _paper(contest),
        _time(contest),
        _sending(contest),
        _scores(contest),
        _ranking(contest),
        individual_prizes_section(contest),
        collective_prizes_section(contest),
        ties_section(),
        _fairness(contest),
        *after_prizes_section(contest),
        section("Dữ liệu cá nhân", privacy_sentences(contest)),
    ]
    return [each for each in sections if each["sentences"]]


def _who(contest: Contest) -> Section:
    roles = {person.role for person in contest.identity.excluded}
    others = sorted(role for role in roles if role.casefold() != _COMMITTEE)
    sentences = [
        f"Cuộc thi “{contest.title}” do {contest.host} tổ chức.",
        f"Đối tượng dự thi gồm: {listed(contest.identity.categories)}.",
        "Người dự thi phải đang cư trú, học tập hoặc làm việc trên địa bàn tổ chức cuộc thi.",
        "Thành viên Ban Tổ chức cuộc thi không được dự thi.",
    ]
    if others:
        sentences.append(f"Người giữ các vai trò sau cũng không được dự thi: {listed(others)}.")
    return section("Đối tượng dự thi", [*sentences, *_registration(contest)])


def _registration(contest: Contest) -> list[str]:
    identity = IDENTITY_NAMES[contest.identity.field]
    return [
        (
            f"Mỗi người đăng ký bằng họ và tên, {identity} của chính mình, đơn vị và đối tượng, "
            "và chịu trách nhiệm về thông tin đã khai."
        ),
        "Người không đủ điều kiện mà vẫn dự thi thì bài dự thi bị loại khi xếp hạng.",
    ]


def _when(contest: Contest) -> Section:
    return section(
        "Thời gian dự thi",
        [
            (
                f"Cuộc thi mở lúc {moment(contest.opens_at)} và đóng lúc "
                f"{moment(contest.closes_at)}, {TIME_ZONE}."
            ),
            (
                "Mọi thời điểm được tính theo đồng hồ của máy chủ, không theo đồng hồ của điện "
                "thoại hay máy tính."
            ),
        ],
    )


def _content(contest: Contest) -> Section:
    names = {topic.id: topic.name for topic in contest.topics}
    drawn = [f"{count} câu thuộc lĩnh vực “{names[id_]}”" for id_, count in contest.paper.quota]
    return section(
        "Nội dung thi",
        [
            "Cuộc thi theo hình thức trắc nghiệm trực tuyến.",
            f"Mỗi đề thi có {contest.paper.questions} câu hỏi, gồm {listed(drawn)}.",
            f"Câu hỏi được rút từ ngân hàng {grouped(len(contest.questions))} câu.",
        ],
    )


def _paper(contest: Contest) -> Section:
    mixed = "thứ tự câu hỏi và thứ tự phương án trả lời được xáo trộn riêng cho từng người"
    if not contest.paper.shuffle_options:
        mixed = "thứ tự câu hỏi được xáo trộn riêng cho từng người, thứ tự phương án giữ nguyên"
    return section(
        "Đề thi",
        [
            f"Máy tính rút riêng cho mỗi người một đề; {mixed}.",
            (
                "Việc rút đề chỉ phụ thuộc mã lượt thi và một khóa bí mật đã định trước khi mở "
                "thi; không ai chọn được đề cho mình hay cho người khác."
            ),
            (
                "Sau khi cuộc thi đóng, khóa này được công khai để bất kỳ ai cũng rút lại được "
                "đề của các lượt thi được công khai, và mỗi người rút lại được đề của chính "
                "mình, để đối chiếu."
            ),
            "Mỗi người chỉ được dự thi một lượt.",
        ],
    )


def _time(contest: Contest) -> Section:
    limit = contest.paper.time_limit_s
    return section(
        "Thời gian làm bài", [*(_no_limit() if limit is None else _limit(limit)), _grace()]
    )


def _limit(limit_s: int) -> list[str]:
    return [
        f"Mỗi người có {duration(limit_s)} để làm bài, kể từ khi bắt đầu.",
        (
            "Đồng hồ vẫn chạy khi người dự thi rời trang, tắt máy hoặc mất mạng; trong thời "
            "gian còn lại vẫn có thể quay lại làm tiếp."
        ),
        (
            f"Ai bắt đầu khi còn chưa đến {duration(limit_s)} nữa là cuộc thi đóng thì chỉ được "
            "làm bài đến giờ đóng."
        ),
    ]


def _no_limit() -> list[str]:
    return [
        "Thời gian làm bài không bị giới hạn, nhưng phải nộp bài trước khi cuộc thi đóng.",
        (
            "Thời gian làm bài được tính từ khi bắt đầu đến khi nộp; đồng hồ vẫn chạy khi "
            "người dự thi rời trang, tắt máy hoặc mất mạng."
        ),
    ]


def _grace() -> str:
    grace = duration(GRACE_MS // MS_PER_SECOND)
    return (
        f"Bài đến máy chủ trong vòng {grace} sau khi hết giờ vẫn được nhận và tính như nộp đúng "
        "lúc hết giờ; sau đó không nhận nữa."
    )


def _sending(contest: Contest) -> Section:
    return section(
        "Lưu bài và nộp bài",
        [
            *_drafts(contest.paper.draft_interval_s),
            "Sau khi nộp bài, người dự thi nhận được biên nhận; xin giữ lại để đối chiếu khi cần.",
            (
                f"Ai thấy {IDENTITY_NAMES[contest.identity.field]} của mình đã bị người khác "
                f"dùng để dự thi thì báo cho {contest.contact}; sau khi xác minh, Ban Tổ chức "
                "hủy lượt thi đó và cho thi lại với đề khác. Số lượt thi bị hủy được công khai."
            ),
        ],
    )


def _drafts(interval_s: int) -> list[str]:
    if interval_s == 0:
        return [
            (
                "Câu trả lời chỉ được giữ trên thiết bị của người dự thi cho đến khi nộp bài; "
                "bài không nộp thì không được tính."
            )
        ]
    return [
        (
            "Trong khi làm bài, câu trả lời được tự động lưu nháp trên máy chủ khi người dự "
            "thi rời trang, và khi câu trả lời thay đổi, mỗi lần cách nhau ít nhất "
            f"{duration(interval_s)}."
        ),
        (
            "Nếu hết giờ mà chưa nộp, bản nháp cuối cùng đã lưu được tính là bài nộp vào lúc "
            "hết giờ; bản nháp chưa có câu trả lời nào thì không được tính."
        ),
    ]


def _scores(contest: Contest) -> Section:
    seen = "Điểm, đáp án và phần giải thích chỉ được cho biết sau khi cuộc thi đóng."
    if contest.paper.reveal_score is RevealScore.ON_SUBMIT:
        seen = (
            "Điểm được báo ngay sau khi nộp bài; đáp án và phần giải thích chỉ được cho biết "
            "sau khi cuộc thi đóng."
        )
    return section(
        "Cách tính điểm",
        [
            "Mỗi câu có một hoặc nhiều phương án đúng; câu có nhiều phương án đúng được ghi rõ.",
            "Một câu chỉ được tính đúng khi người dự thi chọn đủ và chỉ chọn các phương án đúng.",
            (
                "Mỗi câu đúng được 1 điểm; câu sai hoặc bỏ trống được 0 điểm và không bị trừ "
                f"điểm; điểm cao nhất là {contest.paper.questions}."
            ),
            seen,
        ],
    )


_ORDER_WORDS = {
    RankingKey.SCORE: "điểm cao hơn xếp trên",
    RankingKey.ELAPSED: "thời gian làm bài ngắn hơn (tính đến phần nghìn giây) xếp trên",
    RankingKey.SUBMITTED_AT: "thời điểm nộp bài sớm hơn xếp trên",
}


def _ranking(contest: Contest) -> Section:
    order = "; nếu bằng nhau thì ".join(_ORDER_WORDS[key] for key in contest.ranking.order[:2])
    for key in contest.ranking.order[2:]:
        order += f"; nếu vẫn bằng nhau thì {_ORDER_WORDS[key]}"
    return section(
        "Xếp hạng cá nhân",
        [
            f"Bài dự thi được xếp hạng theo thứ tự: {order}.",
            "Những người bằng nhau ở mọi tiêu chí trên thì đồng hạng.",
            "Bài bị loại và lượt thi bị hủy không được xếp hạng và không được tính cho đơn vị.",
        ],
    )


def _fairness(contest: Contest) -> Section:
    floor_s = contest.min_seconds_per_question
    if floor_s == 0:
        return section(
            "Bài làm nhanh bất thường", ["Tốc độ làm bài không phải là dấu hiệu nghi vấn."]
        )
    return section(
        "Bài làm nhanh bất thường",
        [
            (
                f"Bài làm nhanh hơn trung bình {floor_s} giây mỗi câu, tức là dưới "
                f"{duration(floor_s * contest.paper.questions)} cho cả đề, được đánh dấu để Ban "
                "Tổ chức xem xét trước khi trao giải."
            ),
            (
                "Được đánh dấu chưa phải là vi phạm; Ban Tổ chức xem xét từng bài và ghi lại "
                "quyết định kèm lý do."
            ),
            "Bài còn dấu nghi vấn chưa được xem xét thì không được trao giải.",
        ],
    )
