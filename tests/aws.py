"""AWS in this process (moto), with the table and the buckets of a deployment."""

from collections.abc import Iterator
from contextlib import contextmanager

import boto3
import pytest
from moto import mock_aws

from chalicelib.stores.objects import s3_client

REGION = "ap-southeast-1"
TABLE = "hoithi-test"
PRIVATE_BUCKET = "hoithi-test-private"
SITE_BUCKET = "hoithi-test-site"
_ENVIRONMENT = {
    "AWS_DEFAULT_REGION": REGION,
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
}


@contextmanager
def aws() -> Iterator[None]:
    """An account with the table and the buckets, gone at the end."""
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("AWS_ENDPOINT_URL", raising=False)
        for name, value in _ENVIRONMENT.items():
            environment.setenv(name, value)
        s3_client.cache_clear()
        with mock_aws():
            make_table(TABLE)
            for bucket in (PRIVATE_BUCKET, SITE_BUCKET):
                make_bucket(bucket)
            yield
        s3_client.cache_clear()


def make_bucket(name: str) -> None:
    """An empty bucket."""
    where = {"LocationConstraint": REGION}
    s3_client().create_bucket(Bucket=name, CreateBucketConfiguration=where)


def make_table(name: str) -> None:
    """A table as the template has it."""
    boto3.client("dynamodb").create_table(
        TableName=name,
        BillingMode="PAY_PER_REQUEST",
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
        AttributeDefinitions=[
            {"AttributeName": "pk", "AttributeType": "S"},
            {"AttributeName": "sk", "AttributeType": "S"},
        ],
        KeySchema=[
            {"AttributeName": "pk", "KeyType": "HASH"},
            {"AttributeName": "sk", "KeyType": "RANGE"},
        ],
    )
