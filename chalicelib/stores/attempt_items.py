"""Attempts as items: what DynamoDB keeps of one, under which keys, and when a write may happen."""

import base64

from pynamodb.attributes import BinaryAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib.domain.attempt import Attempt, AttemptKey, Draft, SealedBy, Submission, WrongCodes
from chalicelib.domain.canonical import base32
from chalicelib.stores.table import Item, whole

_SEALED_BY = {SealedBy.HOLDER: "h", SealedBy.DRAFT: "d"}
_BY_LETTER = {letter: sealed_by for sealed_by, letter in _SEALED_BY.items()}
_MS_PER_SECOND = 1_000


class AttemptItem(Item):
    """An attempt as stored; `attempts.py` tells what each letter costs."""

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
    shared_device = NumberAttribute(attr_name="z", null=True)


def partition(slug: str, shard: int) -> str:
    """The partition key of a shard."""
    return f"{slug}#A#{shard:02}"


def place(slug: str, participant: str, number: int, shards: int) -> tuple[str, str]:
    """Both keys of an attempt: its shard follows from the participant."""
    shard = int.from_bytes(_raw_id(participant)[:4], "big") % shards
    return partition(slug, shard), f"{participant}#{number}"


def _raw_id(spelled: str) -> bytes:
    return base64.b32decode(spelled.upper() + "=" * (-len(spelled) % 8))


def is_started(key: AttemptKey) -> Condition:
    """This very start, not reset."""
    same_start: Condition = AttemptItem.started_at == key.started_at
    return same_start & AttemptItem.reset_at.does_not_exist()


def is_open(key: AttemptKey) -> Condition:
    """This very start, neither reset nor sealed."""
    return is_started(key) & AttemptItem.submitted_at.does_not_exist()


def same(attribute: NumberAttribute, value: int | None) -> Condition:
    """The attribute is `value`, or absent for None."""
    if value is None:
        return attribute.does_not_exist()
    equal: Condition = attribute == value
    return equal


def answer_actions(choices: bytes, prediction: int | None) -> list[Action]:
    """What writes answers."""
    predicted = AttemptItem.prediction
    return [
        AttemptItem.choices.set(choices),
        predicted.remove() if prediction is None else predicted.set(prediction),
    ]


def seal_actions(submission: Submission) -> list[Action]:
    """What seals an attempt."""
    return [
        *answer_actions(submission.choices, submission.prediction),
        AttemptItem.score.set(submission.score),
        AttemptItem.elapsed_ms.set(submission.elapsed_ms),
        AttemptItem.submitted_at.set(submission.submitted_at),
        AttemptItem.sealed_by.set(_SEALED_BY[submission.sealed_by]),
        AttemptItem.leaf.set(submission.leaf),
    ]


def item_of(items: type[AttemptItem], attempt: Attempt, shards: int) -> AttemptItem:
    """The item of an attempt that was just begun."""
    pk, sk = place(attempt.slug, attempt.participant, attempt.number, shards)
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
        shared_device=1 if attempt.shared_device else None,
    )


def attempt_of(item: AttemptItem) -> Attempt:
    """The attempt that an item holds."""
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
        shared_device=item.shared_device is not None,
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
