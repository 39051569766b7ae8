"""The sign-in of organizers: Cognito, asked without credentials, as a browser would."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from chalicelib.usecases.ports import SignInOver, Tokens, Unavailable

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient

_OVER = ("NotAuthorizedException", "UserNotFoundException", "UnauthorizedException")


@lru_cache(maxsize=1)
def cognito_client() -> "CognitoIdentityProviderClient":
    """The one client of this process; what it calls needs no permission."""
    import boto3
    from botocore import UNSIGNED
    from botocore.config import Config

    patience = Config(
        signature_version=UNSIGNED,
        connect_timeout=1,
        read_timeout=3,
        retries={"total_max_attempts": 2},
    )
    return boto3.client("cognito-idp", config=patience)


class CognitoSessions:
    """The port `Sessions` on the stage's user pool, by the console's client."""

    def __init__(self, client_id: str) -> None:
        self._client_id = client_id

    def renew(self, refresh_token: str) -> Tokens:
        answer = _ask(
            "initiate_auth",
            ClientId=self._client_id,
            AuthFlow="REFRESH_TOKEN_AUTH",
            AuthParameters={"REFRESH_TOKEN": refresh_token},
        )
        found = answer["AuthenticationResult"]
        return Tokens(found["IdToken"], found["AccessToken"])

    def revoke(self, refresh_token: str) -> None:
        try:
            _ask("revoke_token", ClientId=self._client_id, Token=refresh_token)
        except SignInOver:
            return

    def second_factors(self, access_token: str) -> frozenset[str]:
        found = _ask("get_user", AccessToken=access_token)
        return frozenset(found.get("UserMFASettingList", ()))


def _ask(operation: str, **asked: Any) -> dict[str, Any]:
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        answer: dict[str, Any] = getattr(cognito_client(), operation)(**asked)
    except ClientError as error:
        code = error.response["Error"]["Code"]
        # What is no token at all is refused as a parameter.
        if code in (*_OVER, "InvalidParameterException"):
            raise SignInOver(code) from error
        raise Unavailable(code) from error
    except BotoCoreError as error:
        raise Unavailable(str(error)) from error
    return answer
