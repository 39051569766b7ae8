"""What keeps the people who organize, and signs them in."""

from __future__ import annotations

from typing import Protocol

from chalicelib.domain.people import Person


class Unknown(Exception):
    """There is nobody with that e-mail address."""


class People(Protocol):
    """The accounts of the stage, by e-mail address in lower case. All but `every`, `get` and
    `invite` raise Unknown; all raise Unavailable."""

    def every(self) -> list[Person]:
        """Everybody, by e-mail address."""

    def get(self, email: str) -> Person | None:
        """One of them, None where there is nobody with that address."""

    def invite(self, email: str) -> None:
        """Makes an account in no group and has a temporary password mailed to it; one that is
        there already stays as it is."""

    def set_group(self, email: str, group: str) -> None:
        """Puts somebody into that group, and out of all others."""

    def switch(self, email: str, on: bool) -> None:
        """Lets somebody sign in, or lets them no more and ends what they are signed in to."""

    def send_password(self, email: str) -> None:
        """Mails what a new password needs: another temporary one to somebody who never signed in,
        else a code to choose a new one by."""

    def forget_factors(self, email: str) -> None:
        """Lets somebody sign in without a one-time code, and ends what they are signed in to."""
