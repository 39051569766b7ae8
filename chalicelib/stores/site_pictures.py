"""The pictures of a contest on the site's bucket."""

from typing import Any

from chalicelib.stores.objects import Failures, s3_client
from chalicelib.stores.qr_codes import qr_codes

_ONE_HOUR = "public, max-age=3600"


class SitePictures:
    """Puts up what can be drawn without a picture library: QR codes. The picture that messengers
    show with links is made by `ops` alone."""

    def __init__(self, bucket: str) -> None:
        self._bucket = bucket

    def put_up(self, contest: dict[str, Any], origin: str) -> None:
        """`contest` is what `contest.json` holds; the site stands at `origin`. Raises
        Unavailable."""
        with Failures():
            for path, svg in qr_codes(contest, origin).items():
                s3_client().put_object(
                    Bucket=self._bucket,
                    Key=path,
                    Body=svg,
                    ContentType="image/svg+xml",
                    CacheControl=_ONE_HOUR,
                )
