"""The root secrets in Parameter Store (moto)."""

from collections.abc import Iterator

import pytest
from moto import mock_aws

from ops.aws import Aws
from ops.secrets import ROOT_SECRETS, ensure_origin_secrets, ensure_root_secrets, read_secret


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[Aws]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    with mock_aws():
        yield Aws()


def values(aws: Aws, stage: str) -> dict[str, str]:
    return {secret: read_secret(aws, stage, secret) for secret in ROOT_SECRETS}


def test_secrets_are_long_and_all_different(aws: Aws) -> None:
    ensure_root_secrets(aws, "thu")
    drawn = values(aws, "thu")
    assert set(drawn) == {"identity-key", "contest-key", "token-keys"}
    assert all(len(bytes.fromhex(value)) == 32 for value in drawn.values())
    assert len(set(drawn.values())) == 3


def test_secrets_are_kept_encrypted(aws: Aws) -> None:
    ensure_root_secrets(aws, "thu")
    [found] = aws.ssm().get_parameters(Names=["/hoithi/thu/identity-key"])["Parameters"]
    assert found["Type"] == "SecureString"


def test_secrets_never_change(aws: Aws) -> None:
    ensure_root_secrets(aws, "thu")
    before = values(aws, "thu"), ensure_origin_secrets(aws, "thu")
    ensure_root_secrets(aws, "thu")
    assert (values(aws, "thu"), ensure_origin_secrets(aws, "thu")) == before


def test_each_stage_has_its_own(aws: Aws) -> None:
    ensure_root_secrets(aws, "thu")
    ensure_root_secrets(aws, "prod")
    assert not set(values(aws, "thu").values()) & set(values(aws, "prod").values())
