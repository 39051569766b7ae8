"""What every vault promises of what is kept for good and read many at a time; and what the store of
versions tells of it."""

from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.domain.audit import Kept
from chalicelib.stores.objects import S3Vault, s3_client
from chalicelib.stores.site_objects import S3Site
from chalicelib.stores.versions import S3Versions
from chalicelib.usecases.ports import Unavailable, Vault
from tests.aws import PRIVATE_BUCKET, SITE_BUCKET, aws
from tests.fakes import FakeVault

PATH = "contests/nho/audit.json"


@pytest.fixture
def s3() -> Iterator[Any]:
    with aws():
        client: Any = s3_client()
        for bucket in (PRIVATE_BUCKET, SITE_BUCKET):
            client.put_bucket_versioning(
                Bucket=bucket, VersioningConfiguration={"Status": "Enabled"}
            )
        yield client


@pytest.fixture(params=["memory", "S3"])
def vault(request: pytest.FixtureRequest, s3: Any) -> Vault:
    return FakeVault() if request.param == "memory" else S3Vault(PRIVATE_BUCKET)


def test_what_is_kept_is_written_once(vault: Vault) -> None:
    assert vault.keep("audit/nho/00000001.json", b"one")
    assert not vault.keep("audit/nho/00000001.json", b"two")
    stored = vault.read("audit/nho/00000001.json")
    assert stored is not None
    assert stored[0] == b"one"


def test_many_are_read_in_the_order_asked_for(vault: Vault) -> None:
    names = [f"many/{number:02}" for number in range(25)]
    for name in names:
        vault.put(name, name.encode())
    asked = [*reversed(names), "many/none", names[0]]
    found = [name.encode() for name in [*reversed(names)]]
    assert vault.read_all(asked) == [*found, None, names[0].encode()]
    assert vault.read_all([]) == []


def test_keys_after_another_and_the_first_of_them(vault: Vault) -> None:
    for name in ("after/1", "after/2", "after/3", "before/9", "zzz"):
        vault.put(name, b"")
    assert list(vault.keys("after/", after="after/1")) == ["after/2", "after/3"]
    assert list(vault.keys("after/", after="after/3")) == []
    assert vault.first_key_after("after/", "after/1") == "after/2"
    assert vault.first_key_after("after/", "after/11") == "after/2"
    assert vault.first_key_after("after/", "after/3") is None


def test_entries_are_locked_where_the_bucket_has_locks(s3: Any) -> None:
    where = {"LocationConstraint": "ap-southeast-1"}
    s3.create_bucket(
        Bucket="locked", CreateBucketConfiguration=where, ObjectLockEnabledForBucket=True
    )
    vault = S3Vault("locked", locked_days=1_825)
    vault.keep("audit/nho/00000001.json", b"one")
    vault.put("counts/nho.json", b"{}")
    kept = s3.head_object(Bucket="locked", Key="audit/nho/00000001.json")
    assert kept["ObjectLockMode"] == "GOVERNANCE"
    days = (kept["ObjectLockRetainUntilDate"] - kept["LastModified"]).total_seconds() / 86_400
    assert days == pytest.approx(1_825, abs=0.1)
    assert "ObjectLockMode" not in s3.head_object(Bucket="locked", Key="counts/nho.json")


def test_what_was_written_over_and_deleted_is_told(s3: Any) -> None:
    vault = S3Vault(PRIVATE_BUCKET)
    for name in ("a", "b", "b", "c"):
        vault.put(f"audit/nho/{name}", name.encode())
    vault.delete("audit/nho/c")
    vault.put("audit/khac/a", b"a")
    told = S3Versions(PRIVATE_BUCKET, SITE_BUCKET).of_private("audit/nho/")
    assert told == {
        "audit/nho/a": Kept(1, 0),
        "audit/nho/b": Kept(2, 0),
        "audit/nho/c": Kept(1, 1),
    }


def test_all_that_was_published_is_told(s3: Any) -> None:
    site = S3Site(SITE_BUCKET)
    for entries in range(3):
        site.put_json(PATH, {"entries": entries}, 60)
    site.put_json(f"{PATH}.other", {"entries": 9}, 60)
    s3.put_object(Bucket=SITE_BUCKET, Key=PATH, Body=b"no json")
    told = S3Versions(PRIVATE_BUCKET, SITE_BUCKET).of_public(PATH)
    assert sorted(map(str, told)) == sorted(
        map(str, [None, {"entries": 0}, {"entries": 1}, {"entries": 2}])
    )


def test_buckets_that_are_not_there_are_unavailable(s3: Any) -> None:
    versions = S3Versions("none-private", "none-site")
    with pytest.raises(Unavailable):
        versions.of_private("audit/")
    with pytest.raises(Unavailable):
        versions.of_public(PATH)
