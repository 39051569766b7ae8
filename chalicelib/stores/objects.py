"""Objects in S3: the private vault and the bundles of the contests."""

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import quote

from chalicelib.domain.canonical import canonical
from chalicelib.domain.contest_document import contest_from_document
from chalicelib.usecases.ports import Bundle, Clock, Secrets, Unavailable

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_POINTER_AGE_MS = 3_000
_LINK_AGE_S = 300
READERS = 10
# Anybody may ask for slugs that are none; they must not fill the memory.
_MOST_KNOWN = 200
# What was to be replaced may also be gone.
CHANGED = ("PreconditionFailed", "ConditionalRequestConflict", "NoSuchKey")
_ABSENT = ("NoSuchKey", "404")
_UNCHANGED = "304"


@lru_cache(maxsize=1)
def s3_client() -> "S3Client":
    """The one S3 client of this process, with patience shorter than a resident's."""
    import boto3
    from botocore.config import Config

    patience = Config(
        connect_timeout=1,
        read_timeout=3,
        retries={"total_max_attempts": 3},
        # Links are otherwise signed the old way, which newer regions refuse.
        signature_version="s3v4",
    )
    return boto3.client("s3", config=patience)


class S3Objects:
    """What a bucket holds, read and listed."""

    def __init__(self, bucket: str) -> None:
        self._bucket = bucket

    def read(self, key: str) -> tuple[bytes, str] | None:
        """Content and tag, None where there is none."""
        with Failures(*_ABSENT):
            answer = s3_client().get_object(Bucket=self._bucket, Key=key)
            return answer["Body"].read(), answer["ETag"]
        return None

    def read_unless(self, tag: str, key: str) -> tuple[str, bytes | None]:
        """Tag and content; no content where the tag is still `tag`, no tag either where nothing is
        there."""
        condition: dict[str, Any] = {"IfNoneMatch": tag} if tag else {}
        with Failures(_UNCHANGED, *_ABSENT) as failures:
            answer = s3_client().get_object(Bucket=self._bucket, Key=key, **condition)
            return answer["ETag"], answer["Body"].read()
        return (tag if failures.met == _UNCHANGED else ""), None

    def keys(self, prefix: str, after: str = "") -> Iterator[str]:
        """All keys that begin with `prefix` and come after `after`, ascending."""
        pages = s3_client().get_paginator("list_objects_v2")
        start: Any = {"StartAfter": after} if after else {}
        with Failures():
            for page in pages.paginate(Bucket=self._bucket, Prefix=prefix, **start):
                yield from (each["Key"] for each in page.get("Contents", ()))


class S3Vault(S3Objects):
    """The port `Vault` on a private bucket."""

    def __init__(self, bucket: str, locked_days: int = 0) -> None:
        """What is kept for good is locked for so many days; 0 for a bucket without locks."""
        super().__init__(bucket)
        self._locked_days = locked_days

    def read_all(self, keys: Sequence[str]) -> list[bytes | None]:
        # Made once before the threads ask for it.
        s3_client()
        with ThreadPoolExecutor(READERS) as readers:
            return [stored and stored[0] for stored in readers.map(self.read, keys)]

    def put(self, key: str, content: bytes) -> None:
        self._put(key, content)

    def create(self, key: str, content: bytes) -> bool:
        return self._put(key, content, IfNoneMatch="*")

    def keep(self, key: str, content: bytes) -> bool:
        return self._put(key, content, IfNoneMatch="*", **self._lock())

    def replace(self, key: str, content: bytes, tag: str | None) -> bool:
        if tag is None:
            return self.create(key, content)
        return self._put(key, content, IfMatch=tag)

    def first_key_after(self, prefix: str, after: str) -> str | None:
        with Failures():
            listed = s3_client().list_objects_v2(
                Bucket=self._bucket, Prefix=prefix, StartAfter=after, MaxKeys=1
            )
        return next((each["Key"] for each in listed.get("Contents", ())), None)

    def delete(self, key: str) -> None:
        with Failures():
            s3_client().delete_object(Bucket=self._bucket, Key=key)

    def link(self, key: str, filename: str) -> str:
        named = f"attachment; filename*=UTF-8''{quote(filename)}"
        wanted = {"Bucket": self._bucket, "Key": key, "ResponseContentDisposition": named}
        return s3_client().generate_presigned_url("get_object", wanted, ExpiresIn=_LINK_AGE_S)

    def _lock(self) -> dict[str, Any]:
        if not self._locked_days:
            return {}
        until = datetime.now(UTC) + timedelta(days=self._locked_days)
        return {"ObjectLockMode": "GOVERNANCE", "ObjectLockRetainUntilDate": until}

    def _put(self, key: str, content: bytes, **condition: Any) -> bool:
        with Failures(*CHANGED):
            s3_client().put_object(Bucket=self._bucket, Key=key, Body=content, **condition)
            return True
        return False


class ReadObjects(Protocol):
    """What bundles are read from; as `S3Objects.read_unless`."""

    def read_unless(self, tag: str, key: str) -> tuple[str, bytes | None]: ...


class S3Bundles:
    """The port `Bundles`: one object a contest holds all of its current version, so that a cold
    start reads once; a warm one asks at most every three seconds whether it has changed."""

    def __init__(self, bucket: str, clock: Clock, objects: ReadObjects | None = None) -> None:
        """`objects` is another way to read the bucket than boto3."""
        self._bucket = bucket
        self._clock = clock
        self._objects = objects or S3Objects(bucket)
        self._known: dict[str, tuple[int, str, Bundle | None]] = {}

    def get(self, slug: str) -> Bundle | None:
        looked_at, tag, bundle = self._known.get(slug, (None, "", None))
        if looked_at is not None and self._clock() - looked_at < _POINTER_AGE_MS:
            return bundle
        try:
            tag, bundle = self._read(slug, tag, bundle)
        except Unavailable:
            # What is known of a contest serves on: its rules do not change while it is open.
            if bundle is None:
                raise
        self._know(slug, tag, bundle)
        return bundle

    def _know(self, slug: str, tag: str, bundle: Bundle | None) -> None:
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        self._known[slug] = (self._clock(), tag, bundle)

    def version(self, slug: str, version: str) -> Bundle | None:
        with Failures(*_ABSENT):
            key = f"bundles/{slug}/{version}.json"
            answer = s3_client().get_object(Bucket=self._bucket, Key=key)
            return _bundle_from_json(json.load(answer["Body"]))
        return None

    def put(self, bundle: Bundle) -> None:
        content = canonical(_bundle_to_json(bundle))
        slug = bundle.contest.slug
        with Failures():
            for name in (bundle.version, "current"):
                s3_client().put_object(
                    Bucket=self._bucket, Key=f"bundles/{slug}/{name}.json", Body=content
                )
        self._known.pop(slug, None)

    def _read(self, slug: str, tag: str, bundle: Bundle | None) -> tuple[str, Bundle | None]:
        found, content = self._objects.read_unless(tag, f"bundles/{slug}/current.json")
        if content is not None:
            return found, _bundle_from_json(json.loads(content))
        return (tag, bundle) if found else ("", None)


class Failures:
    """Swallows the `expected` error codes, noting the one met, and turns others into
    Unavailable."""

    def __init__(self, *expected: str) -> None:
        self._expected = expected
        self.met: str | None = None

    def __enter__(self) -> "Failures":
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        from botocore.exceptions import BotoCoreError, ClientError

        if isinstance(error, ClientError):
            self.met = error.response["Error"]["Code"]
            if self.met in self._expected:
                return True
            raise Unavailable(self.met) from error
        if isinstance(error, BotoCoreError):
            raise Unavailable(str(error)) from error
        return False


def _bundle_to_json(bundle: Bundle) -> dict[str, Any]:
    keys = {
        name: value.hex() if isinstance(value, bytes) else value
        for name, value in asdict(bundle.secrets).items()
    }
    keys["token_keys"] = [key.hex() for key in bundle.secrets.token_keys]
    return {
        "document": bundle.document,
        "version": bundle.version,
        "committed_at": bundle.committed_at,
        "secrets": keys,
        "moved_close": bundle.moved_close,
        "extra_ms": dict(bundle.extra_ms),
        "recalled_tickets": list(bundle.recalled_tickets),
    }


def _bundle_from_json(stored: dict[str, Any]) -> Bundle:
    keys = stored["secrets"]
    moved_close = stored.get("moved_close")
    contest = contest_from_document(stored["document"])
    return Bundle(
        contest=contest if moved_close is None else replace(contest, closes_at=moved_close),
        document=stored["document"],
        version=stored["version"],
        committed_at=stored["committed_at"],
        secrets=Secrets(
            identity_key=bytes.fromhex(keys["identity_key"]),
            paper_key=bytes.fromhex(keys["paper_key"]),
            salt_key=bytes.fromhex(keys["salt_key"]),
            resume_key=bytes.fromhex(keys["resume_key"]),
            token_keys=tuple(bytes.fromhex(key) for key in keys["token_keys"]),
            commitment_salt=keys["commitment_salt"],
            excluded_salt=keys["excluded_salt"],
        ),
        moved_close=moved_close,
        extra_ms=stored.get("extra_ms", {}),
        recalled_tickets=tuple(stored.get("recalled_tickets", ())),
    )
