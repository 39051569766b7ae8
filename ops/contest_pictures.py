"""The pictures of a contest that stand on the site: its QR codes, and what is shown with links."""

from typing import Any

from chalicelib.stores.qr_codes import qr_codes
from ops.pictures import share_picture


def contest_pictures(contest: dict[str, Any], origin: str) -> dict[str, bytes]:
    """The pictures by their paths on the site that stands at `origin`: the QR codes, the picture
    for messengers.

    `contest` is what `contest.json` holds.
    """
    share = {f"c/{contest['slug']}/anh-chia-se.png": share_picture(contest)}
    return {**share, **qr_codes(contest, origin)}
