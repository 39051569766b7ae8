"""`ledger/index.json`: which files there are of a contest, to mirror them (docs/ledger.md §9)."""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from chalicelib.domain.canonical import sha256_hex
from chalicelib.usecases.ledger_writing import Overtaken, Writing
from chalicelib.usecases.ports import Site
from chalicelib.usecases.public_files import read_results

INDEX = "ledger/index.json"
_LISTED = re.compile(
    r"(commitment|contest|practice|results(-[0-9a-f]+)?|rules|stats)\.json"
    r"|ledger/(?!index\.json$).+\.json|ledger/checkpoint\.txt",
    re.ASCII,
)

Document = dict[str, Any]


def write_index(writing: Writing) -> None:
    """Writes the index of what stands in the folder now. Raises Overtaken."""
    writing.follow(INDEX, lambda stored: _index(writing))


def renew_index(slug: str, site: Site) -> None:
    """The same where results are published with their ledger, after one of the files beside them
    has changed; whoever publishes meanwhile writes an index of their own."""
    results, _ = read_results(slug, site)
    index = site.get_json(f"contests/{slug}/{INDEX}")
    if results is not None and index is not None and index["run"] == results["run"]:
        with suppress(Overtaken):
            write_index(Writing(slug, results["run"], site))


def is_current(slug: str, run: str, site: Site) -> bool:
    """Whether the index is that of this run, and the files that may change are as it says."""
    folder = f"contests/{slug}/"
    index = site.get_json(folder + INDEX)
    if index is None or index["run"] != run:
        return False
    files = [each for each in index["files"] if "/" not in each["path"]]
    contents = site.read_all([folder + each["path"] for each in files])
    return all(
        content is not None and sha256_hex(content) == each["sha256"]
        for each, content in zip(files, contents, strict=True)
    )


def _index(writing: Writing) -> Document:
    return {"slug": writing.slug, "run": writing.run, "files": list(_files(writing))}


def _files(writing: Writing) -> Iterator[Document]:
    names = [name for name in writing.names() if _LISTED.fullmatch(name)]
    contents = writing.site.read_all([writing.folder + name for name in names])
    for name, content in zip(names, contents, strict=True):
        if content is not None:
            yield {"path": name, "bytes": len(content), "sha256": sha256_hex(content)}
