"""The job on boto3's clients, as most would write it."""

import json
import os
from typing import Any

import boto3
from job import begin

S3, DYNAMODB = boto3.client("s3"), boto3.client("dynamodb")
TABLE, BUCKET = os.environ["HOITHI_TABLE"], os.environ["HOITHI_PRIVATE_BUCKET"]


def start(slug: str, text: str) -> dict[str, Any]:
    """A registration → the paper and a token, with the attempt stored where none stands."""
    answer = S3.get_object(Bucket=BUCKET, Key=f"bundles/{slug}/current.json")
    item, started = begin(slug, json.loads(text), json.load(answer["Body"]))
    DYNAMODB.put_item(
        TableName=TABLE,
        Item={name: {"S": value} for name, value in item.items()},
        ConditionExpression="attribute_not_exists(pk)",
    )
    return started
