"""Bundles as residents' requests read them: by plain requests to the bucket."""

from typing import Any

from chalicelib.stores.aws_calls import Reply
from chalicelib.stores.objects import S3Bundles
from tests.aws import PRIVATE_BUCKET, aws
from tests.builders import a_bundle
from tests.wire import Wire, direct_objects

POINTER_AGE_MS = 3_000


class Heard(Wire):
    """Notes the status of each answer."""

    def __init__(self) -> None:
        super().__init__()
        self.statuses: list[int] = []

    def __call__(self, *request: Any) -> Reply:
        reply = super().__call__(*request)
        self.statuses.append(reply.status)
        return reply


def test_what_did_not_change_is_asked_for_once_and_not_sent_again() -> None:
    now, wire, bundle = [0], Heard(), a_bundle()
    with aws():
        S3Bundles(PRIVATE_BUCKET, lambda: now[0]).put(bundle)
        warm = S3Bundles(PRIVATE_BUCKET, lambda: now[0], direct_objects(PRIVATE_BUCKET, wire))
        first = warm.get(bundle.contest.slug)
        now[0] += POINTER_AGE_MS
        assert warm.get(bundle.contest.slug) is first
    assert wire.statuses == [200, 304]
