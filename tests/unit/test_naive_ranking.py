"""Ranking runs against a second, naive implementation."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.attempt import Attempt
from chalicelib.domain.canonical import canonical
from chalicelib.domain.contest import Contest
from chalicelib.domain.outcome import rank_contest
from chalicelib.domain.ranking import Review, Verdict
from chalicelib.domain.results import outcome_document
from tests.builders import a_contest, a_sealed_attempt, an_attempt
from tests.runs import EXCLUDED, decide, ran, states, winners


@st.composite
def some_attempts(draw: st.DrawFn) -> list[Attempt]:
    found = []
    for number in range(draw(st.integers(0, 9))):
        person = draw(st.integers(0, 6))
        who = {
            "participant": f"p{person}",
            "number": number,
            "identity": EXCLUDED if person == 0 else f"09123456{person:02d}",
            "unit": draw(st.sampled_from(["khu-pho-1", "khu-pho-2", "cong-an"])),
            "reset_at": draw(st.sampled_from([None, None, None, 7])),
        }
        result = {
            "score": draw(st.integers(0, 3)),
            "elapsed_ms": draw(st.integers(5, 7)) * 1_000,
            "submitted_at": draw(st.integers(1, 2)),
        }
        sealed = draw(st.sampled_from([True, True, True, False]))
        found.append(a_sealed_attempt(**who, **result) if sealed else an_attempt(**who))
    return found


some_reviews = st.dictionaries(
    st.tuples(st.integers(0, 6), st.integers(0, 9)), st.sampled_from(Verdict), max_size=6
).map(lambda found: [Review(f"p{p}-{n}", verdict, "?") for (p, n), verdict in found.items()])


@given(some_attempts(), some_reviews, st.randoms(use_true_random=False))
def test_the_order_of_inputs_changes_no_byte(attempts, reviews, random) -> None:  # type: ignore[no-untyped-def]  # hypothesis hands them in
    decisions = [decide("individual-2", "p1-1"), decide("individual-1", "p2-2")]
    one = ran(*attempts, reviews=reviews, decisions=decisions)
    for inputs in (attempts, reviews, decisions):
        random.shuffle(inputs)
    other = ran(*attempts, reviews=reviews, decisions=decisions)
    assert canonical(outcome_document(one)) == canonical(outcome_document(other))


@given(some_attempts(), some_reviews)
def test_a_naive_ranking_agrees(attempts: list[Attempt], reviews: list[Review]) -> None:
    contest = a_contest()
    outcome = rank_contest(contest, "v1", attempts, reviews)
    assert states(outcome) == naive_states(attempts, reviews)
    people = naive_people(attempts, reviews)
    assert set(winners(outcome)) == naive_winners(contest, people)
    for tally in outcome.tallies:
        scores = [score_of(each) for each in people if each.unit == tally.unit.id]
        mean = Fraction(sum(scores), len(scores)) if scores else Fraction(0)
        assert (tally.participants, tally.average_score) == (len(scores), mean)
    assert outcome.totals.registered == len({each.participant for each in attempts})


@given(some_attempts(), some_reviews)
def test_every_flagged_contender_is_named_and_nobody_else(
    attempts: list[Attempt], reviews: list[Review]
) -> None:
    outcome = ran(*attempts, reviews=reviews)
    called_in = {each.attempt_id for each in reviews if each.verdict is Verdict.CALLED_IN}
    looked_at = {review.attempt_id for review in reviews} - called_in
    ties = {name for tie in outcome.individual.ties for name in tie.candidates}
    fast = {each.id for each in attempts if each.submission and each.submission.elapsed_ms < 6_000}
    assert set(outcome.unreviewed_winners) == (set(winners(outcome)) | ties) & (
        fast - looked_at | called_in
    )


def score_of(attempt: Attempt) -> int:
    assert attempt.submission is not None
    return attempt.submission.score


def strength(attempt: Attempt) -> tuple[int, int, int]:
    sealed = attempt.submission
    assert sealed is not None
    return (sealed.score, -sealed.elapsed_ms, -sealed.submitted_at)


def leaf_of(attempt: Attempt) -> bytes:
    assert attempt.submission is not None
    return attempt.submission.leaf


def is_out(attempt: Attempt, reviews: list[Review]) -> bool:
    verdicts = [review.verdict for review in reviews if review.attempt_id == attempt.id]
    return attempt.identity == EXCLUDED or verdicts == [Verdict.DISQUALIFIED]


def preferred(attempt: Attempt) -> tuple[int, int]:
    """What decides between equal attempts of one person."""
    assert attempt.submission is not None
    return attempt.submission.score, -attempt.number


def naive_people(attempts: list[Attempt], reviews: list[Review]) -> list[Attempt]:
    """The attempt that counts of each person: the one that none of their own beats."""
    able = [
        each
        for each in attempts
        if each.submission and each.reset_at is None and not is_out(each, reviews)
    ]
    return [
        each
        for each in able
        if not any(
            other.participant == each.participant
            and (strength(other), preferred(other)) > (strength(each), preferred(each))
            for other in able
        )
    ]


def naive_states(
    attempts: list[Attempt], reviews: list[Review]
) -> dict[str, tuple[str, int | None]]:
    people = naive_people(attempts, reviews)
    found: dict[str, tuple[str, int | None]] = {}
    for each in attempts:
        if each.submission is None:
            continue
        if each.reset_at is not None:
            found[each.id] = ("reset", None)
        elif is_out(each, reviews):
            found[each.id] = ("disqualified", None)
        elif each in people:
            better = sum(strength(other) > strength(each) for other in people)
            found[each.id] = ("counted", better + 1)
        else:
            found[each.id] = ("not_best", None)
    return found


def naive_winners(contest: Contest, people: list[Attempt]) -> set[str]:
    """Who wins in every way in which ties could be broken, amounts alone being looked at; where
    all of a tie win the same, they all do."""
    amounts = [prize.amount_vnd for prize in contest.individual_prizes for _ in range(prize.count)]
    found = set()
    for each in people:
        first = sum(strength(other) > strength(each) for other in people)
        tied = sum(strength(other) == strength(each) for other in people)
        at_stake = {amounts[at] if at < len(amounts) else 0 for at in range(first, first + tied)}
        if len(at_stake) == 1 and at_stake != {0}:
            found.add(each.id)
    return found
