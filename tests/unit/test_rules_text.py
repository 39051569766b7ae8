"""The rules in sentences: every setting is told, and told right."""

import re
from typing import Any

import pytest

from chalicelib.domain.contest import Contest, Metric
from chalicelib.domain.rules_text import rules_sections
from chalicelib.domain.wording import METRIC_MEANINGS, METRIC_TITLES
from tests.builders import a_contest


def told(contest: Contest) -> str:
    return "\n".join(sentence for part in rules_sections(contest) for sentence in part["sentences"])


def section_of(contest: Contest, heading: str) -> str:
    sections = {part["heading"]: part["sentences"] for part in rules_sections(contest)}
    return "\n".join(sections.get(heading, []))


def a_prize(**over: Any) -> dict[str, Any]:
    return {"title": "Giải", "count": 1, "amount_vnd": 100_000, "award": None, **over}


def a_collective(metric: str, **over: Any) -> Contest:
    return a_contest(prizes={"collective": [a_prize(metric=metric)]}, **over)


def test_the_sections_stand_in_reading_order() -> None:
    assert [part["heading"] for part in rules_sections(a_contest())] == [
        "Đối tượng dự thi",
        "Thời gian dự thi",
        "Nội dung thi",
        "Đề thi",
        "Số lượt thi",
        "Thời gian làm bài",
        "Lưu bài và nộp bài",
        "Cách tính điểm",
        "Xếp hạng cá nhân",
        "Giải cá nhân",
        "Giải tập thể",
        "Khi đồng hạng",
        "Bài làm nhanh bất thường",
        "Công bố kết quả",
        "Khiếu nại",
        "Nhận giải",
        "Dữ liệu cá nhân",
    ]


@pytest.mark.parametrize(
    "over",
    [
        {}, {"paper": {"time_limit_s": None, "draft_interval_s": 0, "shuffle_options": False}},
        {"ranking": {"complaint_days": 0, "claim_days": 0, "one_collective_prize_per_unit": True}},
        {"fairness": {"min_seconds_per_question": 0}}, {"prizes": {"individual": []}},
        {"prizes": {"collective": []}}, {"identity": {"excluded": [], "field": "citizen_id"}},
    ],
)  # fmt: skip
def test_every_sentence_is_whole(over: dict[str, Any]) -> None:
    for part in rules_sections(a_contest(**over)):
        assert part["sentences"]
        for sentence in part["sentences"]:
            assert sentence[0].isupper()
            assert sentence.endswith(".")
            assert not re.search(r"  |None|\{|\}|\.\.| \.| ,", sentence)


def test_who_may_enter_and_who_may_not() -> None:
    text = section_of(a_contest(), "Đối tượng dự thi")
    assert "Đối tượng dự thi gồm: Cán bộ và Nhân dân." in text
    assert "Thành viên Ban Tổ chức cuộc thi không được dự thi." in text
    assert "các vai trò sau" not in text


def test_other_excluded_roles_are_named_without_anybodys_number() -> None:
    excluded = [
        {"id": "0905000001", "role": "Ban Tổ chức"},
        {"id": "0905000002", "role": "Tổ thư ký"},
        {"id": "0905000003", "role": "Tổ ra đề"},
        {"id": "0905000004", "role": "Tổ ra đề"},
    ]
    text = told(a_contest(identity={"excluded": excluded}))
    assert "cũng không được dự thi: Tổ ra đề và Tổ thư ký." in text
    assert "0905" not in text


def test_when_with_the_time_zone() -> None:
    assert (
        "mở lúc 07 giờ 00 phút ngày 01/7/2024 và đóng lúc 17 giờ 00 phút ngày 21/7/2024, "
        "giờ Việt Nam (UTC+7)." in section_of(a_contest(), "Thời gian dự thi")
    )


def test_what_a_paper_is_made_of() -> None:
    text = section_of(a_contest(), "Nội dung thi")
    assert "Mỗi đề thi có 3 câu hỏi" in text
    assert "2 câu thuộc lĩnh vực “Cải cách thể chế”" in text
    assert "và 1 câu thuộc lĩnh vực “Cải cách thủ tục hành chính”" in text
    assert "ngân hàng 5 câu" in text


def test_a_topic_that_is_not_drawn_is_not_named() -> None:
    text = section_of(a_contest(paper={"quota": {"the-che": 2}}), "Nội dung thi")
    assert "thủ tục" not in text


@pytest.mark.parametrize(
    ("shuffle", "said"), [(True, "thứ tự phương án trả lời được xáo trộn"), (False, "giữ nguyên")]
)
def test_how_a_paper_is_drawn(shuffle: bool, said: str) -> None:
    text = section_of(a_contest(paper={"shuffle_options": shuffle}), "Đề thi")
    assert said in text
    assert "bất kỳ ai cũng rút lại được đề" in text


def test_the_time_limit_and_the_clock_that_runs_on() -> None:
    text = section_of(a_contest(), "Thời gian làm bài")
    assert "Mỗi người có 15 phút để làm bài" in text
    assert "Đồng hồ vẫn chạy khi người dự thi rời trang" in text
    assert "trong vòng 5 giây sau khi hết giờ" in text


def test_no_time_limit() -> None:
    text = section_of(a_contest(paper={"time_limit_s": None}), "Thời gian làm bài")
    assert "không bị giới hạn" in text
    assert "đồng hồ vẫn chạy" in text
    assert "15 phút" not in text


@pytest.mark.parametrize(
    ("interval", "said", "not_said"),
    [
        (240, "cách nhau ít nhất 4 phút", "chỉ được giữ"),
        (0, "không nộp thì không được tính", "nháp"),
    ],
)
def test_drafts_and_what_counts_without_sending(interval: int, said: str, not_said: str) -> None:
    text = section_of(a_contest(paper={"draft_interval_s": interval}), "Lưu bài và nộp bài")
    assert said in text
    assert not_said not in text
    assert ("bản nháp cuối cùng đã lưu được tính" in text) is (interval > 0)


@pytest.mark.parametrize(
    ("reveal", "said"),
    [("after_close", "Điểm, đáp án và phần giải thích chỉ"), ("on_submit", "Điểm được báo ngay")],
)
def test_when_scores_are_seen_and_what_is_right(reveal: str, said: str) -> None:
    text = section_of(a_contest(paper={"reveal_score": reveal}), "Cách tính điểm")
    assert said in text
    assert "chọn đủ và chỉ chọn các phương án đúng" in text
    assert "điểm cao nhất là 3." in text


def test_what_is_ranked_by_what_in_the_contests_order() -> None:
    order = ["submitted_at", "score", "elapsed"]
    text = section_of(a_contest(ranking={"order": order}), "Xếp hạng cá nhân")
    places = [text.index(word) for word in ("sớm hơn", "điểm cao hơn", "ngắn hơn")]
    assert places == sorted(places)
    assert text.count("nếu vẫn bằng nhau thì") == 1


def test_one_ranking_key_needs_no_other() -> None:
    text = section_of(a_contest(ranking={"order": ["score"]}), "Xếp hạng cá nhân")
    assert "theo thứ tự: điểm cao hơn xếp trên." in text


@pytest.mark.parametrize(
    ("prize", "sentence"),
    [
        (
            {"amount_vnd": 600_000, "award": "Giấy khen"},
            "1 giải, gồm tiền thưởng 600.000 đồng và Giấy khen.",
        ),
        ({"count": 3, "amount_vnd": 300_000}, "3 giải, mỗi giải gồm tiền thưởng 300.000 đồng."),
        ({"amount_vnd": 0, "award": "Giấy khen"}, "1 giải, gồm Giấy khen."),
        ({"amount_vnd": 0}, "1 giải."),
    ],
)
def test_each_prize_with_number_amount_and_award(prize: dict[str, Any], sentence: str) -> None:
    contest = a_contest(prizes={"individual": [a_prize(**prize)]})
    assert f"Giải: {sentence}" in section_of(contest, "Giải cá nhân")


def test_the_sums_of_prizes() -> None:
    text = told(a_contest())
    assert "là 1.200.000 đồng; của toàn cuộc thi là 1.900.000 đồng." in text
    assert "là 700.000 đồng; của toàn cuộc thi là 1.900.000 đồng." in text
    alone = told(a_contest(prizes={"collective": []}))
    assert "là 1.200.000 đồng." in alone


def test_prizes_that_are_not_given_have_no_section() -> None:
    assert section_of(a_contest(prizes={"individual": []}), "Giải cá nhân") == ""
    assert section_of(a_contest(prizes={"collective": []}), "Giải tập thể") == ""


def test_one_individual_prize_a_person_and_who_is_next() -> None:
    text = told(a_contest())
    assert "mỗi người nhận nhiều nhất một giải cá nhân" in text
    assert "kế tiếp được nhận" in text


@pytest.mark.parametrize("metric", Metric)
def test_each_metric_is_told_in_words(metric: Metric) -> None:
    text = section_of(a_collective(metric), "Giải tập thể")
    assert f"Giải này xét theo {METRIC_MEANINGS[metric]}." in text
    assert "đơn vị có nhiều người dự thi hơn xếp trên" in text
    assert METRIC_TITLES[metric]


def test_full_marks_tell_what_happens_without_any() -> None:
    text = section_of(a_collective("full_marks"), "Giải tập thể")
    assert "thì tính số người đạt mức điểm cao nhất của cuộc thi" in text


@pytest.mark.parametrize(
    ("one", "said"),
    [(True, "nhiều nhất một giải tập thể"), (False, "có thể nhận nhiều giải tập thể")],
)
def test_prizes_per_unit(one: bool, said: str) -> None:
    over = {"one_collective_prize_per_unit": one}
    prizes = [a_prize(metric=metric) for metric in ("participants", "attempts")]
    contest = a_contest(ranking=over, prizes={"collective": prizes})
    assert said in section_of(contest, "Giải tập thể")


def test_ties_to_the_last() -> None:
    text = section_of(a_contest(), "Khi đồng hạng")
    assert "Ban Tổ chức quyết định, lập biên bản" in text
    assert "công khai" in text


def test_suspicious_speed_is_told_for_a_question_and_for_the_paper() -> None:
    contest = a_contest(fairness={"min_seconds_per_question": 25})
    text = section_of(contest, "Bài làm nhanh bất thường")
    assert "25 giây mỗi câu, tức là dưới 1 phút 15 giây cho cả đề" in text


def test_speed_that_is_never_a_flag() -> None:
    contest = a_contest(fairness={"min_seconds_per_question": 0})
    text = section_of(contest, "Bài làm nhanh bất thường")
    assert text == "Tốc độ làm bài không phải là dấu hiệu nghi vấn."


@pytest.mark.parametrize(
    ("complaint", "claim", "complaints", "claims"),
    [
        (
            7,
            45,
            "trong vòng 7 ngày kể từ ngày công bố kết quả",
            "45 ngày kể từ ngày hết thời hạn khiếu nại",
        ),
        (0, 45, "không đặt thời hạn khiếu nại", "45 ngày kể từ ngày công bố kết quả"),
        (7, 0, "trong vòng 7 ngày", "được thông báo cùng kết quả"),
    ],
)
def test_complaints_and_claims(complaint: int, claim: int, complaints: str, claims: str) -> None:
    contest = a_contest(ranking={"complaint_days": complaint, "claim_days": claim})
    assert complaints in section_of(contest, "Khiếu nại")
    assert "Văn phòng UBND phường" in section_of(contest, "Khiếu nại")
    assert claims in section_of(contest, "Nhận giải")
