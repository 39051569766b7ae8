"""The root secrets of a stage, read from Parameter Store (`ops.secrets` draws them)."""

from typing import TYPE_CHECKING, Final

from chalicelib.usecases.ports import RootSecrets

if TYPE_CHECKING:
    from mypy_boto3_ssm import SSMClient

# identity-key and contest-key are committed to and stay; token-keys is a comma list, newest
# first, of which two are accepted at a time.
ROOT_SECRETS: Final = ("identity-key", "contest-key", "token-keys")


def parameter_name(stage: str, secret: str) -> str:
    """The name of a secret in Parameter Store."""
    return f"/hoithi/{stage}/{secret}"


def read_root_secrets(stage: str, ssm: "SSMClient | None" = None) -> RootSecrets:
    """The keys from which those of a contest are derived. Raises the client's ParameterNotFound
    where the stage has none."""
    client = _client() if ssm is None else ssm
    found = (
        client.get_parameter(Name=parameter_name(stage, secret), WithDecryption=True)
        for secret in ROOT_SECRETS
    )
    identity_key, contest_key, token_keys = (each["Parameter"]["Value"] for each in found)
    return RootSecrets(
        identity_key=bytes.fromhex(identity_key),
        contest_key=bytes.fromhex(contest_key),
        token_keys=tuple(bytes.fromhex(key) for key in token_keys.split(",")),
    )


def _client() -> "SSMClient":
    import boto3

    return boto3.client("ssm")
