"""Ready texts: figures in words where they are heard, nothing that the rules do not say."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.contest import Contest
from chalicelib.domain.contest_document import contest_from_document
from chalicelib.domain.promotion import (
    Channel,
    Known,
    Occasion,
    Winner,
    embed_line,
    place_of,
    promotion_texts,
)
from chalicelib.domain.spoken import (
    aloud,
    duration_aloud,
    moment_aloud,
    money_aloud,
    number_aloud,
    reading_time,
)
from chalicelib.stores.contest_folder import read_contest
from tests.builders import CLOSES_AT, OPENS_AT, a_contest

BUNDLED = Path(__file__).parents[2] / "contests" / "cchc-2024"
ADDRESS = "https://thi.example.vn/c/nho/"
WINNERS = (
    Winner("Giải nhất", "Trần Thị Bình, Khu phố 3"),
    Winner("Tập thể có nhiều người dự thi nhất", "Khu phố 11"),
)


@pytest.fixture(scope="module")
def bundled() -> Contest:
    return contest_from_document(read_contest(BUNDLED))


def text_for(contest: Contest, occasion: str, channel: str, **known: object) -> str:
    told = Known(**{"address": ADDRESS, **known})  # type: ignore[arg-type]  # one dict of values of several types
    [found] = [
        each.text
        for each in promotion_texts(contest, told)
        if (each.occasion, each.channel) == (occasion, channel)
    ]
    return found


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "không"),
        (21, "hai mươi mốt"),
        (15, "mười lăm"),
        (105, "một trăm lẻ năm"),
        (1_250, "một nghìn hai trăm năm mươi"),
    ],
)
def test_numbers_aloud(number: int, said: str) -> None:
    assert number_aloud(number) == said


@pytest.mark.parametrize(
    ("instant", "said"),
    [
        (
            OPENS_AT,
            "bảy giờ, thứ Hai, ngày mùng một tháng bảy năm hai nghìn không trăm hai mươi bốn",
        ),
        (
            CLOSES_AT,
            (
                "mười bảy giờ, Chủ nhật, ngày hai mươi mốt tháng bảy năm hai nghìn không trăm "
                "hai mươi bốn"
            ),
        ),
        # 4 April 2025, 00:30
        (
            1_743_701_400_000,
            (
                "không giờ ba mươi phút, thứ Sáu, ngày mùng bốn tháng tư năm hai nghìn không trăm "
                "hai mươi lăm"
            ),
        ),
        # 10 and 11 December 2026, 08:00
        (
            1_796_864_400_000,
            "tám giờ, thứ Năm, ngày mùng mười tháng mười hai năm hai nghìn không trăm hai mươi sáu",
        ),
        (
            1_796_950_800_000,
            "tám giờ, thứ Sáu, ngày mười một tháng mười hai năm hai nghìn không trăm hai mươi sáu",
        ),
    ],
)
def test_moments_aloud(instant: int, said: str) -> None:
    assert moment_aloud(instant) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(900, "mười lăm phút"), (5_400, "một giờ ba mươi phút"), (3_605, "một giờ năm giây")],
)
def test_durations_aloud(seconds: int, said: str) -> None:
    assert duration_aloud(seconds) == said


def test_sums_aloud() -> None:
    assert money_aloud(3_800_000) == "ba triệu tám trăm nghìn đồng"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Khu phố 11", "Khu phố mười một"),
        ("Đề án 06", "Đề án không sáu"),
        ("UBND phường 2", "Ủy ban nhân dân phường hai"),
        ("giải 1.200.000", "giải một triệu hai trăm nghìn"),
        (
            "Văn phòng, 0256 3861 234",
            "Văn phòng, không hai năm sáu ba nghìn tám trăm sáu mươi mốt hai trăm ba mươi bốn",
        ),
        ("SUBNDX", "SUBNDX"),
    ],
)
def test_the_wards_own_words_aloud(written: str, said: str) -> None:
    assert aloud(written) == said


@given(st.text(max_size=80))
def test_no_figure_is_left_a_figure(text: str) -> None:
    assert not re.search("[0-9]", aloud(text))


def test_reading_time_goes_by_syllables() -> None:
    assert reading_time("một hai ba bốn năm sáu bảy tám chín mười") == 3
    assert reading_time("tiếng " * 200) == 60
    assert reading_time("tiếng " * 201) == 61


def test_a_text_for_each_occasion_and_channel() -> None:
    found = promotion_texts(a_contest(), Known(ADDRESS))
    assert {(each.occasion, each.channel) for each in found} == {
        (occasion, channel) for occasion in Occasion for channel in Channel
    }
    for each in found:
        assert (each.reading_s is None) == (each.channel is not Channel.LOUDSPEAKER)


@pytest.mark.parametrize("occasion", Occasion)
def test_what_is_read_aloud_has_neither_figures_nor_addresses(
    bundled: Contest, occasion: str
) -> None:
    said = text_for(bundled, occasion, "loudspeaker", participants=1_250, winners=WINNERS)
    assert not re.search("[0-9]", said)
    assert "http" not in said
    assert "UBND" not in said


@pytest.mark.parametrize("occasion", Occasion)
def test_the_bundled_contests_texts_take_sixty_to_ninety_seconds(
    bundled: Contest, occasion: Occasion
) -> None:
    eight = tuple(Winner(f"Giải {n}", "Nguyễn Thị Ánh, Khu phố Ba") for n in "abcdefgh")
    for known in (Known(ADDRESS), Known(ADDRESS, 1_250), Known(ADDRESS, 1_250, eight)):
        [text] = [
            each
            for each in promotion_texts(bundled, known)
            if (each.occasion, each.channel) == (occasion, Channel.LOUDSPEAKER)
        ]
        assert text.reading_s is not None
        assert 60 <= text.reading_s <= 90, text.text


def test_before_the_opening() -> None:
    said = text_for(a_contest(), "before", "loudspeaker")
    assert "Cuộc thi mở từ bảy giờ, thứ Hai, ngày mùng một tháng bảy" in said
    assert "Cuộc thi đóng lúc mười bảy giờ, Chủ nhật" in said
    assert "ba câu hỏi trong mười lăm phút" in said
    assert "ba giải cá nhân, một giải tập thể, giải nhất sáu trăm nghìn đồng" in said
    assert "tổng trị giá một triệu chín trăm nghìn đồng" in said
    post = text_for(a_contest(), "before", "zalo")
    assert "Mở: 07 giờ 00 phút ngày 01/7/2024." in post
    assert "4 giải, tổng trị giá 1.900.000 đồng" in post
    assert f"Vào thi: {ADDRESS}" in post.splitlines()


def test_what_the_rules_say_otherwise_is_said_otherwise() -> None:
    contest = a_contest(
        paper={"time_limit_s": None, "attempts": 0},
        identity={"field": "citizen_id", "min_age": 14, "max_age": 17},
        prizes={"individual": [], "collective": []},
    )
    said = text_for(contest, "before", "loudspeaker")
    assert "từ mười bốn tuổi, đến mười bảy tuổi" in said
    assert "số định danh cá nhân" in said
    assert "mỗi người được thi nhiều lần" in said.lower()
    assert "phút" not in said.split("câu hỏi")[1].split(".")[0]
    assert "Giải thưởng" not in said
    three = text_for(a_contest(paper={"attempts": 3}), "before", "facebook")
    assert "mỗi người được thi tối đa 3 lần" in three


def test_in_the_last_days_counts_are_told_where_there_are_any() -> None:
    assert "1.250 người dự thi" in text_for(a_contest(), "last_days", "zalo", participants=1_250)
    said = text_for(a_contest(), "last_days", "loudspeaker", participants=1_250)
    assert "một nghìn hai trăm năm mươi người dự thi" in said
    for none in (None, 0):
        assert "người dự thi" not in text_for(
            a_contest(), "last_days", "zalo", participants=none
        ).split("Mời bà con")[0].replace("Số người dự thi", "")


def test_winners_are_named_once_they_are_published() -> None:
    said = text_for(a_contest(), "results", "loudspeaker", winners=WINNERS)
    assert "Giải nhất: Trần Thị Bình, Khu phố ba." in said
    assert "Khu phố mười một." in said
    post = text_for(a_contest(), "results", "zalo", winners=WINNERS)
    assert "- Giải nhất: Trần Thị Bình, Khu phố 3" in post.splitlines()
    many = tuple(Winner("Giải", f"Người {n}") for n in range(20))
    assert "Danh sách đầy đủ" in text_for(a_contest(), "results", "loudspeaker", winners=many)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (
            {"complaint_days": 5, "claim_days": 30},
            (
                "Nhận khiếu nại trong 5 ngày kể từ ngày công bố; "
                "sau đó người đạt giải nhận giải trong 30 ngày."
            ),
        ),
        (
            {"complaint_days": 0, "claim_days": 7},
            "Nhận giải trong 7 ngày kể từ ngày công bố kết quả.",
        ),
        (
            {"complaint_days": 5, "claim_days": 0},
            "Thời gian và địa điểm nhận giải theo thông báo của Ban Tổ chức.",
        ),
    ],
)
def test_how_long_prizes_are_kept(days: dict[str, int], said: str) -> None:
    assert said in text_for(a_contest(ranking=days), "results", "zalo")


@pytest.mark.parametrize(
    ("host", "place"),
    [
        ("UBND phường Bồng Sơn", "phường Bồng Sơn"),
        ("Ủy ban nhân dân xã Hoài Châu", "xã Hoài Châu"),
        ("Đoàn Thanh niên", "Đoàn Thanh niên"),
    ],
)
def test_the_place_a_committee_speaks_for(host: str, place: str) -> None:
    assert place_of(host) == place


def test_the_embed_line_escapes_the_title() -> None:
    line = embed_line(ADDRESS, 'A "B" <c>')
    assert line.startswith(f'<iframe src="{ADDRESS}nhung/" title="A &quot;B&quot; &lt;c&gt;"')
