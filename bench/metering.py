"""What a run asks of DynamoDB and S3: calls, units, bytes.

An emulator in this process makes its consumed capacity up, so units are reckoned from the sizes of
items by DynamoDB's own rules; `tests/stack/test_budget.py` has them told by an emulator that
counts.
"""

import base64
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from math import ceil
from typing import Any
from unittest.mock import patch

import boto3
from botocore.client import BaseClient
from botocore.exceptions import ClientError

from chalicelib.stores.aws_calls import Reply
from tests.wire import Wire

WRITE_UNIT, READ_UNIT = 1_024, 4_096
_S3 = {
    "PutObject": "s3_put",
    "ListObjectsV2": "s3_put",
    "CopyObject": "s3_put",
    "GetObject": "s3_get",
    "HeadObject": "s3_get",
}
"""Deleting is free."""
_WRITES = ("PutItem", "UpdateItem", "DeleteItem")

Item = Mapping[str, Mapping[str, Any]]
Make = Callable[[Any, str, dict[str, Any]], dict[str, Any]]
# Kept, so that what the meter itself asks is not counted.
_UNMETERED: Make = BaseClient._make_api_call  # type: ignore[attr-defined]  # its types hide it


def item_bytes(item: Item) -> int:
    """What DynamoDB takes an item to be: names and values
    (developer guide, "DynamoDB item sizes and formats"). Numbers come in text."""
    return sum(len(name.encode()) + _value_bytes(value) for name, value in item.items())


def _value_bytes(value: Mapping[str, Any]) -> int:
    [(kind, content)] = value.items()
    if kind == "S":
        return len(content.encode())
    if kind == "B":
        return len(content if isinstance(content, bytes) else base64.b64decode(content))
    if kind == "N":
        digits = content.lstrip("-").replace(".", "").strip("0")
        return ceil(len(digits) / 2) + 1 + content.startswith("-")
    if kind == "M":
        return 3 + sum(1 + item_bytes({name: each}) for name, each in content.items())
    if kind == "L":
        return 3 + sum(1 + _value_bytes(each) for each in content)
    return 1


class Meter:
    """`used`: by the names of `prices.toml`. `calls`: by service and operation. `written`: bytes
    put into S3, by bucket and the first folder of the key. `waited_s`: CPU of this thread that was
    spent inside the emulator by calls without a client."""

    def __init__(self) -> None:
        self.used: Counter[str] = Counter()
        self.calls: Counter[str] = Counter()
        self.written: Counter[tuple[str, str]] = Counter()
        self.waited_s = 0.0

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Notes every call that boto3's clients make meanwhile."""

        def made(client: Any, operation: str, asked: dict[str, Any]) -> dict[str, Any]:
            service = client.meta.service_model.service_name
            try:
                told = _UNMETERED(client, operation, dict(asked))
            except ClientError as refused:
                self.note(service, operation, asked, refused.response, {})
                raise
            after = _stored(client, asked) if operation == "UpdateItem" else {}
            self.note(service, operation, asked, told, after)
            return told

        with patch.object(BaseClient, "_make_api_call", made):
            yield

    def note(
        self,
        service: str,
        operation: str,
        asked: Mapping[str, Any],
        told: Mapping[str, Any],
        after: Item,
    ) -> None:
        """Notes a call; `after` is the item as an update left it."""
        self.calls[f"{service} {operation}"] += 1
        if service == "dynamodb":
            self.used["dynamodb_call"] += 1
        if service == "s3":
            self.used[_S3.get(operation, "free")] += 1
            if operation == "PutObject":
                folder = (asked["Bucket"], asked["Key"].split("/")[0])
                self.written[folder] += len(asked["Body"])
        elif operation in _WRITES:
            size = item_bytes(asked.get("Item") or after)
            self.used["write_unit"] += max(1, ceil(size / WRITE_UNIT))
        elif service == "dynamodb":
            self.used["read_unit"] += _read_units(asked, told)


def _read_units(asked: Mapping[str, Any], told: Mapping[str, Any]) -> float:
    items = told.get("Items", [told["Item"]] if "Item" in told else [])
    units = max(1, ceil(sum(map(item_bytes, items)) / READ_UNIT))
    return units if asked.get("ConsistentRead") else units / 2


def _stored(client: Any, asked: Mapping[str, Any]) -> Item:
    place = {"TableName": asked["TableName"], "Key": asked["Key"], "ConsistentRead": True}
    found: Item = _UNMETERED(client, "GetItem", place).get("Item", {})
    return found


class MeteredWire(Wire):
    """The wire on which residents' requests reach the emulator, with a meter on it."""

    def __init__(self, meter: Meter, service: str) -> None:
        super().__init__()
        self._meter, self._service = meter, service

    def pass_on(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        begun = time.thread_time()
        reply = super().pass_on(method, path, headers, body)
        if self._service == "s3":
            self._meter.note("s3", "GetObject", {}, {}, {})
        else:
            self._note_item(headers["x-amz-target"].rpartition(".")[2], body, reply)
        self._meter.waited_s += time.thread_time() - begun
        return reply

    def _note_item(self, operation: str, body: bytes, reply: Reply) -> None:
        asked, told = json.loads(body), json.loads(reply.content)
        after: Item = {}
        if operation == "UpdateItem":
            after = _stored(boto3.client("dynamodb"), asked)
        self._meter.note("dynamodb", operation, asked, told, after)
