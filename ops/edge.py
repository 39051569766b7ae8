"""What stands between viewers and the stack: CloudFront on AWS, ops/local/proxy.py locally.

Both follow these tables; a test compares them with the template.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from urllib.parse import quote, unquote

API_PREFIX = "/api"
# By the local proxy alone: docs/decisions/0013.
NOT_FOUND_PAGE = "404.html"
BODY_LIMIT = 10 * 1024 * 1024

# The pages for the ward's portal, spelled as CloudFront's path patterns: `*` is anything, `/` too.
FRAMED_PATHS = ("/c/*/nhung/*", "/en/c/*/nhung/*")
# Scripts and styles of a version: a policy rules the page that loads them, never the file itself,
# and a page loads a score of them over slow links.
PART_PATHS = ("/v-*",)
# The organizers' console, which alone speaks with Cognito.
CONSOLE_PATHS = ("/quan-tri/*", "/en/quan-tri/*")
ANYBODY = "*"

# What is liked best comes first. CloudFront passes the API's answers on as they are, and API
# Gateway knows no brotli.
SITE_ENCODINGS = ("br", "gzip")
API_ENCODINGS = ("gzip",)
# The types that CloudFront compresses, as far as a site or an API has them, and from when to when.
COMPRESSED_TYPES = frozenset(
    {
        "application/javascript",
        "application/json",
        "application/manifest+json",
        "application/xml",
        "image/svg+xml",
        "text/css",
        "text/csv",
        "text/html",
        "text/javascript",
        "text/markdown",
        "text/plain",
        "text/xml",
    }
)
COMPRESSED_SIZES = range(1_000, 10_000_001)

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    # … and, for the console, Cognito.
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
    # No text becomes a script, unless the one policy of the pages lets it: the service worker's.
    "require-trusted-types-for": "'script'",
    "trusted-types": "hoithi",
}
# Camera, place and microphone are nobody's here; sharing and the clipboard stay the pages' own,
# as browsers have it by themselves.
_HEADERS = {
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "strict-origin-when-cross-origin",
    "strict-transport-security": "max-age=31536000; includeSubDomains",
    "x-content-type-options": "nosniff",
}
_HEADERS_OF_PARTS = ("strict-transport-security", "x-content-type-options")


@dataclass(frozen=True)
class SiteObject:
    """The site's object of that key answers the request."""

    key: str


@dataclass(frozen=True)
class Redirect:
    """The viewer is sent on to the folder, so that the page's relative links hold."""

    location: str


def cognito_endpoint(region: str) -> str:
    """Where the browser reaches Cognito on AWS."""
    return f"https://cognito-idp.{region}.amazonaws.com"


def headers_for(path: str, cognito: str, framed_by: str = ANYBODY) -> dict[str, str]:
    """The headers that the answer to a request path, percent-encoded, carries besides its own.

    `cognito` is the origin organizers sign in at; `framed_by` are the origins whose pages may
    frame what is made for it, as the policy spells them.
    """
    if _matches(path, PART_PATHS):
        return {name: _HEADERS[name] for name in _HEADERS_OF_PARTS}
    framed = is_framed(path)
    directives = _POLICY | {"frame-ancestors": framed_by if framed else "'none'"}
    if _matches(path, CONSOLE_PATHS):
        directives["connect-src"] += f" {cognito}"
    policy = "; ".join(f"{name} {value}" for name, value in directives.items())
    headers = _HEADERS | {"content-security-policy": policy}
    return headers if framed else headers | {"x-frame-options": "DENY"}


def is_framed(path: str) -> bool:
    """Whether a request path, percent-encoded, is a page that stands in other sites' pages."""
    return _matches(path, FRAMED_PATHS)


def _matches(path: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(path, pattern) for pattern in patterns)


def is_api(path: str) -> bool:
    """Whether a request path belongs to the API rather than to the site."""
    return path.startswith(f"{API_PREFIX}/")


def is_honest(path: str) -> bool:
    """Whether a request path, percent-encoded, stays where it seems to be."""
    return not {"..", "."} & set(unquote(path).replace("\\", "/").split("/"))


def resolve(path: str, query: str) -> SiteObject | Redirect:
    """What a path of the site, percent-encoded as requested, means: the index rule."""
    path = "/" + path.lstrip("/")
    last = path.rsplit("/", 1)[1]
    if last == "":
        return SiteObject(unquote(path[1:]) + "index.html")
    if "." in last:
        return SiteObject(unquote(path[1:]))
    return Redirect(f"{path}/" + (f"?{query}" if query else ""))


def object_path(bucket: str, key: str) -> str:
    """The path of an object, percent-encoded."""
    return f"/{bucket}/{quote(key)}"


def is_compressed(content_type: str, size: int) -> bool:
    """Whether an answer of that type and size is compressed for viewers who take it so."""
    return content_type.split(";")[0].strip().lower() in COMPRESSED_TYPES and (
        size in COMPRESSED_SIZES
    )


def encoding_for(accepted: str, offered: Sequence[str]) -> str | None:
    """The first of the encodings offered that an Accept-Encoding header takes, if any."""
    weights = {"*": 0.0}
    for part in accepted.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        weights[name] = _weight(parameters)
    return next((one for one in offered if weights.get(one, weights["*"]) > 0), None)


def _weight(parameters: Sequence[str]) -> float:
    told = [one.removeprefix("q=") for one in parameters if one.startswith("q=")]
    try:
        return float(told[0]) if told else 1.0
    except ValueError:
        # Nobody knows what was meant: it is sent as it is.
        return 0.0
