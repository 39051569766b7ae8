"""The rules that people read (thể lệ), in sentences made from the contest alone.

So what is promised on paper and what the program does cannot differ. Most sections are in
modules named `rules_of_…`, the notice on personal data in `privacy_text.py`.
"""

from chalicelib.domain.contest import Contest, IdentityRules
from chalicelib.domain.privacy_text import privacy_sentences
from chalicelib.domain.rules_of_papers import papers_sections
from chalicelib.domain.rules_of_prizes import (
    collective_prizes_section,
    individual_prizes_section,
    manual_prizes_section,
)
from chalicelib.domain.rules_of_ranking import (
    fairness_section,
    prediction_section,
    ranking_section,
    ties_section,
)
from chalicelib.domain.rules_of_results import results_sections
from chalicelib.domain.rules_section import Section, section
from chalicelib.domain.wording import IDENTITY_NAMES, TIME_ZONE, grouped, listed, moment

__all__ = ["Section", "privacy_sentences", "rules_sections"]

# Whom every contest excludes (plan, section II.1): told in a sentence of its own.
_COMMITTEE = "ban tổ chức"


def rules_sections(contest: Contest) -> list[Section]:
    """The whole rules, each section with a heading and complete sentences, in reading order."""
    sections = [
        _who(contest),
        _when(contest),
        _content(contest),
        *papers_sections(contest),
        prediction_section(contest),
        ranking_section(contest),
        individual_prizes_section(contest),
        collective_prizes_section(contest),
        manual_prizes_section(contest),
        ties_section(contest),
        fairness_section(contest),
        *results_sections(contest),
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
    return section(
        "Đối tượng dự thi", [*sentences, *_ages(contest.identity), *_registration(contest)]
    )


def _ages(rules: IdentityRules) -> list[str]:
    if not rules.asks_age:
        return []
    return [
        f"Người dự thi phải {_age_limits(rules.min_age, rules.max_age)}.",
        (
            "Tuổi được tính tại thời điểm đăng ký, do người dự thi tự xác nhận bằng cách đánh "
            "dấu vào ô tương ứng; ngày sinh không được thu thập."
        ),
    ]


def _age_limits(least: int | None, most: int | None) -> str:
    if least is None:
        return f"không quá {most} tuổi"
    if most is None:
        return f"từ đủ {least} tuổi trở lên"
    return f"{least} tuổi" if least == most else f"từ đủ {least} tuổi đến {most} tuổi"


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
