"""From what the stores write to what the counts hear: records of the stream as Lambda gets them."""

import base64
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from typing import Any

import boto3
import pytest

from chalicelib.domain.attempt import Attempt, Draft, WrongCodes
from chalicelib.domain.claim import Claim, ClaimsOfPerson, Said
from chalicelib.domain.contest import IdentityField
from chalicelib.domain.counts import Change, Progress
from chalicelib.domain.identity import attempt_id, participant_id
from chalicelib.domain.ranking import Review, Verdict
from chalicelib.stores.attempts import DynamoAttempts
from chalicelib.stores.claims import DynamoClaims
from chalicelib.stores.records import DynamoContestRecords, DynamoJudgements
from chalicelib.stores.stream import attempt_changes, event_ids
from chalicelib.usecases.ports import ContestRecord, Run
from tests.aws import TABLE, aws
from tests.builders import CLOSES_AT, OPENS_AT, ROOTS, a_submission, an_attempt

PHONE = "0912345678"


_slugs = (f"cuoc-thi-{n:02}" for n in count())


@pytest.fixture(scope="module")
def attempts() -> Iterator[DynamoAttempts]:
    with aws():
        yield DynamoAttempts(TABLE, shards=2, readers=1)


@pytest.fixture
def begun(attempts: DynamoAttempts) -> Attempt:
    """An attempt that was just started, in a contest of its own."""
    key, slug = ROOTS.identity_key, next(_slugs)
    participant = participant_id(key, IdentityField.PHONE, PHONE)
    id_ = attempt_id(key, slug, participant, 1)
    attempt = an_attempt(slug=slug, participant=participant, id=id_, identity=PHONE)
    attempts.create(attempt)
    return attempt


def records(slug: str) -> list[dict[str, Any]]:
    """All records of a contest in the table's stream, as a Lambda's event has them."""
    streams = boto3.client("dynamodbstreams")
    arn = streams.list_streams(TableName=TABLE)["Streams"][0]["StreamArn"]
    shard = streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"][0]["ShardId"]
    start = streams.get_shard_iterator(
        StreamArn=arn, ShardId=shard, ShardIteratorType="TRIM_HORIZON"
    )
    found = streams.get_records(ShardIterator=start["ShardIterator"])["Records"]
    keys = [record["dynamodb"]["Keys"] for record in found]
    return [
        as_json(record)
        for record, key in zip(found, keys, strict=True)
        if slug in (key["pk"]["S"].split("#")[0], key["sk"]["S"])
    ]


def as_json(value: Any) -> Any:
    """As it stands in an event: binary values are base64."""
    if isinstance(value, dict):
        return {name: as_json(each) for name, each in value.items()}
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def changes(slug: str) -> list[Change]:
    """The news of a contest, all of it told of this contest."""
    told = list(attempt_changes(records(slug)))
    assert {of for of, _ in told} <= {slug}
    return [change for _, change in told]


def started(attempt: Attempt) -> Change:
    return Change(
        attempt_id=attempt.id,
        participant=attempt.participant,
        number=1,
        progress=Progress.STARTED,
        unit="khu-pho-1",
        deadline=attempt.deadline,
    )


def sealed(attempt: Attempt) -> Change:
    return replace(
        started(attempt),
        progress=Progress.SEALED,
        submitted_at=a_submission().submitted_at,
        leaf="00" * 32,
    )


def test_a_start_is_news(begun: Attempt) -> None:
    assert changes(begun.slug) == [started(begun)]


def test_drafts_devices_and_wrong_codes_are_no_news(
    attempts: DynamoAttempts, begun: Attempt
) -> None:
    attempts.save_draft(begun.key, Draft(1, b"\x01\x00\x00"), 0)
    attempts.count_wrong_code(begun, WrongCodes(1, 7))
    attempts.replace_device(begun, b"e" * 16)
    assert len(records(begun.slug)) == 4
    assert changes(begun.slug) == [started(begun)]


def test_a_submission_is_news(attempts: DynamoAttempts, begun: Attempt) -> None:
    attempts.submit(begun.key, a_submission(), 0)
    assert changes(begun.slug) == [started(begun), sealed(begun)]


def test_a_sealed_draft_is_news(attempts: DynamoAttempts, begun: Attempt) -> None:
    attempts.save_draft(begun.key, Draft(1, b"\x01\x01\x01"), 0)
    attempts.seal_draft(replace(begun, draft=Draft(1, b"\x01\x01\x01")), a_submission())
    assert changes(begun.slug) == [started(begun), sealed(begun)]


def test_a_reset_is_news_sealed_or_not(attempts: DynamoAttempts, begun: Attempt) -> None:
    attempts.submit(begun.key, a_submission(), 0)
    attempts.reset(begun.key, 99)
    reset = replace(sealed(begun), progress=Progress.RESET)
    assert changes(begun.slug)[-1] == reset


def test_to_whom_the_next_attempt_is_granted_is_no_news(
    attempts: DynamoAttempts, begun: Attempt
) -> None:
    attempts.reset(begun.key, 99)
    attempts.grant(begun.key, b"g" * 16)
    assert len(records(begun.slug)) == 3
    assert len(changes(begun.slug)) == 2


def test_other_items_are_skipped(begun: Attempt) -> None:
    contest = ContestRecord(begun.slug, "Cuộc thi", "UBND", OPENS_AT, CLOSES_AT, ("v1",))
    DynamoContestRecords(TABLE).put(contest, None)
    judgements = DynamoJudgements(TABLE)
    judgements.put_review(begun.slug, Review(begun.id, Verdict.OK, "Đã xem"), None, "by")
    judgements.add_run(Run(begun.slug, "f" * 64, 5, "by"))
    claim = Claim(1, b"d" * 16, 5, Said("Trần Thị Bình", "khu-pho-2"))
    DynamoClaims(TABLE).put(ClaimsOfPerson(begun.slug, begun.participant, 5, (claim,)), None)
    assert len(records(begun.slug)) == 5
    assert changes(begun.slug) == [started(begun)]


def test_removals_are_skipped(begun: Attempt) -> None:
    written = records(begun.slug)[0]["dynamodb"]["Keys"]
    boto3.client("dynamodb").delete_item(TableName=TABLE, Key=written)
    assert [record["eventName"] for record in records(begun.slug)] == ["INSERT", "REMOVE"]
    assert changes(begun.slug) == [started(begun)]


def test_values_may_also_be_bytes_as_boto3_reads_them(begun: Attempt) -> None:
    record = records(begun.slug)[0]
    image = record["dynamodb"]["NewImage"]
    as_bytes = {**image, "i": {"B": base64.b64decode(image["i"]["B"])}}
    told = attempt_changes([{**record, "dynamodb": {"NewImage": as_bytes}}])
    assert [change for _, change in told] == changes(begun.slug)


def test_a_batch_is_known_by_its_events(attempts: DynamoAttempts, begun: Attempt) -> None:
    attempts.submit(begun.key, a_submission(), 0)
    ids = event_ids(records(begun.slug))
    assert len(ids) == len(set(ids)) == 2
