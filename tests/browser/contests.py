"""Contests to look at: one of each phase on a running stack."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ops.stacks import Stack
from tests.client import MINUTE_MS, Api, a_contest_on
from tests.stack.early import EarlyContest, published

PLACES = {
    "home": "",
    "rules": "the-le/",
    "quiz": "thi/",
    "counts": "so-lieu/",
    "practice": "on-tap/",
    "poster": "ap-phich/",
    "embed": "nhung/",
    "results": "ket-qua/",
}
_AFTERWARDS = {"practice", "results"}


@dataclass(frozen=True)
class Contests:
    """`over` is waited for and published when it is asked for."""

    before: Api
    open: Api
    early: EarlyContest

    @cached_property
    def over(self) -> Api:
        published(self.early.api, self.early.frozen_at)
        return self.early.api

    def url(self, place: str) -> str:
        """The address of one of PLACES: of the open contest, or what comes afterwards of the one
        that is over."""
        api = self.over if place in _AFTERWARDS else self.open
        return f"{api.stack.site_url}c/{api.slug}/{PLACES[place]}"


def contests_on(stack: Stack, folder: Path, early: EarlyContest) -> Contests:
    """Loads what is missing: a contest that is open, and one that is still to open."""
    a_contest_on(stack, folder, "trinh-duyet", closes_in_ms=120 * MINUTE_MS)
    opens_in_ms, closes_in_ms = 120 * MINUTE_MS, 240 * MINUTE_MS
    a_contest_on(stack, folder, "sap-mo", opens_in_ms=opens_in_ms, closes_in_ms=closes_in_ms)
    return Contests(Api(stack, "sap-mo"), Api(stack, "trinh-duyet"), early)
