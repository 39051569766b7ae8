"""Puts the pages of contests on the site, as often as what they show has changed."""

from collections.abc import Callable, Iterable
from typing import Any, Protocol

from chalicelib.pages.rendering import (
    COUNTS,
    EMBED,
    PLACES,
    Assets,
    Page,
    Place,
    PublicFiles,
    Renderer,
)

ASSETS_PATH = "site.json"
_INDEX_PATH = "contests/index.json"


class Shelf(Protocol):
    """Where public files lie: `S3Site`."""

    def get_json(self, path: str) -> Any | None: ...

    def read_text(self, path: str) -> str | None: ...

    def put_page(self, path: str, html: str) -> None: ...


class SitePages:
    """The port `Pages`. Where no site has been uploaded yet there is nothing to do: its upload
    puts up all pages."""

    def __init__(self, site: Shelf) -> None:
        self._site = site
        self._known: tuple[Assets, Renderer] | None = None

    def show_counts(self, slug: str) -> None:
        self._put(counts_files(slug, self._site), (COUNTS, EMBED))

    def show(self, slug: str) -> None:
        self._put(public_files(slug, self._site), PLACES)

    def show_list(self) -> None:
        renderer, index = self._renderer(), self._site.get_json(_INDEX_PATH)
        if renderer is not None:
            self._put_all(renderer.site_pages(index["contests"] if index else []))

    def show_frame(self) -> None:
        """Puts up what changes with a new version of the site alone."""
        renderer = self._renderer()
        if renderer is not None:
            self._put_all(renderer.frame_pages())

    def _put(self, files: PublicFiles | None, places: Iterable[Place]) -> None:
        renderer = self._renderer()
        if renderer is not None and files is not None:
            self._put_all(renderer.contest_pages(files, places))

    def _put_all(self, pages: Iterable[Page]) -> None:
        for page in pages:
            self._site.put_page(page.path, page.html)

    def _renderer(self) -> Renderer | None:
        """The renderer of the site's present version, kept while that is the same."""
        site = self._site.get_json(ASSETS_PATH)
        if site is None:
            return None
        assets = assets_in(site)
        if self._known is None or self._known[0] != assets:
            self._known = (assets, Renderer(assets, self._reader(assets.version)))
        return self._known[1]

    def _reader(self, version: str) -> Callable[[str], str | None]:
        return lambda path: self._site.read_text(f"{version}/{path}")


def assets_in(site: dict[str, Any]) -> Assets:
    """The assets that `site.json` tells of."""
    return Assets(
        version=site["version"],
        origin=site["origin"],
        languages=tuple(site["languages"]),
        scripts=site["scripts"],
    )


def counts_files(slug: str, site: Shelf) -> PublicFiles | None:
    """What the pages of live counts show; nothing else is published while a contest is open."""
    contest = site.get_json(f"contests/{slug}/contest.json")
    if contest is None:
        return None
    return PublicFiles(contest, stats=site.get_json(f"contests/{slug}/stats.json"))


def public_files(slug: str, site: Shelf) -> PublicFiles | None:
    """What is published of a contest, None where there is no such contest."""
    contest = site.get_json(f"contests/{slug}/contest.json")
    if contest is None:
        return None
    return PublicFiles(
        contest=contest,
        rules=site.get_json(f"contests/{slug}/rules.json"),
        stats=site.get_json(f"contests/{slug}/stats.json"),
        results=site.get_json(f"contests/{slug}/results.json"),
        practice=site.get_json(f"contests/{slug}/practice.json"),
        announcements=site.get_json(f"contests/{slug}/announcements.json"),
        has_ledger=site.get_json(f"contests/{slug}/ledger/index.json") is not None,
    )
