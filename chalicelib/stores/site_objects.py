"""The public site in S3, behind CloudFront."""

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from chalicelib.domain.canonical import canonical
from chalicelib.stores.objects import CHANGED, READERS, Failures, S3Objects, s3_client

_JSON = "application/json; charset=utf-8"
_TEXT = "text/plain; charset=utf-8"


class S3Site(S3Objects):
    """The port `Site` on the bucket that CloudFront serves."""

    def put_json(self, path: str, document: Any, max_age_s: int) -> None:
        self._put(path, canonical(document), max_age_s)

    def get_json(self, path: str) -> Any | None:
        found = self.read(path)
        return None if found is None else json.loads(found[0])

    def read_json(self, path: str) -> tuple[Any, str] | None:
        found = self.read(path)
        return None if found is None else (json.loads(found[0]), found[1])

    def replace_json(self, path: str, document: Any, max_age_s: int, tag: str | None) -> bool:
        return self.replace(path, canonical(document), max_age_s, tag)

    def read_all(self, paths: Sequence[str]) -> Iterator[bytes | None]:
        # Made once before the threads ask for it.
        s3_client()
        with ThreadPoolExecutor(READERS) as readers:
            for first in range(0, len(paths), READERS):
                found = readers.map(self.read, paths[first : first + READERS])
                yield from [stored and stored[0] for stored in found]

    def replace(self, path: str, content: bytes, max_age_s: int, tag: str | None) -> bool:
        over = {"IfNoneMatch": "*"} if tag is None else {"IfMatch": tag}
        return self._put(path, content, max_age_s, **over)

    def paths(self, prefix: str) -> Iterator[str]:
        return self.keys(prefix)

    def read_text(self, path: str) -> str | None:
        """A file as text, None if there is none."""
        found = self.read(path)
        return None if found is None else found[0].decode()

    def put_page(self, path: str, html: str) -> None:
        """Puts up a page, which browsers ask for each time."""
        with Failures():
            s3_client().put_object(
                Bucket=self._bucket,
                Key=path,
                Body=html.encode(),
                ContentType="text/html; charset=utf-8",
                CacheControl="no-cache",
            )

    def _put(self, path: str, content: bytes, max_age_s: int, **condition: Any) -> bool:
        # Without a condition a change that it does not allow for is a failure like others.
        with Failures(*(CHANGED if condition else ())):
            s3_client().put_object(
                Bucket=self._bucket,
                Key=path,
                Body=content,
                ContentType=_TEXT if path.endswith(".txt") else _JSON,
                CacheControl=f"public, max-age={max_age_s}",
                **condition,
            )
            return True
        return False
