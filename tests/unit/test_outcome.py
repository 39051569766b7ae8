"""A ranking run as a whole: states, totals, flags, ties."""

from chalicelib.domain.outcome import rank_contest
from chalicelib.domain.results import outcome_document, results_document
from tests.builders import a_contest, a_sealed_attempt
from tests.runs import (
    A_RESET,
    EXCLUDED,
    PUBLISHED_AT,
    REVIEWED_AT,
    a_collective_prize,
    a_fast,
    accept,
    decide,
    disqualify,
    everything,
    ran,
    states,
    winners,
)


def test_every_sealed_attempt_has_its_state_and_no_other_attempt_stands() -> None:
    outcome = ran(*everything(), reviews=[disqualify("cheat-1")])
    assert states(outcome) == {
        "best-1": ("counted", 1),
        "twice-2": ("counted", 2),
        "again-2": ("counted", 3),
        "twice-1": ("not_best", None),
        "chair-1": ("disqualified", None),
        "cheat-1": ("disqualified", None),
        "again-1": ("reset", None),
    }


def test_totals_count_people_who_started_and_attempts_that_stand() -> None:
    outcome = ran(*everything(), reviews=[disqualify("cheat-1")])
    assert outcome_document(outcome)["totals"] == {
        "registered": 7,
        "submitted": 4,
        "counted": 3,
        "disqualified": 2,
        "reset": 2,
    }


def test_disqualified_and_reset_attempts_count_in_no_unit() -> None:
    outcome = ran(*everything(), reviews=[disqualify("cheat-1")])
    units = {unit["id"]: unit for unit in outcome_document(outcome)["units"]}
    assert units["khu-pho-1"] == {
        "id": "khu-pho-1",
        "participants": 1,
        "attempts": 1,
        "full_marks": 1,
        "correct_answers": 3,
        "average_score": {"num": 3, "den": 1},
    }
    assert (units["cong-an"]["participants"], units["cong-an"]["attempts"]) == (1, 2)


def test_reasons_of_disqualification_are_kept() -> None:
    outcome = ran(*everything(), reviews=[disqualify("cheat-1"), disqualify("chair-1")])
    assert outcome_document(outcome)["disqualified"] == [
        {"attempt": "chair-1", "reason": "excluded", "at": None},
        {"attempt": "cheat-1", "reason": "Thi hộ người khác", "at": REVIEWED_AT},
    ]


def test_an_excluded_person_is_out_even_when_a_review_found_nothing() -> None:
    outcome = ran(a_sealed_attempt(identity=EXCLUDED), reviews=[accept("p1-1")])
    assert states(outcome) == {"p1-1": ("disqualified", None)}


def test_a_reset_attempt_stays_reset_when_it_is_disqualified_too() -> None:
    outcome = ran(a_sealed_attempt(**A_RESET), reviews=[disqualify("p1-1")])
    assert states(outcome) == {"p1-1": ("reset", None)}
    assert (outcome.totals.reset, outcome.totals.disqualified) == (1, 0)


def test_with_the_best_attempt_disqualified_the_next_one_counts() -> None:
    attempts = [a_sealed_attempt(number=number, score=number) for number in (1, 2)]
    outcome = ran(*attempts, reviews=[disqualify("p1-2")])
    assert states(outcome) == {"p1-1": ("counted", 1), "p1-2": ("disqualified", None)}


def test_an_empty_contest_has_an_outcome_and_results() -> None:
    outcome = outcome_document(ran())
    results = results_document(outcome, a_contest(), PUBLISHED_AT, "run-1")
    assert (
        outcome["standing"] == outcome["flags"] == outcome["undecided"] == results["prizes"] == []
    )
    assert set(results["totals"].values()) == {0}
    assert [unit["id"] for unit in results["units"]] == ["khu-pho-1", "khu-pho-2", "cong-an"]
    assert results["units"][0]["average_score"] == {"num": 0, "den": 1}


def test_zero_scores_are_ranked_by_time_and_no_unit_wins_for_right_answers() -> None:
    collective = [a_collective_prize("correct_answers")]
    contest = a_contest(prizes={"collective": collective})
    attempts = [
        a_sealed_attempt(participant=name, score=0, elapsed_ms=elapsed)
        for name, elapsed in (("slow", 90_000), ("fast", 10_000))
    ]
    outcome = rank_contest(contest, "v1", attempts)
    assert winners(outcome) == ["fast-1", "slow-1"]
    assert outcome.collective[0].allocation.awards == ()


# Flags


def test_a_flagged_winner_is_named_until_somebody_has_looked() -> None:
    attempts = [a_fast("fast"), a_sealed_attempt(participant="calm")]
    assert ran(*attempts).unreviewed_winners == ("fast-1",)
    reviewed = ran(*attempts, reviews=[accept("fast-1")])
    assert reviewed.unreviewed_winners == ()
    assert winners(reviewed) == ["fast-1", "calm-1"]
    assert outcome_document(reviewed)["flags"][0]["verdict"] == "ok"


def test_a_disqualified_flag_stays_visible_and_wins_nothing() -> None:
    outcome = ran(a_fast("fast"), reviews=[disqualify("fast-1")])
    assert (outcome.unreviewed_winners, winners(outcome)) == ((), [])
    (flag,) = outcome_document(outcome)["flags"]
    assert (flag["attempt"], flag["verdict"]) == ("fast-1", "disqualified")


def test_a_flag_behind_the_prizes_stops_nothing() -> None:
    better = [a_sealed_attempt(participant=f"p{number}") for number in range(3)]
    outcome = ran(*better, a_fast("fast", score=0), decisions=[decide("individual-1", "p0-1")])
    assert outcome.unreviewed_winners == ()
    assert [flag.attempt_id for flag in outcome.flags] == ["fast-1"]


def test_a_flagged_candidate_of_an_undecided_tie_is_named_too() -> None:
    outcome = ran(a_fast("one"), a_fast("two"))
    assert set(outcome.unreviewed_winners) == {"one-1", "two-1"}
    assert winners(outcome) == []


def test_an_attempt_that_is_not_the_best_is_flagged_and_stops_nothing() -> None:
    outcome = ran(a_sealed_attempt(number=1), a_fast("p1", number=2, score=2))
    assert [flag.attempt_id for flag in outcome.flags] == ["p1-2"]
    assert outcome.unreviewed_winners == ()


def test_a_reset_attempt_is_not_flagged() -> None:
    assert ran(a_fast("fast", **A_RESET)).flags == ()


# Ties and decisions


def test_undecided_ties_are_told_with_their_candidates() -> None:
    attempts = [
        a_sealed_attempt(participant="one", leaf=b"\x01" * 32),
        a_sealed_attempt(participant="two", leaf=b"\x02" * 32, unit="cong-an"),
    ]
    outcome = outcome_document(ran(*attempts))
    assert [
        (tie["prize"], tie["title"], tie["places"], tie["candidates"], tie["waits_for"])
        for tie in outcome["undecided"]
    ] == [
        ("individual-1", "Giải nhất", 1, ["one-1", "two-1"], None),
        ("individual-2", "Giải nhì", 1, ["one-1", "two-1"], None),
        ("collective-1", "Đông người dự thi nhất", 1, ["cong-an", "khu-pho-1"], None),
    ]
    assert set(outcome["people"]) == {"one-1", "two-1"}


def test_decisions_settle_them() -> None:
    attempts = [
        a_sealed_attempt(participant="one"),
        a_sealed_attempt(participant="two", unit="cong-an"),
    ]
    settled = [decide("individual-1", "two-1"), decide("collective-1", "khu-pho-1")]
    outcome = ran(*attempts, decisions=settled)
    assert winners(outcome) == ["two-1", "one-1"]
    assert outcome.undecided_ties == ()
    prizes = results_document(outcome_document(outcome), a_contest(), PUBLISHED_AT, "r")["prizes"]
    assert [prize["tied"] for prize in prizes] == [True, True, True]
