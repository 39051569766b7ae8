"""Where the AWS API is spoken to: AWS itself, or an emulator on this machine."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config

if TYPE_CHECKING:
    from mypy_boto3_apigateway import APIGatewayClient
    from mypy_boto3_cloudformation import CloudFormationClient
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_lambda import LambdaClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_ssm import SSMClient
    from mypy_boto3_sts import STSClient

DEFAULT_REGION = "ap-southeast-1"
# A ranking may take minutes; nothing is won by asking for it twice.
_LAMBDA = Config(read_timeout=310, retries={"total_max_attempts": 1})


@dataclass(frozen=True)
class Aws:
    """A region of AWS; with an `endpoint_url`, of the emulator that listens there.

    The methods give clients for it. On AWS credentials come from where the AWS tools look for
    them; the emulator takes fixed ones.
    """

    region: str = DEFAULT_REGION
    endpoint_url: str | None = None

    def session(self) -> boto3.Session:
        """The session with the credentials of this place."""
        return _session(self.region, emulated=self.endpoint_url is not None)

    def cloudformation(self) -> CloudFormationClient:
        """A client for CloudFormation."""
        return self.session().client("cloudformation", endpoint_url=self.endpoint_url)

    def cognito(self) -> CognitoIdentityProviderClient:
        """A client for Cognito's user pools."""
        return self.session().client("cognito-idp", endpoint_url=self.endpoint_url)

    def dynamodb(self) -> DynamoDBClient:
        """A client for DynamoDB."""
        return self.session().client("dynamodb", endpoint_url=self.endpoint_url)

    def functions(self) -> LambdaClient:
        """A client for Lambda that waits as long as the longest function may run."""
        return self.session().client("lambda", endpoint_url=self.endpoint_url, config=_LAMBDA)

    def gateway(self) -> APIGatewayClient:
        """A client for API Gateway's REST APIs."""
        return self.session().client("apigateway", endpoint_url=self.endpoint_url)

    def s3(self) -> S3Client:
        """A client for S3."""
        return self.session().client("s3", endpoint_url=self.endpoint_url)

    def ssm(self) -> SSMClient:
        """A client for Systems Manager's parameters."""
        return self.session().client("ssm", endpoint_url=self.endpoint_url)

    def sts(self) -> STSClient:
        """A client for the Security Token Service."""
        return self.session().client("sts", endpoint_url=self.endpoint_url)


# A session reads the descriptions of services, which takes longer than most calls, once only.
@lru_cache
def _session(region: str, *, emulated: bool) -> boto3.Session:
    if not emulated:
        return boto3.Session(region_name=region)
    return boto3.Session(aws_access_key_id="test", aws_secret_access_key="test", region_name=region)
