"""Claims: whose number it is, and settling them after a call."""

from typing import Any

from chalicelib.domain.attempt_search import address_of, state_of
from chalicelib.domain.checks import OneOf, clean_text
from chalicelib.domain.errors import Code, Refusal
from chalicelib.usecases.browsing import attempt_at
from chalicelib.usecases.settling import (
    Disputed,
    decline_claim,
    grant_claim,
    page_of_disputed,
)
from chalicelib.web.organizing.attempts import REASON, claim_document
from chalicelib.web.organizing.call import Call, require
from chalicelib.web.organizing.onlooking import number_of

_MOST_PLACE = 10**6
_GRANT, _DECLINE = "grant", "decline"


def show_claims(call: Call) -> dict[str, Any]:
    """Numbers with claims that wait, by who waits longest, with the number to call
    (masked for who only looks on)."""
    begin = call.whole_query("cursor", 0, _MOST_PLACE)
    page = page_of_disputed(call.slug, begin, call.stores)
    contest = call.bundle().contest
    now = call.stores.clock()

    def row(found: Disputed) -> dict[str, Any]:
        attempt = found.attempt
        return {
            "attempt": address_of(attempt),
            "name": attempt.name,
            "identity": number_of(attempt.identity, call.organizes),
            "unit": attempt.unit,
            "state": state_of(attempt, contest, now, disqualified=False).value,
            "started_at": attempt.started_at,
            "claims": [claim_document(each) for each in found.claims],
        }

    return {
        "disputed": [row(each) for each in page.disputed],
        "cursor": None if page.following is None else str(page.following),
        "waiting": page.waiting,
        "units": [{"id": unit.id, "name": unit.name} for unit in contest.units],
    }


def settle(call: Call) -> dict[str, Any]:
    """Grants the number's next attempt to a claim, or turns it down: {"verdict", "reason"}."""
    require(call.body, required={"verdict": OneOf([_GRANT, _DECLINE]), "reason": REASON})
    attempt = attempt_at(call.slug, call.path["attempt"], call.stores)
    number, reason = _number(call), clean_text(call.body["reason"])
    settling = grant_claim if call.body["verdict"] == _GRANT else decline_claim
    settling(attempt, number, reason, call.by, call.stores, call.source)
    return {"attempt": address_of(attempt), "claim": number, "verdict": call.body["verdict"]}


def _number(call: Call) -> int:
    written = call.path["number"]
    if not (written.isascii() and written.isdecimal() and len(written) <= len(str(_MOST_PLACE))):
        raise Refusal(Code.NO_SUCH_CLAIM, "Không có yêu cầu này. Xin xem lại danh sách yêu cầu.")
    return int(written)
