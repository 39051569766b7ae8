"""Attempts in DynamoDB. One write unit a write, always: an item stays under 1 KB.

Budget of an item in bytes, names of attributes included, every field at its limit:

| field                          | name       | bytes |
| ---                            | ---        | ---   |
| pk `<slug>#A#<shard>`          | pk         | 39    |
| sk `<participant>#<number>`    | sk         | 31    |
| attempt id                     | i          | 17    |
| name                           | n          | 241   |
| phone or citizen number        | p          | 13    |
| unit                           | u          | 33    |
| category                       | c          | 151   |
| consent version                | k          | 4     |
| started_at, deadline           | s d        | 20    |
| expiry, by which DynamoDB goes | expires_at | 17    |
| device, source                 | h o        | 26    |
| choices (one byte a question)  | a          | 101   |
| draft's seq, prediction        | q r        | 14    |
| score, elapsed, submitted_at   | g e b      | 22    |
| sealed by, leaf                | y l        | 35    |
| reset_at                       | t          | 9     |
| wrong codes, since             | w v        | 12    |
| device granted the next one    | x          | 17    |

Together 802.
"""

import base64
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager

from pynamodb.attributes import BinaryAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib.domain.attempt import Attempt, AttemptKey, Draft, SealedBy, Submission, WrongCodes
from chalicelib.domain.canonical import base32
from chalicelib.stores.table import Item, availability, bound_to, conflicts, whole

_SEALED_BY = {SealedBy.HOLDER: "h", SealedBy.DRAFT: "d"}
_BY_LETTER = {letter: sealed_by for sealed_by, letter in _SEALED_BY.items()}
_MS_PER_SECOND = 1_000


class AttemptItem(Item):
    """An attempt as stored; the module's docstring tells what each letter costs."""

    attempt_id = BinaryAttribute(attr_name="i", legacy_encoding=False)
    name = UnicodeAttribute(attr_name="n")
    identity = UnicodeAttribute(attr_name="p")
    unit = UnicodeAttribute(attr_name="u")
    category = UnicodeAttribute(attr_name="c")
    consent_version = NumberAttribute(attr_name="k")
    started_at = NumberAttribute(attr_name="s")
    deadline = NumberAttribute(attr_name="d")
    expires_at = NumberAttribute(attr_name="expires_at")
    device = BinaryAttribute(attr_name="h", legacy_encoding=False)
    source = BinaryAttribute(attr_name="o", legacy_encoding=False)
    choices = BinaryAttribute(attr_name="a", legacy_encoding=False, null=True)
    seq = NumberAttribute(attr_name="q", null=True)
    prediction = NumberAttribute(attr_name="r", null=True)
    score = NumberAttribute(attr_name="g", null=True)
    elapsed_ms = NumberAttribute(attr_name="e", null=True)
    submitted_at = NumberAttribute(attr_name="b", null=True)
    sealed_by = UnicodeAttribute(attr_name="y", null=True)
    leaf = BinaryAttribute(attr_name="l", legacy_encoding=False, null=True)
    reset_at = NumberAttribute(attr_name="t", null=True)
    wrong_codes = NumberAttribute(attr_name="w", null=True)
    wrong_codes_since = NumberAttribute(attr_name="v", null=True)
    granted = BinaryAttribute(attr_name="x", legacy_encoding=False, null=True)


class DynamoAttempts:
    """The port `Attempts` on DynamoDB; attempts lie under `shards` partition keys a contest."""

    def __init__(self, table: str, shards: int, readers: int = 8) -> None:
        self._items = bound_to(table, AttemptItem)
        self._shards = shards
        self._readers = readers

    def create(self, attempt: Attempt) -> None:
        item = _item_of(self._items, attempt, self._shards)
        with self._conflicts():
            item.save(AttemptItem.pk.does_not_exist())

    def get(self, slug: str, participant: str, number: int) -> Attempt | None:
        pk, sk = _place(slug, participant, number, self._shards)
        with availability():
            try:
                return _attempt_of(self._items.get(pk, sk, consistent_read=True))
            except self._items.DoesNotExist:
                return None

    def of_person(self, slug: str, participant: str) -> list[Attempt]:
        pk, _ = _place(slug, participant, 1, self._shards)
        theirs = AttemptItem.sk.startswith(f"{participant}#")
        with availability():
            items = self._items.query(pk, theirs, consistent_read=True)
            return sorted(map(_attempt_of, items), key=lambda attempt: attempt.number)

    def save_draft(self, key: AttemptKey, draft: Draft, earliest_deadline: int) -> None:
        newer = AttemptItem.seq.does_not_exist() | (AttemptItem.seq < draft.seq)
        self._update(
            key,
            [*_answer_actions(draft.choices, draft.prediction), AttemptItem.seq.set(draft.seq)],
            _is_open(key) & (AttemptItem.deadline >= earliest_deadline) & newer,
        )

    def submit(self, key: AttemptKey, submission: Submission, earliest_deadline: int) -> None:
        self._update(
            key,
            _seal_actions(submission),
            _is_open(key) & (AttemptItem.deadline >= earliest_deadline),
        )

    def seal_draft(self, attempt: Attempt, submission: Submission) -> None:
        unchanged = (AttemptItem.deadline == attempt.deadline) & _same(
            AttemptItem.seq, attempt.draft.seq if attempt.draft else None
        )
        self._update(attempt.key, _seal_actions(submission), _is_open(attempt.key) & unchanged)

    def replace_device(self, attempt: Attempt, device: bytes) -> None:
        self._update(
            attempt.key,
            [
                AttemptItem.device.set(device),
                AttemptItem.wrong_codes.remove(),
                AttemptItem.wrong_codes_since.remove(),
            ],
            _is_started(attempt.key) & (AttemptItem.device == attempt.device),
        )

    def count_wrong_code(self, attempt: Attempt, wrong_codes: WrongCodes) -> None:
        before = attempt.wrong_codes
        self._update(
            attempt.key,
            [
                AttemptItem.wrong_codes.set(wrong_codes.count),
                AttemptItem.wrong_codes_since.set(wrong_codes.since),
            ],
            (AttemptItem.started_at == attempt.started_at)
            & _same(AttemptItem.wrong_codes, before.count if before else None)
            & _same(AttemptItem.wrong_codes_since, before.since if before else None),
        )

    def reset(self, key: AttemptKey, reset_at: int) -> None:
        self._update(key, [AttemptItem.reset_at.set(reset_at)], _is_started(key))

    def grant(self, key: AttemptKey, device: bytes) -> None:
        was_reset = (AttemptItem.started_at == key.started_at) & AttemptItem.reset_at.exists()
        self._update(key, [AttemptItem.granted.set(device)], was_reset)

    def every(self, slug: str) -> Iterator[Attempt]:
        with ThreadPoolExecutor(self._readers) as readers:
            for attempts in readers.map(
                lambda shard: self._shard(slug, shard), range(self._shards)
            ):
                yield from attempts

    def _shard(self, slug: str, shard: int) -> list[Attempt]:
        with availability():
            items = self._items.query(_partition(slug, shard), consistent_read=True)
            return [_attempt_of(item) for item in items]

    def _update(self, key: AttemptKey, actions: list[Action], condition: Condition) -> None:
        item = self._items(*_place(key.slug, key.participant, key.number, self._shards))
        with self._conflicts():
            item.update(actions, condition)

    def _conflicts(self) -> AbstractContextManager[None]:
        return conflicts(lambda raw: _attempt_of(self._items.from_raw_data(raw)))


def _partition(slug: str, shard: int) -> str:
    return f"{slug}#A#{shard:02}"


def _place(slug: str, participant: str, number: int, shards: int) -> tuple[str, str]:
    shard = int.from_bytes(_raw_id(participant)[:4], "big") % shards
    return _partition(slug, shard), f"{participant}#{number}"


def _raw_id(spelled: str) -> bytes:
    return base64.b32decode(spelled.upper() + "=" * (-len(spelled) % 8))


def _is_started(key: AttemptKey) -> Condition:
    same_start: Condition = AttemptItem.started_at == key.started_at
    return same_start & AttemptItem.reset_at.does_not_exist()


def _is_open(key: AttemptKey) -> Condition:
    return _is_started(key) & AttemptItem.submitted_at.does_not_exist()


def _same(attribute: NumberAttribute, value: int | None) -> Condition:
    if value is None:
        return attribute.does_not_exist()
    equal: Condition = attribute == value
    return equal


def _answer_actions(choices: bytes, prediction: int | None) -> list[Action]:
    predicted = AttemptItem.prediction
    return [
        AttemptItem.choices.set(choices),
        predicted.remove() if prediction is None else predicted.set(prediction),
    ]


def _seal_actions(submission: Submission) -> list[Action]:
    return [
        *_answer_actions(submission.choices, submission.prediction),
        AttemptItem.score.set(submission.score),
        AttemptItem.elapsed_ms.set(submission.elapsed_ms),
        AttemptItem.submitted_at.set(submission.submitted_at),
        AttemptItem.sealed_by.set(_SEALED_BY[submission.sealed_by]),
        AttemptItem.leaf.set(submission.leaf),
    ]


def _item_of(items: type[AttemptItem], attempt: Attempt, shards: int) -> AttemptItem:
    pk, sk = _place(attempt.slug, attempt.participant, attempt.number, shards)
    return items(
        pk,
        sk,
        attempt_id=_raw_id(attempt.id),
        name=attempt.name,
        identity=attempt.identity,
        unit=attempt.unit,
        category=attempt.category,
        consent_version=attempt.consent_version,
        started_at=attempt.started_at,
        deadline=attempt.deadline,
        expires_at=attempt.expires_at // _MS_PER_SECOND,
        device=attempt.device,
        source=attempt.source,
    )


def _attempt_of(item: AttemptItem) -> Attempt:
    participant, number = item.sk.split("#")
    return Attempt(
        id=base32(item.attempt_id),
        slug=item.pk.split("#")[0],
        participant=participant,
        number=int(number),
        identity=item.identity,
        name=item.name,
        unit=item.unit,
        category=item.category,
        consent_version=int(item.consent_version),
        started_at=int(item.started_at),
        deadline=int(item.deadline),
        expires_at=int(item.expires_at) * _MS_PER_SECOND,
        device=item.device,
        source=item.source,
        draft=_draft_of(item),
        submission=_submission_of(item),
        reset_at=whole(item.reset_at),
        wrong_codes=_wrong_codes_of(item),
        granted=item.granted,
    )


def _draft_of(item: AttemptItem) -> Draft | None:
    if item.seq is None or item.choices is None:
        return None
    return Draft(int(item.seq), item.choices, whole(item.prediction))


def _submission_of(item: AttemptItem) -> Submission | None:
    if item.submitted_at is None:
        return None
    return Submission(
        choices=item.choices,
        prediction=whole(item.prediction),
        score=int(item.score),
        elapsed_ms=int(item.elapsed_ms),
        submitted_at=int(item.submitted_at),
        sealed_by=_BY_LETTER[item.sealed_by],
        leaf=item.leaf,
    )


def _wrong_codes_of(item: AttemptItem) -> WrongCodes | None:
    if item.wrong_codes is None:
        return None
    return WrongCodes(int(item.wrong_codes), int(item.wrong_codes_since))
