"""The port `People` on the stage's user pool."""

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from chalicelib.domain.people import GROUPS, Person
from chalicelib.usecases.ports import Unavailable, Unknown

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient

_TEMPORARY = "FORCE_CHANGE_PASSWORD"
_NOBODY = "UserNotFoundException"


@lru_cache(maxsize=1)
def administering_client() -> "CognitoIdentityProviderClient":
    """The one client of this process, with the credentials of its role."""
    import boto3
    from botocore.config import Config

    # Cognito sends mail before it answers.
    patience = Config(connect_timeout=2, read_timeout=15, retries={"total_max_attempts": 3})
    return boto3.client("cognito-idp", config=patience)


class CognitoPeople:
    """People are users of the pool, their e-mail address its alias."""

    def __init__(self, user_pool_id: str) -> None:
        self._pool = {"UserPoolId": user_pool_id}

    def every(self) -> list[Person]:
        found = (self._whole(_email(user["Attributes"])) for user in self._users())
        return sorted((one for one in found if one is not None), key=lambda one: one.email)

    def get(self, email: str) -> Person | None:
        return self._whole(email)

    def invite(self, email: str) -> None:
        attributes = {"email": email, "email_verified": "true"}
        with _Refused("UsernameExistsException"):
            self._call(
                "admin_create_user",
                Username=email,
                UserAttributes=[{"Name": name, "Value": it} for name, it in attributes.items()],
                DesiredDeliveryMediums=["EMAIL"],
            )

    def set_group(self, email: str, group: str) -> None:
        # Into the new one first: who dies half-way leaves nobody locked out.
        self._call("admin_add_user_to_group", Username=email, GroupName=group)
        for other in self._groups(email):
            if other != group:
                self._call("admin_remove_user_from_group", Username=email, GroupName=other)

    def switch(self, email: str, on: bool) -> None:
        if on:
            self._call("admin_enable_user", Username=email)
            return
        self._call("admin_disable_user", Username=email)
        self._sign_out(email)

    def send_password(self, email: str) -> None:
        user = self._call("admin_get_user", Username=email)
        if user["UserStatus"] == _TEMPORARY:
            self._call("admin_create_user", Username=email, MessageAction="RESEND")
        else:
            self._call("admin_reset_user_password", Username=email)

    def forget_factors(self, email: str) -> None:
        off = {"Enabled": False, "PreferredMfa": False}
        self._call("admin_set_user_mfa_preference", Username=email, SoftwareTokenMfaSettings=off)
        self._sign_out(email)

    def _sign_out(self, email: str) -> None:
        self._call("admin_user_global_sign_out", Username=email)

    def _users(self) -> Iterable[Any]:
        asked: dict[str, Any] = {}
        while True:
            page = self._call("list_users", **asked)
            yield from page["Users"]
            if "PaginationToken" not in page:
                return
            asked = {"PaginationToken": page["PaginationToken"]}

    def _whole(self, email: str) -> Person | None:
        try:
            user = self._call("admin_get_user", Username=email)
            groups = self._groups(email)
        except Unknown:
            return None
        return Person(
            email=_email(user["UserAttributes"]),
            groups=tuple(group for group in GROUPS if group in groups),
            on=user["Enabled"],
            signed_in=user["UserStatus"] != _TEMPORARY,
            factors=frozenset(user.get("UserMFASettingList", ())),
            created_at=int(user["UserCreateDate"].timestamp() * 1_000),
        )

    def _groups(self, email: str) -> set[str]:
        listed = self._call("admin_list_groups_for_user", Username=email)["Groups"]
        return {group["GroupName"] for group in listed} & set(GROUPS)

    def _call(self, operation: str, **asked: Any) -> Any:
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            return getattr(administering_client(), operation)(**self._pool, **asked)
        except ClientError as error:
            code = error.response["Error"]["Code"]
            if code == _NOBODY:
                raise Unknown(asked.get("Username")) from error
            raise _Refusing(code) from error
        except BotoCoreError as error:
            raise Unavailable(str(error)) from error


class _Refusing(Unavailable):
    """What Cognito answered, by its code."""


class _Refused:
    """Swallows one answer that is expected."""

    def __init__(self, expected: str) -> None:
        self._expected = expected

    def __enter__(self) -> None:
        """Nothing to set up."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        return isinstance(error, _Refusing) and str(error) == self._expected


def _email(attributes: Iterable[Any]) -> str:
    return next(str(each["Value"]).lower() for each in attributes if each["Name"] == "email")
