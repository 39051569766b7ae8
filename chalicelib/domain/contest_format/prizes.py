"""Rules across fields that concern prizes: conditions that nobody could meet are faults."""

from collections.abc import Iterator
from typing import Any

from chalicelib.domain.contest import Metric
from chalicelib.domain.contest_format.faults import Fault

_Table = dict[str, Any]


def faults_of_prizes(document: _Table) -> Iterator[Fault]:
    """Every fault of the prizes that one field alone does not show."""
    prizes = document.get("prizes", {})
    if all(prizes.get(kind) == [] for kind in ("individual", "collective", "manual")):
        yield Fault(("prizes",), "Phải có ít nhất một giải, cá nhân hoặc tập thể; xin thêm vào.")
    for index, prize in enumerate(prizes.get("individual", [])):
        yield from _category(index, prize, document)
        yield from _score(index, prize, document)
    for index, prize in enumerate(prizes.get("collective", [])):
        yield from _unit_kind(index, prize, document)
    yield from _headcounts(document)


def _category(index: int, prize: _Table, document: _Table) -> Iterator[Fault]:
    category, categories = prize.get("category"), document.get("identity", {}).get("categories")
    if category is not None and categories is not None and category not in categories:
        yield Fault(
            ("prizes", "individual", index, "category"),
            f"Không có đối tượng “{category}” trong identity.categories; xin sửa lại.",
        )


def _score(index: int, prize: _Table, document: _Table) -> Iterator[Fault]:
    least, questions = prize.get("min_score"), _questions_drawn(document)
    path = ("prizes", "individual", index, "min_score")
    if least is None:
        return
    if prize.get("full_marks_only"):
        yield Fault(
            path,
            "Giải đã chỉ dành cho người trả lời đúng hết (full_marks_only); xin bỏ một trong hai.",
        )
    elif questions is not None and least > questions:
        yield Fault(
            path, f"Một đề thi chỉ có {questions} câu nên không ai đạt được; xin giảm xuống."
        )


def _questions_drawn(document: _Table) -> int | None:
    quota = document.get("paper", {}).get("quota")
    return sum(quota.values()) if quota else None


def _unit_kind(index: int, prize: _Table, document: _Table) -> Iterator[Fault]:
    kind, units = prize.get("unit_kind"), document.get("units")
    if kind is None or units is None or any("kind" not in unit for unit in units):
        return
    if kind not in {unit["kind"] for unit in units}:
        yield Fault(
            ("prizes", "collective", index, "unit_kind"),
            f"Không có đơn vị nào thuộc nhóm “{kind}” (units[].kind); xin sửa lại.",
        )


def _headcounts(document: _Table) -> Iterator[Fault]:
    prizes = document.get("prizes", {}).get("collective", [])
    by_rate = [prize for prize in prizes if _needs_headcount(prize)]
    for index, unit in enumerate(document.get("units", [])):
        if unit.get("headcount", 0) is None and any(_concerns(prize, unit) for prize in by_rate):
            yield Fault(
                ("units", index, "headcount"),
                "Có giải xét theo tỷ lệ người dự thi (participation_rate hoặc min_rate) nên mỗi "
                "đơn vị được xét phải ghi tổng số người; xin thêm headcount.",
            )


def _needs_headcount(prize: _Table) -> bool:
    by_rate: bool = prize.get("metric") == Metric.PARTICIPATION_RATE
    return by_rate or prize.get("min_rate") is not None


def _concerns(prize: _Table, unit: _Table) -> bool:
    """A kind that is faulty on either side concerns nobody yet."""
    kind = prize.get("unit_kind", "")
    return kind is None or kind == unit.get("kind")
