"""The papers that are made of a ranking run, and what officials give for them."""

import re
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, Final

from chalicelib.domain.checks import Check, Matching, Text
from chalicelib.domain.contest import Contest


class Paper(StrEnum):
    """Each paper by its name in addresses and files."""

    DECISION = "quyet-dinh"
    PRIZE_LIST = "danh-sach-chi-thuong"
    RECEIPTS = "danh-sach-ky-nhan"
    CERTIFICATES = "giay-khen"
    REPORT = "bao-cao"


WITH_TEMPLATE: Final = (Paper.DECISION, Paper.RECEIPTS, Paper.CERTIFICATES, Paper.REPORT)
"""Papers that the ward can lay out anew, by a .docx of its own."""

_GROUNDS = (
    "Căn cứ Luật Tổ chức chính quyền địa phương",
    "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
)
_LINES = Text(2_000, lines=True, blank=True)
_SHORT = Text(200, blank=True)
_DAY = Matching(
    re.compile(r"|[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", re.ASCII),
    "Phải là ngày, dạng 2024-08-01; để trống nếu sẽ ghi tay.",
)


@dataclass(frozen=True)
class Details:
    """What only officials know. An empty text is filled in by hand, or from the contest.

    `authority` and `title` stand above the signature ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"); `grounds`
    and `receivers` hold a line each; `date` is ISO.
    """

    body: str = ""
    parent_body: str = ""
    place: str = ""
    date: str = ""
    decision_number: str = ""
    report_number: str = ""
    plan: str = ""
    grounds: str = ""
    authority: str = ""
    title: str = ""
    signer: str = ""
    receivers: str = ""
    maker: str = ""
    accountant: str = ""


CHECKS: Final[dict[str, Check]] = {
    **{field.name: _SHORT for field in fields(Details)},
    "date": _DAY,
    "grounds": _LINES,
    "receivers": _LINES,
}
"""What each detail must be."""


def details_of(document: dict[str, Any]) -> Details:
    """The details of a stored document; what it does not know is empty."""
    known = {field.name for field in fields(Details)}
    return Details(**{name: value for name, value in document.items() if name in known})


def completed(details: Details, contest: Contest) -> Details:
    """With what is usual wherever nothing was given, but for numbers, names and the day."""
    body = details.body or contest.host
    usual = {
        "body": body,
        "place": _place_of(contest.host),
        "plan": f"Kế hoạch của {contest.host} về việc tổ chức Cuộc thi “{contest.title}”",
        "grounds": "\n".join(_GROUNDS),
        "authority": "TM. ỦY BAN NHÂN DÂN" if is_committee(body) else "",
        "title": "CHỦ TỊCH" if is_committee(body) else "THỦ TRƯỞNG ĐƠN VỊ",
        "receivers": "Như Điều 3;\nBan Tổ chức cuộc thi;\nLưu: VT.",
    }
    given = {field.name: getattr(details, field.name) for field in fields(Details)}
    return Details(**{name: value or usual.get(name, "") for name, value in given.items()})


def is_committee(body: str) -> bool:
    """Whether a body is a people's committee, which signs collectively (TM.)."""
    return spelled_out(body).casefold().startswith("ủy ban nhân dân")


def spelled_out(body: str) -> str:
    """`UBND phường A` → `Ủy ban nhân dân phường A`: papers name bodies in full."""
    head, _, rest = body.partition(" ")
    return f"Ủy ban nhân dân {rest}" if head.upper() == "UBND" and rest else body


def _place_of(host: str) -> str:
    """Where a body of the ward A dates its papers: `A` (Decree 30/2020, annex I, part I.II.4)."""
    _, found, name = host.partition("phường ")
    if not found:
        _, found, name = host.partition("xã ")
    return name.strip() if found else ""
