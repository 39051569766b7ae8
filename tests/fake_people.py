"""People in memory, and the versions of the fakes' files."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from chalicelib.domain.audit import Kept
from chalicelib.domain.people import GROUPS, Person
from chalicelib.usecases.ports import Unknown


def a_person(email: str, *groups: str, **over: Any) -> Person:
    """Somebody who is on, has signed in and has one-time codes."""
    facts: dict[str, Any] = {
        "on": True,
        "signed_in": True,
        "factors": frozenset({"SOFTWARE_TOKEN_MFA"}),
        "created_at": 0,
        **over,
    }
    return Person(email, groups, **facts)


class FakePeople:
    """`mailed` holds the addresses that something was mailed to, in order."""

    def __init__(self, people: Iterable[Person] = ()) -> None:
        self.known = {person.email: person for person in people}
        self.mailed: list[str] = []
        self.signed_out: list[str] = []

    def every(self) -> list[Person]:
        return [self.known[email] for email in sorted(self.known)]

    def get(self, email: str) -> Person | None:
        return self.known.get(email)

    def invite(self, email: str) -> None:
        if email not in self.known:
            self.known[email] = a_person(email, signed_in=False, factors=frozenset())
            self.mailed.append(email)

    def set_group(self, email: str, group: str) -> None:
        self._change(email, groups=tuple(each for each in GROUPS if each == group))

    def switch(self, email: str, on: bool) -> None:
        self._change(email, on=on)
        if not on:
            self.signed_out.append(email)

    def send_password(self, email: str) -> None:
        self._change(email)
        self.mailed.append(email)

    def forget_factors(self, email: str) -> None:
        self._change(email, factors=frozenset())
        self.signed_out.append(email)

    def _change(self, email: str, **over: Any) -> None:
        if email not in self.known:
            raise Unknown(email)
        self.known[email] = replace(self.known[email], **over)


class FakeVersions:
    """Each object once and never deleted, unless a test says otherwise in `kept`; what was
    published at a path is what `published` says."""

    def __init__(self, objects: dict[str, bytes]) -> None:
        self._objects = objects
        self.kept: dict[str, Kept] = {}
        self.published: dict[str, list[Any]] = {}

    def of_private(self, prefix: str) -> dict[str, Kept]:
        found = {key: Kept(1, 0) for key in self._objects} | self.kept
        return {key: kept for key, kept in found.items() if key.startswith(prefix)}

    def of_public(self, path: str) -> list[Any]:
        return list(self.published.get(path, []))
