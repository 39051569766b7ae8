"""Organizers of a running stack, with passwords of their own."""

import secrets
from dataclasses import dataclass

from ops.stacks import Stack


@dataclass(frozen=True)
class Organizer:
    """What somebody types to sign in."""

    email: str
    password: str


def an_organizer(stack: Stack, name: str, *groups: str, first_password: bool = False) -> Organizer:
    """Somebody new in these groups; with `first_password` they must set one of their own first."""
    person = Organizer(
        f"{name}-{secrets.token_hex(3)}@example.com", f"Mật-khẩu-{secrets.token_hex(6)}A1!"
    )
    cognito = stack.cognito()
    cognito.admin_create_user(
        UserPoolId=stack.user_pool_id,
        Username=person.email,
        TemporaryPassword=person.password,
        UserAttributes=[
            {"Name": "email", "Value": person.email},
            {"Name": "email_verified", "Value": "true"},
        ],
        MessageAction="SUPPRESS",
    )
    if not first_password:
        cognito.admin_set_user_password(
            UserPoolId=stack.user_pool_id,
            Username=person.email,
            Password=person.password,
            Permanent=True,
        )
    for group in groups:
        cognito.admin_add_user_to_group(
            UserPoolId=stack.user_pool_id, Username=person.email, GroupName=group
        )
    return person
