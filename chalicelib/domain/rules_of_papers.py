"""The sections of the rules on taking part: papers, attempts, time, sending, scores."""

from chalicelib.domain.contest import GRACE_MS, MS_PER_SECOND, Contest, RevealScore
from chalicelib.domain.rules_section import Section, section
from chalicelib.domain.wording import IDENTITY_NAMES, duration, grouped


def papers_sections(contest: Contest) -> list[Section]:
    """How a paper is drawn, how often, for how long, how it is sent and what it scores."""
    return [
        _paper(contest),
        section("Số lượt thi", _attempts(contest.paper.attempts)),
        _time(contest),
        _sending(contest),
        _scores(contest),
    ]


def _paper(contest: Contest) -> Section:
    whom = "mỗi người" if contest.paper.attempts == 1 else "mỗi lượt thi của mỗi người"
    mixed = "thứ tự câu hỏi và thứ tự phương án trả lời được xáo trộn riêng cho từng đề"
    if not contest.paper.shuffle_options:
        mixed = "thứ tự câu hỏi được xáo trộn riêng cho từng đề, thứ tự phương án giữ nguyên"
    return section(
        "Đề thi",
        [
            f"Máy tính rút riêng cho {whom} một đề; {mixed}.",
            (
                "Việc rút đề chỉ phụ thuộc mã lượt thi và một khóa bí mật đã định trước khi mở "
                "thi; không ai chọn được đề cho mình hay cho người khác."
            ),
            (
                "Sau khi cuộc thi đóng, khóa này được công khai để bất kỳ ai cũng rút lại được "
                "đề của các lượt thi được công khai, và mỗi người rút lại được đề của chính "
                "mình, để đối chiếu."
            ),
        ],
    )


def _attempts(attempts: int) -> list[str]:
    if attempts == 1:
        return ["Mỗi người chỉ được dự thi một lượt."]
    allowed = "không giới hạn số lượt" if attempts == 0 else f"nhiều nhất {attempts} lượt"
    return [
        f"Mỗi người được dự thi {allowed}.",
        (
            "Lượt sau chỉ được bắt đầu khi lượt trước đã nộp bài hoặc đã hết giờ; không ai được "
            "làm hai lượt cùng một lúc."
        ),
        (
            "Mỗi người chỉ được tính một lượt: lượt tốt nhất, xét theo đúng thứ tự nêu ở mục "
            "“Xếp hạng cá nhân”; nếu các lượt bằng nhau ở mọi tiêu chí thì tính lượt có điểm cao "
            "hơn, rồi đến lượt thi trước."
        ),
        "Đơn vị và đối tượng của mỗi người là đơn vị và đối tượng đã khai ở lượt được tính.",
    ]


def _time(contest: Contest) -> Section:
    limit = contest.paper.time_limit_s
    sentences = _no_limit(contest) if limit is None else _limit(contest, limit)
    return section("Thời gian làm bài", [*sentences, _grace()])


def _limit(contest: Contest, limit_s: int) -> list[str]:
    each = "Mỗi người" if contest.paper.attempts == 1 else "Ở mỗi lượt thi, mỗi người"
    return [
        f"{each} có {duration(limit_s)} để làm bài, kể từ khi bắt đầu.",
        (
            "Đồng hồ vẫn chạy khi người dự thi rời trang, tắt máy hoặc mất mạng; trong thời "
            "gian còn lại vẫn có thể quay lại làm tiếp."
        ),
        (
            f"Ai bắt đầu khi còn chưa đến {duration(limit_s)} nữa là cuộc thi đóng thì chỉ được "
            "làm bài đến giờ đóng."
        ),
    ]


def _no_limit(contest: Contest) -> list[str]:
    each = "" if contest.paper.attempts == 1 else " của mỗi lượt thi"
    return [
        f"Thời gian làm bài{each} không bị giới hạn, nhưng phải nộp bài trước khi cuộc thi đóng.",
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
            *_all_answers(contest),
            *_drafts(contest),
            "Sau khi nộp bài, người dự thi nhận được biên nhận; xin giữ lại để đối chiếu khi cần.",
            (
                f"Ai thấy {IDENTITY_NAMES[contest.identity.field]} của mình đã bị người khác "
                f"dùng để dự thi thì báo cho {contest.contact}; sau khi xác minh, Ban Tổ chức "
                "hủy lượt thi đó và cho thi lại với đề khác. Số lượt thi bị hủy được công khai."
            ),
        ],
    )


def _all_answers(contest: Contest) -> list[str]:
    if not contest.paper.require_all_answers:
        return ["Người dự thi được nộp bài khi còn câu hỏi chưa trả lời."]
    return ["Phải trả lời đủ tất cả các câu hỏi thì mới nộp được bài."]


def _drafts(contest: Contest) -> list[str]:
    if contest.paper.draft_interval_s == 0:
        return [
            (
                "Câu trả lời chỉ được giữ trên thiết bị của người dự thi cho đến khi nộp bài; "
                "bài không nộp thì không được tính."
            )
        ]
    gaps = ", kể cả khi chưa trả lời đủ các câu" if contest.paper.require_all_answers else ""
    return [
        (
            "Trong khi làm bài, câu trả lời được tự động lưu nháp trên máy chủ khi người dự "
            "thi rời trang, và khi câu trả lời thay đổi, mỗi lần cách nhau ít nhất "
            f"{duration(contest.paper.draft_interval_s)}."
        ),
        (
            "Nếu hết giờ mà chưa nộp, bản nháp cuối cùng đã lưu được tính là bài nộp vào lúc "
            f"hết giờ{gaps}; bản nháp chưa có câu trả lời nào thì không được tính."
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
            _points(contest),
            seen,
        ],
    )


def _points(contest: Contest) -> str:
    each = contest.paper.points_per_question
    return (
        f"Mỗi câu đúng được {grouped(each)} điểm; câu sai hoặc bỏ trống được 0 điểm và không bị "
        f"trừ điểm; điểm cao nhất là {grouped(each * contest.paper.questions)}."
    )
