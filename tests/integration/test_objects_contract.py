"""What every vault, public site and store of bundles promises."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

import pytest
from botocore.exceptions import ReadTimeoutError

from chalicelib.stores.objects import S3Bundles, S3Vault, s3_client
from chalicelib.stores.site_objects import S3Site
from chalicelib.usecases.ports import Bundles, Site, Unavailable, Vault
from tests.aws import PRIVATE_BUCKET, SITE_BUCKET, aws, make_bucket
from tests.builders import a_bundle
from tests.fakes import FakeBundles, FakeSite, FakeVault
from tests.wire import direct_objects

OTHER_BUCKET = f"{PRIVATE_BUCKET}-direct"
POINTER_AGE_MS = 3_000
_slugs = (f"goi-{n}" for n in count())


@dataclass
class Clock:
    now: int = 0

    def __call__(self) -> int:
        return self.now


@dataclass(frozen=True)
class Objects:
    vault: Vault
    site: Site
    bundles: Bundles
    clock: Clock


@pytest.fixture(scope="module")
def stores() -> Iterator[dict[str, Objects]]:
    clock = Clock()
    with aws():
        make_bucket(OTHER_BUCKET)
        yield {
            "memory": Objects(FakeVault(), FakeSite(), FakeBundles(), clock),
            "S3": Objects(
                S3Vault(PRIVATE_BUCKET),
                S3Site(SITE_BUCKET),
                S3Bundles(PRIVATE_BUCKET, clock),
                clock,
            ),
            "S3, directly": Objects(
                S3Vault(OTHER_BUCKET),
                S3Site(OTHER_BUCKET),
                S3Bundles(OTHER_BUCKET, clock, direct_objects(OTHER_BUCKET)),
                clock,
            ),
        }


@pytest.fixture(params=["memory", "S3", "S3, directly"])
def objects(request: pytest.FixtureRequest, stores: dict[str, Objects]) -> Objects:
    return stores[request.param]


@pytest.fixture
def vault(objects: Objects) -> Vault:
    return objects.vault


def content_of(vault: Vault, key: str) -> bytes | None:
    stored = vault.read(key)
    return None if stored is None else stored[0]


def tag_of(vault: Vault, key: str) -> str:
    stored = vault.read(key)
    assert stored is not None
    return stored[1]


def test_what_was_put_can_be_read(vault: Vault) -> None:
    assert vault.read("put/a") is None
    for content in (b"one", b"two"):
        vault.put("put/a", content)
        assert content_of(vault, "put/a") == content


def test_an_object_is_created_once(vault: Vault) -> None:
    assert vault.create("create/a", b"one")
    assert not vault.create("create/a", b"two")
    assert content_of(vault, "create/a") == b"one"


def test_an_object_is_replaced_where_it_is_as_it_was_read(vault: Vault) -> None:
    vault.put("replace/a", b"one")
    read = tag_of(vault, "replace/a")
    assert vault.replace("replace/a", b"two", read)
    assert not vault.replace("replace/a", b"three", read)
    assert content_of(vault, "replace/a") == b"two"
    assert vault.replace("replace/a", b"three", tag_of(vault, "replace/a"))


def test_nothing_is_replaced_by_the_first_writer_alone(vault: Vault) -> None:
    assert vault.replace("replace/b", b"one", None)
    assert not vault.replace("replace/b", b"two", None)
    assert content_of(vault, "replace/b") == b"one"


def test_an_object_that_is_gone_has_changed(vault: Vault) -> None:
    vault.put("replace/c", b"one")
    read = tag_of(vault, "replace/c")
    vault.delete("replace/c")
    assert not vault.replace("replace/c", b"two", read)
    assert vault.read("replace/c") is None


def test_deleting_twice_is_no_fault(vault: Vault) -> None:
    vault.put("delete/a", b"one")
    for _ in range(2):
        vault.delete("delete/a")
    assert vault.read("delete/a") is None


def test_keys_come_ascending_and_by_prefix(vault: Vault) -> None:
    for key in ("keys/b", "keys/a", "keys/a/1", "key", "keyss"):
        vault.put(key, b"")
    assert list(vault.keys("keys/")) == ["keys/a", "keys/a/1", "keys/b"]
    assert list(vault.keys("no-keys/")) == []


def test_keys_beyond_a_page_come_too(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTO_S3_DEFAULT_MAX_KEYS", "10")
    names = [f"many/{n:02}" for n in range(21)]
    for name in names:
        vault.put(name, b"")
    assert list(vault.keys("many/")) == names


def test_a_bundle_comes_back_as_it_was_put(objects: Objects) -> None:
    bundle = a_bundle(slug=next(_slugs))
    objects.bundles.put(bundle)
    assert objects.bundles.get(bundle.contest.slug) == bundle


def test_an_unknown_contest_has_no_bundle_until_one_is_put(objects: Objects) -> None:
    slug = next(_slugs)
    assert objects.bundles.get(slug) is None
    objects.bundles.put(a_bundle(slug=slug))
    assert objects.bundles.get(slug) == a_bundle(slug=slug)


def test_a_new_version_takes_the_old_ones_place(objects: Objects) -> None:
    slug = next(_slugs)
    for version in (a_bundle(slug=slug), a_bundle(slug=slug, title="Tên mới")):
        objects.bundles.put(version)
        assert objects.bundles.get(slug) == version


@pytest.fixture
def warm(stores: dict[str, Objects]) -> Objects:
    """What another process has open: it hears nothing of what is put elsewhere."""
    clock = Clock(1_000_000)
    return replace(stores["S3"], bundles=S3Bundles(PRIVATE_BUCKET, clock), clock=clock)


@pytest.fixture
def reads() -> Iterator[list[str]]:
    """What the S3 client reads during a test."""
    found: list[str] = []

    def note(params: dict[str, Any], **_: Any) -> None:
        found.append(params["url_path"])

    events = s3_client().meta.events
    events.register("before-call.s3.GetObject", note)
    yield found
    events.unregister("before-call.s3.GetObject", note)


@contextmanager
def s3_failing() -> Iterator[None]:
    """Every call to S3 times out."""
    events = s3_client().meta.events
    events.register_first("before-send.s3.*", _time_out)
    try:
        yield
    finally:
        events.unregister("before-send.s3.*", _time_out)


def test_a_bundle_is_read_once_within_the_pointers_age(
    warm: Objects, stores: dict[str, Objects], reads: list[str]
) -> None:
    bundle = a_bundle(slug=next(_slugs))
    stores["S3"].bundles.put(bundle)
    for waited in (0, 0, POINTER_AGE_MS - 1):
        warm.clock.now = 1_000_000 + waited
        assert warm.bundles.get(bundle.contest.slug) == bundle
    assert len(reads) == 1
    warm.clock.now = 1_000_000 + POINTER_AGE_MS
    assert warm.bundles.get(bundle.contest.slug) == bundle
    assert len(reads) == 2


def test_an_unknown_contest_is_looked_for_once_within_the_pointers_age(
    warm: Objects, reads: list[str]
) -> None:
    slug = next(_slugs)
    assert [warm.bundles.get(slug) for _ in range(3)] == [None, None, None]
    assert len(reads) == 1


def test_a_version_put_by_another_process_shows_within_the_pointers_age(
    warm: Objects, stores: dict[str, Objects]
) -> None:
    slug = next(_slugs)
    old, new = a_bundle(slug=slug), a_bundle(slug=slug, title="Tên mới")
    stores["S3"].bundles.put(old)
    assert warm.bundles.get(slug) == old
    stores["S3"].bundles.put(new)
    warm.clock.now += POINTER_AGE_MS
    assert warm.bundles.get(slug) == new


def test_what_is_known_of_a_contest_serves_on_while_s3_fails(
    warm: Objects, stores: dict[str, Objects]
) -> None:
    bundle = a_bundle(slug=next(_slugs))
    stores["S3"].bundles.put(bundle)
    assert warm.bundles.get(bundle.contest.slug) == bundle
    warm.clock.now += POINTER_AGE_MS
    with s3_failing():
        assert warm.bundles.get(bundle.contest.slug) == bundle
        with pytest.raises(Unavailable):
            warm.bundles.get(next(_slugs))


def test_a_bundle_that_did_not_change_is_not_sent_again(
    warm: Objects, stores: dict[str, Objects]
) -> None:
    bundle = a_bundle(slug=next(_slugs))
    stores["S3"].bundles.put(bundle)
    first = warm.bundles.get(bundle.contest.slug)
    warm.clock.now += POINTER_AGE_MS
    assert warm.bundles.get(bundle.contest.slug) is first


def test_every_version_is_kept(stores: dict[str, Objects]) -> None:
    slug = next(_slugs)
    versions = [a_bundle(slug=slug), a_bundle(slug=slug, title="Tên mới")]
    for version in versions:
        stores["S3"].bundles.put(version)
    expected = {f"bundles/{slug}/{name}.json" for name in ("current", *_names(versions))}
    assert set(stores["S3"].vault.keys(f"bundles/{slug}/")) == expected


def _names(versions: list[Any]) -> list[str]:
    return [version.version for version in versions]


@pytest.mark.parametrize("name", ["read", "put", "create", "replace", "keys", "delete"])
def test_a_vault_that_is_too_slow_is_unavailable(
    name: str, stores: dict[str, Objects], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    vault = stores["S3"].vault
    calls = {
        "read": lambda: vault.read("slow"),
        "put": lambda: vault.put("slow", b""),
        "create": lambda: vault.create("slow", b""),
        "replace": lambda: vault.replace("slow", b"", '"tag"'),
        "keys": lambda: list(vault.keys("slow")),
        "delete": lambda: vault.delete("slow"),
    }
    with s3_failing(), pytest.raises(Unavailable):
        calls[name]()


def test_a_store_without_its_bucket_is_unavailable(stores: dict[str, Objects]) -> None:
    for read in (
        lambda: S3Vault("no-such-bucket").read("a"),
        lambda: S3Vault("no-such-bucket").replace("a", b"", '"tag"'),
        lambda: S3Site("no-such-bucket").get_json("a"),
        lambda: S3Bundles("no-such-bucket", Clock()).get("nho"),
        lambda: S3Bundles("no-such-bucket", Clock(), direct_objects("no-such-bucket")).get("nho"),
    ):
        with pytest.raises(Unavailable):
            read()


def _time_out(**_: Any) -> None:
    raise ReadTimeoutError(endpoint_url="https://s3")
