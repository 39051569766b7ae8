"""The pictures of a contest in the site's bucket (moto)."""

import json
from collections.abc import Iterator

import pytest
from moto import mock_aws

from chalicelib.usecases.public_files import contest_file
from ops.site import put_pictures
from ops.stacks import Stack
from tests.builders import a_bundle

BUCKET = "site"
CONTEST = contest_file(a_bundle())
SLUG = CONTEST["slug"]


@pytest.fixture
def stack(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stack]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    with mock_aws():
        stack = Stack(site_bucket=BUCKET, site_url="https://thi.example.vn/")
        where = {"LocationConstraint": "ap-southeast-1"}
        stack.s3().create_bucket(Bucket=BUCKET, CreateBucketConfiguration=where)  # type: ignore[arg-type]  # a region is a list of literals there
        yield stack


def keys(stack: Stack) -> set[str]:
    return {one["Key"] for one in stack.s3().list_objects_v2(Bucket=BUCKET).get("Contents", [])}


def test_each_picture_stands_where_the_pages_look_for_it(stack: Stack) -> None:
    published = f"contests/{SLUG}/contest.json"
    stack.s3().put_object(Bucket=BUCKET, Key=published, Body=json.dumps(CONTEST).encode())
    put_pictures(stack, SLUG)
    units = {f"c/{SLUG}/qr/{unit['id']}.svg" for unit in CONTEST["units"]}
    assert keys(stack) == {published, f"c/{SLUG}/qr.svg", f"c/{SLUG}/anh-chia-se.png", *units}
    code = stack.s3().get_object(Bucket=BUCKET, Key=f"c/{SLUG}/qr.svg")
    assert code["ContentType"] == "image/svg+xml"
    assert code["CacheControl"] == "public, max-age=3600"
    assert f"<title>https://thi.example.vn/c/{SLUG}/</title>".encode() in code["Body"].read()


def test_without_a_contest_there_is_nothing_to_draw(stack: Stack) -> None:
    put_pictures(stack, SLUG)
    assert keys(stack) == set()
