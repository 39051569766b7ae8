"""The port `Versions` on the two buckets, which keep what was written over and deleted."""

import json
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from chalicelib.domain.audit import Kept
from chalicelib.stores.objects import Failures, s3_client

_READERS = 10


class S3Versions:
    """Who asks may list the versions of both buckets."""

    def __init__(self, private_bucket: str, site_bucket: str) -> None:
        self._private_bucket = private_bucket
        self._site_bucket = site_bucket

    def of_private(self, prefix: str) -> dict[str, Kept]:
        versions: Counter[str] = Counter()
        removals: Counter[str] = Counter()
        for page in _pages(self._private_bucket, prefix):
            versions.update(each["Key"] for each in page.get("Versions", ()))
            removals.update(each["Key"] for each in page.get("DeleteMarkers", ()))
        return {key: Kept(versions[key], removals[key]) for key in versions | removals}

    def of_public(self, path: str) -> list[Any]:
        found = [
            each["VersionId"]
            for page in _pages(self._site_bucket, path)
            for each in page.get("Versions", ())
            if each["Key"] == path
        ]
        with ThreadPoolExecutor(_READERS) as readers:
            return list(readers.map(lambda version: self._read(path, version), found))

    def _read(self, path: str, version: str) -> Any:
        with Failures():
            answer = s3_client().get_object(Bucket=self._site_bucket, Key=path, VersionId=version)
            content = answer["Body"].read()
        try:
            return json.loads(content)
        except ValueError:
            return None


def _pages(bucket: str, prefix: str) -> Iterator[Any]:
    with Failures():
        lister = s3_client().get_paginator("list_object_versions")
        yield from lister.paginate(Bucket=bucket, Prefix=prefix)
