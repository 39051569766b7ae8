"""What every public site promises."""

from collections.abc import Iterator
from itertools import count

import pytest

from chalicelib.stores.objects import s3_client
from chalicelib.stores.site_objects import S3Site
from chalicelib.usecases.ports import Site, Unavailable
from tests.aws import SITE_BUCKET, aws
from tests.fakes import FakeSite

_folders = (f"thu-{n}/" for n in count())


@pytest.fixture(scope="module")
def sites() -> Iterator[dict[str, Site]]:
    with aws():
        yield {"memory": FakeSite(), "S3": S3Site(SITE_BUCKET)}


@pytest.fixture(params=["memory", "S3"])
def site(request: pytest.FixtureRequest, sites: dict[str, Site]) -> Site:
    return sites[request.param]


@pytest.fixture
def folder() -> str:
    return next(_folders)


def test_the_site_gives_what_was_published_last(site: Site, folder: str) -> None:
    assert site.get_json(f"{folder}stats.json") is None
    for document in ({"registered": 1}, {"registered": 2, "title": "Cuộc thi"}):
        site.put_json(f"{folder}stats.json", document, 15)
        assert site.get_json(f"{folder}stats.json") == document


def test_a_published_file_says_what_it_is_and_for_how_long(sites: dict[str, Site]) -> None:
    sites["S3"].put_json("contests/nho/contest.json", {"b": "Đ", "a": 1}, 60)
    kept = s3_client().get_object(Bucket=SITE_BUCKET, Key="contests/nho/contest.json")
    assert kept["CacheControl"] == "public, max-age=60"
    assert kept["ContentType"] == "application/json; charset=utf-8"
    assert kept["Body"].read() == '{"a":1,"b":"Đ"}'.encode()


def test_a_text_is_published_as_one(sites: dict[str, Site]) -> None:
    assert sites["S3"].replace("contests/nho/a.txt", "một dòng\n".encode(), 60, None)
    kept = s3_client().get_object(Bucket=SITE_BUCKET, Key="contests/nho/a.txt")
    assert kept["ContentType"] == "text/plain; charset=utf-8"
    assert kept["Body"].read() == "một dòng\n".encode()


def test_bytes_come_back_as_they_are_published(site: Site, folder: str) -> None:
    assert site.read(f"{folder}a.json") is None
    site.put_json(f"{folder}a.json", {"b": "Đ", "a": 1}, 15)
    assert site.replace(f"{folder}b.txt", "Đ\n".encode(), 15, None)
    contents = ['{"a":1,"b":"Đ"}'.encode(), None, "Đ\n".encode()]
    paths = [f"{folder}{name}" for name in ("a.json", "no.json", "b.txt")]
    assert list(site.read_all(paths)) == contents
    assert [stored and stored[0] for stored in map(site.read, paths)] == contents


def test_only_what_was_read_is_replaced(site: Site, folder: str) -> None:
    path = f"{folder}a.json"
    assert site.replace(path, b"1", 15, None)
    assert not site.replace(path, b"2", 15, None)
    first = site.read(path)
    assert first is not None
    assert site.replace(path, b"2", 15, first[1])
    assert not site.replace(path, b"3", 15, first[1])
    second = site.read(path)
    assert second is not None
    assert second[0] == b"2"


def test_a_json_and_its_bytes_have_the_same_tag(site: Site, folder: str) -> None:
    site.put_json(f"{folder}a.json", {"a": 1}, 15)
    read, told = site.read(f"{folder}a.json"), site.read_json(f"{folder}a.json")
    assert read is not None
    assert told == ({"a": 1}, read[1])


def test_paths_are_listed_ascending(site: Site, folder: str) -> None:
    for name in ("b.json", "a/c.json", "a/b.json"):
        site.put_json(folder + name, {}, 15)
    assert list(site.paths(folder)) == [
        f"{folder}{it}" for it in ("a/b.json", "a/c.json", "b.json")
    ]
    assert list(site.paths(f"{folder}a/c")) == [f"{folder}a/c.json"]


def test_a_site_without_its_bucket_is_unavailable(sites: dict[str, Site]) -> None:
    assert sites
    site = S3Site("no-such-bucket")
    for call in (
        lambda: site.read("a.json"),
        lambda: list(site.paths("a")),
        lambda: list(site.read_all(["a"])),
        lambda: site.put_json("a.json", {}, 1),
        lambda: site.replace("a.json", b"", 1, "tag"),
    ):
        with pytest.raises(Unavailable):
            call()
