"""Settings → stores, made lazily and once: a resident's request loads no more than it uses."""

import time
from functools import cached_property

from chalicelib.config import Settings
from chalicelib.usecases.ports import (
    Attempts,
    Bundles,
    Claims,
    ContestRecords,
    Judgements,
    Pages,
    Site,
    Vault,
)


def now() -> int:
    """The clock of this process, in milliseconds since the epoch."""
    return time.time_ns() // 1_000_000


class Stores:
    """The stores of one deployment, each made when first asked for."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def attempts(self) -> Attempts:
        from chalicelib.stores.attempts import DynamoAttempts

        return DynamoAttempts(self.settings.table, self.settings.shards)

    @cached_property
    def claims(self) -> Claims:
        from chalicelib.stores.claims import DynamoClaims

        return DynamoClaims(self.settings.table)

    @cached_property
    def bundles(self) -> Bundles:
        from chalicelib.stores.objects import S3Bundles

        return S3Bundles(self.settings.private_bucket, self.clock)

    @cached_property
    def records(self) -> ContestRecords:
        from chalicelib.stores.records import DynamoContestRecords

        return DynamoContestRecords(self.settings.table)

    @cached_property
    def judgements(self) -> Judgements:
        from chalicelib.stores.records import DynamoJudgements

        return DynamoJudgements(self.settings.table)

    @cached_property
    def vault(self) -> Vault:
        from chalicelib.stores.objects import S3Vault

        return S3Vault(self.settings.private_bucket)

    @cached_property
    def site(self) -> Site:
        from chalicelib.stores.objects import S3Site

        return S3Site(self.settings.site_bucket)

    @cached_property
    def pages(self) -> Pages:
        from chalicelib.pages.publisher import SitePages
        from chalicelib.stores.objects import S3Site

        return SitePages(S3Site(self.settings.site_bucket))

    def clock(self) -> int:
        return now()


_in_use: list[Stores] = []


def stores() -> Stores:
    """The stores that this process uses, from its environment unless `use` set others."""
    if not _in_use:
        _in_use.append(Stores(Settings.from_environment()))
    return _in_use[0]


def use(replacement: Stores) -> None:
    """Sets the stores that this process uses: tests and the command line do."""
    _in_use[:] = [replacement]
