"""A ranking run: from all attempts of a contest to its standing, prizes, flags and open questions.

The same inputs give the same bytes, in whatever order they come.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from chalicelib.domain.amending import Amended, Amendment, Corrections
from chalicelib.domain.attempt import Attempt
from chalicelib.domain.collective_prizes import CollectiveResult, award_units
from chalicelib.domain.contest import Contest, LastResort
from chalicelib.domain.drawing import Draw
from chalicelib.domain.flags import Flag, find_flags, in_order_of
from chalicelib.domain.individual_prizes import award_individuals
from chalicelib.domain.inputs import inputs_hash
from chalicelib.domain.intake import Disqualified, Intake, Totals
from chalicelib.domain.manual_prizes import ManualAward, Naming, Recipient, award_by_judgement
from chalicelib.domain.metrics import UnitTally, tally_units
from chalicelib.domain.prizes import Allocation, Decided, Decision, DrawnTie, Passing, UndecidedTie
from chalicelib.domain.ranking import Entry, Review, Standing, Verdict
from chalicelib.domain.unit_lists import Confirmation, strikes_of, unconfirmed_units


@dataclass(frozen=True)
class Judged:
    """What organizers have recorded, each in the order of what it is about."""

    reviews: tuple[Review, ...]
    decisions: tuple[Decision, ...]
    passings: tuple[Passing, ...]
    namings: tuple[Naming, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()
    draw: Draw | None = None

    @property
    def seed(self) -> str | None:
        """The number that ties are drawn with, None where none is recorded."""
        return None if self.draw is None else self.draw.seed

    @property
    def winners(self) -> Decided:
        """Prize id → who was decided to win it."""
        return {decision.prize: decision.winners for decision in self.decisions}


@dataclass(frozen=True)
class Outcome:
    """All that a ranking run found. `reset`: entries, thus sealed ones only. `full_score`: the
    score with every answer right. `target`: what predictions are measured against, if anything.
    `judged`: what organizers had recorded. `amended`: the amendments in force, as they were agreed,
    with what each did."""

    contest: Contest
    version: str
    inputs_hash: str
    totals: Totals
    standing: Standing
    target: int | None
    disqualified: tuple[Disqualified, ...]
    reset: tuple[Entry, ...]
    tallies: tuple[UnitTally, ...]
    individual: Allocation
    collective: tuple[CollectiveResult, ...]
    flags: tuple[Flag, ...]
    judged: Judged
    manual: tuple[ManualAward, ...] = ()
    amended: tuple[Amended, ...] = ()

    @property
    def full_score(self) -> int:
        return self.contest.paper.questions

    def sealed_entries(self) -> Iterator[Entry]:
        """Every entry: counted best first, then not best, disqualified, reset."""
        yield from _looked_at(self.standing, self.disqualified)
        yield from self.reset

    @property
    def undecided_ties(self) -> tuple[UndecidedTie, ...]:
        """Ties that must be decided before results are published."""
        collective = (result.allocation.ties for result in self.collective)
        return tuple(chain(self.individual.ties, *collective))

    @property
    def drawn_ties(self) -> tuple[DrawnTie, ...]:
        """Ties that were drawn."""
        collective = (result.allocation.drawn for result in self.collective)
        return tuple(chain(self.individual.drawn, *collective))

    @property
    def unreviewed_winners(self) -> tuple[str, ...]:
        """Attempts that win, or may win by a decision, with a flag that nobody has looked at, or
        whose person was called in and has not been judged yet."""
        verdicts = {review.attempt_id: review.verdict for review in self.judged.reviews}
        called_in = {each for each, verdict in verdicts.items() if verdict is Verdict.CALLED_IN}
        unreviewed = {flag.attempt_id for flag in self.flags} - verdicts.keys() | called_in
        winners = dict.fromkeys((*contenders(self.individual), *self.named_attempts))
        return tuple(attempt for attempt in winners if attempt in unreviewed)

    @property
    def unconfirmed_units(self) -> tuple[str, ...]:
        """Units whose lists must be confirmed before results are published."""
        return unconfirmed_units(self.contest, self.collective, self.judged.confirmations)

    @property
    def named_attempts(self) -> tuple[str, ...]:
        """Attempts whose people get a manual prize, each once."""
        named = (award.naming for award in self.manual)
        people = (each.winner for each in named if each.recipient is Recipient.ATTEMPT)
        return tuple(dict.fromkeys(people))


def contenders(allocation: Allocation) -> tuple[str, ...]:
    """Winners and candidates of undecided ties, each once, best first."""
    winners = (award.winner for award in allocation.awards)
    candidates = chain.from_iterable(tie.candidates for tie in allocation.ties)
    return tuple(dict.fromkeys(chain(winners, candidates)))


def rank_contest(
    contest: Contest,
    version: str,
    attempts: Iterable[Attempt],
    reviews: Iterable[Review] = (),
    decisions: Iterable[Decision] = (),
    passings: Iterable[Passing] = (),
    namings: Iterable[Naming] = (),
    amendments: Iterable[Amendment] = (),
    paper_key: bytes | None = None,
    confirmations: Iterable[Confirmation] = (),
    draw: Draw | None = None,
) -> Outcome:
    """The outcome of `contest` (its `version`), with what organizers have reviewed and decided.

    `attempts` are all that were started, in any order, read once. Where the rules share ties or
    draw them, decisions are left out: they decide nothing; so is `draw` where they
    don't draw. `amendments` come in the order agreed; `paper_key`
    draws the papers again, where questions were amended. Raises ValueError where an attempt comes
    twice, or has two reviews, a prize has two decisions, a winner passes twice, or two are named
    for one place of a manual prize.
    """
    decisions = decisions if contest.ranking.last_resort is LastResort.ORGANIZERS else ()
    draw = draw if contest.ranking.last_resort is LastResort.DRAW else None
    judged = Judged(
        _each_once(reviews, lambda review: review.attempt_id, "two reviews for one attempt"),
        _each_once(decisions, lambda decision: decision.prize, "two decisions for one prize"),
        _each_once(passings, lambda passing: passing.winner, "two passings of one winner"),
        _each_once(namings, lambda naming: naming.key, "two named for one place"),
        _each_once(confirmations, lambda each: each.unit, "two confirmations of one unit"),
        draw,
    )
    verdicts = {review.attempt_id: review for review in judged.reviews}
    intake = Intake(contest, verdicts, Corrections(contest, paper_key, amendments), paper_key)
    return _outcome(version, intake.take_all(attempts), judged)


def _outcome(version: str, intake: Intake, judged: Judged) -> Outcome:
    contest = intake.contest
    target = intake.prediction_value()
    standing = intake.standing(target)
    tallies = tally_units(contest.units, standing, strikes_of(judged.confirmations))
    passed = {passing.winner for passing in judged.passings}
    people = intake.whose(passed)
    individual = award_individuals(contest, standing, judged.winners, people, judged.seed)
    flags = _flags(intake, standing, individual)
    return Outcome(
        contest=contest,
        version=version,
        inputs_hash=inputs_hash(
            version,
            intake.digests,
            judged.reviews,
            judged.decisions,
            judged.passings,
            judged.namings,
            intake.corrections.amendments,
            flags,
            judged.confirmations,
            judged.draw,
        ),
        totals=intake.totals(standing),
        standing=standing,
        target=target,
        disqualified=tuple(intake.disqualified),
        reset=tuple(intake.reset),
        tallies=tallies,
        individual=individual,
        collective=award_units(contest, tallies, judged.winners, passed, judged.seed),
        manual=award_by_judgement(contest, standing, judged.namings),
        amended=tuple(intake.corrections.amended),
        judged=judged,
        flags=flags,
    )


def _flags(intake: Intake, standing: Standing, individual: Allocation) -> tuple[Flag, ...]:
    """Flags in the order of the standing."""
    found = find_flags(intake.traces, intake.contest, intake.paper_key, contenders(individual))
    entries = _looked_at(standing, intake.disqualified)
    return tuple(in_order_of((entry.attempt_id for entry in entries), found))


def _looked_at(standing: Standing, disqualified: Iterable[Disqualified]) -> Iterator[Entry]:
    """Entries that are looked at for flags: all but reset ones, which win nothing anyway."""
    yield from (ranked.entry for ranked in standing.counted)
    yield from standing.not_best
    yield from (each.entry for each in disqualified)


_Record = TypeVar("_Record", Review, Decision, Passing, Naming, Confirmation)


def _each_once(
    records: Iterable[_Record], about: Callable[[_Record], str], fault: str
) -> tuple[_Record, ...]:
    in_order = sorted(records, key=about)
    if len({about(record) for record in in_order}) < len(in_order):
        raise ValueError(fault)
    return tuple(in_order)
