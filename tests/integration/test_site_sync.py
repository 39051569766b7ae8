"""The site in a bucket (moto): what is uploaded, and the pages made of it."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from moto import mock_aws

from chalicelib.pages.publisher import SitePages
from chalicelib.pages.rendering import PLACES
from chalicelib.stores.objects import s3_client
from chalicelib.stores.site_objects import S3Site
from ops.site import CONTEST_INDEX, SITE, site_version, sync_site
from ops.stacks import Stack
from tests.play import Play

BUCKET = "site"


@pytest.fixture
def stack(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stack]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    with mock_aws():
        stack = Stack(
            site_bucket=BUCKET,
            table="table",
            private_bucket="private",
            client_id="client",
            user_pool_id="pool",
            site_url="https://thi.example.vn/",
        )
        where = {"LocationConstraint": "ap-southeast-1"}
        stack.s3().create_bucket(Bucket=BUCKET, CreateBucketConfiguration=where)  # type: ignore[arg-type]  # a region is a list of literals there
        yield stack
    s3_client.cache_clear()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SITE, tmp_path / "site"))


def keys(stack: Stack) -> set[str]:
    pages = stack.s3().get_paginator("list_objects_v2").paginate(Bucket=BUCKET)
    return {one["Key"] for page in pages for one in page.get("Contents", [])}


def put(stack: Stack, key: str, document: Any) -> None:
    stack.s3().put_object(Bucket=BUCKET, Key=key, Body=json.dumps(document).encode())


def text(stack: Stack, key: str) -> str:
    return stack.s3().get_object(Bucket=BUCKET, Key=key)["Body"].read().decode()


def list_contests(stack: Stack, *slugs: str) -> None:
    contest = Play().public("contest.json")
    contests = [{**contest, "slug": slug, "title": f"Cuộc thi {slug}"} for slug in slugs]
    put(stack, CONTEST_INDEX, {"contests": contests})
    for one in contests:
        put(stack, f"contests/{one['slug']}/contest.json", one)


def test_a_new_site_is_whole(stack: Stack, site: Path) -> None:
    sync_site(stack, site)
    version = site_version(site)
    assert {"index.html", "404.html", "config.json", "site.json", "robots.txt"} <= keys(stack)
    assert {f"{version}/js/boot.js", f"{version}/pages/home.html"} <= keys(stack)
    page = stack.s3().get_object(Bucket=BUCKET, Key="index.html")
    assert page["CacheControl"] == "no-cache"
    assert page["ContentType"] == "text/html; charset=utf-8"
    assert f'"/{version}/js/boot.js"'.encode() in page["Body"].read()


def test_pages_learn_their_stack(stack: Stack, site: Path) -> None:
    sync_site(stack, site)
    assert json.loads(text(stack, "config.json"))["cognito"]["client_id"] == "client"
    assert json.loads(text(stack, "site.json"))["origin"] == "https://thi.example.vn"


def test_listed_contests_get_their_pages(stack: Stack, site: Path) -> None:
    list_contests(stack, "a", "b")
    sync_site(stack, site)
    wanted = {f"c/{slug}/{place.folder}index.html" for slug in "ab" for place in PLACES}
    assert wanted <= keys(stack)
    assert "Cuộc thi a" in text(stack, "c/a/index.html")
    assert 'href="/c/b/"' in text(stack, "index.html")


def test_a_page_is_made_anew_of_what_was_published_since(stack: Stack, site: Path) -> None:
    list_contests(stack, "a")
    sync_site(stack, site)
    contest = json.loads(text(stack, "contests/a/contest.json"))
    put(stack, "contests/a/contest.json", {**contest, "title": "Tên khác"})
    SitePages(S3Site(BUCKET)).show("a")
    assert "Tên khác" in text(stack, "c/a/index.html")


def test_a_process_that_lives_on_takes_up_a_new_version(stack: Stack, site: Path) -> None:
    list_contests(stack, "a")
    sync_site(stack, site)
    pages = SitePages(S3Site(BUCKET))
    pages.show("a")
    (site / "pages" / "rules.html").write_text("another {{ assets.version }}")
    sync_site(stack, site)
    pages.show("a")
    assert text(stack, "c/a/the-le/index.html") == f"another {site_version(site)}"


def test_without_a_site_or_a_contest_there_is_no_page(stack: Stack, site: Path) -> None:
    pages = SitePages(S3Site(BUCKET))
    list_contests(stack, "a")
    pages.show("a")
    pages.show_list()
    assert not {key for key in keys(stack) if key.endswith(".html")}
    sync_site(stack, site)
    pages.show("b")
    assert not {key for key in keys(stack) if key.startswith("c/b/")}


def test_old_scripts_stay_for_pages_that_are_open(stack: Stack, site: Path) -> None:
    sync_site(stack, site)
    old = site_version(site)
    (site / "js" / "boot.js").write_text("export const changed = true;")
    sync_site(stack, site)
    assert {f"{old}/js/boot.js", f"{site_version(site)}/js/boot.js"} <= keys(stack)


def test_scripts_that_are_there_are_not_sent_again(stack: Stack, site: Path) -> None:
    sync_site(stack, site)
    key = f"{site_version(site)}/js/boot.js"
    stack.s3().put_object(Bucket=BUCKET, Key=key, Body=b"marked")
    sync_site(stack, site)
    assert text(stack, key) == "marked"


def test_what_contests_published_is_left_alone(stack: Stack, site: Path) -> None:
    list_contests(stack, "a")
    sync_site(stack, site)
    assert {CONTEST_INDEX, "contests/a/contest.json"} <= keys(stack)
