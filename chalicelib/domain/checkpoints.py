"""The line that stands for a chain of snapshots, to be posted and held up later (docs/ledger.md
§4.3)."""

import re
from dataclasses import dataclass

_LINE = re.compile(
    r"hoithi-checkpoint-1 ([a-z0-9-]{1,32}) (\d{1,9}) (\d{1,9}) (\d{1,16}) ([0-9a-f]{64})",
    re.ASCII,
)


@dataclass(frozen=True)
class Checkpoint:
    """A snapshot's number, how many leaves there are up to it, when it was made (milliseconds), and
    the hash of it (hex)."""

    slug: str
    number: int
    size: int
    at: int
    digest: str

    def __str__(self) -> str:
        """The line, without its line feed."""
        told = (self.slug, self.number, self.size, self.at, self.digest)
        return " ".join(("hoithi-checkpoint-1", *map(str, told)))


def read_checkpoint(line: str) -> Checkpoint | None:
    """What a line says, its line feed there or not; None where it is none."""
    found = _LINE.fullmatch(line.removesuffix("\n"))
    if found is None:
        return None
    slug, number, size, at, digest = found.groups()
    return Checkpoint(slug, int(number), int(size), int(at), digest)
