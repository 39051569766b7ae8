"""Templates (static_site/pages/) and public files in, pages out."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from chalicelib.pages.amended import moves_of_the_close
from chalicelib.pages.counts import counts_view
from chalicelib.pages.home import home_view
from chalicelib.pages.poster import poster_view
from chalicelib.pages.practice import practice_view
from chalicelib.pages.results import results_view
from chalicelib.pages.texts import WARDS_LANGUAGE, Texts

Document = dict[str, Any]

_CATALOGUES = "lang"


@dataclass(frozen=True)
class Place:
    """A page of a contest: its template, and its folder below the contest's own. A `lean` one
    brings the sentences of its first screens alone; its script fetches the rest."""

    name: str
    folder: str = ""
    lean: bool = False


HOME = Place("home")
RULES = Place("rules", "the-le/")
TAKE = Place("take", "thi/", lean=True)
RESULTS = Place("results", "ket-qua/")
PRACTICE = Place("practice", "on-tap/")
COUNTS = Place("counts", "so-lieu/")
POSTER = Place("poster", "ap-phich/")
EMBED = Place("embed", "nhung/")
CONFIRM = Place("confirm", "xac-nhan/")
PLACES = (HOME, RULES, TAKE, RESULTS, PRACTICE, COUNTS, POSTER, EMBED, CONFIRM)
VERIFY_PATH = "kiem-chung.html"
NAVIGATION = (HOME, RULES, TAKE, COUNTS, RESULTS)
NAVIGATION_REVEALED = (HOME, RULES, COUNTS, RESULTS, PRACTICE)


@dataclass(frozen=True)
class Assets:
    """The site as it was uploaded last (`site.json`): what pages name, and where they stand.

    `scripts` has for each page's script the modules it loads at once and later, and the keys of
    the sentences that they say. `languages` starts with the one that has no prefix.
    """

    version: str
    origin: str
    languages: tuple[str, ...]
    scripts: dict[str, Document]


@dataclass(frozen=True)
class PublicFiles:
    """The public files of a contest, as far as they are published."""

    contest: Document
    rules: Document | None = None
    stats: Document | None = None
    results: Document | None = None
    practice: Document | None = None
    announcements: Document | None = None
    has_ledger: bool = False

    @property
    def revealed(self) -> bool:
        """Whether the contest is over for good, so that questions and keys are published."""
        return self.practice is not None


@dataclass(frozen=True)
class Page:
    """A page and the path that it stands at."""

    path: str
    html: str


class Renderer:
    """Makes pages of one version of the site. `read` gives a file of that version as text, by its
    path below static_site/."""

    def __init__(self, assets: Assets, read: Callable[[str], str | None]) -> None:
        self._assets = assets
        self._read = read

    def contest_pages(self, files: PublicFiles, places: Iterable[Place] = PLACES) -> Iterator[Page]:
        """Those pages of a contest, in each language."""
        for place in places:
            yield from self._in_each_language(place, files)

    def site_pages(self, contests: list[Document]) -> Iterator[Page]:
        """The list of the contests that there are."""
        for texts in self._languages:
            prefix = self._prefix(texts)
            here = {"path": "", "contests": contests, "prefix": prefix}
            yield Page(f"{prefix}index.html", self._render("index", texts, here))

    def frame_pages(self) -> Iterator[Page]:
        """The organizers' console, the verifier, and what stands in for a page that is missing."""
        for texts in self._languages:
            prefix = self._prefix(texts)
            console = {"path": "quan-tri/", "prefix": prefix}
            yield Page(f"{prefix}quan-tri/index.html", self._render("console", texts, console))
            verify = {"path": VERIFY_PATH, "prefix": prefix}
            yield Page(f"{prefix}{VERIFY_PATH}", self._render("verify", texts, verify))
        absent = {"path": None, "prefix": "", "languages": self._languages}
        yield Page("404.html", self._render("404", self._languages[0], absent))

    def _in_each_language(self, place: Place, files: PublicFiles) -> Iterator[Page]:
        contest = files.contest
        path = f"c/{contest['slug']}/{place.folder}"
        for texts in self._languages:
            prefix = self._prefix(texts)
            context = {
                "contest": contest,
                "place": place,
                "path": path,
                "prefix": prefix,
                "root": f"/{prefix}c/{contest['slug']}/",
                "navigation": NAVIGATION_REVEALED if files.revealed else NAVIGATION,
                "revealed": files.revealed,
                "view": _view(place, files, self._assets.origin, texts),
                "announced": announced(place, files),
            }
            yield Page(f"{prefix}{path}index.html", self._render(place.name, texts, context))

    def _render(self, name: str, texts: Texts, context: Document) -> str:
        template = self._environment.get_template(f"pages/{name}.html")
        script = f"js/ui/{name}.js"
        if script not in self._assets.scripts:
            script = "js/ui/page.js"
        return template.render(
            **context,
            t=texts,
            assets=self._assets,
            script=script,
            modules=self._assets.scripts[script]["modules"],
            told=self._told(script, texts, context),
            as_written=_as_written(texts),
        )

    def _told(self, script: str, texts: Texts, context: Document) -> Document:
        """What a page's script is told at publication."""
        known, contest = self._assets.scripts[script], context.get("contest")
        keys, later = known["messages"], known["later"]
        if context.get("place", HOME).lean:
            later = [*later, f"{_CATALOGUES}/{texts.language}.json"]
        else:
            keys = [*keys, *known["messages_later"]]
        return {
            "lang": texts.language,
            "prefix": context["prefix"],
            "version": self._assets.version,
            "later": later,
            "messages": texts.some(keys),
            "contest": contest and _told_of(contest),
        }

    def _prefix(self, texts: Texts) -> str:
        return "" if texts is self._languages[0] else f"{texts.language}/"

    @cached_property
    def _languages(self) -> list[Texts]:
        return [
            Texts(language, json.loads(self._read(f"{_CATALOGUES}/{language}.json") or "{}"))
            for language in self._assets.languages
        ]

    @cached_property
    def _environment(self) -> Environment:
        return Environment(
            loader=FunctionLoader(self._read),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )


def _as_written(texts: Texts) -> Markup:
    """What marks the ward's own words on a page of another language, for screen readers."""
    return Markup("" if texts.language == WARDS_LANGUAGE else f' lang="{WARDS_LANGUAGE}"')


def _told_of(contest: Document) -> Document:
    """What every page's script knows of the contest without asking for its file."""
    told = {name: contest[name] for name in ("slug", "title", "opens_at", "closes_at")}
    return {**told, "attempts": contest["paper"]["attempts"]}


def announced(place: Place, files: PublicFiles) -> list[Document]:
    """The announcements of a page; `early` ones had not begun when their file was written. Who
    answers questions is disturbed by the important ones alone."""
    if files.announcements is None or place not in (HOME, RULES, TAKE, RESULTS):
        return []
    as_of = files.announcements["as_of"]
    return [
        {**one, "early": one["starts_at"] > as_of}
        for one in files.announcements["announcements"]
        if place is not TAKE or one["weight"] == "important"
    ]


def _view(place: Place, files: PublicFiles, origin: str, texts: Texts) -> Document:
    if place is HOME:
        moved = moves_of_the_close(files.contest, texts)
        return {**home_view(files.contest, texts), "moved": moved}
    if place is RESULTS:
        return {
            **results_view(files.contest, files.results, texts),
            "has_ledger": files.has_ledger,
        }
    if place is PRACTICE:
        return practice_view(files.contest, files.practice, texts)
    if place is COUNTS or place is EMBED:
        return counts_view(files.contest, files.stats, texts)
    if place is POSTER:
        return poster_view(files.contest, origin, texts)
    if place is RULES:
        sections = files.rules["sections"] if files.rules else []
        return {"sections": sections, "moved": moves_of_the_close(files.contest, texts)}
    return {}
