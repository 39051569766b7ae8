"""The QR codes of a contest, as they stand on the site."""

import io
from typing import Any, Final

import segno

# The quiet zone that ISO/IEC 18004 asks for on each side.
QUIET_MODULES: Final = 4


def qr_codes(contest: dict[str, Any], origin: str) -> dict[str, bytes]:
    """SVG pictures by their paths on the site that stands at `origin`: one that opens the contest,
    and one for each unit that chooses the unit beforehand.

    `contest` is what `contest.json` holds.
    """
    folder = f"c/{contest['slug']}/"
    address = f"{origin}/{folder}"
    units = [unit["id"] for unit in contest["units"]]
    return {
        f"{folder}qr.svg": qr_svg(address),
        **{f"{folder}qr/{unit}.svg": qr_svg(f"{address}?don-vi={unit}") for unit in units},
    }


def qr_svg(address: str) -> bytes:
    """A QR code of an address, as SVG in black on white, without a size of its own: it is as
    sharp on a poster as on a screen.

    It can be read with 15 % of it hidden or dirty, with more where that makes it no larger. Its
    title is the address, for whoever opens the file by itself.
    """
    file = io.BytesIO()
    segno.make_qr(address, error="m", boost_error=True).save(
        file,
        kind="svg",
        border=QUIET_MODULES,
        dark="#000",
        light="#fff",
        title=address,
        omitsize=True,
        svgclass=None,
        lineclass=None,
    )
    return file.getvalue()
