"""What signs organizers in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Tokens:
    """What a refresh token is good for: both tokens hold for an hour."""

    id_token: str
    access_token: str


class SignInOver(Exception):
    """A refresh token that is none, is revoked, or ran out."""


class Sessions(Protocol):
    """The sign-in of the stage's user pool."""

    def renew(self, refresh_token: str) -> Tokens:
        """New tokens. Raises SignInOver, Unavailable."""

    def revoke(self, refresh_token: str) -> None:
        """Ends a refresh token; one that is over already is no error. Raises Unavailable."""

    def second_factors(self, access_token: str) -> frozenset[str]:
        """The second factors that the signed-in person has set up, in Cognito's words, such as
        SOFTWARE_TOKEN_MFA. Raises SignInOver, Unavailable."""
