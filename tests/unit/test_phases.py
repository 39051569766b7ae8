"""The phase is one total function of the clock, whatever the attempt."""

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.attempt import Attempt, Draft, draft_is_due, last_arrival
from chalicelib.domain.contest import NO_DEADLINE
from chalicelib.domain.phases import Phase, is_frozen, phase, takes_answers
from tests.builders import CLOSES_AT, OPENS_AT, a_contest, a_submission, an_attempt

CONTEST = a_contest()
IN_TIME = [Phase.BEFORE, Phase.STARTABLE, Phase.CLOSED]
WITH_ATTEMPT = [Phase.ANSWERING, Phase.EXPIRED]
FINAL = [Phase.SUBMITTED, Phase.RESET]

near_a_boundary = st.builds(
    int.__add__,
    st.sampled_from([OPENS_AT, OPENS_AT + 900_000, CLOSES_AT, CLOSES_AT + 65_000]),
    st.integers(-5_002, 5_002),
)
instants = near_a_boundary | st.integers(-(2**53), 2**53)
extras = st.sampled_from([0, 1, 600_000, 2**52])
attempts: st.SearchStrategy[Attempt] = st.builds(
    an_attempt,
    started_at=st.integers(OPENS_AT, CLOSES_AT),
    deadline=near_a_boundary | st.just(NO_DEADLINE),
    draft=st.none() | st.builds(Draft, st.integers(1, 9), st.binary(min_size=3, max_size=3)),
    submission=st.none() | st.just(a_submission()),
    reset_at=st.none() | instants,
)


@given(instants, st.none() | attempts, extras)
def test_there_is_a_phase_for_each_moment(now: int, attempt: Attempt | None, extra: int) -> None:
    found = phase(now, CONTEST, attempt, extra)
    if attempt is None:
        assert found in IN_TIME
    elif attempt.reset_at is not None:
        assert found is Phase.RESET
    elif attempt.submission is not None:
        assert found is Phase.SUBMITTED
    else:
        assert found in WITH_ATTEMPT


@given(instants, instants, st.none() | attempts, extras)
def test_phases_only_go_forward(one: int, other: int, attempt: Attempt | None, extra: int) -> None:
    earlier, later = sorted([one, other])
    order = IN_TIME + WITH_ATTEMPT + FINAL
    before, after = (phase(now, CONTEST, attempt, extra) for now in (earlier, later))
    assert order.index(before) <= order.index(after)


@given(instants, attempts, extras, extras)
def test_more_time_never_takes_time_away(now: int, attempt: Attempt, less: int, more: int) -> None:
    less, more = sorted([less, more])
    if phase(now, CONTEST, attempt, less) is Phase.ANSWERING:
        assert phase(now, CONTEST, attempt, more) is Phase.ANSWERING


@given(instants, attempts, extras)
def test_who_may_answer_is_taken_before_the_freeze(now: int, attempt: Attempt, extra: int) -> None:
    if phase(now, CONTEST, attempt, extra) is Phase.ANSWERING:
        assert takes_answers(now, CONTEST)
        assert not is_frozen(now, CONTEST)


@given(instants, attempts)
def test_extra_time_is_as_good_as_a_later_deadline(now: int, attempt: Attempt) -> None:
    earlier = an_attempt(deadline=attempt.deadline - 7, reset_at=attempt.reset_at)
    later = an_attempt(deadline=attempt.deadline, reset_at=attempt.reset_at)
    assert phase(now, CONTEST, earlier, extra_ms=7) is phase(now, CONTEST, later)


@given(instants, attempts)
def test_a_draft_is_only_sealed_for_who_can_answer_no_more(now: int, attempt: Attempt) -> None:
    if draft_is_due(attempt, CONTEST, now):
        assert phase(now, CONTEST, attempt) is Phase.EXPIRED
        assert now > last_arrival(attempt.deadline, CONTEST)


@given(attempts)
def test_at_the_freeze_a_draft_is_due_unless_it_says_nothing_or_no_longer_counts(
    attempt: Attempt,
) -> None:
    counts = attempt.submission is None and attempt.reset_at is None
    says_something = attempt.draft is not None and attempt.draft.choices != bytes(3)
    assert draft_is_due(attempt, CONTEST, CONTEST.frozen_at) is (counts and says_something)
