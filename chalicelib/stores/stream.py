"""From records of the table's stream to changes of attempts."""

import base64
from collections.abc import Iterable, Iterator
from typing import Any

from chalicelib.domain.canonical import base32
from chalicelib.domain.counts import Change, Progress

Record = dict[str, Any]


def attempt_changes(records: Iterable[Record]) -> Iterator[tuple[str, Change]]:
    """(slug, change) of each record that is news of an attempt: other items, removals and drafts
    tell the counts nothing."""
    for record in records:
        image = record["dynamodb"].get("NewImage")
        if image is not None and "#A#" in image["pk"]["S"] and _is_news(record):
            yield image["pk"]["S"].split("#")[0], _change(image)


def event_ids(records: Iterable[Record]) -> list[str]:
    """The ids by which a batch is known again."""
    return [record["eventID"] for record in records]


def _is_news(record: Record) -> bool:
    before = record["dynamodb"].get("OldImage")
    return before is None or _change(before) != _change(record["dynamodb"]["NewImage"])


def _change(image: Record) -> Change:
    participant, number = image["sk"]["S"].split("#")
    submitted_at = image.get("b")
    leaf = image.get("l")
    return Change(
        attempt_id=base32(_bytes(image["i"])),
        participant=participant,
        number=int(number),
        progress=_progress(image),
        unit=image["u"]["S"],
        deadline=int(image["d"]["N"]),
        submitted_at=None if submitted_at is None else int(submitted_at["N"]),
        leaf=None if leaf is None else _bytes(leaf).hex(),
    )


def _progress(image: Record) -> Progress:
    if "t" in image:
        return Progress.RESET
    return Progress.SEALED if "b" in image else Progress.STARTED


def _bytes(value: dict[str, str | bytes]) -> bytes:
    """A binary value, as base64 in a Lambda's event or as bytes from boto3."""
    content = value["B"]
    return content if isinstance(content, bytes) else base64.b64decode(content)
