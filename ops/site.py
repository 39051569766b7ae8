"""The site goes to its bucket: static_site/, and each contest's pages made of its templates."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chalicelib.pages.publisher import ASSETS_PATH, SitePages
from chalicelib.stores.site_objects import S3Site
from ops import edge
from ops.contest_pictures import contest_pictures
from ops.packaging import ROOT
from ops.scripts import FIRST_LANGUAGE, LANGUAGES, languages, scripts_of
from ops.stacks import Stack
from ops.stores import stores_of

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

SITE = ROOT / "static_site"
CONTEST_INDEX = "contests/index.json"
SETTINGS_KEY = "config.json"

_VERSIONED = ("js", "css", "pages", LANGUAGES)
_NOT_SITE = frozenset({"package.json", "tsconfig.json"})
_FOREVER = "public, max-age=31536000, immutable"
_ASK_FIRST = "no-cache"
_ONE_HOUR = "public, max-age=3600"
_UPLOADS_AT_A_TIME = 8
# Whole lines alone: what stands beside code stays.
_COMMENT_LINES = re.compile(
    r"^[ \t]*(?://[^\n]*|/\*(?:(?!\*/).)*\*/[ \t]*)$", re.DOTALL | re.MULTILINE
)
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
    """Uploads the site and its settings, puts up pages and pictures of every contest listed there.

    Scripts, styles and templates go first, below a folder named by their content: no page ever
    asks for one that is not there, and none mixes two versions. Raises SiteError.
    """
    s3 = stack.s3()
    version = site_version(site)
    _put_all(s3, stack.site_bucket, _missing(s3, stack.site_bucket, versioned(site, version)))
    _put_all(
        s3, stack.site_bucket, [settings(stack), assets(stack, site, version), *root_files(site)]
    )
    # Tells the app's clients where this stack is.
    stores_of(stack)
    pages = SitePages(S3Site(stack.site_bucket))
    pages.show_frame()
    pages.show_list()
    for slug in listed_contests(stack):
        pages.show(slug)
        put_pictures(stack, slug)


def put_pictures(stack: Stack, slug: str) -> None:
    """Uploads the QR codes of a contest and the picture of links to it, as it is published."""
    contest = _read_json(stack, f"contests/{slug}/contest.json")
    if contest is not None:
        pictures = contest_pictures(contest, _origin(stack))
        uploads = [_picture(path, body) for path, body in pictures.items()]
        _put_all(stack.s3(), stack.site_bucket, uploads)


def listed_contests(stack: Stack) -> list[str]:
    """The slugs in the bucket's list of contests, which may not be there yet."""
    index = _read_json(stack, CONTEST_INDEX)
    return [contest["slug"] for contest in index["contests"]] if index else []


def site_version(site: Path) -> str:
    """The folder's name: a hash of all that lies below it."""
    digest = hashlib.sha256()
    for path in _versioned_files(site):
        content = _served(path)
        digest.update(f"{path.relative_to(site)}\0{len(content)}\0".encode())
        digest.update(content)
    return f"v-{digest.hexdigest()[:12]}"


def versioned(site: Path, version: str) -> list[Upload]:
    """Scripts, styles, templates and catalogues, below the version's folder."""
    return [
        Upload(f"{version}/{_key(path, site)}", _served(path), content_type(path), _FOREVER)
        for path in _versioned_files(site)
    ]


def _served(path: Path) -> bytes:
    """A file as phones get it: scripts without their comments, a third of their bytes. Lines stay
    where they are, so that an error names the line of the source (docs/decisions/0015)."""
    if path.suffix != ".js":
        return path.read_bytes()
    code = path.read_text(encoding="utf-8")
    return _COMMENT_LINES.sub(lambda found: "\n" * found[0].count("\n"), code).encode()


def root_files(site: Path) -> list[Upload]:
    """Everything else, as it is."""
    files = (path for path in _files(site) if path.relative_to(site).parts[0] not in _VERSIONED)
    return [_root_file(path, _key(path, site)) for path in files]


def assets(stack: Stack, site: Path, version: str) -> Upload:
    """What the pages are made with: the version they name, and what their scripts need."""
    catalogue = json.loads((site / LANGUAGES / f"{FIRST_LANGUAGE}.json").read_text("utf-8"))
    told = {
        "version": version,
        "origin": _origin(stack),
        "languages": languages(site),
        "scripts": scripts_of(site, catalogue),
    }
    return Upload(ASSETS_PATH, json.dumps(told).encode(), _TYPES[".json"], _ASK_FIRST)


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


def _read_json(stack: Stack, key: str) -> Any | None:
    s3 = stack.s3()
    try:
        return json.loads(s3.get_object(Bucket=stack.site_bucket, Key=key)["Body"].read())
    except s3.exceptions.NoSuchKey:
        return None


def _picture(path: str, body: bytes) -> Upload:
    return Upload(path, body, content_type(Path(path)), _ONE_HOUR)


def _origin(stack: Stack) -> str:
    return stack.site_url.rstrip("/")


def _root_file(path: Path, key: str) -> Upload:
    # A script outside the version's folder is a service worker: an old one would stay.
    kept = _ASK_FIRST if path.suffix in (".js", ".html") else _ONE_HOUR
    return Upload(key, path.read_bytes(), content_type(path), kept)


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
