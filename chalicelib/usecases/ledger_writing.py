"""Writing files of the ledger beside published results, and never beside others."""

from collections.abc import Callable
from typing import Any

from chalicelib.domain.canonical import canonical
from chalicelib.usecases.ports import Site
from chalicelib.usecases.public_files import read_results

MAX_AGE_S = 60

Document = dict[str, Any]


class Overtaken(Exception):
    """Other results were published meanwhile."""


class Writing:
    """Writes files of a contest's public folder that belong to the results of one run.

    What stands somewhere is read before the results are looked at, and only that is written over:
    so a slow writer never undoes what belongs to later results.
    """

    def __init__(self, slug: str, run: str, site: Site) -> None:
        self.slug, self.run, self.site = slug, run, site
        self.folder = f"contests/{slug}/"

    def put(self, name: str, content: bytes) -> None:
        """Sees to it that this stands there. Raises Overtaken."""
        self._see_to(name, lambda stored: content)

    def follow(self, name: str, following: Callable[[bytes | None], Document]) -> None:
        """The same with what follows from the bytes that stand there. Raises Overtaken."""
        self._see_to(name, lambda stored: canonical(following(stored)))

    def names(self, prefix: str = "") -> list[str]:
        """The files whose names in the folder begin so, ascending."""
        found = self.site.paths(self.folder + prefix)
        return [path.removeprefix(self.folder) for path in found]

    def _see_to(self, name: str, content_after: Callable[[bytes | None], bytes]) -> None:
        while True:
            stored, tag = self.site.read(self.folder + name) or (None, None)
            content = content_after(stored)
            if content == stored:
                return
            self._refuse_other_results()
            if self.site.replace(self.folder + name, content, MAX_AGE_S, tag):
                return

    def _refuse_other_results(self) -> None:
        results, _ = read_results(self.slug, self.site)
        if results is None or results["run"] != self.run:
            raise Overtaken
