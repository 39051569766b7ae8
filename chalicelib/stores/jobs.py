"""Jobs in DynamoDB, and the functions that work on them."""

import json
from dataclasses import asdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute

from chalicelib.stores.table import Item, availability, bound_to, conflicts
from chalicelib.usecases.ports import Conflict, Job, JobState, Unavailable

if TYPE_CHECKING:
    from mypy_boto3_lambda import LambdaClient

_JOBS = "JOB"
_MS_PER_SECOND = 1_000


class JobItem(Item):
    """A job; `expires_at` is in seconds, by which DynamoDB takes it away."""

    kind = UnicodeAttribute()
    slug = UnicodeAttribute()
    asked: JSONAttribute = JSONAttribute()
    by = UnicodeAttribute()
    source = UnicodeAttribute()
    created_at = NumberAttribute()
    expires_at = NumberAttribute()
    state = UnicodeAttribute()
    touched_at = NumberAttribute()
    progress: JSONAttribute = JSONAttribute(null=True)
    worker = UnicodeAttribute(null=True)


class DynamoJobs:
    """The port `Jobs` on DynamoDB."""

    def __init__(self, table: str) -> None:
        self._items = bound_to(table, JobItem)

    def create(self, job: Job) -> bool:
        try:
            with conflicts():
                self._item_of(job).save(JobItem.pk.does_not_exist())
        except Conflict:
            return False
        return True

    def get(self, job_id: str) -> Job | None:
        with availability():
            try:
                return _job_of(self._items.get(_JOBS, job_id, consistent_read=True))
            except self._items.DoesNotExist:
                return None

    def put(self, job: Job, previous: Job) -> None:
        unchanged = (JobItem.state == previous.state.value) & (
            JobItem.touched_at == previous.touched_at
        )
        with conflicts():
            self._item_of(job).save(unchanged)

    def _item_of(self, job: Job) -> JobItem:
        written = asdict(job)
        del written["id"]
        return self._items(
            _JOBS, job.id, **{**written, "expires_at": job.expires_at // _MS_PER_SECOND}
        )


def _job_of(item: JobItem) -> Job:
    done = item.progress
    return Job(
        id=item.sk,
        kind=item.kind,
        slug=item.slug,
        asked=item.asked,
        by=item.by,
        source=item.source,
        created_at=int(item.created_at),
        expires_at=int(item.expires_at) * _MS_PER_SECOND,
        state=JobState(item.state),
        touched_at=int(item.touched_at),
        progress=None if done is None else (done[0], done[1]),
        worker=item.worker or "",
    )


@lru_cache(maxsize=1)
def lambda_client() -> "LambdaClient":
    """The one Lambda client of this process."""
    import boto3
    from botocore.config import Config

    patience = Config(connect_timeout=1, read_timeout=5, retries={"total_max_attempts": 3})
    return boto3.client("lambda", config=patience)


class LambdaFunctions:
    """The port `Functions`: functions of a stage are named `hoithi-<stage>-<role>`."""

    def __init__(self, stage: str) -> None:
        self._stage = stage

    def start(self, role: str, event: dict[str, Any]) -> None:
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            lambda_client().invoke(
                FunctionName=f"hoithi-{self._stage}-{role}",
                InvocationType="Event",
                Payload=json.dumps(event).encode(),
            )
        except (BotoCoreError, ClientError) as error:
            raise Unavailable(str(error)) from error
