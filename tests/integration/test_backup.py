"""A contest taken out of its table and buckets and put into empty ones: ranked again,
it gives the same bytes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest

from chalicelib.domain.canonical import canonical
from chalicelib.stores.objects import s3_client
from chalicelib.usecases.ranking import rank
from ops.backup import NotEmpty, back_up, restore
from tests.aws import PRIVATE_BUCKET, SITE_BUCKET, TABLE, aws, make_bucket, make_table
from tests.integration.api import FROZEN_AT, NOON, SETTINGS, Api, SetStores, contests_in_moto

BUCKETS = {"private": PRIVATE_BUCKET, "site": SITE_BUCKET}
SLUG = "nho"


@pytest.fixture
def account() -> Iterator[None]:
    with aws():
        yield


@pytest.fixture
def api(account: None, monkeypatch: pytest.MonkeyPatch) -> Api:
    from chalicelib import bootstrap

    monkeypatch.setattr(bootstrap, "_in_use", [])
    stores = contests_in_moto()
    bootstrap.use(stores)
    stores.now = NOON
    return Api(stores)


def clients() -> tuple[Any, Any]:
    return boto3.client("dynamodb"), s3_client()


def take_part(api: Api) -> None:
    """Two submit, one leaves a draft that is sealed by ranking."""
    for number in range(3):
        device = f"device-of-number-{number}"
        started = api.start(identity=f"091234567{number}", device_key=device)
        api.stores.now += 60_000
        api.draft(started) if number == 2 else api.submit(started)
    api.stores.now = FROZEN_AT


def lose_everything() -> None:
    """As after the worst that can happen: table and buckets are there, and empty."""
    dynamodb, s3 = clients()
    dynamodb.delete_table(TableName=TABLE)
    make_table(TABLE)
    for bucket in BUCKETS.values():
        for each in s3.list_objects_v2(Bucket=bucket).get("Contents", ()):
            s3.delete_object(Bucket=bucket, Key=each["Key"])
        s3.delete_bucket(Bucket=bucket)
        make_bucket(bucket)


def test_ranked_again_after_a_restore_it_gives_the_same_bytes(api: Api, tmp_path: Path) -> None:
    take_part(api)
    before = canonical(rank(SLUG, "organizer", api.stores))
    items = api.items()
    back_up(*clients(), TABLE, BUCKETS, tmp_path)
    lose_everything()
    assert api.items() == []
    restore(*clients(), TABLE, BUCKETS, tmp_path)
    assert api.items() == items
    page = s3_client().get_object(Bucket=SITE_BUCKET, Key=f"contests/{SLUG}/contest.json")
    assert (page["ContentType"], "max-age" in page["CacheControl"]) == (
        "application/json; charset=utf-8",
        True,
    )
    fresh = SetStores(SETTINGS)
    fresh.now = FROZEN_AT
    assert canonical(rank(SLUG, "organizer", fresh)) == before


def test_a_backup_of_what_was_restored_is_the_same(api: Api, tmp_path: Path) -> None:
    take_part(api)
    first, second = tmp_path / "first", tmp_path / "second"
    back_up(*clients(), TABLE, BUCKETS, first)
    lose_everything()
    restore(*clients(), TABLE, BUCKETS, first)
    back_up(*clients(), TABLE, BUCKETS, second)
    told = [
        {path.relative_to(each): path.read_bytes() for path in each.rglob("*") if path.is_file()}
        for each in (first, second)
    ]
    assert told[0] == told[1]
    assert len(told[0]) > 10


def test_nothing_is_written_over(api: Api, tmp_path: Path) -> None:
    back_up(*clients(), TABLE, BUCKETS, tmp_path / "a")
    for again in (
        lambda: back_up(*clients(), TABLE, BUCKETS, tmp_path / "a"),
        lambda: restore(*clients(), TABLE, BUCKETS, tmp_path / "a"),
    ):
        with pytest.raises(NotEmpty):
            again()
