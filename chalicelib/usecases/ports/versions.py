"""What tells how stored files came to be as they are."""

from __future__ import annotations

from typing import Any, Protocol

from chalicelib.domain.audit import Kept


class Versions(Protocol):
    """All that was ever written, of files that are overwritten or deleted too."""

    def of_private(self, prefix: str) -> dict[str, Kept]:
        """How often each private object was written and deleted, by key."""

    def of_public(self, path: str) -> list[Any]:
        """All documents that were ever published at `path` and are still kept, in no order."""
