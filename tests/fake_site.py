"""The public site in memory, and its pages."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

from chalicelib.domain.canonical import canonical
from tests.fake_attempts import Writes


def tag_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class FakeSite:
    def __init__(self, writes: Writes | None = None) -> None:
        self._writes = writes or Writes()
        self.files: dict[str, bytes] = {}
        self.max_ages: dict[str, int] = {}

    def put_json(self, path: str, document: Any, max_age_s: int) -> None:
        self._put("put_json", path, canonical(document), max_age_s)

    def get_json(self, path: str) -> Any | None:
        content = self.files.get(path)
        return None if content is None else json.loads(content)

    def read_json(self, path: str) -> tuple[Any, str] | None:
        content = self.files.get(path)
        return None if content is None else (json.loads(content), tag_of(content))

    def replace_json(self, path: str, document: Any, max_age_s: int, tag: str | None) -> bool:
        return self._replace("replace_json", path, canonical(document), max_age_s, tag)

    def read(self, path: str) -> tuple[bytes, str] | None:
        content = self.files.get(path)
        return None if content is None else (content, tag_of(content))

    def read_all(self, paths: Sequence[str]) -> Iterator[bytes | None]:
        return (self.files.get(path) for path in paths)

    def replace(self, path: str, content: bytes, max_age_s: int, tag: str | None) -> bool:
        return self._replace("site.replace", path, content, max_age_s, tag)

    def paths(self, prefix: str) -> Iterator[str]:
        yield from sorted(path for path in self.files if path.startswith(prefix))

    def _put(self, name: str, path: str, content: bytes, max_age_s: int) -> None:
        self._writes.before(name)
        self.files[path] = content
        self.max_ages[path] = max_age_s
        self._writes.after(name)

    def _replace(
        self, name: str, path: str, content: bytes, max_age_s: int, tag: str | None
    ) -> bool:
        self._writes.before(name)
        stored = self.files.get(path)
        if (None if stored is None else tag_of(stored)) != tag:
            return False
        self.files[path] = content
        self.max_ages[path] = max_age_s
        self._writes.after(name)
        return True


class FakePages:
    """Notes what was put up, in order."""

    def __init__(self, writes: Writes | None = None) -> None:
        self._writes = writes or Writes()
        self.shown: list[str] = []

    def show(self, slug: str) -> None:
        self._note(f"{slug}: all")

    def show_counts(self, slug: str) -> None:
        self._note(f"{slug}: counts")

    def show_list(self) -> None:
        self._note("list")

    def _note(self, what: str) -> None:
        self._writes.before("show")
        self.shown.append(what)
        self._writes.after("show")
