"""A ranking run: from all attempts of a contest to its standing, prizes, flags and open questions.

The same inputs give the same bytes, in whatever order they come.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, pairwise
from typing import Self

from chalicelib.domain.attempt import Attempt
from chalicelib.domain.canonical import canonical
from chalicelib.domain.contest import Contest
from chalicelib.domain.flags import Flag, flag_entries
from chalicelib.domain.metrics import UnitTally, tally_units
from chalicelib.domain.prizes import (
    Allocation,
    CollectiveResult,
    Decided,
    Decision,
    UndecidedTie,
    award_individuals,
    award_units,
)
from chalicelib.domain.ranking import Entry, Review, Standing, Verdict, entry_of, rank

EXCLUDED = "excluded"
"""Reason code of an entry by one who may not take part."""


@dataclass(frozen=True)
class Disqualified:
    """An entry that counts nowhere: `reason` is the review's, or the code `excluded`."""

    entry: Entry
    reason: str


@dataclass(frozen=True)
class Totals:
    """How many people started; how many attempts were sealed, count, or do not (design §7).

    `submitted` leaves out disqualified and reset attempts; `reset` has those never sealed too.
    """

    registered: int
    submitted: int
    counted: int
    disqualified: int
    reset: int


@dataclass(frozen=True)
class Outcome:
    """All that a ranking run found. `reset`: entries, thus sealed ones only. `full_score`: the
    score with every answer right."""

    slug: str
    version: str
    full_score: int
    inputs_hash: str
    totals: Totals
    standing: Standing
    disqualified: tuple[Disqualified, ...]
    reset: tuple[Entry, ...]
    tallies: tuple[UnitTally, ...]
    individual: Allocation
    collective: tuple[CollectiveResult, ...]
    flags: tuple[Flag, ...]
    reviews: tuple[Review, ...]
    decisions: tuple[Decision, ...]

    def sealed_entries(self) -> Iterator[Entry]:
        """Every entry: counted best first, then not best, disqualified, reset."""
        yield from _judged(self.standing, self.disqualified)
        yield from self.reset

    @property
    def undecided_ties(self) -> tuple[UndecidedTie, ...]:
        """Ties that must be decided before results are published."""
        collective = (result.allocation.ties for result in self.collective)
        return tuple(chain(self.individual.ties, *collective))

    @property
    def unreviewed_winners(self) -> tuple[str, ...]:
        """Attempts that win, or may win by a decision, with a flag that nobody has looked at."""
        reviewed = {review.attempt_id for review in self.reviews}
        unreviewed = {flag.attempt_id for flag in self.flags} - reviewed
        return tuple(attempt for attempt in contenders(self.individual) if attempt in unreviewed)


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
) -> Outcome:
    """The outcome of `contest` (its `version`), with what organizers have reviewed and decided.

    `attempts` are all that were started, in any order, read once. Raises ValueError where an
    attempt comes twice, or has two reviews, or a prize has two decisions.
    """
    verdicts = _by_attempt(reviews)
    decided = _by_prize(decisions)
    intake = _Intake(contest, verdicts).take_all(attempts)
    standing = rank(intake.able, contest.ranking.order)
    tallies = tally_units(contest.units, standing)
    winners: Decided = {prize: decision.winners for prize, decision in decided.items()}
    return Outcome(
        slug=contest.slug,
        version=version,
        full_score=contest.paper.questions,
        inputs_hash=_inputs_hash(version, intake.digests, verdicts, decided),
        totals=intake.totals(standing),
        standing=standing,
        disqualified=tuple(intake.disqualified),
        reset=tuple(intake.reset),
        tallies=tallies,
        individual=award_individuals(contest, standing, winners),
        collective=award_units(contest, tallies, winners),
        reviews=tuple(verdicts.values()),
        decisions=tuple(decided.values()),
        flags=tuple(flag_entries(_judged(standing, intake.disqualified), contest)),
    )


def _judged(standing: Standing, disqualified: Iterable[Disqualified]) -> Iterator[Entry]:
    """Entries that are looked at for flags: all but reset ones, which win nothing anyway."""
    yield from (ranked.entry for ranked in standing.counted)
    yield from standing.not_best
    yield from (each.entry for each in disqualified)


def _by_attempt(reviews: Iterable[Review]) -> dict[str, Review]:
    in_order = sorted(reviews, key=lambda review: review.attempt_id)
    found = {review.attempt_id: review for review in in_order}
    if len(found) < len(in_order):
        raise ValueError("two reviews for one attempt")
    return found


def _by_prize(decisions: Iterable[Decision]) -> dict[str, Decision]:
    in_order = sorted(decisions, key=lambda decision: decision.prize)
    found = {decision.prize: decision for decision in in_order}
    if len(found) < len(in_order):
        raise ValueError("two decisions for one prize")
    return found


@dataclass
class _Intake:
    """Attempts as they come, sorted by what becomes of them."""

    contest: Contest
    verdicts: Mapping[str, Review]
    digests: list[bytes] = field(default_factory=list)
    people: set[str] = field(default_factory=set)
    resets: int = 0
    able: list[Entry] = field(default_factory=list)
    disqualified: list[Disqualified] = field(default_factory=list)
    reset: list[Entry] = field(default_factory=list)

    def __post_init__(self) -> None:
        excluded = self.contest.identity.excluded
        self.excluded = frozenset(person.identity for person in excluded)

    def take_all(self, attempts: Iterable[Attempt]) -> Self:
        """Takes attempts one by one; what came leaves no trace of the order."""
        for attempt in attempts:
            self._take(attempt)
        self.disqualified.sort(key=lambda each: each.entry.attempt_id)
        self.reset.sort(key=lambda entry: entry.attempt_id)
        return self

    def _take(self, attempt: Attempt) -> None:
        self.digests.append(_digest(attempt))
        self.people.add(attempt.participant)
        entry = entry_of(attempt)
        if attempt.reset_at is not None:
            self.resets += 1
            self.reset += [entry] if entry else []
        elif entry is not None:
            self._admit(entry)

    def _admit(self, entry: Entry) -> None:
        reason = self._reason_against(entry)
        if reason is None:
            self.able.append(entry)
        else:
            self.disqualified.append(Disqualified(entry, reason))

    def _reason_against(self, entry: Entry) -> str | None:
        if entry.identity in self.excluded:
            return EXCLUDED
        review = self.verdicts.get(entry.attempt_id)
        disqualified = review is not None and review.verdict is Verdict.DISQUALIFIED
        return review.reason if review is not None and disqualified else None

    def totals(self, standing: Standing) -> Totals:
        """The totals of all that was taken."""
        return Totals(
            registered=len(self.people),
            submitted=len(self.able),
            counted=len(standing.counted),
            disqualified=len(self.disqualified),
            reset=self.resets,
        )


def _digest(attempt: Attempt) -> bytes:
    """SHA-256 of the canonical array of all that this attempt says for the ranking."""
    sealed = attempt.submission
    said = sealed and (
        sealed.score,
        sealed.elapsed_ms,
        sealed.submitted_at,
        sealed.leaf.hex(),
        sealed.sealed_by,
    )
    row = (
        attempt.id,
        attempt.participant,
        attempt.number,
        attempt.identity,
        attempt.name,
        attempt.unit,
        attempt.category,
        attempt.reset_at,
        said,
    )
    return hashlib.sha256(canonical(row)).digest()


def _inputs_hash(
    version: str,
    digests: list[bytes],
    verdicts: Mapping[str, Review],
    decided: Mapping[str, Decision],
) -> str:
    """SHA-256, in hex, of the canonical [version, reviews by attempt, decisions by prize] followed
    by the digests of all attempts, ascending: the order in which they came leaves no trace."""
    in_order = sorted(digests)
    if any(one == next_one for one, next_one in pairwise(in_order)):
        raise ValueError("an attempt came twice")
    reviews = [(review.attempt_id, review.verdict, review.reason) for review in verdicts.values()]
    decisions = [(each.prize, each.winners, each.reason) for each in decided.values()]
    whole = hashlib.sha256(canonical((version, reviews, decisions)))
    whole.update(b"".join(in_order))
    return whole.hexdigest()
