"""The sections of the rules on ranking: the prediction, the order, ties, suspicious speed."""

from chalicelib.domain.contest import (
    SHARE_UNIT_VND,
    Contest,
    LastResort,
    Prediction,
    PredictionTarget,
    RankingKey,
)
from chalicelib.domain.rules_section import Section, section
from chalicelib.domain.wording import duration, money

_TARGET_WORDS = {
    PredictionTarget.FULL_MARKS: "số người trả lời đúng tất cả các câu hỏi",
    PredictionTarget.PARTICIPANTS: "số người dự thi",
    PredictionTarget.ATTEMPTS: "số lượt thi đã nộp",
}
_ORDER_WORDS = {
    RankingKey.SCORE: "điểm cao hơn xếp trên",
    RankingKey.ELAPSED: "thời gian làm bài ngắn hơn (tính đến phần nghìn giây) xếp trên",
    RankingKey.SUBMITTED_AT: "thời điểm nộp bài sớm hơn xếp trên",
    RankingKey.PREDICTION: "dự đoán gần đúng hơn xếp trên",
    RankingKey.ATTEMPTS: "số lượt thi đã bắt đầu ít hơn xếp trên",
    RankingKey.REGISTERED_AT: "thời điểm bắt đầu lượt thi đầu tiên sớm hơn xếp trên",
}
_FIRST_START_OF_ONE = "thời điểm bắt đầu làm bài sớm hơn xếp trên"


def prediction_section(contest: Contest) -> Section:
    """What is to be guessed and what it is measured against; empty where nothing is."""
    asked = contest.prediction
    sentences = [] if asked is None else [*_asked(contest, asked), _use_of_prediction(contest)]
    return section("Câu hỏi dự đoán", sentences)


def _asked(contest: Contest, asked: Prediction) -> list[str]:
    when = "ở mỗi lượt thi " if contest.paper.attempts != 1 else ""
    return [
        (
            f"Ngoài các câu hỏi trắc nghiệm, {when}người dự thi được hỏi thêm một câu dự đoán: "
            f"“{asked.prompt}”. Câu trả lời là một số nguyên từ 0 trở lên, không bắt buộc "
            "và không được tính điểm."
        ),
        (
            f"Dự đoán được so với {_TARGET_WORDS[asked.target]} của toàn cuộc thi. Số này do máy "
            "tính tính từ các bài dự thi được tính, không kể bài bị loại và lượt thi bị hủy, và "
            "được công khai cùng kết quả."
        ),
    ]


def _use_of_prediction(contest: Contest) -> str:
    if RankingKey.PREDICTION not in contest.ranking.order:
        return "Dự đoán không được dùng để xếp hạng."
    return (
        "Dự đoán chênh lệch với số này càng ít, dù cao hơn hay thấp hơn, thì càng gần đúng; khi "
        "xét theo dự đoán, người không dự đoán xếp sau những người có dự đoán."
    )


def ranking_section(contest: Contest) -> Section:
    """The order in which results are compared, and what is left out of it."""
    words = [_words(key, contest) for key in contest.ranking.order]
    order = "; nếu bằng nhau thì ".join(words[:2])
    order += "".join(f"; nếu vẫn bằng nhau thì {each}" for each in words[2:])
    return section(
        "Xếp hạng cá nhân",
        [
            f"Bài dự thi được xếp hạng theo thứ tự: {order}.",
            *_resets_of_attempts(contest),
            "Những người bằng nhau ở mọi tiêu chí trên thì đồng hạng.",
            "Bài bị loại và lượt thi bị hủy không được xếp hạng và không được tính cho đơn vị.",
        ],
    )


def _words(key: RankingKey, contest: Contest) -> str:
    if key is RankingKey.REGISTERED_AT and contest.paper.attempts == 1:
        return _FIRST_START_OF_ONE
    return _ORDER_WORDS[key]


def _resets_of_attempts(contest: Contest) -> list[str]:
    if RankingKey.ATTEMPTS not in contest.ranking.order:
        return []
    return [
        (
            "Số lượt thi đã bắt đầu gồm cả lượt không nộp bài, không gồm lượt bị Ban Tổ chức "
            "hủy để thi lại."
        )
    ]


def ties_section(contest: Contest) -> Section:
    """What happens to ties that survive every rule."""
    return section(
        "Khi đồng hạng",
        [
            (
                "Việc đồng hạng chỉ phải phân định khi những người hoặc đơn vị đồng hạng đứng "
                "giữa các mức thưởng khác nhau, hoặc nhiều hơn số giải còn lại."
            ),
            *_last_resort(contest),
        ],
    )


def _last_resort(contest: Contest) -> list[str]:
    source = contest.ranking.draw_source
    if source is None:
        return [_LAST_RESORTS[contest.ranking.last_resort]]
    return [
        (
            "Khi đó phân định bằng bốc thăm theo một số công khai, không ai quyết định thay: "
            f"{source}."
        ),
        (
            "Cách bốc thăm: với mỗi người hoặc đơn vị đồng hạng, máy tính lập dòng "
            '["draw","số công khai","mã giải","mã niêm phong của bài hoặc mã đơn vị"] không có '
            "dấu cách và tính mã băm SHA-256 của dòng đó; mã băm nhỏ hơn xếp trước. Ai cũng tự "
            "tính lại được để kiểm tra."
        ),
        "Số đã dùng và thứ tự bốc thăm được công khai cùng kết quả.",
    ]


_LAST_RESORTS = {
    LastResort.ORGANIZERS: (
        "Khi đó Ban Tổ chức quyết định, lập biên bản ghi rõ lý do và công khai quyết định cùng "
        "kết quả; kết quả chỉ được công bố sau khi đã phân định."
    ),
    LastResort.SHARE: (
        "Khi đó những người hoặc đơn vị đồng hạng cùng đạt giải cao nhất trong các giải liên "
        "quan và chia đều tổng giá trị các giải liên quan, mỗi phần làm tròn xuống đến "
        f"{money(SHARE_UNIT_VND)}; việc chia được công khai cùng kết quả."
    ),
}


def fairness_section(contest: Contest) -> Section:
    """How fast is too fast to be believed at once."""
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
