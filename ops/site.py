"""The site goes to its bucket: static_site/, and a set of pages for each contest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ops import edge
from ops.packaging import ROOT
from ops.stacks import Stack

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

SITE = ROOT / "static_site"
CONTEST_INDEX = "contests/index.json"
SETTINGS_KEY = "config.json"

_VERSIONED = ("js", "css")
_CONTEST_PAGES = "c"
_NOT_SITE = frozenset({"package.json", "tsconfig.json"})
_FOREVER = "public, max-age=31536000, immutable"
_ASK_FIRST = "no-cache"
_ONE_HOUR = "public, max-age=3600"
_UPLOADS_AT_A_TIME = 8
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json; charset=utf-8",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class SiteError(Exception):
    """A file of the site is not one that can be served."""


@dataclass(frozen=True)
class Upload:
    """One object as it is to stand in the bucket."""

    key: str
    body: bytes
    content_type: str
    cache_control: str


def sync_site(stack: Stack, site: Path = SITE) -> None:
    """Uploads the site, its settings, and the pages of every contest listed in the bucket.

    Scripts and styles go first, below a folder named by their content: no page ever asks for
    one that is not there, and none mixes two versions. Raises SiteError.
    """
    s3 = stack.s3()
    version = site_version(site)
    _put_all(s3, stack.site_bucket, _missing(s3, stack.site_bucket, versioned(site, version)))
    uploads = [settings(stack), *pages(site, version)]
    for slug in listed_contests(stack):
        uploads += contest_pages(site, version, slug)
    _put_all(s3, stack.site_bucket, uploads)


def put_contest_pages(stack: Stack, slug: str, site: Path = SITE) -> None:
    """Uploads the pages of one contest. The site itself must be there already."""
    uploads = contest_pages(site, site_version(site), slug)
    _put_all(stack.s3(), stack.site_bucket, uploads)


def listed_contests(stack: Stack) -> list[str]:
    """The slugs in the bucket's list of contests, which may not be there yet."""
    s3 = stack.s3()
    try:
        found = s3.get_object(Bucket=stack.site_bucket, Key=CONTEST_INDEX)["Body"].read()
    except s3.exceptions.NoSuchKey:
        return []
    return [contest["slug"] for contest in json.loads(found)["contests"]]


def site_version(site: Path) -> str:
    """The folder's name: a hash of all scripts and styles."""
    digest = hashlib.sha256()
    for path in _versioned_files(site):
        digest.update(f"{path.relative_to(site)}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return f"v-{digest.hexdigest()[:12]}"


def versioned(site: Path, version: str) -> list[Upload]:
    """Scripts and styles, below the version's folder."""
    return [
        Upload(f"{version}/{_key(path, site)}", path.read_bytes(), content_type(path), _FOREVER)
        for path in _versioned_files(site)
    ]


def pages(site: Path, version: str) -> list[Upload]:
    """Everything else, except what is copied for each contest."""
    apart = (*_VERSIONED, _CONTEST_PAGES)
    files = (path for path in _files(site) if path.relative_to(site).parts[0] not in apart)
    return [_page(path, _key(path, site), version) for path in files]


def contest_pages(site: Path, version: str, slug: str) -> list[Upload]:
    """The pages of one contest, made of those below `c/`."""
    folder = site / _CONTEST_PAGES
    return [
        _page(path, f"{_CONTEST_PAGES}/{slug}/{_key(path, folder)}", version)
        for path in _files(folder)
    ]


def settings(stack: Stack) -> Upload:
    """What the pages have to know of the stack they belong to."""
    told = {
        "stage": stack.stage,
        "region": stack.region,
        "cognito": {
            "endpoint": stack.endpoint_url or edge.cognito_endpoint(stack.region),
            "user_pool_id": stack.user_pool_id,
            "client_id": stack.client_id,
        },
    }
    return Upload(SETTINGS_KEY, json.dumps(told).encode(), _TYPES[".json"], _ASK_FIRST)


def content_type(path: Path) -> str:
    """The type by the file's ending. Raises SiteError where none is known."""
    try:
        return _TYPES[path.suffix]
    except KeyError:
        raise SiteError(f"{path}: what type is that? Say so in {__file__}") from None


def _page(path: Path, key: str, version: str) -> Upload:
    if path.suffix != ".html":
        return Upload(key, path.read_bytes(), content_type(path), _ONE_HOUR)
    text = path.read_text(encoding="utf-8")
    for folder in _VERSIONED:
        text = text.replace(f'"/{folder}/', f'"/{version}/{folder}/')
    return Upload(key, text.encode(), content_type(path), _ASK_FIRST)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if _is_of_the_site(path, folder))


def _is_of_the_site(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return path.is_file() and not hidden and path.name not in _NOT_SITE


def _versioned_files(site: Path) -> list[Path]:
    return [path for name in _VERSIONED for path in _files(site / name)]


def _key(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _missing(s3: S3Client, bucket: str, uploads: list[Upload]) -> list[Upload]:
    if not uploads:
        return []
    folder = uploads[0].key.split("/")[0] + "/"
    listed = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=folder)
    there = {found["Key"] for page in listed for found in page.get("Contents", [])}
    return [upload for upload in uploads if upload.key not in there]


def _put_all(s3: S3Client, bucket: str, uploads: Iterable[Upload]) -> None:
    def put(upload: Upload) -> None:
        s3.put_object(
            Bucket=bucket,
            Key=upload.key,
            Body=upload.body,
            ContentType=upload.content_type,
            CacheControl=upload.cache_control,
        )

    with ThreadPoolExecutor(_UPLOADS_AT_A_TIME) as uploaders:
        list(uploaders.map(put, uploads))
