"""Settings → stores, made lazily and once: a resident's request loads no more than it uses."""

from __future__ import annotations

import time
from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.config import Settings, environment_of_aws

if TYPE_CHECKING:
    from chalicelib.usecases.ports import (
        Archives,
        Attempts,
        Bundles,
        Claims,
        ContestRecords,
        Functions,
        Jobs,
        Judgements,
        Pages,
        People,
        ResidentAttempts,
        Rulings,
        Sessions,
        Site,
        Vault,
        Versions,
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
    def resident_attempts(self) -> ResidentAttempts:
        from chalicelib.stores.aws_calls import Service, may_call_directly

        if not may_call_directly(environment_of_aws()):
            return self.attempts
        from chalicelib.stores.direct_attempts import DirectAttempts

        service = Service("dynamodb", environment_of_aws())
        return DirectAttempts(self.settings.table, self.settings.shards, service)

    @cached_property
    def claims(self) -> Claims:
        from chalicelib.stores.claims import DynamoClaims

        return DynamoClaims(self.settings.table)

    @cached_property
    def bundles(self) -> Bundles:
        from chalicelib.stores.aws_calls import Service, may_call_directly
        from chalicelib.stores.objects import S3Bundles

        bucket = self.settings.private_bucket
        if not may_call_directly(environment_of_aws()):
            return S3Bundles(bucket, self.clock)
        from chalicelib.stores.direct_objects import DirectObjects

        objects = DirectObjects(Service("s3", environment_of_aws(), bucket))
        return S3Bundles(bucket, self.clock, objects)

    @cached_property
    def records(self) -> ContestRecords:
        from chalicelib.stores.records import DynamoContestRecords

        return DynamoContestRecords(self.settings.table)

    @cached_property
    def judgements(self) -> Judgements:
        from chalicelib.stores.records import DynamoJudgements

        return DynamoJudgements(self.settings.table)

    @cached_property
    def rulings(self) -> Rulings:
        from chalicelib.stores.rulings import DynamoRulings

        return DynamoRulings(self.settings.table)

    @cached_property
    def jobs(self) -> Jobs:
        from chalicelib.stores.jobs import DynamoJobs

        return DynamoJobs(self.settings.table)

    @cached_property
    def functions(self) -> Functions:
        from chalicelib.stores.jobs import LambdaFunctions

        return LambdaFunctions(self.settings.stage)

    @cached_property
    def sessions(self) -> Sessions:
        from chalicelib.stores.sessions import CognitoSessions

        return CognitoSessions(self.settings.client_id)

    @cached_property
    def people(self) -> People:
        from chalicelib.stores.people import CognitoPeople

        return CognitoPeople(self.settings.user_pool_id)

    @cached_property
    def versions(self) -> Versions:
        from chalicelib.stores.versions import S3Versions

        return S3Versions(self.settings.private_bucket, self.settings.site_bucket)

    @cached_property
    def vault(self) -> Vault:
        from chalicelib.stores.objects import S3Vault

        return S3Vault(self.settings.private_bucket, self.settings.audit_locked_days)

    @cached_property
    def site(self) -> Site:
        from chalicelib.stores.site_objects import S3Site

        return S3Site(self.settings.site_bucket)

    @cached_property
    def pages(self) -> Pages:
        from chalicelib.pages.publisher import SitePages
        from chalicelib.stores.site_objects import S3Site

        return SitePages(S3Site(self.settings.site_bucket))

    @cached_property
    def archives(self) -> Archives:
        from chalicelib.stores.contest_archive import ZipArchives

        return ZipArchives()

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
