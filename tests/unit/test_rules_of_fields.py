"""The rules' sentences on ages, attempts, predictions, conditions of prizes, shared prizes."""

from typing import Any

import pytest

from chalicelib.domain.contest import Contest
from chalicelib.domain.ladders import SHARE_UNIT_VND
from chalicelib.domain.rules_text import rules_sections
from chalicelib.domain.wording import money
from tests.builders import a_collective_prize, a_contest, an_individual_prize

ASKED = {"prompt": "Có bao nhiêu người dự thi?", "target": "participants"}


def below(heading: str, contest: Contest) -> list[str]:
    sections = {part["heading"]: part["sentences"] for part in rules_sections(contest)}
    return sections.get(heading, [])


@pytest.mark.parametrize(
    ("least", "most", "said"),
    [
        (15, None, "từ đủ 15 tuổi trở lên"),
        (None, 35, "không quá 35 tuổi"),
        (15, 35, "từ đủ 15 tuổi đến 35 tuổi"),
        (18, 18, "18 tuổi"),
    ],
)
def test_ages_are_limits_that_people_declare(
    least: int | None, most: int | None, said: str
) -> None:
    sentences = below("Đối tượng dự thi", a_contest(identity={"min_age": least, "max_age": most}))
    assert f"Người dự thi phải {said}." in sentences
    assert any("đánh dấu vào ô tương ứng; ngày sinh không được thu thập" in s for s in sentences)


def test_no_age_is_asked_by_default() -> None:
    assert "tuổi" not in str(below("Đối tượng dự thi", a_contest()))


def test_one_attempt() -> None:
    assert below("Số lượt thi", a_contest()) == ["Mỗi người chỉ được dự thi một lượt."]


@pytest.mark.parametrize(
    ("attempts", "said"), [(3, "nhiều nhất 3 lượt"), (0, "không giới hạn số lượt")]
)
def test_several_attempts_one_after_the_other_the_best_counts(attempts: int, said: str) -> None:
    contest = a_contest(paper={"attempts": attempts})
    allowed, after, best, unit = below("Số lượt thi", contest)
    assert allowed == f"Mỗi người được dự thi {said}."
    assert "không ai được làm hai lượt cùng một lúc" in after
    assert "lượt tốt nhất, xét theo đúng thứ tự nêu ở mục “Xếp hạng cá nhân”" in best
    assert "ở lượt được tính" in unit
    assert "cho mỗi lượt thi của mỗi người một đề" in below("Đề thi", contest)[0]
    assert below("Thời gian làm bài", contest)[0].startswith("Ở mỗi lượt thi, mỗi người có 15 phút")


@pytest.mark.parametrize("draft_interval_s", [0, 180])
def test_papers_with_gaps(draft_interval_s: int) -> None:
    """What is shown as saved counts, even where such a paper could not be sent."""
    paper = {"require_all_answers": True, "draft_interval_s": draft_interval_s}
    first, *others = below("Lưu bài và nộp bài", a_contest(paper=paper))
    assert first == "Phải trả lời đủ tất cả các câu hỏi thì mới nộp được bài."
    assert ("kể cả khi chưa trả lời đủ" in str(others)) is (draft_interval_s > 0)


def test_papers_may_have_gaps_by_default() -> None:
    sentences = below("Lưu bài và nộp bài", a_contest())
    assert sentences[0] == "Người dự thi được nộp bài khi còn câu hỏi chưa trả lời."
    assert "chưa trả lời đủ" not in str(sentences)


def test_points_are_shown_times_right_answers() -> None:
    prize = an_individual_prize(min_score=2)
    contest = a_contest(paper={"points_per_question": 500}, prizes={"individual": [prize]})
    scores = str(below("Cách tính điểm", contest))
    assert "Mỗi câu đúng được 500 điểm" in scores
    assert "điểm cao nhất là 1.500." in scores
    assert "đúng ít nhất 2 câu hỏi (được ít nhất 1.000 điểm)." in below("Giải cá nhân", contest)[0]


def test_a_prediction_is_asked_measured_and_published() -> None:
    order = ["score", "prediction"]
    contest = a_contest(prediction=ASKED, ranking={"order": order})
    asked, measured, used = below("Câu hỏi dự đoán", contest)
    assert "“Có bao nhiêu người dự thi?”. Câu trả lời là một số nguyên từ 0 trở lên" in asked
    assert measured.startswith("Dự đoán được so với số người dự thi của toàn cuộc thi.")
    assert "công khai cùng kết quả" in measured
    assert "người không dự đoán xếp sau" in used
    assert "nếu bằng nhau thì dự đoán gần đúng hơn" in below("Xếp hạng cá nhân", contest)[0]


def test_a_prediction_that_ranks_nobody() -> None:
    sentences = below("Câu hỏi dự đoán", a_contest(prediction=ASKED))
    assert sentences[-1] == "Dự đoán không được dùng để xếp hạng."


def test_without_a_prediction_nothing_is_said_of_it() -> None:
    assert "dự đoán" not in str(rules_sections(a_contest())).casefold()


@pytest.mark.parametrize(
    ("attempts", "said"),
    [(1, "thời điểm bắt đầu làm bài sớm hơn"), (2, "thời điểm bắt đầu lượt thi đầu tiên sớm hơn")],
)
def test_ranking_by_the_first_start(attempts: int, said: str) -> None:
    contest = a_contest(paper={"attempts": attempts}, ranking={"order": ["registered_at"]})
    assert f"theo thứ tự: {said} xếp trên." in below("Xếp hạng cá nhân", contest)[0]


def test_ranking_by_attempts_says_which_count() -> None:
    order = ["score", "attempts"]
    contest = a_contest(paper={"attempts": 5}, ranking={"order": order})
    sentence, counted, *_ = below("Xếp hạng cá nhân", contest)
    assert "số lượt thi đã bắt đầu ít hơn xếp trên" in sentence
    assert "không gồm lượt bị Ban Tổ chức hủy" in counted


@pytest.mark.parametrize(
    ("conditions", "said"),
    [
        ({"category": "Cán bộ"}, "thuộc đối tượng “Cán bộ”"),
        ({"full_marks_only": True}, "trả lời đúng tất cả các câu hỏi"),
        ({"min_score": 2}, "trả lời đúng ít nhất 2 câu hỏi"),
        (
            {"category": "Nhân dân", "min_score": 2},
            "thuộc đối tượng “Nhân dân” và trả lời đúng ít nhất 2 câu hỏi",
        ),
    ],
)
def test_who_may_win_a_prize(conditions: dict[str, Any], said: str) -> None:
    contest = a_contest(prizes={"individual": [an_individual_prize(**conditions)]})
    sentences = below("Giải cá nhân", contest)
    assert sentences[0] == f"Giải: 1 giải. Giải này chỉ trao cho người {said}."
    assert ("chọn khi đăng ký" in str(sentences)) is ("category" in conditions)


@pytest.mark.parametrize(
    ("conditions", "said"),
    [
        ({"unit_kind": "Khu phố"}, "thuộc nhóm “Khu phố”"),
        ({"min_participants": 1_000}, "có ít nhất 1.000 người dự thi"),
        ({"min_rate": 30}, "có số người dự thi đạt ít nhất 30% tổng số người của đơn vị"),
        (
            {"unit_kind": "Khu phố", "min_participants": 10, "min_rate": 30},
            (
                "thuộc nhóm “Khu phố”, có ít nhất 10 người dự thi và có số người dự thi đạt ít "
                "nhất 30% tổng số người của đơn vị"
            ),
        ),
    ],
)
def test_which_units_may_win_a_prize(conditions: dict[str, Any], said: str) -> None:
    contest = a_contest(prizes={"collective": [a_collective_prize(**conditions)]})
    sentences = below("Giải tập thể", contest)
    assert sentences[0].endswith(f"Giải này chỉ xét các đơn vị {said}.")
    of_kind = "Nhóm “Khu phố” gồm: Khu phố 1 và Khu phố 2."
    assert (of_kind in sentences) is ("unit_kind" in conditions)


@pytest.mark.parametrize(
    ("conditions", "told"),
    [
        ({"metric": "participation_rate"}, {"100", "50", "20"}),
        ({"min_rate": 30, "unit_kind": "Cơ quan"}, {"20"}),
        ({}, set()),
    ],
)
def test_headcounts_are_told_where_rates_are_reckoned_with_them(
    conditions: dict[str, Any], told: set[str]
) -> None:
    contest = a_contest(prizes={"collective": [a_collective_prize(**conditions)]})
    [counted] = [s for s in below("Giải tập thể", contest) if s.startswith("Tổng số người")] or [""]
    assert {n for n in ("100", "50", "20") if f": {n} người" in counted} == told


@pytest.mark.parametrize(
    ("prizes", "ladder", "several"),
    [
        ([{}, {}], True, False),
        ([{}, {"metric": "attempts"}], False, True),
        ([{}, {}, {"min_rate": 1}], True, True),
        ([{}], False, False),
    ],
)
def test_prizes_alike_are_places_of_one_list(
    prizes: list[dict[str, Any]], ladder: bool, several: bool
) -> None:
    collective = [a_collective_prize(**prize) for prize in prizes]
    text = str(below("Giải tập thể", a_contest(prizes={"collective": collective})))
    assert ("nhiều nhất một trong các giải đó" in text) is ladder
    assert ("có thể nhận nhiều giải tập thể" in text) is several


def test_prizes_that_are_shared() -> None:
    text = str(below("Khi đồng hạng", a_contest(ranking={"last_resort": "share"})))
    assert "chia đều tổng giá trị các giải liên quan" in text
    assert f"làm tròn xuống đến {money(SHARE_UNIT_VND)}" in text
    assert "Ban Tổ chức" not in text


def test_prizes_that_are_drawn() -> None:
    ranking = {"last_resort": "draw", "draw_source": "Giải đặc biệt ngày 25/7/2024"}
    text = "".join(below("Khi đồng hạng", a_contest(ranking=ranking)))
    assert "bốc thăm theo một số công khai" in text
    assert "Giải đặc biệt ngày 25/7/2024" in text
    assert '["draw",' in text
    assert "SHA-256" in text


def test_prizes_that_nobody_takes_pass_on_in_public() -> None:
    text = str(below("Nhận giải", a_contest()))
    assert "bị loại, từ chối hoặc quá hạn không nhận giải" in text
    assert "mọi thay đổi như vậy được công khai trong kết quả" in text


@pytest.mark.parametrize(("least", "told"), [(None, True), (15, True), (16, False)])
def test_parents_agree_for_those_who_are_too_young(least: int | None, told: bool) -> None:
    notice = str(below("Dữ liệu cá nhân", a_contest(identity={"min_age": least})))
    assert ("Người dưới 16 tuổi" in notice) is told
