"""The promotion kit."""

from typing import Any

from chalicelib.domain.errors import invalid
from chalicelib.usecases.posting import postings
from chalicelib.usecases.promoting import promotion_kit
from chalicelib.web.organizing.call import Call


def show_kit(call: Call) -> dict[str, Any]:
    """Ready texts; links in them lead to the site that asks, which only knows its own address."""
    return promotion_kit(call.bundle(), _origin(call), call.stores)


def show_postings(call: Call) -> dict[str, Any]:
    """Lines to post elsewhere: the commitment, the ledger's checkpoint."""
    return postings(call.bundle(), _origin(call), call.stores.site)


def _origin(call: Call) -> str:
    origin = call.query.get("origin", "")
    if not _is_origin(origin):
        raise invalid({"origin": "Phải là địa chỉ của trang này, như https://thi.example.vn."})
    return origin


def _is_origin(written: str) -> bool:
    scheme, _, rest = written.partition("://")
    return scheme in ("https", "http") and bool(rest) and len(written) <= 200 and _is_host(rest)


def _is_host(written: str) -> bool:
    return written.isascii() and all(char.isalnum() or char in ".-:" for char in written)
