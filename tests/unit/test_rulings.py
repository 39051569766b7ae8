"""What a ranking run says of rulings: entries by their leaves, organizers by their role."""

import hashlib
from dataclasses import replace
from typing import Any

from chalicelib.domain.amending import Amendment, AmendmentKind, Interval
from chalicelib.domain.manual_prizes import Naming, Recipient
from chalicelib.domain.outcome import Outcome, rank_contest
from chalicelib.domain.rulings import facts_in_force, late_fact, reset_fact
from chalicelib.domain.unit_lists import Confirmation
from tests.builders import OPENS_AT, a_contest, a_manual_prize, a_sealed_attempt
from tests.runs import (
    DECIDED_AT,
    EXCLUDED,
    PASSED_AT,
    REVIEWED_AT,
    decide,
    disqualify,
    ran,
    refuse,
    unclaimed,
)

AT = 1_722_000_000_000


def leaf(attempt_id: str) -> str:
    return hashlib.sha256(attempt_id.encode()).hexdigest()


def told(fact: dict[str, Any], *names: str) -> tuple[Any, ...]:
    return tuple(fact[name] for name in ("kind", "at", "by", *names))


def only(outcome: Outcome) -> dict[str, Any]:
    (fact,) = facts_in_force(outcome)
    return fact


def test_a_contest_where_nothing_happened_has_none() -> None:
    assert facts_in_force(ran(a_sealed_attempt())) == []


def test_a_disqualified_entry_with_the_reason_as_it_was_written() -> None:
    fact = only(ran(a_sealed_attempt(participant="p"), reviews=[disqualify("p-1")]))
    assert fact == {
        "kind": "disqualified",
        "at": REVIEWED_AT,
        "by": "organizers",
        "reason": "Thi hộ người khác",
        "leaf": leaf("p-1"),
    }


def test_who_may_not_take_part_is_left_out_by_the_rules() -> None:
    fact = only(ran(a_sealed_attempt(participant="p", identity=EXCLUDED)))
    assert told(fact, "reason", "leaf") == ("disqualified", None, "rules", "excluded", leaf("p-1"))


def test_a_decided_tie_names_the_leaves_in_their_order() -> None:
    people = [a_sealed_attempt(participant=name) for name in "ab"]
    contest = a_contest(ranking={"order": ["score", "elapsed"]})
    outcome = ran(*people, contest=contest, decisions=[decide("individual-1", "b-1", "a-1")])
    fact = facts_in_force(outcome)[0]
    assert told(fact, "prize") == ("tie_decided", DECIDED_AT, "organizers", "individual-1")
    assert fact["winners"] == [leaf("b-1"), leaf("a-1")]


def test_decided_units_keep_their_names() -> None:
    fact = only(ran(a_sealed_attempt(), decisions=[decide("collective-1", "cong-an")]))
    assert fact["winners"] == ["cong-an"]


def test_who_passes_is_named_by_the_entry_that_counts() -> None:
    people = [
        a_sealed_attempt(participant="p", number=1, score=3),
        a_sealed_attempt(participant="p", number=2, score=2),
    ]
    passing = refuse("individual-1", "p-1")
    assert only(ran(*people, passings=[passing]))["leaf"] == leaf("p-1")
    facts = facts_in_force(ran(*people, passings=[passing], reviews=[disqualify("p-1")]))
    passed = next(each for each in facts if each["kind"] == "prize_refused")
    assert passed["leaf"] == leaf("p-2")
    assert told(passed, "prize") == ("prize_refused", PASSED_AT, "organizers", "individual-1")


def test_a_unit_passes_by_its_name() -> None:
    fact = only(ran(a_sealed_attempt(), passings=[unclaimed("collective-1", "cong-an")]))
    assert (fact["kind"], fact["unit"]) == ("prize_unclaimed", "cong-an")
    assert "leaf" not in fact


def amended(*changes: Amendment, **attempt: Any) -> list[dict[str, Any]]:
    sealed = [a_sealed_attempt(participant="p", **attempt)]
    return facts_in_force(
        rank_contest(a_contest(), "v1", sealed, amendments=changes, paper_key=b"k" * 32)
    )


def test_a_corrected_key_has_the_banks_indexes() -> None:
    change = Amendment("a", AmendmentKind.KEY_CORRECTED, "In nhầm", AT, "tc-003", (2, 0))
    assert amended(change) == [
        {
            "kind": "key_corrected",
            "at": AT,
            "by": "organizers",
            "reason": "In nhầm",
            "question": "tc-003",
            "key": [0, 2],
        }
    ]


def test_what_is_void_names_no_key() -> None:
    (fact,) = amended(Amendment("a", AmendmentKind.QUESTION_VOIDED, "Câu sai", AT, "tc-001"))
    assert told(fact, "question") == ("question_voided", AT, "organizers", "tc-001")
    assert "key" not in fact


def test_an_annulled_interval_names_its_leaves_and_disqualifies_nobody_besides() -> None:
    interval = Interval(OPENS_AT, OPENS_AT + 1_000_000)
    change = Amendment("a", AmendmentKind.INTERVAL_ANNULLED, "Lộ đề", AT, interval=interval)
    (fact,) = amended(change)
    assert told(fact, "leaves") == ("interval_annulled", AT, "organizers", [leaf("p-1")])
    assert (fact["starts"], fact["ends"]) == (interval.starts, interval.ends)


def test_a_review_that_only_sounds_like_an_annulment_is_told() -> None:
    review = replace(disqualify("p-1"), reason="annulled")
    fact = only(ran(a_sealed_attempt(participant="p"), reviews=[review]))
    assert told(fact, "reason") == ("disqualified", REVIEWED_AT, "organizers", "annulled")


def test_a_moved_close_and_an_outage() -> None:
    move = {"closes_at": AT, "closed_before": AT - 5}
    outage = Interval(1, 9)
    facts = amended(
        Amendment("b", AmendmentKind.OUTAGE_CUT, "Mất điện", AT + 1, interval=outage),
        Amendment("a", AmendmentKind.CLOSE_MOVED, "Mưa bão", AT, **move),
    )
    assert [each["kind"] for each in facts] == ["close_moved", "outage_cut"]
    assert {name: facts[0][name] for name in move} == move
    assert (facts[1]["starts"], facts[1]["ends"]) == (1, 9)


def test_who_is_struck_loses_the_unit_by_its_head() -> None:
    confirmed = Confirmation("khu-pho-1", ("p",), AT)
    sealed = [
        a_sealed_attempt(participant="p", number=1),
        a_sealed_attempt(participant="p", number=2, unit="cong-an"),
    ]
    fact = only(rank_contest(a_contest(), "v1", sealed, confirmations=[confirmed]))
    expected = ("unit_struck", AT, "unit", "not_of_the_unit", leaf("p-1"), "khu-pho-1")
    assert told(fact, "reason", "leaf", "unit") == expected


def test_manual_prizes_name_a_leaf_or_a_unit() -> None:
    contest = a_contest(prizes={"manual": [a_manual_prize(count=2)]})
    named = [
        Naming("manual-1", 1, Recipient.ATTEMPT, "p-1", "Viết hay", AT),
        Naming("manual-1", 2, Recipient.UNIT, "cong-an", "Tích cực", AT + 1),
    ]
    sealed = [a_sealed_attempt(participant="p")]
    person, unit = facts_in_force(rank_contest(contest, "v1", sealed, namings=named))
    assert told(person, "prize", "place") == ("manual_prize", AT, "organizers", "manual-1", 1)
    assert (person["leaf"], person.get("unit")) == (leaf("p-1"), None)
    assert (unit["unit"], unit.get("leaf"), unit["place"]) == ("cong-an", None, 2)


def test_resets_tell_a_code_and_late_leaves_the_reason() -> None:
    unsealed, sealed = reset_fact(None, "cong-an", AT), reset_fact(b"\xab", "cong-an", AT)
    assert (unsealed["leaf"], sealed["leaf"]) == (None, "ab")
    assert told(unsealed, "reason") == ("reset", AT, "organizers", "taken_out")
    late = late_fact("ab", AT, "Mạng chậm")
    assert told(late, "reason", "leaf") == ("late", AT, "organizers", "Mạng chậm", "ab")
