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
| begun on a shared device       | z          | 3     |

Together 805.
"""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import Any

from pynamodb.expressions.condition import Condition

from chalicelib.domain.attempt import Attempt, AttemptKey, Draft, Submission, WrongCodes
from chalicelib.stores.attempt_items import AttemptItem, actions, is_open, is_started, same
from chalicelib.stores.attempt_values import (
    answer_values,
    attempt_of,
    partition,
    place,
    seal_values,
    values_of,
)
from chalicelib.stores.table import availability, bound_to, conflicts
from chalicelib.usecases.ports import AttemptPage

_CURSOR = re.compile(r"(\d{1,4})(?:-([a-z2-7]{1,64})-(\d{1,6}))?", re.ASCII)
_DEVICE_BYTES, _SOURCE_BYTES = 16, 8


class DynamoAttempts:
    """The port `Attempts` on DynamoDB; attempts lie under `shards` partition keys a contest."""

    def __init__(self, table: str, shards: int, readers: int = 8) -> None:
        self._items = bound_to(table, AttemptItem)
        self._shards = shards
        self._readers = readers

    def create(self, attempt: Attempt) -> None:
        item = self._items(**values_of(attempt, self._shards))
        with self._conflicts():
            item.save(AttemptItem.pk.does_not_exist())

    def get(self, slug: str, participant: str, number: int) -> Attempt | None:
        pk, sk = place(slug, participant, number, self._shards)
        with availability():
            try:
                return attempt_of(self._items.get(pk, sk, consistent_read=True))
            except self._items.DoesNotExist:
                return None

    def of_person(self, slug: str, participant: str) -> list[Attempt]:
        pk, _ = place(slug, participant, 1, self._shards)
        theirs = AttemptItem.sk.startswith(f"{participant}#")
        with availability():
            items = self._items.query(pk, theirs, consistent_read=True)
            return sorted(map(attempt_of, items), key=lambda attempt: attempt.number)

    def save_draft(self, key: AttemptKey, draft: Draft, earliest_deadline: int) -> None:
        newer = AttemptItem.seq.does_not_exist() | (AttemptItem.seq < draft.seq)
        self._update(
            key,
            {**answer_values(draft.choices, draft.prediction), "seq": draft.seq},
            is_open(key) & (AttemptItem.deadline >= earliest_deadline) & newer,
        )

    def submit(self, key: AttemptKey, submission: Submission, earliest_deadline: int) -> None:
        self._update(
            key,
            seal_values(submission),
            is_open(key) & (AttemptItem.deadline >= earliest_deadline),
        )

    def seal_draft(self, attempt: Attempt, submission: Submission) -> None:
        unchanged = (AttemptItem.deadline == attempt.deadline) & same(
            AttemptItem.seq, attempt.draft.seq if attempt.draft else None
        )
        self._update(attempt.key, seal_values(submission), is_open(attempt.key) & unchanged)

    def replace_device(self, attempt: Attempt, device: bytes) -> None:
        self._update(
            attempt.key,
            {"device": device, "wrong_codes": None, "wrong_codes_since": None},
            is_started(attempt.key) & (AttemptItem.device == attempt.device),
        )

    def count_wrong_code(self, attempt: Attempt, wrong_codes: WrongCodes) -> None:
        before = attempt.wrong_codes
        self._update(
            attempt.key,
            {"wrong_codes": wrong_codes.count, "wrong_codes_since": wrong_codes.since},
            (AttemptItem.started_at == attempt.started_at)
            & same(AttemptItem.wrong_codes, before.count if before else None)
            & same(AttemptItem.wrong_codes_since, before.since if before else None),
        )

    def reset(self, key: AttemptKey, reset_at: int) -> None:
        self._update(key, {"reset_at": reset_at}, is_started(key))

    def grant(self, key: AttemptKey, device: bytes) -> None:
        was_reset = (AttemptItem.started_at == key.started_at) & AttemptItem.reset_at.exists()
        self._update(key, {"granted": device}, was_reset)

    def lengthen(self, attempt: Attempt, deadline: int) -> None:
        self._update(
            attempt.key,
            {"deadline": deadline},
            is_open(attempt.key) & (AttemptItem.deadline == attempt.deadline),
        )

    def forget_person(self, key: AttemptKey, name: str) -> None:
        was_reset = (AttemptItem.started_at == key.started_at) & AttemptItem.reset_at.exists()
        self._update(
            key,
            {
                "name": name,
                "identity": "",
                "device": bytes(_DEVICE_BYTES),
                "source": bytes(_SOURCE_BYTES),
                "granted": None,
            },
            was_reset,
        )

    def page(self, slug: str, cursor: str | None, most: int) -> AttemptPage:
        shard, after = _read_cursor(slug, cursor, self._shards)
        with availability():
            found = self._items.query(
                partition(slug, shard),
                consistent_read=True,
                limit=most,
                last_evaluated_key=after,
            )
            attempts = tuple(map(attempt_of, found))
        following: str | None
        if found.last_evaluated_key is not None:
            following = f"{shard}-{attempts[-1].participant}-{attempts[-1].number}"
        else:
            shard += 1
            following = None if shard == self._shards else str(shard)
        return AttemptPage(attempts, following, shard, self._shards)

    def every(self, slug: str) -> Iterator[Attempt]:
        with ThreadPoolExecutor(self._readers) as readers:
            for attempts in readers.map(
                lambda shard: self._shard(slug, shard), range(self._shards)
            ):
                yield from attempts

    def _shard(self, slug: str, shard: int) -> list[Attempt]:
        with availability():
            items = self._items.query(partition(slug, shard), consistent_read=True)
            return [attempt_of(item) for item in items]

    def _update(self, key: AttemptKey, values: dict[str, Any], condition: Condition) -> None:
        item = self._items(*place(key.slug, key.participant, key.number, self._shards))
        with self._conflicts():
            item.update(actions(values), condition)

    def _conflicts(self) -> AbstractContextManager[None]:
        return conflicts(lambda raw: attempt_of(self._items.from_raw_data(raw)))


def _read_cursor(slug: str, cursor: str | None, shards: int) -> tuple[int, dict[str, Any] | None]:
    """The shard, and the keys after which to go on in it. Raises ValueError where a cursor is none
    of ours."""
    if cursor is None:
        return 0, None
    read = _CURSOR.fullmatch(cursor)
    if read is None or int(read[1]) >= shards:
        raise ValueError("no cursor")
    shard = int(read[1])
    if read[2] is None:
        return shard, None
    keys = {"pk": partition(slug, shard), "sk": f"{read[2]}#{int(read[3])}"}
    return shard, {name: {"S": value} for name, value in keys.items()}
