"""The root secrets of a stage: drawn once, kept as SecureStrings in Parameter Store."""

from __future__ import annotations

import contextlib
import secrets
from typing import TYPE_CHECKING

from chalicelib.stores.root_secrets import ROOT_SECRETS, parameter_name
from ops.aws import Aws

if TYPE_CHECKING:
    from mypy_boto3_ssm import SSMClient

__all__ = ["ROOT_SECRETS", "ensure_origin_secrets", "ensure_root_secrets", "read_secret"]

ORIGIN_SECRETS = "origin-secrets"
_BYTES = 32


def ensure_root_secrets(aws: Aws, stage: str) -> None:
    """Draws the root secrets that the stage does not have yet; never changes one."""
    _draw_missing(aws.ssm(), [parameter_name(stage, secret) for secret in ROOT_SECRETS])


def ensure_origin_secrets(aws: Aws, stage: str) -> str:
    """The values of the origin header, newest first, comma between; drawn at the first call."""
    _draw_missing(aws.ssm(), [parameter_name(stage, ORIGIN_SECRETS)])
    return read_secret(aws, stage, ORIGIN_SECRETS)


def read_secret(aws: Aws, stage: str, secret: str) -> str:
    """The value of a secret. Raises the SSM client's ParameterNotFound where there is none."""
    found = aws.ssm().get_parameter(Name=parameter_name(stage, secret), WithDecryption=True)
    return found["Parameter"]["Value"]


def _draw_missing(ssm: SSMClient, names: list[str]) -> None:
    for name in ssm.get_parameters(Names=names)["InvalidParameters"]:
        # Without Overwrite: of two who draw at a time, the second leaves the first one's value.
        with contextlib.suppress(ssm.exceptions.ParameterAlreadyExists):
            ssm.put_parameter(Name=name, Type="SecureString", Value=secrets.token_hex(_BYTES))
