"""What residents' requests do to attempts, by DynamoDB's JSON protocol itself.

The same items as `attempts.py` writes: both keep the promises of one contract suite
(`tests/integration/test_attempts_contract.py`), and each reads what the other wrote.
"""

import base64
import json
from http import HTTPStatus
from types import SimpleNamespace
from typing import Any

from chalicelib.domain.attempt import Attempt, AttemptKey, Draft, Submission, WrongCodes
from chalicelib.stores.attempt_values import (
    BYTES,
    NUMBER,
    STORED,
    answer_values,
    attempt_of,
    place,
    seal_values,
    values_of,
)
from chalicelib.stores.aws_calls import Service, code_of
from chalicelib.usecases.ports import Conflict, Unavailable

Raw = dict[str, dict[str, str]]

_PROTOCOL = "application/x-amz-json-1.0"
_OPERATION = "DynamoDB_20120810.{}"
_REFUSED = "ConditionalCheckFailedException"
_STARTED = "s = :started_at AND attribute_not_exists(t)"
_OPEN = f"{_STARTED} AND attribute_not_exists(b)"
_IN_TIME = "d >= :earliest"


class DirectAttempts:
    """The port `ResidentAttempts` on DynamoDB, without its SDK."""

    def __init__(self, table: str, shards: int, service: Service) -> None:
        self._table, self._shards = table, shards
        self._service = service

    def create(self, attempt: Attempt) -> None:
        self._write(
            "PutItem",
            Item=_raw(values_of(attempt, self._shards)),
            ConditionExpression="attribute_not_exists(pk)",
        )

    def get(self, slug: str, participant: str, number: int) -> Attempt | None:
        key = self._key(slug, participant, number)
        found = self._ask("GetItem", Key=key, ConsistentRead=True).get("Item")
        return None if found is None else _attempt(found)

    def of_person(self, slug: str, participant: str) -> list[Attempt]:
        pk, _ = place(slug, participant, 1, self._shards)
        theirs = {":pk": {"S": pk}, ":theirs": {"S": f"{participant}#"}}
        asked: dict[str, Any] = {
            "KeyConditionExpression": "pk = :pk AND begins_with(sk, :theirs)",
            "ExpressionAttributeValues": theirs,
            "ConsistentRead": True,
        }
        found: list[Raw] = []
        while True:
            page = self._ask("Query", **asked)
            found += page["Items"]
            if "LastEvaluatedKey" not in page:
                return sorted(map(_attempt, found), key=lambda attempt: attempt.number)
            asked["ExclusiveStartKey"] = page["LastEvaluatedKey"]

    def save_draft(self, key: AttemptKey, draft: Draft, earliest_deadline: int) -> None:
        values = {**answer_values(draft.choices, draft.prediction), "seq": draft.seq}
        newer = "(attribute_not_exists(q) OR q < :seq)"
        named = {"earliest": earliest_deadline, "seq": draft.seq}
        self._update(key, values, f"{_OPEN} AND {_IN_TIME} AND {newer}", named)

    def submit(self, key: AttemptKey, submission: Submission, earliest_deadline: int) -> None:
        named = {"earliest": earliest_deadline}
        self._update(key, seal_values(submission), f"{_OPEN} AND {_IN_TIME}", named)

    def seal_draft(self, attempt: Attempt, submission: Submission) -> None:
        seq, named = _same("q", "seq", attempt.draft.seq if attempt.draft else None)
        condition = f"{_OPEN} AND d = :deadline AND {seq}"
        named |= {"deadline": attempt.deadline}
        self._update(attempt.key, seal_values(submission), condition, named)

    def replace_device(self, attempt: Attempt, device: bytes) -> None:
        values = {"device": device, "wrong_codes": None, "wrong_codes_since": None}
        named = {"before": attempt.device}
        self._update(attempt.key, values, f"{_STARTED} AND h = :before", named)

    def count_wrong_code(self, attempt: Attempt, wrong_codes: WrongCodes) -> None:
        before = attempt.wrong_codes
        count, counted = _same("w", "count", before.count if before else None)
        since, began = _same("v", "since", before.since if before else None)
        values = {"wrong_codes": wrong_codes.count, "wrong_codes_since": wrong_codes.since}
        condition = f"s = :started_at AND {count} AND {since}"
        self._update(attempt.key, values, condition, {**counted, **began})

    def _update(
        self, key: AttemptKey, values: dict[str, Any], condition: str, named: dict[str, Any]
    ) -> None:
        written = {name: value for name, value in values.items() if value is not None}
        gone = [STORED[name][0] for name, value in values.items() if value is None]
        sets = ", ".join(f"{STORED[name][0]} = :to_{name}" for name in written)
        removes = f" REMOVE {', '.join(gone)}" if gone else ""
        placed = {f":to_{name}": _spelled(value) for name, value in written.items()}
        placed |= {f":{name}": _spelled(value) for name, value in named.items()}
        self._write(
            "UpdateItem",
            Key=self._key(key.slug, key.participant, key.number),
            UpdateExpression=f"SET {sets}{removes}",
            ConditionExpression=condition,
            ExpressionAttributeValues={**placed, ":started_at": _spelled(key.started_at)},
        )

    def _write(self, operation: str, **asked: Any) -> None:
        """Raises Conflict with what stands there where DynamoDB refuses the condition."""
        self._ask(operation, ReturnValuesOnConditionCheckFailure="ALL_OLD", **asked)

    def _ask(self, operation: str, **asked: Any) -> dict[str, Any]:
        body = json.dumps({"TableName": self._table, **asked}).encode()
        headers = {"content-type": _PROTOCOL, "x-amz-target": _OPERATION.format(operation)}
        reply = self._service.call("POST", "/", headers, body)
        told = _read(reply.content)
        if reply.status == HTTPStatus.OK:
            return told
        if code_of(reply) == _REFUSED:
            stands = told.get("Item")
            raise Conflict(_attempt(stands) if stands else None)
        raise Unavailable(f"dynamodb {operation}: {reply.status} {code_of(reply)}")

    def _key(self, slug: str, participant: str, number: int) -> Raw:
        pk, sk = place(slug, participant, number, self._shards)
        return {"pk": {"S": pk}, "sk": {"S": sk}}


def _same(letter: str, name: str, value: int | None) -> tuple[str, dict[str, Any]]:
    """The condition that an attribute is `value`, or absent for None; and what it names."""
    if value is None:
        return f"attribute_not_exists({letter})", {}
    return f"{letter} = :{name}", {name: value}


def _spelled(value: str | int | bytes) -> dict[str, str]:
    if isinstance(value, bytes):
        return {"B": base64.b64encode(value).decode()}
    return {"S": value} if isinstance(value, str) else {"N": str(value)}


def _raw(values: dict[str, Any]) -> Raw:
    present = {name: value for name, value in values.items() if value is not None}
    return {STORED[name][0]: _spelled(value) for name, value in present.items()}


def _attempt(raw: Raw) -> Attempt:
    return attempt_of(
        SimpleNamespace(
            **{name: _value(raw.get(letter), kind) for name, (letter, kind) in STORED.items()}
        )
    )


def _value(spelled: dict[str, str] | None, kind: str) -> str | int | bytes | None:
    if spelled is None:
        return None
    text = spelled[kind]
    if kind == BYTES:
        return base64.b64decode(text)
    return int(text) if kind == NUMBER else text


def _read(content: bytes) -> dict[str, Any]:
    try:
        told = json.loads(content)
    except ValueError as error:
        raise Unavailable("dynamodb: no JSON") from error
    return told if isinstance(told, dict) else {}
