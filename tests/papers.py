"""What papers are made of in tests: a small run with winners of every kind."""

from typing import Any

from chalicelib.domain.contest import Contest
from chalicelib.domain.manual_prizes import Naming, Recipient
from chalicelib.domain.outcome import rank_contest
from chalicelib.domain.papers.content import Basis
from chalicelib.domain.papers.kinds import Details
from chalicelib.domain.results import outcome_document
from tests.builders import (
    a_collective_prize,
    a_contest,
    a_manual_prize,
    a_sealed_attempt,
    an_individual_prize,
)

# Every letter of Vietnamese, small and capital.
LETTERS = (
    "aáàảãạăắằẳẵặâấầẩẫậbcdđeéèẻẽẹêếềểễệghiíìỉĩịklmnoóòỏõọôốồổỗộơớờởỡợpqrstuúùủũụưứừửữựvxyýỳỷỹỵ"
)
EVERY_LETTER = LETTERS + LETTERS.upper()
# Names that would do something if anything read them: templates, formulas, markup, fields.
BAD_NAMES = ("{{ 7*7 }} {{ten}}", "=1+2", "<b>&Đặng</b>", "@SUM(A1)", "{% if x %}-2+3")
NAMED_AT = 1_721_650_000_000


def a_paper_contest(**over: Any) -> Contest:
    """Prizes of every kind, 3.800.000 đồng in all, given to five people and two units."""
    prizes = {
        "individual": [
            an_individual_prize(title="Giải nhất", amount_vnd=600_000, award="Giấy khen"),
            an_individual_prize(title="Giải nhì", amount_vnd=500_000),
            an_individual_prize(title="Giải khuyến khích", count=2, amount_vnd=300_000),
        ],
        "collective": [
            a_collective_prize(title="Đông người dự thi nhất", amount_vnd=700_000),
            a_collective_prize(title="Đúng nhiều nhất", metric="full_marks", amount_vnd=700_000),
        ],
        "manual": [a_manual_prize(title="Cao tuổi nhất", count=2, amount_vnd=350_000)],
    }
    return a_contest(**{"host": "UBND phường Bồng Sơn", "prizes": prizes, **over})


def a_naming(**over: Any) -> Naming:
    given: dict[str, Any] = {
        "prize": "manual-1",
        "place": 1,
        "recipient": Recipient.ATTEMPT,
        "winner": "p4-1",
        "reason": "Cụ 91 tuổi tự làm bài",
        "at": NAMED_AT,
    }
    return Naming(**{**given, **over})


def a_basis(*, names: tuple[str, ...] = (), draft: bool = False, **over: Any) -> Basis:
    """A run of six people; `names` are theirs, best first."""
    contest = a_paper_contest()
    people = [
        a_sealed_attempt(
            participant=f"p{n}",
            elapsed_ms=60_000 + n,
            name=names[n] if n < len(names) else f"Người {n}",
            identity=f"091234567{n}",
            unit="khu-pho-1" if n < 4 else "cong-an",
            score=3 if n < 3 else 2,
        )
        for n in range(6)
    ]
    namings = [a_naming(), a_naming(place=2, recipient=Recipient.UNIT, winner="khu-pho-2")]
    outcome = outcome_document(rank_contest(contest, "v1", people, namings=namings))
    details = Details(date="2024-08-01", signer="Nguyễn Văn Đặng", decision_number="125/QĐ-UBND")
    given: dict[str, Any] = {"details": details, "run": "ab" * 32, **over}
    return Basis(contest=contest, outcome=outcome, draft=draft, **given)
