"""The public entries of a contest: one row for each sealed attempt (docs/ledger.md §5)."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from chalicelib.domain.attempt import Attempt, Submission
from chalicelib.domain.canonical import canonical
from chalicelib.domain.contest import Contest, RankingKey
from chalicelib.domain.ledger import PrivateHalf, PublicHalf, leaf_hash, private_salt, public_salt
from chalicelib.domain.paper import draw_paper
from chalicelib.domain.ranking import EntryState
from chalicelib.domain.redrawing import Redrawer
from chalicelib.domain.rulings import Fact, reset_fact
from chalicelib.domain.scoring import places_of, score_of

MOST_BYTES = 5_000_000
"""Of one part of the entries, as canonical JSON."""

_PLACES = [places_of(bits) for bits in range(256)]

Row = dict[str, Any]


class Unsound(Exception):
    """An attempt is not what was sealed, or not what was ranked; `attempt_id` names it."""

    def __init__(self, attempt_id: str, why: str) -> None:
        super().__init__(f"{attempt_id}: {why}")
        self.attempt_id = attempt_id


class EntryBook:
    """Makes the rows from the attempts of a contest, taken one by one in any order."""

    def __init__(
        self,
        contest: Contest,
        paper_key: bytes,
        salt_key: bytes,
        standing: Iterable[Row],
        opened: Collection[str],
    ) -> None:
        """`standing` has each sealed attempt as it was ranked ({"attempt", "state", "rank",
        "score", "elapsed_ms", "sealed_score"?, …}); the attempts `opened` are published whole."""
        self.resets: list[Fact] = []
        self._contest = contest
        self._paper_key, self._salt_key = paper_key, salt_key
        self._redrawer = Redrawer(contest, paper_key)
        self._questions = [question.id for question in contest.questions]
        self._ranked = {row["attempt"]: row for row in standing}
        self._opened = opened
        self._taken: list[tuple[str, Row]] = []
        self._best: dict[str, str] = {}
        self._started: Counter[str] = Counter()
        order = contest.ranking.order
        self._tells_prediction = RankingKey.PREDICTION in order
        self._tells_attempts = RankingKey.ATTEMPTS in order
        self._tells_category = any(each.category for each in contest.individual_prizes)

    def take(self, attempt: Attempt) -> None:
        """Takes in an attempt, sealed or not. Raises Unsound where the stored answers, score, time
        or unit don't give the leaf that was sealed."""
        sealed = attempt.submission
        if attempt.reset_at is not None:
            leaf = None if sealed is None else sealed.leaf
            self.resets.append(reset_fact(leaf, attempt.unit, attempt.reset_at))
        elif self._tells_attempts:
            self._started[attempt.participant] += 1
        if sealed is not None:
            self._taken.append((attempt.participant, self._row(attempt, sealed)))

    def rows(self) -> list[Row]:
        """All rows, by their leaves. Raises Unsound where one was ranked that never came."""
        if self._ranked:
            raise Unsound(next(iter(self._ranked)), "ranked, and not there")
        for participant, row in self._taken:
            if row["state"] == EntryState.NOT_BEST:
                row["best"] = self._best[participant]
            if self._tells_attempts:
                row["attempts"] = self._started[participant]
        return sorted((row for _, row in self._taken), key=lambda row: str(row["leaf"]))

    def _row(self, attempt: Attempt, sealed: Submission) -> Row:
        ranked = self._ranked.pop(attempt.id, None)
        if ranked is None:
            raise Unsound(attempt.id, "sealed, and not ranked")
        private, row = self._private(attempt, sealed), self._public(attempt, sealed)
        row |= {"state": ranked["state"], "rank": ranked["rank"]}
        row["q"] = self._checked(attempt, sealed, private).hex()
        if ranked["state"] == EntryState.COUNTED:
            self._best[attempt.participant] = row["leaf"]
        if "sealed_score" in ranked:
            row["counted_score"] = ranked["score"]
            row["counted_elapsed_ms"] = ranked["elapsed_ms"]
        if attempt.id in self._opened:
            self._check_score(attempt, sealed)
            row["opening"] = dict(private.__dict__)
        return row

    def _public(self, attempt: Attempt, sealed: Submission) -> Row:
        row = {
            "leaf": sealed.leaf.hex(),
            "salt": public_salt(self._salt_key, attempt.id),
            "score": sealed.score,
            "elapsed_ms": sealed.elapsed_ms,
            "unit": attempt.unit,
            "sealed_by": sealed.sealed_by.value,
        }
        if self._tells_prediction:
            row["prediction"] = sealed.prediction
        if self._tells_category:
            row["category"] = attempt.category
        return row

    def _private(self, attempt: Attempt, sealed: Submission) -> PrivateHalf:
        if len(sealed.choices) != self._contest.paper.questions:
            raise Unsound(attempt.id, "answers to another paper")
        asked = zip(self._redrawer.questions(attempt.id), sealed.choices, strict=True)
        return PrivateHalf(
            answers={self._questions[place]: _PLACES[bits] for place, bits in asked if bits},
            attempt=attempt.id,
            prediction=sealed.prediction,
            submitted_at=sealed.submitted_at,
            salt=private_salt(self._salt_key, attempt.id),
        )

    def _checked(self, attempt: Attempt, sealed: Submission, private: PrivateHalf) -> bytes:
        """Q, which gives the leaf that was sealed."""
        salt = public_salt(self._salt_key, attempt.id)
        public = PublicHalf(sealed.elapsed_ms, sealed.score, attempt.unit, salt)
        q = private.digest()
        if leaf_hash(public.digest(), q) != sealed.leaf:
            raise Unsound(attempt.id, "not what was sealed")
        return q

    def _check_score(self, attempt: Attempt, sealed: Submission) -> None:
        paper = draw_paper(self._contest, self._paper_key, attempt.id)
        if score_of(paper, sealed.choices) != sealed.score:
            raise Unsound(attempt.id, "another score than the answers give")


def parts(rows: Iterable[Row], most_bytes: int = MOST_BYTES) -> Iterator[bytes]:
    """The rows as files: arrays in canonical JSON of at most so many bytes, at least one."""
    taken: list[bytes] = []
    size = 2
    for row in rows:
        spelled = canonical(row)
        if taken and size + len(spelled) > most_bytes:
            yield b"[%b]" % b",".join(taken)
            taken, size = [], 2
        taken.append(spelled)
        size += len(spelled) + 1
    yield b"[%b]" % b",".join(taken)


def part_name(number: int) -> str:
    """The file of a part, the first one's number is 0."""
    return "entries.json" if number == 0 else f"entries-{number:04}.json"
