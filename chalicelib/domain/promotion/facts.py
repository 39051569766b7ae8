"""What texts of every kind say of a contest, in the figures of print or the words of speech."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from chalicelib.domain.contest import Contest
from chalicelib.domain.spoken import aloud

_OF_A_COMMITTEE = re.compile(r"^(UBND|Ủy ban nhân dân|Uỷ ban nhân dân)\s+", re.IGNORECASE)
Say = Callable[[int], str]
"""How a number is written: `str`, or `number_aloud`."""


@dataclass(frozen=True)
class Winner:
    """Who won which prize: a person's name with the unit's, or a unit's name."""

    prize: str
    name: str


@dataclass(frozen=True)
class Known:
    """What is known of the contest besides its rules; `address` is that of its home page.
    `participants` is None before the first counts; `winners` is empty before the results;
    `checkpoint` is the ledger's line to post, None before there is one."""

    address: str
    participants: int | None = None
    winners: tuple[Winner, ...] = ()
    checkpoint: str | None = None


def place_of(host: str) -> str:
    """`UBND phường Bồng Sơn` → `phường Bồng Sơn`."""
    return _OF_A_COMMITTEE.sub("", host)


def times(contest: Contest, say: Say) -> str:
    allowed = contest.paper.attempts
    if allowed == 0:
        return "mỗi người được thi nhiều lần, tính lần tốt nhất"
    if allowed == 1:
        return f"mỗi người được thi {say(1)} lần"
    return f"mỗi người được thi tối đa {say(allowed)} lần, tính lần tốt nhất"


def who(contest: Contest, say: Say = str) -> str:
    place = place_of(contest.host)
    living = place if say is str else aloud(place)
    age = "".join(_ages(contest, say))
    return f"người sinh sống, học tập hoặc làm việc tại {living}{age}, trừ thành viên Ban Tổ chức"


def _ages(contest: Contest, say: Say) -> Iterator[str]:
    if contest.identity.min_age is not None:
        yield f", từ {say(contest.identity.min_age)} tuổi"
    if contest.identity.max_age is not None:
        yield f", đến {say(contest.identity.max_age)} tuổi"


def claims(contest: Contest, say: Say) -> str:
    claim, complaint = contest.ranking.claim_days, contest.ranking.complaint_days
    if not claim:
        return "Thời gian và địa điểm nhận giải theo thông báo của Ban Tổ chức"
    if not complaint:
        return f"Nhận giải trong {say(claim)} ngày kể từ ngày công bố kết quả"
    return (
        f"Nhận khiếu nại trong {say(complaint)} ngày kể từ ngày công bố; "
        f"sau đó người đạt giải nhận giải trong {say(claim)} ngày"
    )


def capital(text: str) -> str:
    return text[0].upper() + text[1:]
