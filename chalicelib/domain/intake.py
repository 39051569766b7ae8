"""What becomes of each attempt before ranking: able to win, disqualified, reset, never sealed."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Self

from chalicelib.domain.amending import ANNULLED, Corrections
from chalicelib.domain.attempt import Attempt
from chalicelib.domain.contest import Contest
from chalicelib.domain.flag import Trace, trace_of
from chalicelib.domain.inputs import digest
from chalicelib.domain.ranking import (
    BY_STARTS,
    Entry,
    Review,
    Standing,
    Starts,
    Verdict,
    entry_of,
    prediction_value,
    rank,
)

EXCLUDED = "excluded"
"""Reason code of an entry by one who may not take part."""


@dataclass(frozen=True)
class Disqualified:
    """An entry that counts nowhere: `reason` and `at` are the review's, or the code `annulled` with
    the amendment's instant, or the code `excluded` with none, since nobody had to decide it."""

    entry: Entry
    reason: str
    at: int | None = None


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


@dataclass
class Intake:
    """Attempts as they come, sorted by what becomes of them."""

    contest: Contest
    verdicts: Mapping[str, Review]
    corrections: Corrections
    paper_key: bytes | None = None
    digests: list[bytes] = field(default_factory=list)
    people: set[str] = field(default_factory=set)
    starts: dict[str, Starts] = field(default_factory=dict)
    resets: int = 0
    able: list[Entry] = field(default_factory=list)
    disqualified: list[Disqualified] = field(default_factory=list)
    reset: list[Entry] = field(default_factory=list)
    traces: list[Trace] = field(default_factory=list)

    def __post_init__(self) -> None:
        excluded = self.contest.identity.excluded
        self.excluded = frozenset(person.identity for person in excluded)
        # Most contests rank by none of these: then what each person started takes no memory.
        self.starts_matter = not BY_STARTS.isdisjoint(self.contest.ranking.order)

    def take_all(self, attempts: Iterable[Attempt]) -> Self:
        """Takes attempts one by one; what came leaves no trace of the order."""
        for attempt in attempts:
            self._take(attempt)
        self.disqualified.sort(key=lambda each: each.entry.attempt_id)
        self.reset.sort(key=lambda entry: entry.attempt_id)
        return self

    def _take(self, attempt: Attempt) -> None:
        self.digests.append(digest(attempt))
        self.people.add(attempt.participant)
        entry = entry_of(attempt)
        if attempt.reset_at is not None:
            self.resets += 1
            self.reset += [entry] if entry else []
            return
        if self.starts_matter:
            self._note_start(attempt)
        if entry is not None:
            # Flags go by what was sealed: an outage cut out makes nobody fast.
            self.traces.append(trace_of(attempt, entry))
            self._admit(self.corrections.corrected(attempt, entry))

    def _note_start(self, attempt: Attempt) -> None:
        who, at = attempt.participant, attempt.started_at
        known = self.starts.get(who)
        self.starts[who] = (
            Starts(1, at)
            if known is None
            else Starts(known.attempts + 1, min(known.registered_at, at))
        )

    def _admit(self, entry: Entry) -> None:
        found = self._found_against(entry)
        if found is None:
            self.able.append(entry)
        else:
            self.disqualified.append(found)

    def _found_against(self, entry: Entry) -> Disqualified | None:
        if entry.identity in self.excluded:
            return Disqualified(entry, EXCLUDED)
        review = self.verdicts.get(entry.attempt_id)
        if review is not None and review.verdict is Verdict.DISQUALIFIED:
            return Disqualified(entry, review.reason, review.at)
        annulled = self.corrections.annulment(entry)
        return None if annulled is None else Disqualified(entry, ANNULLED, annulled.at)

    def prediction_value(self) -> int | None:
        """What predictions are measured against; None where the contest asks for none."""
        asked = self.contest.prediction
        if asked is None:
            return None
        return prediction_value(asked.target, self.able, self.contest.paper.questions)

    def standing(self, target: int | None) -> Standing:
        """The standing of those able to win."""
        return rank(self.able, self.contest.ranking.order, self.starts, target)

    def whose(self, attempts: Collection[str]) -> frozenset[str]:
        """The people behind some sealed attempts, whatever became of these."""
        if not attempts:
            return frozenset()
        entries = chain(self.able, (each.entry for each in self.disqualified), self.reset)
        return frozenset(entry.participant for entry in entries if entry.attempt_id in attempts)

    def totals(self, standing: Standing) -> Totals:
        """The totals of all that was taken."""
        return Totals(
            registered=len(self.people),
            submitted=len(self.able),
            counted=len(standing.counted),
            disqualified=len(self.disqualified),
            reset=self.resets,
        )
