"""The figures of the final report: who took part, from where, on which days, how well, and what
people do not know yet."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from chalicelib.domain.papers.content import (
    Basis,
    Chart,
    Content,
    common_fields,
    decision_content,
    lines_of,
    receivers,
)
from chalicelib.domain.papers.kinds import completed
from chalicelib.domain.papers.recipients import decimal
from chalicelib.domain.wording import grouped

_HARDEST = 10
_COUNTED = "counted"


def report_content(basis: Basis) -> Content:
    """Fields, lists and charts of the report; what is not known is left out: a list stays empty."""
    totals = basis.outcome["totals"]
    units, scores = _units(basis), _scores(basis)
    lists = {
        **decision_content(basis).lists,
        "noi_nhan": _receivers(basis),
        "don_vi": units,
        "ngay": list(_days(basis)),
        "diem": scores,
        "linh_vuc": list(_topics(basis)),
        "cau_kho": list(_hardest(basis)),
    }
    fields = {
        **common_fields(basis),
        "dang_ky": grouped(totals["registered"]),
        "da_nop": grouped(totals["submitted"]),
        "nguoi_du_thi": grouped(totals["counted"]),
        "bi_loai": grouped(totals["disqualified"]),
        "dat_lai": grouped(totals["reset"]),
        "so_don_vi": str(len(units)),
        "don_vi_co_nguoi": str(sum(unit["nguoi"] != "0" for unit in units)),
        "don_vi_chua_co": _units_without(basis),
        "diem_trung_binh": _mean(basis),
        "so_cau": str(basis.contest.paper.questions),
        "dung_het": grouped(sum(unit["full_marks"] for unit in basis.outcome["units"])),
        "khong_co_phan_tich": "" if lists["cau_kho"] else _NO_ANALYSIS,
    }
    return Content(fields, lists, dict(_charts(basis)))


_NO_ANALYSIS = "Chưa có bảng phân tích câu hỏi: xin mở mục Theo dõi để lập, rồi in lại báo cáo này."


def _receivers(basis: Basis) -> list[dict[str, str]]:
    """Those of the decision, but for who is to carry out one of its articles."""
    lines = lines_of(completed(basis.details, basis.contest).receivers)
    return receivers([line for line in lines if not line.startswith("Như Điều")])


def _charts(basis: Basis) -> Iterator[tuple[str, Chart]]:
    names = {unit.id: unit.name for unit in basis.contest.units}
    units = [
        (names.get(each["id"], each["id"]), each["participants"])
        for each in _by_participants(basis)
    ]
    yield "don_vi", Chart("Số người dự thi theo đơn vị", tuple(units))
    days = (basis.stats or {}).get("days", [])
    bars = tuple((_short_day(day["date"]), day["submitted"]) for day in days)
    yield "ngay", Chart("Số bài nộp theo ngày", bars, upright=True)
    scores = sorted(_score_counts(basis).items(), reverse=True)
    yield (
        "diem",
        Chart(
            "Số người theo số câu đúng", tuple((f"{score} câu", count) for score, count in scores)
        ),
    )
    rates = tuple(
        (topic["ten"], float(topic["ty_le"].replace(",", "."))) for topic in _topics(basis)
    )
    yield "linh_vuc", Chart("Tỷ lệ trả lời đúng theo lĩnh vực (%)", rates)


def _by_participants(basis: Basis) -> list[dict[str, Any]]:
    return sorted(basis.outcome["units"], key=lambda unit: -unit["participants"])


def _units(basis: Basis) -> list[dict[str, str]]:
    named = {unit.id: unit for unit in basis.contest.units}
    return [
        {
            "stt": str(number),
            "ten": named[each["id"]].name if each["id"] in named else each["id"],
            "nguoi": grouped(each["participants"]),
            "ty_le": _rate(each["participants"], getattr(named.get(each["id"]), "headcount", None)),
            "dung_het": grouped(each["full_marks"]),
            "trung_binh": _value(each["average_score"]),
        }
        for number, each in enumerate(_by_participants(basis), start=1)
    ]


def _units_without(basis: Basis) -> str:
    names = {unit.id: unit.name for unit in basis.contest.units}
    silent = [
        names.get(each["id"], each["id"])
        for each in basis.outcome["units"]
        if not each["participants"]
    ]
    return "; ".join(silent) or "không có"


def _days(basis: Basis) -> Iterator[dict[str, str]]:
    for day in (basis.stats or {}).get("days", []):
        yield {"ngay": _full_day(day["date"]), "bai": grouped(day["submitted"])}


def _score_counts(basis: Basis) -> Counter[int]:
    """People by the score of the attempt that counts."""
    rows = basis.outcome["standing"]
    return Counter(row["score"] for row in rows if row["state"] == _COUNTED)


def _scores(basis: Basis) -> list[dict[str, str]]:
    counts = _score_counts(basis)
    everybody = counts.total()
    return [
        {
            "diem": str(score),
            "nguoi": grouped(counts[score]),
            "ty_le": decimal(counts[score] * 100, everybody, 1),
        }
        for score in sorted(counts, reverse=True)
    ]


def _mean(basis: Basis) -> str:
    counts = _score_counts(basis)
    return decimal(sum(score * count for score, count in counts.items()), counts.total(), 2)


def _knowledge(basis: Basis) -> dict[str, Any]:
    return (basis.analysis or {}).get("knowledge") or {}


def _topics(basis: Basis) -> Iterator[dict[str, str]]:
    names = {topic.id: topic.name for topic in basis.contest.topics}
    for topic in _knowledge(basis).get("topics", []):
        if topic["shown"]:
            yield {
                "ten": names.get(topic["id"], topic["id"]),
                "ty_le": decimal(topic["right"] * 100, topic["shown"], 1),
            }


def _hardest(basis: Basis) -> Iterator[dict[str, str]]:
    """The questions with the smallest share of right answers, the smallest first."""
    known = [each for each in _knowledge(basis).get("questions", []) if each["right"] is not None]
    known.sort(key=lambda each: (each["right"] / each["shown"], each["id"]))
    texts = {question.id: question for question in basis.contest.questions}
    for number, each in enumerate(known[:_HARDEST], start=1):
        question = texts[each["id"]]
        yield {
            "stt": str(number),
            "cau_hoi": question.text,
            "ty_le": decimal(each["right"] * 100, each["shown"], 1),
            "can_cu": question.source,
        }


def _rate(participants: int, headcount: int | None) -> str:
    return "" if headcount is None else f"{decimal(participants * 100, headcount, 1)}%"


def _value(value: Any) -> str:
    return decimal(value["num"], value["den"], 2) if isinstance(value, dict) else grouped(value)


def _full_day(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{day}/{month}/{year}"


def _short_day(iso: str) -> str:
    return "/".join(reversed(iso.split("-")[1:]))
