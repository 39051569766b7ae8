"""The notice on personal data."""

from dataclasses import replace

from chalicelib.domain.contest import MS_PER_DAY
from chalicelib.domain.rules_text import privacy_sentences, rules_sections
from tests.builders import a_contest


def test_the_notice_tells_what_who_how_long_and_rights() -> None:
    text = "\n".join(privacy_sentences(a_contest()))
    assert "của cuộc thi: UBND phường." in text
    assert "số điện thoại di động, đơn vị, đối tượng" in text
    assert "lưu 90 ngày sau khi cuộc thi đóng" in text
    assert "kể từ ngày 19/10/2024." in text
    assert "rút lại sự đồng ý" in text
    assert "xin liên hệ: Văn phòng UBND phường." in text


def test_the_notice_stands_at_the_end_of_the_rules() -> None:
    contest = a_contest()
    assert rules_sections(contest)[-1]["sentences"] == privacy_sentences(contest)


def test_the_notice_names_the_identity_that_is_asked() -> None:
    text = "\n".join(privacy_sentences(a_contest(identity={"field": "citizen_id", "excluded": []})))
    assert "số định danh cá nhân" in text
    assert "điện thoại" not in text


def test_the_law_is_named_once_it_holds_while_data_are_kept() -> None:
    new_year = 1_767_200_400_000  # 2026-01-01 00:00 in Vietnam
    contest = replace(a_contest(), closes_at=new_year - 90 * MS_PER_DAY)
    assert any("91/2025/QH15" in sentence for sentence in privacy_sentences(contest))
    earlier = replace(contest, closes_at=contest.closes_at - 1)
    assert any("13/2023/NĐ-CP" in sentence for sentence in privacy_sentences(earlier))
