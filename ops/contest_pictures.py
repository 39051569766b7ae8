"""The pictures of a contest that stand on the site: its QR codes, and what is shown with links."""

from typing import Any

from ops.pictures import qr_svg, share_picture


def contest_pictures(contest: dict[str, Any], origin: str) -> dict[str, bytes]:
    """The pictures by their paths on the site that stands at `origin`: a QR code that opens the
    contest, one for each unit that chooses the unit beforehand, the picture for messengers.

    `contest` is what `contest.json` holds.
    """
    folder = f"c/{contest['slug']}/"
    address = f"{origin}/{folder}"
    units = [unit["id"] for unit in contest["units"]]
    return {
        f"{folder}anh-chia-se.png": share_picture(contest),
        f"{folder}qr.svg": qr_svg(address),
        **{f"{folder}qr/{unit}.svg": qr_svg(f"{address}?don-vi={unit}") for unit in units},
    }
