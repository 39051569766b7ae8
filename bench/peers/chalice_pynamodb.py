"""Chalice as it comes, with pynamodb for the table."""

import json
import os

import boto3
from chalice import Chalice, Response
from job import begin
from pynamodb.attributes import UnicodeAttribute
from pynamodb.models import Model

app = Chalice(app_name="peer")
S3, BUCKET = boto3.client("s3"), os.environ["HOITHI_PRIVATE_BUCKET"]


class Attempt(Model):
    class Meta:
        table_name = os.environ["HOITHI_TABLE"]

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    attempt = UnicodeAttribute()
    identity = UnicodeAttribute()
    name = UnicodeAttribute()
    unit = UnicodeAttribute()
    category = UnicodeAttribute()


@app.route("/contests/{slug}/attempts", methods=["POST"])
def start_attempt(slug):
    answer = S3.get_object(Bucket=BUCKET, Key=f"bundles/{slug}/current.json")
    item, started = begin(slug, app.current_request.json_body, json.load(answer["Body"]))
    Attempt(**item).save(Attempt.pk.does_not_exist())
    return Response(started, status_code=201)


handler = app
