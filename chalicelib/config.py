"""Settings of one deployment: the only place that reads the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """What a function needs to know of the stage it runs in.

    `origin_secrets` are the values of the header by which CloudFront shows that a request came
    through it; two are accepted at a time, and none (a local stack) switches the check off.
    `allowed_origin` is that of a site hosted elsewhere, whose pages may read what the API answers.
    """

    stage: str
    table: str
    private_bucket: str
    site_bucket: str
    shards: int = 64
    origin_secrets: tuple[str, ...] = ()
    allowed_origin: str = "*"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Reads the `HOITHI_…` variables that the template sets.

        Raises KeyError where a required one is missing: a function that is not told its table
        must not start.
        """
        return cls(
            stage=environment["HOITHI_STAGE"],
            table=environment["HOITHI_TABLE"],
            private_bucket=environment["HOITHI_PRIVATE_BUCKET"],
            site_bucket=environment["HOITHI_SITE_BUCKET"],
            shards=int(environment.get("HOITHI_SHARDS", "64")),
            origin_secrets=_secrets(environment.get("HOITHI_ORIGIN_SECRETS", "")),
            allowed_origin=environment.get("HOITHI_ALLOWED_ORIGIN", "*"),
        )


def _secrets(listed: str) -> tuple[str, ...]:
    return tuple(secret for secret in listed.split(",") if secret)
