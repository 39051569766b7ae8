"""A contest and its rules as values; `contest_document.py` builds them."""

from dataclasses import dataclass
from enum import StrEnum

GRACE_MS = 5_000
FREEZE_DELAY_MS = 60_000
NO_DEADLINE = 2**53 - 1
MS_PER_SECOND = 1_000
MS_PER_DAY = 86_400_000
# Parts of a shared prize are rounded down to it.
SHARE_UNIT_VND = 1_000


class IdentityField(StrEnum):
    PHONE = "phone"
    CITIZEN_ID = "citizen_id"


class RevealScore(StrEnum):
    AFTER_CLOSE = "after_close"
    ON_SUBMIT = "on_submit"


class RankingKey(StrEnum):
    SCORE = "score"
    ELAPSED = "elapsed"
    SUBMITTED_AT = "submitted_at"
    PREDICTION = "prediction"
    ATTEMPTS = "attempts"
    REGISTERED_AT = "registered_at"


DEFAULT_ORDER = (RankingKey.SCORE, RankingKey.ELAPSED, RankingKey.SUBMITTED_AT)


class LastResort(StrEnum):
    """How a tie ends that no ranking key breaks."""

    ORGANIZERS = "organizers"
    SHARE = "share"
    DRAW = "draw"


class PredictionTarget(StrEnum):
    """What a prediction is measured against."""

    FULL_MARKS = "full_marks"
    PARTICIPANTS = "participants"
    ATTEMPTS = "attempts"


class Metric(StrEnum):
    PARTICIPANTS = "participants"
    ATTEMPTS = "attempts"
    PARTICIPATION_RATE = "participation_rate"
    FULL_MARKS = "full_marks"
    CORRECT_ANSWERS = "correct_answers"
    AVERAGE_SCORE = "average_score"


@dataclass(frozen=True)
class Topic:
    id: str
    name: str


@dataclass(frozen=True)
class Unit:
    id: str
    name: str
    kind: str | None = None
    headcount: int | None = None


@dataclass(frozen=True)
class Question:
    """`key` holds the indexes of the right options, in the bank's order, from 0."""

    id: str
    topic: str
    text: str
    options: tuple[str, ...]
    key: frozenset[int]
    explanation: str = ""
    source: str = ""
    difficulty: int | None = None

    @property
    def multiple(self) -> bool:
        return len(self.key) > 1


@dataclass(frozen=True)
class ExcludedPerson:
    """One who may not take part; `identity` is normalised."""

    identity: str
    role: str


@dataclass(frozen=True)
class IdentityRules:
    field: IdentityField
    categories: tuple[str, ...]
    excluded: tuple[ExcludedPerson, ...] = ()
    min_age: int | None = None
    max_age: int | None = None

    @property
    def asks_age(self) -> bool:
        return self.min_age is not None or self.max_age is not None


@dataclass(frozen=True)
class PaperRules:
    """`quota` is how many questions are drawn from each topic; no `time_limit_s`: until close.

    `attempts` is how many a person may start, 0 for as many as they like.
    """

    quota: tuple[tuple[str, int], ...]
    time_limit_s: int | None = None
    draft_interval_s: int = 180
    shuffle_options: bool = True
    reveal_score: RevealScore = RevealScore.AFTER_CLOSE
    attempts: int = 1
    require_all_answers: bool = False
    points_per_question: int = 1

    def allows_attempt(self, number: int) -> bool:
        return self.attempts == 0 or number <= self.attempts

    @property
    def questions(self) -> int:
        return sum(count for _, count in self.quota)


@dataclass(frozen=True)
class RankingRules:
    """`draw_source`: which public number ties are drawn with, where the last resort is a draw."""

    order: tuple[RankingKey, ...]
    one_collective_prize_per_unit: bool = False
    complaint_days: int = 5
    claim_days: int = 30
    last_resort: LastResort = LastResort.ORGANIZERS
    draw_source: str | None = None


@dataclass(frozen=True)
class ApprovalRules:
    """What publishing waits for: a second organizer, and what heads of units confirm."""

    second_person: bool = False
    units_confirm: bool = False


@dataclass(frozen=True)
class Prediction:
    """What participants are asked to guess beside the questions."""

    prompt: str
    target: PredictionTarget


@dataclass(frozen=True)
class IndividualPrize:
    """`category`: only those of it; `min_score` counts right answers."""

    id: str
    title: str
    count: int
    amount_vnd: int
    award: str | None = None
    category: str | None = None
    full_marks_only: bool = False
    min_score: int | None = None


@dataclass(frozen=True)
class CollectivePrize:
    """`unit_kind`: only units of it; `min_rate` is a share of the headcount, in percent."""

    id: str
    title: str
    count: int
    amount_vnd: int
    metric: Metric
    award: str | None = None
    unit_kind: str | None = None
    min_participants: int | None = None
    min_rate: int | None = None


@dataclass(frozen=True)
class ManualPrize:
    """Given by judgement: organizers name who gets it, after ranking."""

    id: str
    title: str
    count: int
    amount_vnd: int
    award: str | None = None


Prize = IndividualPrize | CollectivePrize | ManualPrize


@dataclass(frozen=True)
class Contest:
    """All that the rules of one contest say (plan, sections II to IV)."""

    slug: str
    title: str
    host: str
    contact: str
    opens_at: int
    closes_at: int
    retention_days: int
    identity: IdentityRules
    paper: PaperRules
    min_seconds_per_question: int
    ranking: RankingRules
    individual_prizes: tuple[IndividualPrize, ...]
    collective_prizes: tuple[CollectivePrize, ...]
    topics: tuple[Topic, ...]
    units: tuple[Unit, ...]
    questions: tuple[Question, ...]
    prediction: Prediction | None = None
    manual_prizes: tuple[ManualPrize, ...] = ()
    approval: ApprovalRules = ApprovalRules()

    @property
    def frozen_at(self) -> int:
        """From here on nothing that was answered can change (design §5)."""
        return self.closes_at + GRACE_MS + FREEZE_DELAY_MS

    @property
    def expires_at(self) -> int:
        """When personal data goes; whole seconds, as DynamoDB's expiry knows no parts of them."""
        exactly = self.closes_at + self.retention_days * MS_PER_DAY
        return exactly // MS_PER_SECOND * MS_PER_SECOND

    @property
    def prizes(self) -> tuple[Prize, ...]:
        return (*self.individual_prizes, *self.collective_prizes, *self.manual_prizes)

    @property
    def total_vnd(self) -> int:
        return sum(prize.count * prize.amount_vnd for prize in self.prizes)

    def unit(self, unit_id: str) -> Unit | None:
        return next((unit for unit in self.units if unit.id == unit_id), None)
