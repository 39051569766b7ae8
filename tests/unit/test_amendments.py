"""Prizes that pass on, and what results say of everything that changed them."""

from dataclasses import replace

from chalicelib.domain.contest import Contest, LastResort, Prediction, PredictionTarget
from chalicelib.domain.outcome import Outcome
from chalicelib.domain.results import outcome_document, results_document
from tests.builders import a_contest, a_sealed_attempt
from tests.runs import (
    DECIDED_AT,
    EXCLUDED,
    PASSED_AT,
    PUBLISHED_AT,
    REVIEWED_AT,
    accept,
    decide,
    disqualify,
    ran,
    refuse,
    unclaimed,
    winners,
)

RANKED = [
    a_sealed_attempt(participant=name, elapsed_ms=10_000 + number, leaf=name.encode() * 32)
    for number, name in enumerate("abcde")
]
TIED = [a_sealed_attempt(participant=name, leaf=name.encode() * 32) for name in "ab"]


def leaf(name: str) -> str:
    return (name.encode() * 32).hex()


def results(outcome: Outcome, contest: Contest | None = None) -> dict[str, object]:
    return results_document(outcome_document(outcome), contest or a_contest(), PUBLISHED_AT, "r")


def sharing() -> Contest:
    contest = a_contest()
    return replace(contest, ranking=replace(contest.ranking, last_resort=LastResort.SHARE))


def test_nothing_changed_where_organizers_found_nothing() -> None:
    assert results(ran(*RANKED, reviews=[accept("a-1")]))["amendments"] == []


def test_a_prize_that_is_refused_passes_on_and_the_standing_stays() -> None:
    outcome = ran(*RANKED, passings=[refuse("individual-1", "a-1")])
    assert winners(outcome) == ["b-1", "c-1", "d-1"]
    assert outcome.standing.counted[0].entry.attempt_id == "a-1"
    assert outcome.totals == ran(*RANKED).totals
    assert results(outcome)["amendments"] == [
        {
            "kind": "prize_refused",
            "at": PASSED_AT,
            "reason": "Xin nhường giải",
            "prize": "individual-1",
            "title": "Giải nhất",
            "leaf": leaf("a"),
        }
    ]


def test_a_unit_that_passes_is_named_and_its_people_win_on() -> None:
    attempts = [*RANKED, a_sealed_attempt(participant="f", score=0, unit="cong-an")]
    outcome = ran(*attempts, passings=[unclaimed("collective-1", "khu-pho-1")])
    assert winners(outcome) == ["a-1", "b-1", "c-1"]
    assert [award.winner for award in outcome.collective[0].allocation.awards] == ["cong-an"]
    assert results(outcome)["amendments"] == [
        {
            "kind": "prize_unclaimed",
            "at": PASSED_AT,
            "reason": "Quá hạn nhận giải",
            "prize": "collective-1",
            "title": "Đông người dự thi nhất",
            "unit": "khu-pho-1",
        }
    ]


def test_who_passed_stays_out_with_whatever_attempt_is_the_best_now() -> None:
    attempts = [
        a_sealed_attempt(participant="a", number=1, score=2),
        a_sealed_attempt(participant="a", number=2, score=3),
        a_sealed_attempt(participant="b", score=1),
    ]
    passings = [refuse("individual-1", "a-2")]
    assert winners(ran(*attempts, passings=passings)) == ["b-1"]
    outcome = ran(*attempts, passings=passings, reviews=[disqualify("a-2")])
    assert winners(outcome) == ["b-1"]


def test_ties_are_looked_at_anew_when_somebody_passes() -> None:
    decided = [decide("individual-1", "a-1")]
    assert winners(ran(*TIED, decisions=decided)) == ["a-1", "b-1"]
    outcome = ran(*TIED, decisions=decided, passings=[refuse("individual-1", "a-1")])
    assert winners(outcome) == ["b-1"]
    assert outcome.individual.awards[0].title == "Giải nhất"
    assert outcome.undecided_ties == ()


def test_a_passing_of_nobody_known_changes_nothing_and_is_not_shown() -> None:
    outcome = ran(*RANKED, passings=[refuse("individual-1", "nobody")])
    assert winners(outcome) == ["a-1", "b-1", "c-1"]
    assert results(outcome)["amendments"] == []


def test_disqualifications_show_the_leaf_and_the_reason() -> None:
    attempts = [*RANKED, a_sealed_attempt(participant="x", identity=EXCLUDED, leaf=b"x" * 32)]
    found = results(ran(*attempts, reviews=[disqualify("b-1")]))["amendments"]
    assert found == [
        {"kind": "disqualified", "at": None, "reason": "excluded", "leaf": leaf("x")},
        {
            "kind": "disqualified",
            "at": REVIEWED_AT,
            "reason": "Thi hộ người khác",
            "leaf": leaf("b"),
        },
    ]


def test_decided_ties_show_the_winners_as_results_name_them() -> None:
    other = a_sealed_attempt(participant="c", score=0, unit="cong-an", leaf=b"c" * 32)
    also = a_sealed_attempt(participant="d", score=0, unit="cong-an", elapsed_ms=1, leaf=b"d" * 32)
    decisions = [decide("individual-1", "b-1", "gone-1"), decide("collective-1", "cong-an")]
    found = results(ran(*TIED, other, also, decisions=decisions))["amendments"]
    said = {"kind": "tie_decided", "at": DECIDED_AT, "reason": "Bốc thăm trước các thí sinh"}
    assert found == [
        {
            **said,
            "prize": "collective-1",
            "title": "Đông người dự thi nhất",
            "winners": ["cong-an"],
        },
        {**said, "prize": "individual-1", "title": "Giải nhất", "winners": [leaf("b")]},
    ]


def test_amendments_stand_in_the_order_in_which_they_happened() -> None:
    late = replace(disqualify("e-1"), at=PASSED_AT + 1)
    outcome = ran(
        *RANKED,
        reviews=[late, disqualify("d-1")],
        decisions=[decide("individual-1", "a-1")],
        passings=[refuse("individual-1", "a-1")],
    )
    amendments = outcome_document(outcome)["amendments"]
    assert [each["at"] for each in amendments] == [REVIEWED_AT, DECIDED_AT, PASSED_AT, late.at]


def test_shared_prizes_say_how_many_share_and_others_say_nothing() -> None:
    attempts = [*TIED, a_sealed_attempt(participant="c", score=0)]
    found = results(ran(*attempts, contest=sharing()), sharing())["prizes"]
    assert isinstance(found, list)
    individual = [prize for prize in found if prize["kind"] == "individual"]
    assert [(prize["amount_vnd"], prize.get("shared")) for prize in individual] == [
        (450_000, 2),
        (450_000, 2),
        (300_000, None),
    ]
    assert "shared" not in individual[2]
    assert "shared" not in found[-1]


def test_shared_collective_prizes_say_so_too() -> None:
    attempts = [a_sealed_attempt(), a_sealed_attempt(participant="p2", score=0, unit="cong-an")]
    found = results(ran(*attempts, contest=sharing()), sharing())["prizes"]
    assert isinstance(found, list)
    assert [(prize["unit"], prize["amount_vnd"], prize["shared"]) for prize in found[-2:]] == [
        ("cong-an", 350_000, 2),
        ("khu-pho-1", 350_000, 2),
    ]


def test_where_ties_are_shared_a_decision_is_no_amendment() -> None:
    decided = ran(*TIED, contest=sharing(), decisions=[decide("individual-1", "a-1")])
    assert outcome_document(decided)["amendments"] == []
    assert decided.inputs_hash == ran(*TIED, contest=sharing()).inputs_hash


def test_predictions_are_published_where_the_contest_asks_for_one() -> None:
    asked = Prediction("Bao nhiêu người dự thi?", PredictionTarget.PARTICIPANTS)
    contest = replace(a_contest(), prediction=asked)
    attempts = [
        a_sealed_attempt(participant="a", prediction=7),
        a_sealed_attempt(participant="b", score=1),
    ]
    found = results(ran(*attempts, contest=contest), contest)
    assert found["prediction"] == {"target": "participants", "value": 2}
    assert isinstance(found["prizes"], list)
    assert [prize.get("prediction", "absent") for prize in found["prizes"]] == [7, None, "absent"]


def test_without_a_prediction_results_say_nothing_of_one() -> None:
    found = results(ran(*RANKED))
    assert "prediction" not in found
    assert isinstance(found["prizes"], list)
    assert not any("prediction" in prize for prize in found["prizes"])
