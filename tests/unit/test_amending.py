"""Amendments: what they do to sealed entries, and what they never do."""

from dataclasses import replace
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.amending import (
    ANNULLED,
    Amendment,
    AmendmentKind,
    Corrections,
    Interval,
    key_in_force,
)
from chalicelib.domain.attempt import Attempt
from chalicelib.domain.outcome import Outcome, rank_contest
from chalicelib.domain.paper import draw_paper
from chalicelib.domain.ranking import Entry, entry_of
from chalicelib.domain.results import outcome_document, results_document
from chalicelib.domain.scoring import score_of
from tests.builders import OPENS_AT, a_contest, a_sealed_attempt

KEY = b"k" * 32
CONTEST = a_contest()
AT = 1_721_700_000_000
MINUTE = 60_000
QUESTIONS = {question.id: question for question in CONTEST.questions}


def void(question: str, at: int = AT) -> Amendment:
    return Amendment(f"v-{question}", AmendmentKind.QUESTION_VOIDED, "Câu sai", at, question)


def correct(question: str, *key: int) -> Amendment:
    kind = AmendmentKind.KEY_CORRECTED
    return Amendment(f"k-{question}-{key}", kind, "Nhầm đáp án", AT, question, key)


def outage(starts: int, ends: int) -> Amendment:
    kind = AmendmentKind.OUTAGE_CUT
    return Amendment(f"o-{starts}-{ends}", kind, "Mất mạng", AT, interval=Interval(starts, ends))


def annul(starts: int, ends: int) -> Amendment:
    kind = AmendmentKind.INTERVAL_ANNULLED
    return Amendment(f"a-{starts}-{ends}", kind, "Lộ đề", AT, interval=Interval(starts, ends))


def sealed(name: str, wrong: frozenset[str] = frozenset(), **over: int) -> Attempt:
    """An attempt that answered by the committed key, but the questions of `wrong` with nothing."""
    paper = draw_paper(CONTEST, KEY, f"{name}-1")
    choices = bytes(
        0 if each.question.id in wrong else sum(1 << place for place in each.key) for each in paper
    )
    score = score_of(paper, choices)
    return a_sealed_attempt(participant=name, choices=choices, score=score, **over)


def asked_of(attempt: Attempt) -> set[str]:
    return {each.question.id for each in draw_paper(CONTEST, KEY, attempt.id)}


def corrected(attempt: Attempt, *amendments: Amendment) -> Entry:
    entry = entry_of(attempt)
    assert entry is not None
    return Corrections(CONTEST, KEY, amendments).corrected(attempt, entry)


def ranked(attempts: list[Attempt], *amendments: Amendment) -> Outcome:
    given = [replace(each, at=AT + number) for number, each in enumerate(amendments)]
    return rank_contest(CONTEST, "v1", attempts, amendments=given, paper_key=KEY)


ATTEMPTS = [sealed(f"p{number}", elapsed_ms=MINUTE + number) for number in range(12)]
NAMES = st.sampled_from([f"p{number}" for number in range(12)])
WRONG = st.frozensets(st.sampled_from(sorted(QUESTIONS)))


@st.composite
def attempts(draw: st.DrawFn) -> Attempt:
    started = OPENS_AT + draw(st.integers(0, 10 * MINUTE))
    elapsed = draw(st.integers(0, 15 * MINUTE))
    return replace(
        sealed(draw(NAMES), draw(WRONG), elapsed_ms=elapsed, submitted_at=started + elapsed),
        started_at=started,
    )


@st.composite
def changes(draw: st.DrawFn) -> Amendment:
    question = draw(st.sampled_from(CONTEST.questions))
    if draw(st.booleans()):
        return void(question.id)
    return correct(question.id, draw(st.integers(0, len(question.options) - 1)))


INTERVALS = st.tuples(st.integers(-5, 40), st.integers(1, 20)).map(
    lambda each: (OPENS_AT + each[0] * MINUTE, OPENS_AT + (each[0] + each[1]) * MINUTE)
)


def test_a_void_question_gives_its_point_to_all_who_were_asked_and_to_nobody_else() -> None:
    for name in (f"p{number}" for number in range(12)):
        attempt = sealed(name, frozenset(QUESTIONS))
        points = corrected(attempt, void("tc-001")).score
        assert points == ("tc-001" in asked_of(attempt))


def test_a_corrected_key_moves_the_point_to_who_chose_it() -> None:
    asked = next(each for each in ATTEMPTS if "tt-002" in asked_of(each))
    entry = corrected(asked, correct("tt-002", 0))
    assert (entry.score, entry.sealed_score) == (2, 3)
    paper = draw_paper(CONTEST, KEY, asked.id)
    at = next(place for place, each in enumerate(paper) if each.question.id == "tt-002")
    chosen = bytearray(asked.submission.choices if asked.submission else b"")
    chosen[at] = 1 << paper[at].shown.index(0)
    other = a_sealed_attempt(participant=asked.participant, choices=bytes(chosen), score=2)
    entry = corrected(other, correct("tt-002", 0))
    assert (entry.score, entry.sealed_score) == (3, 2)


def test_what_was_sealed_stays_beside_what_it_became() -> None:
    attempt = sealed("p1", frozenset(QUESTIONS))
    asked = min(asked_of(attempt))
    entry = corrected(attempt, void(asked), outage(OPENS_AT, OPENS_AT + 2 * MINUTE))
    assert (entry.score, entry.sealed_score) == (1, 0)
    assert (entry.elapsed_ms, entry.sealed_elapsed_ms) == (0, MINUTE)
    sealed_entry = entry_of(attempt)
    assert sealed_entry is not None
    assert entry.leaf == sealed_entry.leaf


def test_who_is_not_concerned_keeps_the_very_entry() -> None:
    attempt = ATTEMPTS[0]
    entry = entry_of(attempt)
    assert entry is not None
    assert Corrections(CONTEST, KEY, [void("tc-001")]).corrected(attempt, entry) is entry
    assert Corrections(CONTEST, None, []).corrected(attempt, entry) is entry


@given(attempts(), st.lists(changes(), max_size=4), st.sampled_from(sorted(QUESTIONS)))
def test_voiding_never_lowers_anybodys_score(
    attempt: Attempt, before: list[Amendment], question: str
) -> None:
    assert corrected(attempt, *before, void(question)).score >= corrected(attempt, *before).score


@given(attempts(), st.sampled_from(CONTEST.questions))
def test_correcting_a_key_to_itself_changes_nothing(attempt: Attempt, question: object) -> None:
    same = QUESTIONS[getattr(question, "id", "")]
    assert corrected(attempt, correct(same.id, *sorted(same.key))) == entry_of(attempt)


@given(attempts(), st.lists(changes(), max_size=5))
def test_the_corrected_score_is_that_of_the_paper_under_the_last_keys(
    attempt: Attempt, amendments: list[Amendment]
) -> None:
    submission = attempt.submission
    assert submission is not None
    voided = {each.question for each in amendments if each.kind is AmendmentKind.QUESTION_VOIDED}
    score = 0
    for asked, bits in zip(draw_paper(CONTEST, KEY, attempt.id), submission.choices, strict=True):
        question = asked.question
        key = set(key_in_force(question, amendments))
        chosen = {asked.shown[place] for place in range(8) if bits >> place & 1}
        score += question.id in voided or chosen == key
    assert corrected(attempt, *amendments).score == score


@given(attempts(), INTERVALS)
def test_an_outage_cuts_what_it_overlaps_and_nothing_before_or_after(
    attempt: Attempt, interval: tuple[int, int]
) -> None:
    entry = entry_of(attempt)
    assert entry is not None
    starts, ends = attempt.started_at, entry.submitted_at
    inside = max(0, min(ends, interval[1]) - max(starts, interval[0]))
    assert corrected(attempt, outage(*interval)).elapsed_ms == entry.elapsed_ms - inside
    if interval[1] <= starts or interval[0] >= ends:
        assert corrected(attempt, outage(*interval)) is not None
        assert corrected(attempt, outage(*interval)) == entry


@given(attempts(), st.lists(INTERVALS, max_size=4))
def test_outages_in_any_order_cut_the_same_and_never_below_zero(
    attempt: Attempt, intervals: list[tuple[int, int]]
) -> None:
    cuts = [outage(*interval) for interval in intervals]
    shuffled = sorted(cuts, key=lambda each: each.id[::-1])
    first, second = corrected(attempt, *cuts), corrected(attempt, *shuffled)
    assert first == second
    assert first.elapsed_ms >= 0
    # Overlapping outages are cut once.
    assert corrected(attempt, *cuts, *cuts) == first


@given(attempts(), st.lists(st.sampled_from(sorted(QUESTIONS)), unique=True, max_size=3))
def test_what_concerns_different_questions_may_come_in_any_order(
    attempt: Attempt, questions: list[str]
) -> None:
    made = [void(each) if number % 2 else correct(each, 0) for number, each in enumerate(questions)]
    outcomes = {corrected(attempt, *order) for order in permutations(made)}
    assert len(outcomes) == 1


def test_of_two_corrections_of_a_question_the_later_holds() -> None:
    asked = next(each for each in ATTEMPTS if "tt-001" in asked_of(each))
    there, back = correct("tt-001", 0), correct("tt-001", 2)
    assert corrected(asked, there, back) == entry_of(asked)
    assert corrected(asked, back, there).score == 2


def test_what_was_submitted_in_an_annulled_interval_counts_nowhere() -> None:
    before = sealed("p1", submitted_at=OPENS_AT + 9 * MINUTE)
    first = sealed("p2", submitted_at=OPENS_AT + 10 * MINUTE)
    last = sealed("p3", submitted_at=OPENS_AT + 20 * MINUTE - 1)
    after = sealed("p4", submitted_at=OPENS_AT + 20 * MINUTE)
    interval = annul(OPENS_AT + 10 * MINUTE, OPENS_AT + 20 * MINUTE)
    outcome = ranked([before, first, last, after], interval)
    assert [each.entry.attempt_id for each in outcome.disqualified] == ["p2-1", "p3-1"]
    assert {each.reason for each in outcome.disqualified} == {ANNULLED}
    assert {each.at for each in outcome.disqualified} == {AT}
    assert [each.entry.attempt_id for each in outcome.standing.counted] == ["p1-1", "p4-1"]
    assert outcome.totals.disqualified == 2


def test_results_say_what_was_amended_and_how_far_it_reached() -> None:
    wrong = [sealed(f"p{number}", frozenset(QUESTIONS)) for number in range(12)]
    concerned = sum("tc-001" in asked_of(each) for each in wrong)
    assert 0 < concerned < 12
    outcome = ranked(wrong, void("tc-001"))
    assert outcome_document(outcome)["amendments"] == [
        {
            "kind": "question_voided",
            "at": AT,
            "reason": "Câu sai",
            "question": "tc-001",
            "text": "Câu hỏi tc-001?",
            "key_before": ["Đúng"],
            "asked": concerned,
            "changed": concerned,
            "raised": concerned,
            "lowered": 0,
            "least": 1,
            "most": 1,
        }
    ]


def test_winners_show_both_results() -> None:
    people = [sealed("p1", elapsed_ms=MINUTE), sealed("p2", elapsed_ms=MINUTE - 1)]
    only_first = outage(OPENS_AT, OPENS_AT + 90_000)
    first = replace(people[0], started_at=OPENS_AT + MINUTE)
    second = replace(people[1], started_at=OPENS_AT + 100_000)
    outcome = ranked([first, second], only_first)
    document = outcome_document(outcome)
    assert [row["attempt"] for row in document["standing"]] == ["p1-1", "p2-1"]
    prize = results_document(document, CONTEST, AT, "r")["prizes"][0]
    assert (prize["elapsed_ms"], prize["sealed_elapsed_ms"]) == (30_000, MINUTE)
    assert (prize["score"], prize["sealed_score"]) == (3, 3)
    assert "sealed_score" not in document["standing"][1]


def test_annulled_entries_are_named_once_by_the_amendment() -> None:
    one = sealed("p1", submitted_at=OPENS_AT + 10 * MINUTE)
    outcome = ranked([one], annul(OPENS_AT, OPENS_AT + 20 * MINUTE))
    entry = entry_of(one)
    assert entry is not None
    facts = outcome_document(outcome)["amendments"]
    assert facts == [
        {
            "kind": "interval_annulled",
            "at": AT,
            "reason": "Lộ đề",
            "starts": OPENS_AT,
            "ends": OPENS_AT + 20 * MINUTE,
            "changed": 1,
            "leaves": [entry.leaf.hex()],
        }
    ]


def test_the_inputs_hash_covers_amendments_and_their_order() -> None:
    hashes = {
        ranked(ATTEMPTS[:2]).inputs_hash,
        ranked(ATTEMPTS[:2], correct("tt-001", 0)).inputs_hash,
        ranked(ATTEMPTS[:2], correct("tt-001", 1)).inputs_hash,
        ranked(ATTEMPTS[:2], correct("tt-001", 0), correct("tt-001", 1)).inputs_hash,
        ranked(ATTEMPTS[:2], correct("tt-001", 1), correct("tt-001", 0)).inputs_hash,
    }
    assert len(hashes) == 5
