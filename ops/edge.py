"""What stands between viewers and the stack: CloudFront on AWS, ops/local/proxy.py locally.

Both follow these tables; a test compares them with the template.
"""

from dataclasses import dataclass
from urllib.parse import quote, unquote

API_PREFIX = "/api"
NOT_FOUND_PAGE = "404.html"
BODY_LIMIT = 10 * 1024 * 1024

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
    # … and Cognito, where organizers sign in.
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
    "frame-ancestors": "'none'",
}


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


def security_headers(cognito: str) -> dict[str, str]:
    """The headers that every answer carries; `cognito` is the origin organizers sign in at."""
    directives = _POLICY | {"connect-src": f"{_POLICY['connect-src']} {cognito}"}
    return {
        "content-security-policy": "; ".join(
            f"{name} {value}" for name, value in directives.items()
        ),
        "cross-origin-opener-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=()",
        "referrer-policy": "strict-origin-when-cross-origin",
        "strict-transport-security": "max-age=31536000; includeSubDomains",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
    }


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
