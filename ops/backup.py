"""A stage's table and buckets in a folder, and back into empty ones.

`items.jsonl` holds one item a line, as DynamoDB spells them, by their keys; `objects/` the objects
of each bucket as files, and `objects.jsonl` how they are served. All of it may be personal data.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client

_SERVED_WITH = ("ContentType", "CacheControl", "ContentEncoding")
_BATCH = 25
Item = dict[str, Any]
Buckets = Mapping[str, str]
"""What a bucket is for, `private` or `site`, and its name."""


class NotEmpty(Exception):
    """Where something was to be written, there is something already; the text says where."""


def back_up(
    dynamodb: DynamoDBClient, s3: S3Client, table: str, buckets: Buckets, folder: Path
) -> None:
    """Writes all items and objects into a folder that must be empty. Raises NotEmpty."""
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise NotEmpty(f"{folder} is not empty")
    _write_lines(folder / "items.jsonl", sorted(_items(dynamodb, table), key=_place))
    objects = (
        _back_up_object(s3, bucket, key, folder / "objects" / use / key) | {"use": use}
        for use, bucket in buckets.items()
        for key in _keys(s3, bucket)
    )
    _write_lines(folder / "objects.jsonl", objects)


def restore(
    dynamodb: DynamoDBClient, s3: S3Client, table: str, buckets: Buckets, folder: Path
) -> None:
    """Writes a backup into a table and a private bucket that must be empty; the site may have its
    pages already. Raises NotEmpty.

    Objects come first and bundles among them, so that a contest is there before its attempts.
    Broken off, it is begun anew with an empty table and empty buckets.
    """
    if next(_items(dynamodb, table), None) or next(_keys(s3, buckets["private"]), None):
        raise NotEmpty(f"{table} or {buckets['private']} is not empty")
    for told in _lines(folder / "objects.jsonl"):
        use = told.pop("use")
        content = (folder / "objects" / use / told["Key"]).read_bytes()
        s3.put_object(Bucket=buckets[use], Body=content, **told)
    for batch in _batches(_lines(folder / "items.jsonl")):
        _put(dynamodb, table, batch)


def _back_up_object(s3: S3Client, bucket: str, key: str, file: Path) -> Item:
    found: Any = s3.get_object(Bucket=bucket, Key=key)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(found["Body"].read())
    return {"Key": key} | {name: found[name] for name in _SERVED_WITH if found.get(name)}


def _write_lines(file: Path, rows: Iterable[Item]) -> None:
    with file.open("w", encoding="utf-8") as lines:
        for row in rows:
            lines.write(f"{json.dumps(row, default=_spelled, sort_keys=True)}\n")


def _lines(file: Path) -> Iterator[Item]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line, object_hook=_read)


def _put(dynamodb: DynamoDBClient, table: str, batch: list[Item]) -> None:
    left: Any = {table: [{"PutRequest": {"Item": item}} for item in batch]}
    while left:
        # What DynamoDB had no time for comes back.
        left = dynamodb.batch_write_item(RequestItems=left)["UnprocessedItems"]


def _items(dynamodb: DynamoDBClient, table: str) -> Iterator[Item]:
    for page in dynamodb.get_paginator("scan").paginate(TableName=table, ConsistentRead=True):
        yield from page["Items"]


def _keys(s3: S3Client, bucket: str) -> Iterator[str]:
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
        yield from (each["Key"] for each in page.get("Contents", ()))


def _place(item: Item) -> tuple[str, str]:
    return item["pk"]["S"], item["sk"]["S"]


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    batch: list[Item] = []
    for item in items:
        batch.append(item)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _spelled(value: object) -> str:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    raise TypeError(type(value))


def _read(spelled: Item) -> Item:
    """`{"B": "…"}` stands for bytes."""
    if spelled.keys() == {"B"}:
        return {"B": base64.b64decode(spelled["B"])}
    return spelled
