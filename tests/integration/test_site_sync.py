"""The site in a bucket (moto)."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from moto import mock_aws

from ops.site import CONTEST_INDEX, put_contest_pages, site_version, sync_site
from ops.stacks import Stack

BUCKET = "site"


@pytest.fixture
def stack(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stack]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    with mock_aws():
        stack = Stack(site_bucket=BUCKET, client_id="client", user_pool_id="pool")
        where = {"LocationConstraint": "ap-southeast-1"}
        stack.s3().create_bucket(Bucket=BUCKET, CreateBucketConfiguration=where)  # type: ignore[arg-type]
        yield stack


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in {
        "index.html": '<script src="/js/boot.js"></script>',
        "js/boot.js": "export {};",
        "c/index.html": '<script src="/js/boot.js"></script>',
        "c/thi/index.html": "…",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def keys(stack: Stack) -> set[str]:
    return {one["Key"] for one in stack.s3().list_objects_v2(Bucket=BUCKET).get("Contents", [])}


def list_contests(stack: Stack, *slugs: str) -> None:
    listed = json.dumps({"contests": [{"slug": slug} for slug in slugs]}).encode()
    stack.s3().put_object(Bucket=BUCKET, Key=CONTEST_INDEX, Body=listed)


def test_a_new_site_is_whole(stack: Stack, site: Path) -> None:
    sync_site(stack, site)
    assert keys(stack) == {"index.html", "config.json", f"{site_version(site)}/js/boot.js"}
    page = stack.s3().get_object(Bucket=BUCKET, Key="index.html")
    assert page["CacheControl"] == "no-cache"
    assert page["ContentType"] == "text/html; charset=utf-8"
    assert f'"/{site_version(site)}/js/boot.js"'.encode() in page["Body"].read()


def test_pages_learn_their_stack(stack: Stack, site: Path) -> None:
    sync_site(stack, site)
    told = json.loads(stack.s3().get_object(Bucket=BUCKET, Key="config.json")["Body"].read())
    assert told["cognito"]["client_id"] == "client"


def test_listed_contests_get_their_pages(stack: Stack, site: Path) -> None:
    list_contests(stack, "a", "b")
    sync_site(stack, site)
    assert {"c/a/index.html", "c/a/thi/index.html", "c/b/index.html"} <= keys(stack)


def test_one_contest_gets_its_pages_when_it_is_loaded(stack: Stack, site: Path) -> None:
    sync_site(stack, site)
    put_contest_pages(stack, "a", site)
    assert {"c/a/index.html", "c/a/thi/index.html"} <= keys(stack)


def test_old_scripts_stay_for_pages_that_are_open(stack: Stack, site: Path) -> None:
    sync_site(stack, site)
    old = site_version(site)
    (site / "js" / "boot.js").write_text("export const changed = true;")
    sync_site(stack, site)
    assert {f"{old}/js/boot.js", f"{site_version(site)}/js/boot.js"} <= keys(stack)


def test_scripts_that_are_there_are_not_sent_again(stack: Stack, site: Path) -> None:
    sync_site(stack, site)
    key = f"{site_version(site)}/js/boot.js"
    before = stack.s3().head_object(Bucket=BUCKET, Key=key)["LastModified"]
    stack.s3().put_object(Bucket=BUCKET, Key=key, Body=b"marked")
    sync_site(stack, site)
    assert stack.s3().get_object(Bucket=BUCKET, Key=key)["Body"].read() == b"marked"
    assert before is not None


def test_what_contests_published_is_left_alone(stack: Stack, site: Path) -> None:
    list_contests(stack, "a")
    stack.s3().put_object(Bucket=BUCKET, Key="contests/a/stats.json", Body=b"{}")
    sync_site(stack, site)
    assert {CONTEST_INDEX, "contests/a/stats.json"} <= keys(stack)
