"""The ranking keys that go by more than what an entry's answers and clock say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.contest import PredictionTarget, RankingKey
from chalicelib.domain.ranking import Entry, Starts, entry_of, prediction_value, rank
from tests.builders import a_contest, a_sealed_attempt, an_attempt
from tests.runs import A_RESET, EXCLUDED, disqualify, ran, states

SCORE, PREDICTION = RankingKey.SCORE, RankingKey.PREDICTION


def an_entry(participant: str, **over: object) -> Entry:
    entry = entry_of(a_sealed_attempt(participant=participant, **over))
    assert entry is not None
    return entry


def by_prediction(target: int | None, **predictions: int | None) -> str:
    """Names by place, those who tie in brackets, in the order of the alphabet."""
    entries = [an_entry(name, prediction=said) for name, said in predictions.items()]
    groups = rank(entries, (PREDICTION,), target=target).tie_groups()
    names = ("".join(sorted(each[0] for each in group)) for group in groups)
    return " ".join(names)


@pytest.mark.parametrize(
    ("target", "predictions", "expected"),
    [
        pytest.param(10, {"a": 12, "b": 10, "c": 7}, "b a c", id="the nearer first"),
        pytest.param(10, {"a": 12, "b": 8}, "ab", id="above and below tie"),
        pytest.param(10, {"a": None, "b": 10**12}, "b a", id="without one after all who have one"),
        pytest.param(10, {"a": None, "b": None}, "ab", id="without one they tie"),
        pytest.param(0, {"a": 0, "b": None, "c": 1}, "a c b", id="zero is a prediction"),
        pytest.param(None, {"a": 5, "b": None}, "ab", id="nothing is asked"),
    ],
)
def test_the_nearer_prediction_stands_before(
    target: int | None, predictions: dict[str, int | None], expected: str
) -> None:
    assert by_prediction(target, **predictions) == expected


def test_the_nearer_prediction_makes_an_attempt_the_best_of_its_person() -> None:
    entries = [
        an_entry("a", number=number, prediction=said) for number, said in enumerate([1, 9, 4], 1)
    ]
    standing = rank(entries, (SCORE, PREDICTION), target=8)
    assert [ranked.entry.number for ranked in standing.counted] == [2]
    assert [entry.number for entry in standing.not_best] == [3, 1]


@pytest.mark.parametrize(
    ("target", "value"),
    [
        (PredictionTarget.PARTICIPANTS, 3),
        (PredictionTarget.ATTEMPTS, 5),
        (PredictionTarget.FULL_MARKS, 2),
    ],
)
def test_what_predictions_are_measured_against(target: PredictionTarget, value: int) -> None:
    entries = [
        an_entry("a", number=1, score=3),
        an_entry("a", number=2, score=3),
        an_entry("b", number=1, score=3),
        an_entry("b", number=2, score=1),
        an_entry("c", score=2),
    ]
    assert prediction_value(target, entries, 3) == value
    assert prediction_value(target, [], 3) == 0


@pytest.mark.parametrize(
    ("target", "value"), [("participants", 2), ("attempts", 3), ("full_marks", 1)]
)
def test_disqualified_and_reset_attempts_are_in_no_target(target: str, value: int) -> None:
    contest = a_contest(prediction={"prompt": "Bao nhiêu?", "target": target})
    attempts = [
        a_sealed_attempt(participant="a", number=1, score=3),
        a_sealed_attempt(participant="a", number=2, score=2),
        a_sealed_attempt(participant="b", score=1),
        a_sealed_attempt(participant="chair", score=3, identity=EXCLUDED),
        a_sealed_attempt(participant="cheat", score=3),
        a_sealed_attempt(participant="lost", score=3, **A_RESET),
        an_attempt(participant="idle"),
    ]
    outcome = ran(*attempts, contest=contest, reviews=[disqualify("cheat-1")])
    assert outcome.target == value


def test_full_marks_count_in_the_target_even_where_another_attempt_is_the_best() -> None:
    order = ["elapsed", "score", "submitted_at"]
    asked = {"prompt": "Bao nhiêu?", "target": "full_marks"}
    contest = a_contest(prediction=asked, ranking={"order": order})
    attempts = [
        a_sealed_attempt(number=1, score=3, elapsed_ms=50_000),
        a_sealed_attempt(number=2, score=1, elapsed_ms=40_000),
    ]
    outcome = ran(*attempts, contest=contest)
    assert states(outcome) == {"p1-2": ("counted", 1), "p1-1": ("not_best", None)}
    assert (outcome.target, outcome.tallies[0].people_at(3)) == (1, 0)


STARTS = {"a": Starts(2, 10), "b": Starts(1, 30), "c": Starts(1, 20)}


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ((RankingKey.ATTEMPTS,), [("b", "c"), ("a",)]),
        ((RankingKey.REGISTERED_AT,), [("a",), ("c",), ("b",)]),
        ((RankingKey.ATTEMPTS, RankingKey.REGISTERED_AT), [("c",), ("b",), ("a",)]),
        ((RankingKey.SCORE, RankingKey.ATTEMPTS), [("a",), ("b", "c")]),
    ],
)
def test_fewer_attempts_and_an_earlier_start_stand_before(
    order: tuple[RankingKey, ...], expected: list[tuple[str, ...]]
) -> None:
    entries = [an_entry(name, score=3 if name == "a" else 2) for name in "abc"]
    groups = rank(entries, order, STARTS).tie_groups()
    assert [tuple(sorted(each[0] for each in group)) for group in groups] == expected


def started(participant: str, *starts: int, **over: object) -> list[object]:
    return [
        an_attempt(participant=participant, number=number, started_at=at, **over)
        for number, at in enumerate(starts, start=10)
    ]


def order_of(key: str, *attempts: object, **over: object) -> list[str]:
    contest = a_contest(ranking={"order": [key]})
    outcome = ran(*attempts, contest=contest, **over)  # type: ignore[arg-type]  # overrides of several types
    return [
        " ".join(sorted(attempt.split("-")[0] for attempt in group))
        for group in outcome.standing.tie_groups()
    ]


def test_attempts_that_were_never_sent_count_as_started_and_reset_ones_do_not() -> None:
    attempts = [
        *(a_sealed_attempt(participant=name) for name in ("once", "idle", "reset")),
        *started("idle", 5),
        *started("reset", 5, **A_RESET),
    ]
    assert order_of("attempts", *attempts) == ["once reset", "idle"]


def test_a_disqualified_attempt_was_started_all_the_same() -> None:
    attempts = [
        a_sealed_attempt(participant="fair"),
        a_sealed_attempt(participant="twice", number=1),
        a_sealed_attempt(participant="twice", number=2),
    ]
    found = order_of("attempts", *attempts, reviews=[disqualify("twice-2")])
    assert found == ["fair", "twice"]


def test_who_registered_first_is_who_started_first_and_was_not_reset() -> None:
    attempts = [
        a_sealed_attempt(participant="early", started_at=20),
        a_sealed_attempt(participant="late", started_at=30),
        a_sealed_attempt(participant="again", number=2, started_at=40),
        *started("again", 10),
        a_sealed_attempt(participant="reset", number=2, started_at=50),
        *started("reset", 1, **A_RESET),
    ]
    assert order_of("registered_at", *attempts) == ["again", "early", "late", "reset"]


@given(
    st.lists(st.tuples(st.sampled_from("abcd"), st.one_of(st.none(), st.integers(0, 6)))),
    st.integers(0, 6),
)
def test_nobody_has_a_nearer_prediction_than_the_one_that_counts(
    said: list[tuple[str, int | None]], target: int
) -> None:
    entries = [
        an_entry(who, number=number, prediction=guess) for number, (who, guess) in enumerate(said)
    ]
    standing = rank(entries, (PREDICTION,), target=target)
    for ranked in standing.counted:
        mine = [guess for who, guess in said if who == ranked.entry.participant]
        near = [abs(guess - target) for guess in mine if guess is not None]
        best = ranked.entry.prediction
        assert (best is None) == (not near)
        assert best is None or abs(best - target) == min(near)
