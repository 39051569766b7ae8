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
    `client_id` is the console's client of the user pool, by which organizers sign in.
    `administrators_need_totp`: nobody administers without one-time codes. `user_pool_id` is the
    pool of the people who organize; `audit_locked_days` for how long nobody deletes an entry of the
    audit log, 0 where the private bucket has no locks.
    """

    stage: str
    table: str
    private_bucket: str
    site_bucket: str
    shards: int = 64
    origin_secrets: tuple[str, ...] = ()
    allowed_origin: str = "*"
    client_id: str = ""
    administrators_need_totp: bool = True
    user_pool_id: str = ""
    audit_locked_days: int = 0

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
            client_id=environment.get("HOITHI_CLIENT_ID", ""),
            administrators_need_totp=environment.get("HOITHI_ADMINISTRATORS_NEED_TOTP") != "false",
            user_pool_id=environment.get("HOITHI_USER_POOL_ID", ""),
            audit_locked_days=int(environment.get("HOITHI_AUDIT_LOCKED_DAYS") or 0),
        )


def environment_of_aws() -> Mapping[str, str]:
    """What AWS itself tells a function: region, credentials, endpoints."""
    return os.environ


def _secrets(listed: str) -> tuple[str, ...]:
    return tuple(secret for secret in listed.split(",") if secret)
