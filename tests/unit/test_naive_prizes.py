"""Prizes of whole ranking runs against a second, naive implementation of the rules."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import groupby
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.attempt import Attempt, Submission
from chalicelib.domain.contest import (
    CollectivePrize,
    Contest,
    IndividualPrize,
    LastResort,
    Metric,
    Prediction,
    PredictionTarget,
    RankingKey,
)
from chalicelib.domain.outcome import Outcome, rank_contest
from chalicelib.domain.prizes import Allocation, Decision, Passing
from tests.builders import a_contest, a_sealed_attempt, an_attempt
from tests.naive_prizes import Ladder, shared_world, worlds
from tests.prizes import OFFICIAL, RESIDENT, a_collective, an_individual, numbered
from tests.runs import A_RESET, disqualify, refuse

UNITS = ("khu-pho-1", "khu-pho-2", "cong-an")
AMOUNTS = st.sampled_from([0, 100_000, 300_500, 600_000])

individual_prizes = st.builds(
    an_individual,
    AMOUNTS,
    st.integers(1, 2),
    category=st.sampled_from([None, None, OFFICIAL, RESIDENT]),
    full_marks_only=st.sampled_from([False, False, True]),
    min_score=st.sampled_from([None, None, 1, 2]),
)
collective_prizes = st.builds(
    a_collective,
    st.sampled_from(Metric),
    AMOUNTS,
    count=st.integers(1, 2),
    unit_kind=st.sampled_from([None, None, "Khu phố"]),
    min_participants=st.sampled_from([None, None, 1, 2]),
    min_rate=st.sampled_from([None, None, 2, 4, 5]),
)


@st.composite
def contests(draw: st.DrawFn) -> Contest:
    prizes = draw(st.lists(individual_prizes, max_size=3))
    units = draw(st.lists(collective_prizes, max_size=3))
    order = draw(st.lists(st.sampled_from(RankingKey), min_size=1, max_size=3, unique=True))
    target = draw(st.sampled_from(PredictionTarget))
    contest = numbered(
        a_contest(),
        *prizes,
        *units,
        order=tuple(order),
        last_resort=draw(st.sampled_from(LastResort)),
        one_collective_prize_per_unit=draw(st.booleans()),
    )
    return replace(contest, prediction=Prediction("Bao nhiêu?", target))


@st.composite
def some_attempts(draw: st.DrawFn) -> list[Attempt]:
    found = []
    for number in range(draw(st.integers(0, 7))):
        who: dict[str, Any] = {
            "participant": draw(st.sampled_from("abcde")),
            "number": number,
            "category": draw(st.sampled_from([OFFICIAL, RESIDENT])),
            "unit": draw(st.sampled_from(UNITS)),
            "started_at": draw(st.integers(1, 2)),
            **draw(st.sampled_from([{}, {}, {}, A_RESET])),
        }
        sealed = {
            "score": draw(st.integers(1, 3)),
            "elapsed_ms": draw(st.integers(1, 2)) * 7_000,
            "submitted_at": draw(st.integers(1, 2)),
            "prediction": draw(st.sampled_from([None, 0, 1, 3])),
        }
        if draw(st.sampled_from([True, True, True, False])):
            found.append(a_sealed_attempt(**who, **sealed))
        else:
            found.append(an_attempt(**who))
    return found


out = st.sets(st.tuples(st.sampled_from("abcde"), st.integers(0, 6)), max_size=2)
gone = st.dictionaries(st.sampled_from("abcde"), st.integers(0, 6), max_size=1)


class Naive:
    """The rules once more, told of people and not of sorted lists."""

    def __init__(
        self, contest: Contest, attempts: list[Attempt], out: set[str], passed: set[str]
    ) -> None:
        self.contest = contest
        self.started = [each for each in attempts if each.reset_at is None]
        self.able = [each for each in self.started if each.submission and each.id not in out]
        sealed = [each.participant for each in attempts if each.submission and each.id in passed]
        self.passed = passed | set(sealed)

    @property
    def target(self) -> int:
        full = {each.participant for each in self.able if said(each).score == 3}
        assert self.contest.prediction
        return {
            PredictionTarget.FULL_MARKS: len(full),
            PredictionTarget.PARTICIPANTS: len({each.participant for each in self.able}),
            PredictionTarget.ATTEMPTS: len(self.able),
        }[self.contest.prediction.target]

    def strength(self, attempt: Attempt) -> list[float]:
        """Key by key, more is better."""
        sealed = said(attempt)
        mine = [each for each in self.started if each.participant == attempt.participant]
        guess = sealed.prediction
        strengths: dict[RankingKey, float] = {
            RankingKey.SCORE: sealed.score,
            RankingKey.ELAPSED: -sealed.elapsed_ms,
            RankingKey.SUBMITTED_AT: -sealed.submitted_at,
            RankingKey.PREDICTION: -999 if guess is None else -abs(guess - self.target),
            RankingKey.ATTEMPTS: -len(mine),
            RankingKey.REGISTERED_AT: -min(each.started_at for each in mine),
        }
        return [strengths[key] for key in self.contest.ranking.order]

    def best(self) -> list[Attempt]:
        """Of each person the attempt that none of their own beats, best first."""
        found: dict[str, Attempt] = {}
        for each in sorted(self.able, key=lambda each: (-said(each).score, each.number)):
            known = found.get(each.participant)
            if known is None or self.strength(each) > self.strength(known):
                found[each.participant] = each
        return sorted(found.values(), key=self.strength, reverse=True)

    def individual(self) -> list[Ladder]:
        return [
            (amounts_of(prizes), self.candidates(prizes[0]))
            for prizes in in_rows(self.contest.individual_prizes)
        ]

    def candidates(self, prize: IndividualPrize) -> list[list[str]]:
        able = [each for each in self.best() if self.meets(prize, each)]
        return [[each.id for each in tied] for _, tied in groupby(able, key=self.strength)]

    def meets(self, prize: IndividualPrize, attempt: Attempt) -> bool:
        score = said(attempt).score
        category = prize.category is None or attempt.category == prize.category
        full = score == 3 or not prize.full_marks_only
        least = prize.min_score is None or score >= prize.min_score
        return category and full and least and attempt.participant not in self.passed

    def collective(self) -> list[Ladder]:
        return [
            (amounts_of(prizes), self.units(prizes[0]))
            for prizes in in_rows(self.contest.collective_prizes)
        ]

    def units(self, prize: CollectivePrize) -> list[list[str]]:
        people = Counter(each.unit for each in self.best())
        worth = {
            unit.id: (self.value(prize.metric, unit.id), people[unit.id])
            for unit in self.contest.units
            if prize.unit_kind in (None, unit.kind)
            and people[unit.id] >= (prize.min_participants or 0)
            and Fraction(people[unit.id], unit.headcount or 1) >= Fraction(prize.min_rate or 0, 100)
            and unit.id not in self.passed
        }
        order = sorted({each for each in worth.values() if each[0] > 0}, reverse=True)
        return [[unit for unit in worth if worth[unit] == each] for each in order]

    def value(self, metric: Metric, unit: str) -> Fraction | int:
        mine = [said(each).score for each in self.best() if each.unit == unit]
        top = max((said(each).score for each in self.best()), default=0)
        headcount = next(each.headcount for each in self.contest.units if each.id == unit)
        return {
            Metric.PARTICIPANTS: len(mine),
            Metric.ATTEMPTS: sum(each.unit == unit for each in self.able),
            Metric.PARTICIPATION_RATE: Fraction(len(mine), headcount or 1),
            Metric.FULL_MARKS: mine.count(top),
            Metric.CORRECT_ANSWERS: sum(mine),
            Metric.AVERAGE_SCORE: Fraction(sum(mine), len(mine) or 1),
        }[metric]


def said(attempt: Attempt) -> Submission:
    assert attempt.submission is not None
    return attempt.submission


def in_rows(
    prizes: Sequence[Any],
) -> list[list[IndividualPrize | CollectivePrize]]:
    """Prizes in a row that differ in name, count and amount alone."""
    found: list[Any] = []
    for prize in prizes:
        bare = replace(prize, id="", title="", count=0, amount_vnd=0)
        if found and found[-1][0] == bare:
            found[-1][1].append(prize)
        else:
            found.append((bare, [prize]))
    return [row for _, row in found]


def amounts_of(prizes: Sequence[IndividualPrize | CollectivePrize]) -> list[int]:
    return [prize.amount_vnd for prize in prizes for _ in range(prize.count)]


def collective(outcome: Outcome) -> Allocation:
    parts = [result.allocation for result in outcome.collective]
    awards = tuple(award for part in parts for award in part.awards)
    return Allocation(awards, tuple(tie for part in parts for tie in part.ties))


def check(allocation: Allocation, ladders: list[Ladder], share: bool, one_each: bool) -> None:
    """What is awarded holds in every world; a tie is open just where worlds differ."""
    mine = Counter((award.winner, award.amount_vnd) for award in allocation.awards)
    if share:
        possible = {shared_world(ladders, one_each)}
        assert not allocation.ties
    else:
        possible = worlds(ladders, one_each)
    assert bool(allocation.ties) == (len(possible) > 1)
    for world in possible:
        theirs = Counter((who, amount) for _, who, amount in world)
        assert mine <= theirs
        assert allocation.ties or mine == theirs


@given(contests(), some_attempts(), out, gone)
@settings(max_examples=300, deadline=None)
def test_naive_prizes_agree(
    contest: Contest, attempts: list[Attempt], out: set[tuple[str, int]], gone: dict[str, int]
) -> None:
    reviews = [disqualify(f"{who}-{number}") for who, number in out]
    passings = [refuse("individual-1", f"{who}-{number}") for who, number in gone.items()]
    outcome = rank_contest(contest, "v1", attempts, reviews, (), passings)
    passed = {passing.winner for passing in passings}
    naive = Naive(contest, attempts, {review.attempt_id for review in reviews}, passed)
    share = contest.ranking.last_resort is LastResort.SHARE
    one_each = contest.ranking.one_collective_prize_per_unit
    assert outcome.target == naive.target
    check(outcome.individual, naive.individual(), share, one_each=True)
    check(collective(outcome), naive.collective(), share, one_each)


@given(contests(), some_attempts(), st.randoms(use_true_random=False), st.booleans())
@settings(max_examples=200, deadline=None)
def test_deciding_tie_after_tie_settles_all_and_takes_nothing_back(  # type: ignore[no-untyped-def]  # hypothesis hands them in
    contest, attempts, random, unit_passes
) -> None:
    contest = replace(contest, ranking=replace(contest.ranking, last_resort=LastResort.ORGANIZERS))
    passings: list[Passing] = [refuse("collective-1", "khu-pho-1")] if unit_passes else []
    decided: dict[str, Decision] = {}
    outcome = rank_contest(contest, "v1", attempts, (), (), passings)
    while outcome.undecided_ties:
        tie = random.choice([tie for tie in outcome.undecided_ties if tie.waits_for is None])
        known = decided[tie.prize_id].winners if tie.prize_id in decided else ()
        names = random.sample(tie.candidates, tie.places)
        decided[tie.prize_id] = Decision(tie.prize_id, (*known, *names), "?")
        before = outcome
        outcome = rank_contest(contest, "v1", attempts, (), decided.values(), passings)
        assert set(before.individual.awards) <= set(outcome.individual.awards)
        assert set(collective(before).awards) <= set(collective(outcome).awards)
    naive = Naive(contest, attempts, set(), {passing.winner for passing in passings})
    won = frozenset((each.winner, each.amount_vnd) for each in outcome.individual.awards)
    possible = {frozenset(each[1:] for each in world) for world in worlds(naive.individual())}
    assert won in possible
    assert "khu-pho-1" not in {award.winner for award in collective(outcome).awards if unit_passes}
