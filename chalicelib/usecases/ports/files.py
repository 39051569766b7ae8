"""What keeps files: private objects, the public site, and its pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol


class Vault(Protocol):
    """Private objects by key."""

    def read(self, key: str, /) -> tuple[bytes, str] | None:
        """Content and its tag (for `replace`), None where there is none."""

    def put(self, key: str, content: bytes) -> None:
        """Writes, whatever stood there."""

    def create(self, key: str, content: bytes) -> bool:
        """Writes where nothing stands; False if something did."""

    def keep(self, key: str, content: bytes) -> bool:
        """Writes for good where nothing stands, False if something did: where the stage locks what
        is kept, nobody changes or deletes it until the lock ends."""

    def replace(self, key: str, content: bytes, tag: str | None) -> bool:
        """Writes over the content with that tag (None: over nothing); False if it has changed."""

    def read_all(self, keys: Sequence[str]) -> list[bytes | None]:
        """The contents of all keys, in their order, None where there is none; faster than one
        after the other."""

    def keys(self, prefix: str, after: str = "") -> Iterator[str]:
        """All keys that begin with `prefix` and come after `after`, ascending."""

    def first_key_after(self, prefix: str, after: str) -> str | None:
        """The first of these keys, None where there is none."""

    def delete(self, key: str) -> None: ...

    def link(self, key: str, filename: str) -> str:
        """An address by which whoever has it loads the object within five minutes, under that file
        name."""


class Site(Protocol):
    """The public files of the contests."""

    def put_json(self, path: str, document: Any, max_age_s: int) -> None:
        """Publishes `document` at `path`; readers may keep it for `max_age_s` seconds."""

    def get_json(self, path: str) -> Any | None:
        """What is published at `path`, None if nothing is."""

    def read_json(self, path: str) -> tuple[Any, str] | None:
        """What is published at `path` and its tag (for `replace_json`), None if nothing is."""

    def replace_json(self, path: str, document: Any, max_age_s: int, tag: str | None) -> bool:
        """Publishes over the document with that tag (None: over nothing); False if it has
        changed."""

    def read(self, path: str, /) -> tuple[bytes, str] | None:
        """The bytes that are published at `path` and their tag, None if nothing is."""

    def read_all(self, paths: Sequence[str]) -> Iterator[bytes | None]:
        """The bytes at all paths, in their order, a few at a time; None where nothing is."""

    def replace(self, path: str, content: bytes, max_age_s: int, tag: str | None) -> bool:
        """The same as `replace_json` with the bytes of JSON, or of text where `path` ends in
        .txt."""

    def paths(self, prefix: str) -> Iterator[str]:
        """Where something is published, of the paths that begin with `prefix`, ascending."""


class Pages(Protocol):
    """The pages of the contests, made of their public files for whoever has no JavaScript."""

    def show(self, slug: str) -> None:
        """Puts up all pages of a contest anew, after one of its files has changed."""

    def show_counts(self, slug: str) -> None:
        """Puts up those pages that show its live counts."""

    def show_list(self) -> None:
        """Puts up the list of contests."""
