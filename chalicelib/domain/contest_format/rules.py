"""Rules across the fields of a contest (prizes and questions have theirs in modules of their
own).

Each looks at what `reading.py` found right, and is silent where what it needs is missing: that
has been named already.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from chalicelib.domain.contest import IdentityField, LastResort, RankingKey
from chalicelib.domain.contest_format.faults import Fault
from chalicelib.domain.contest_format.fields import MOST_DRAWN
from chalicelib.domain.contest_format.prizes import faults_of_prizes
from chalicelib.domain.contest_format.reading import repeated
from chalicelib.domain.identity import normalise_identity

# Between the last claim and the erasure: time to pay, and to answer an auditor.
_DAYS_AFTER_CLAIMS = 14


def faults_across_fields(document: dict[str, Any]) -> Iterator[Fault]:
    """Every fault that shows only when fields are seen together."""
    yield from _window(document)
    yield from _retention(document)
    yield from _same_ids(document)
    yield from _excluded(document)
    yield from _quota(document)
    yield from _ages(document)
    yield from _prediction(document)
    yield from _ranking_keys(document)
    yield from _draw(document)
    yield from faults_of_prizes(document)


def _window(document: dict[str, Any]) -> Iterator[Fault]:
    opens_at, closes_at = document.get("opens_at"), document.get("closes_at")
    if opens_at is not None and closes_at is not None and opens_at >= closes_at:
        yield Fault(("closes_at",), "Giờ đóng phải sau giờ mở (opens_at); xin sửa một trong hai.")


def _retention(document: dict[str, Any]) -> Iterator[Fault]:
    retention, ranking = document.get("retention_days"), document.get("ranking", {})
    complaint, claim = ranking.get("complaint_days"), ranking.get("claim_days")
    if None in (retention, complaint, claim):
        return
    least = complaint + claim + _DAYS_AFTER_CLAIMS
    if retention < least:
        yield Fault(
            ("retention_days",),
            f"Phải ít nhất là {least} ngày: {complaint} ngày khiếu nại, {claim} ngày nhận giải "
            f"và {_DAYS_AFTER_CLAIMS} ngày để chi trả; xin tăng lên.",
        )


def _same_ids(document: dict[str, Any]) -> list[Fault]:
    faults: list[Fault] = []
    for name in ("topics", "units"):
        for field in ("id", "name"):
            values = (item.get(field) for item in document.get(name, []))
            repeated(values, (name,), faults, field)
    return faults


def _excluded(document: dict[str, Any]) -> list[Fault]:
    """Writes each identity in its one spelling, so that all spellings of it are refused."""
    identity = document.get("identity", {})
    people, field = identity.get("excluded"), identity.get("field")
    faults: list[Fault] = []
    if people is None or field is None:
        return faults
    path = ("identity", "excluded")
    for index, person in enumerate(people):
        if "id" in person:
            person["id"] = normalise_identity(IdentityField(field), person["id"])
            if person["id"] is None:
                faults.append(Fault((*path, index, "id"), _NO_IDENTITY[IdentityField(field)]))
    repeated((person.get("id") for person in people), path, faults, "id")
    return faults


_NO_IDENTITY = {
    IdentityField.PHONE: "Phải là số điện thoại di động Việt Nam gồm 10 chữ số, ví dụ 0905000001.",
    IdentityField.CITIZEN_ID: "Phải là số định danh cá nhân gồm đúng 12 chữ số.",
}


def _quota(document: dict[str, Any]) -> Iterator[Fault]:
    quota = document.get("paper", {}).get("quota")
    if quota is None:
        return
    if not quota:
        yield Fault(
            ("paper", "quota"), "Chưa có lĩnh vực nào; xin ghi số câu rút của từng lĩnh vực."
        )
    if sum(quota.values()) > MOST_DRAWN:
        yield Fault(
            ("paper", "quota"),
            f"Cộng lại là {sum(quota.values())} câu; một đề thi chỉ được tối đa {MOST_DRAWN} câu.",
        )
    yield from _quota_of_topics(document, quota)


def _quota_of_topics(document: dict[str, Any], quota: dict[str, int]) -> Iterator[Fault]:
    topics = known_topics(document)
    bank = Counter(question.get("topic") for question in document.get("questions", []))
    for topic, drawn in quota.items():
        path = ("paper", "quota", topic)
        if topics is not None and topic not in topics:
            yield Fault(path, "Không có lĩnh vực nào mang mã này trong topics; xin sửa mã.")
        elif "questions" in document and drawn > bank[topic]:
            yield Fault(
                path,
                f"Rút {drawn} câu nhưng ngân hàng chỉ có {bank[topic]} câu của lĩnh vực này; "
                "xin thêm câu hỏi hoặc rút ít hơn.",
            )


def known_topics(document: dict[str, Any]) -> set[str] | None:
    """The ids of all topics; None where one is faulty, so that not all are known."""
    topics = document.get("topics")
    if topics is None or any("id" not in topic for topic in topics):
        return None
    return {topic["id"] for topic in topics}


def _ages(document: dict[str, Any]) -> Iterator[Fault]:
    identity = document.get("identity", {})
    least, most = identity.get("min_age"), identity.get("max_age")
    if least is not None and most is not None and least > most:
        yield Fault(
            ("identity", "max_age"),
            f"Phải ít nhất bằng tuổi thấp nhất (min_age), nay là {least}; xin sửa một trong hai.",
        )


def _prediction(document: dict[str, Any]) -> Iterator[Fault]:
    asked = document.get("prediction") or {}
    for name, other in (("prompt", "target"), ("target", "prompt")):
        if asked.get(name, "") is None and asked.get(other) is not None:
            yield Fault(
                ("prediction", name),
                f"Đã có {other} thì phải có cả trường này; xin thêm vào hoặc bỏ cả hai.",
            )


def _ranking_keys(document: dict[str, Any]) -> Iterator[Fault]:
    """Keys by which nobody could differ."""
    attempts, order = document.get("paper", {}).get("attempts"), document.get("ranking", {})
    for index, key in enumerate(order.get("order", [])):
        path = ("ranking", "order", index)
        if key == RankingKey.PREDICTION and document.get("prediction", _ASKED) is None:
            yield Fault(
                path, "Chưa có câu dự đoán; xin thêm bảng [prediction] hoặc bỏ “prediction”."
            )
        elif key == RankingKey.ATTEMPTS and attempts == 1:
            yield Fault(
                path,
                "Mỗi người chỉ được thi một lượt (paper.attempts) nên ai cũng như nhau; "
                "xin bỏ “attempts” hoặc cho thi nhiều lượt.",
            )


def _draw(document: dict[str, Any]) -> Iterator[Fault]:
    """Where nothing is drawn the document has no source, as before there were draws: versions of
    such contests stay what they are."""
    ranking = document.get("ranking", {})
    if "last_resort" not in ranking or "draw_source" not in ranking:
        return
    path, drawn = ("ranking", "draw_source"), ranking["last_resort"] == LastResort.DRAW
    if drawn and ranking["draw_source"] is None:
        yield Fault(
            path,
            "Phân định bằng bốc thăm (last_resort) thì phải công bố trước lấy số công khai nào, "
            "ví dụ “Giải đặc biệt xổ số kiến thiết Bình Định ngày 25/7/2024”; xin thêm vào.",
        )
    elif not drawn and ranking["draw_source"] is not None:
        says = "Chỉ dùng khi phân định bằng bốc thăm; xin bỏ, hoặc đặt last_resort là “draw”."
        yield Fault(path, says)
    if ranking["draw_source"] is None:
        del ranking["draw_source"]


# What is not read, being faulty, may still be right once it is mended.
_ASKED: dict[str, Any] = {}
