"""One bucket, read without the SDK of AWS."""

from http import HTTPStatus

from chalicelib.stores.aws_calls import Service, code_of
from chalicelib.usecases.ports import Unavailable


class DirectObjects:
    """The objects of a bucket as `S3Bundles` reads them."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def read_unless(self, tag: str, key: str) -> tuple[str, bytes | None]:
        """Tag and content; no content where the tag is still `tag`, no tag either where nothing is
        there. Raises Unavailable."""
        asked = {"if-none-match": tag} if tag else {}
        reply = self._service.call("GET", f"/{key}", asked)
        if reply.status == HTTPStatus.OK:
            return reply.headers["etag"], reply.content
        if reply.status == HTTPStatus.NOT_MODIFIED:
            return tag, None
        if code_of(reply) == "NoSuchKey":
            return "", None
        raise Unavailable(f"s3 {key}: {reply.status} {code_of(reply)}")
