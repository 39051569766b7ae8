"""The verifier's page before a folder of published files, without a stack: for forged and for large
ones, and for what a contest never shows at the same time."""

import gzip
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

from chalicelib.pages.rendering import Assets, Renderer
from ops import edge
from ops.scripts import languages, scripts_of
from ops.site import SITE, content_type, site_version, versioned

_COGNITO = "http://localhost:1"


class LedgerSite:
    """`folders`: slug → files of the contest, path → bytes; may be changed while it is served.
    `listed`: the titles of the contests that there are, by slug."""

    def __init__(self) -> None:
        self.folders: dict[str, Mapping[str, bytes]] = {}
        self.listed: dict[str, str] = {}
        version = site_version(SITE)
        self._files = {upload.key: upload.body for upload in versioned(SITE, version)}
        catalogue = json.loads(self._read("lang/vi.json", version))
        assets = Assets(version, "", tuple(languages(SITE)), scripts_of(SITE, catalogue))
        renderer = Renderer(assets, lambda path: self._read(path, version))
        self._files |= {page.path: page.html.encode() for page in renderer.frame_pages()}
        self.origin = ""

    def answer(self, path: str) -> bytes | None:
        """What stands at a path, None where nothing does."""
        name = path.lstrip("/")
        if name == "contests/index.json":
            contests = [{"slug": slug, "title": title} for slug, title in self.listed.items()]
            return json.dumps({"contests": contests}).encode()
        if name.startswith("contests/"):
            slug, _, inside = name.removeprefix("contests/").partition("/")
            return self.folders.get(slug, {}).get(inside)
        return self._files.get(name)

    def address(self, slug: str, language: str = "") -> str:
        return f"{self.origin}/{language}kiem-chung.html?cuoc-thi={slug}"

    def _read(self, path: str, version: str) -> str:
        return self._files[f"{version}/{path}"].decode()


@contextmanager
def serving(site: LedgerSite) -> Iterator[LedgerSite]:
    """Served with the headers of the edge, scripts and pages compressed as there."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(site))
    Thread(target=server.serve_forever, daemon=True).start()
    site.origin = f"http://localhost:{server.server_address[1]}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def folder_files(folder: Path) -> dict[str, bytes]:
    """All files below a folder, by their paths."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def _handler_of(site: LedgerSite) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            body = site.answer(path)
            self.send_response(404 if body is None else 200)
            for name, value in edge.headers_for(path, _COGNITO).items():
                self.send_header(name, value)
            body = body or b""
            kind = content_type(Path(path)) if Path(path).suffix else "text/html"
            if "/v-" in path or path.endswith(".html"):
                self.send_header("Content-Encoding", "gzip")
                body = gzip.compress(body, 6)
            self.send_header("Content-Type", kind)
            self.send_header("Cache-Control", "no-cache")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_said: object) -> None:
            """Says nothing."""

    return Handler
