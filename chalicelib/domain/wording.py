"""How numbers, moments and metrics are written in Vietnamese, in one place."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone

from chalicelib.domain.contest import IdentityField, Metric

VIETNAM = timezone(timedelta(hours=7), "ICT")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TIME_ZONE = "giờ Việt Nam (UTC+7)"

IDENTITY_NAMES = {
    IdentityField.PHONE: "số điện thoại di động",
    IdentityField.CITIZEN_ID: "số định danh cá nhân",
}
METRIC_TITLES = {
    Metric.PARTICIPANTS: "Số người dự thi",
    Metric.ATTEMPTS: "Số lượt thi",
    Metric.PARTICIPATION_RATE: "Tỷ lệ người dự thi",
    Metric.FULL_MARKS: "Số người trả lời đúng tất cả các câu",
    Metric.CORRECT_ANSWERS: "Tổng số câu trả lời đúng",
    Metric.AVERAGE_SCORE: "Điểm trung bình",
}
METRIC_MEANINGS = {
    Metric.PARTICIPANTS: (
        "số người của đơn vị có bài dự thi được tính, mỗi người đếm một lần, nhiều hơn xếp trên"
    ),
    Metric.ATTEMPTS: "số lượt thi đã nộp và được tính của đơn vị, nhiều hơn xếp trên",
    Metric.PARTICIPATION_RATE: (
        "tỷ lệ giữa số người có bài dự thi được tính và tổng số người của đơn vị đã "
        "công bố trước khi mở thi, tối đa là 100%, cao hơn xếp trên"
    ),
    Metric.FULL_MARKS: (
        "số người của đơn vị trả lời đúng tất cả các câu, nhiều hơn xếp trên; nếu không đơn vị "
        "nào có người trả lời đúng tất cả thì tính số người đạt mức điểm cao nhất của cuộc thi"
    ),
    Metric.CORRECT_ANSWERS: (
        "tổng số câu trả lời đúng của những người dự thi thuộc đơn vị, nhiều hơn xếp trên"
    ),
    Metric.AVERAGE_SCORE: ("điểm trung bình của những người dự thi thuộc đơn vị, cao hơn xếp trên"),
}


def money(amount_vnd: int) -> str:
    """600000 → `600.000 đồng`."""
    return f"{grouped(amount_vnd)} đồng"


def grouped(number: int) -> str:
    """A whole number with a dot between thousands."""
    return f"{number:,}".replace(",", ".")


def moment(milliseconds: int) -> str:
    """`07 giờ 00 phút ngày 01/7/2024` in Vietnam; seconds only where there are any."""
    there = _in_vietnam(milliseconds)
    seconds = f" {there.second:02} giây" if there.second else ""
    return f"{there.hour:02} giờ {there.minute:02} phút{seconds} ngày {date(milliseconds)}"


def date(milliseconds: int) -> str:
    """`01/7/2024` in Vietnam: days under 10, and months 1 and 2, take a 0 (Nghị định
    30/2020/NĐ-CP on the form of official documents)."""
    there = _in_vietnam(milliseconds)
    month = f"{there.month:02}" if there.month <= 2 else f"{there.month}"
    return f"{there.day:02}/{month}/{there.year}"


def duration(seconds: int) -> str:
    """900 → `15 phút`, 5430 → `1 giờ 30 phút 30 giây`."""
    hours, rest = divmod(seconds, 3_600)
    minutes, rest = divmod(rest, 60)
    parts = ((hours, "giờ"), (minutes, "phút"), (rest, "giây"))
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or "0 giây"


def listed(items: Iterable[str]) -> str:
    """`một, hai và ba`; semicolons where an item has commas of its own."""
    *most, last = items
    if not most:
        return last
    between = "; " if any("," in item for item in (*most, last)) else ", "
    return f"{between.join(most)}{';' if between == '; ' else ''} và {last}"


def _in_vietnam(milliseconds: int) -> datetime:
    return (_EPOCH + timedelta(milliseconds=milliseconds)).astimezone(VIETNAM)
