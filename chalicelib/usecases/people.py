"""Managing the people who organize: by administrators alone, each change on record."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from chalicelib.domain.audit import DEPLOYMENT
from chalicelib.domain.errors import Code, Refusal, invalid
from chalicelib.domain.people import (
    ADMINISTRATORS,
    GROUPS,
    Person,
    refuse_against_oneself,
    refuse_the_last_administrator,
    refuse_who_may_not,
)
from chalicelib.usecases.auditing import Act, record_act
from chalicelib.usecases.ports import Stores, Unknown

Told = dict[str, Any]
DEEDS = ("list", "invite", "set-group", "switch-on", "switch-off", "send-password", "forget-totp")


class Office:
    """What one administrator may do with people. `by` is the caller's e-mail address, `source`
    where the call comes from, `demanded` whether administrators need one-time codes here.

    Every change is on record before it is made; one that is made already changes nothing. All
    methods raise Refusal: forbidden, totp_required, invalid.
    """

    def __init__(self, by: str, source: str, demanded: bool, stores: Stores) -> None:
        refuse_who_may_not(stores.people.get(by.lower()), demanded)
        self._by = by
        self._source = source
        self._stores = stores

    def everybody(self) -> list[Told]:
        """All accounts, by e-mail address."""
        return [told(person) for person in self._stores.people.every()]

    def invite(self, email: str, group: str, why: str) -> Told:
        """Has somebody invited by mail, into a group. Raises invalid where the address has an
        account in another group already."""
        email = email.lower()
        known = self._stores.people.get(email)
        if known is not None and known.groups not in ((), (group,)):
            raise invalid({"email": "Địa chỉ này đã có tài khoản; xin đổi nhóm của tài khoản đó."})
        if known is None or not known.groups:
            self._record("invite-person", email, why, None, group)
            self._stores.people.invite(email)
            self._stores.people.set_group(email, group)
        return self._now(email)

    def set_group(self, email: str, group: str, why: str) -> Told:
        """Puts somebody into another group, who keeps an open sign-in for an hour at most."""
        person = self._person(email)
        if person.groups == (group,):
            return told(person)
        refuse_against_oneself(person, self._by)
        if group != ADMINISTRATORS:
            self._refuse_the_last(person)
        self._record("change-group", person.email, why, list(person.groups), group)
        self._stores.people.set_group(person.email, group)
        if person.administers and not self._is_administered():
            self._stores.people.set_group(person.email, ADMINISTRATORS)
            raise _nobody_left()
        return self._now(person.email)

    def switch(self, email: str, on: bool, why: str) -> Told:
        """Lets somebody sign in or no more."""
        person = self._person(email)
        if person.on is on:
            return told(person)
        if not on:
            refuse_against_oneself(person, self._by)
            self._refuse_the_last(person)
        self._record("switch-on" if on else "switch-off", person.email, why, person.on, on)
        self._stores.people.switch(person.email, on)
        if person.administers and not self._is_administered():
            self._stores.people.switch(person.email, True)
            raise _nobody_left()
        return self._now(person.email)

    def send_password(self, email: str, why: str) -> Told:
        """Mails another temporary password, or the code to choose a new password by."""
        person = self._person(email)
        if not person.on:
            raise invalid({"email": "Tài khoản này đang tắt; xin bật lại trước."})
        self._record("send-password", person.email, why, None, None)
        self._stores.people.send_password(person.email)
        return self._now(person.email)

    def forget_factors(self, email: str, why: str) -> Told:
        """Takes the one-time codes off an account whose phone is lost."""
        person = self._person(email)
        if not person.factors:
            return told(person)
        refuse_against_oneself(person, self._by)
        self._record("forget-totp", person.email, why, sorted(person.factors), [])
        self._stores.people.forget_factors(person.email)
        return self._now(person.email)

    def _person(self, email: str) -> Person:
        person = self._stores.people.get(email.lower())
        if person is None:
            raise _nobody()
        return person

    def _now(self, email: str) -> Told:
        try:
            return told(self._person(email))
        except Unknown as unknown:
            raise _nobody() from unknown

    def _is_administered(self) -> bool:
        """Whether any administrator is left: two may have taken each other's rights at once."""
        return any(each.administers for each in self._stores.people.every())

    def _refuse_the_last(self, person: Person) -> None:
        refuse_the_last_administrator(person, self._stores.people.every())

    def _record(self, what: str, email: str, why: str, before: Any, after: Any) -> None:
        at = self._stores.clock()
        act = Act(self._by, what, email, at, why, before, after, self._source)
        record_act(DEPLOYMENT, act, self._stores.vault)


def manage(event: Told, demanded: bool, stores: Stores) -> Told:
    """What a job of managing people asks for: "do" is one of DEEDS, with "email", "group" and
    "why" as that needs; "by" and "source" say who asks. Answers {"people"} or {"person"}.

    Raises as the methods of Office do.
    """
    office = Office(_text(event, "by"), event.get("source", ""), demanded, stores)
    do, why = event.get("do"), event.get("why", "")
    if do == "list":
        return {"people": office.everybody()}
    email = _text(event, "email")
    deeds: dict[Any, Callable[[], Told]] = {
        "invite": lambda: office.invite(email, _group(event), why),
        "set-group": lambda: office.set_group(email, _group(event), why),
        "switch-on": lambda: office.switch(email, True, why),
        "switch-off": lambda: office.switch(email, False, why),
        "send-password": lambda: office.send_password(email, why),
        "forget-totp": lambda: office.forget_factors(email, why),
    }
    if do not in DEEDS:
        raise invalid({"do": f"Phải là một trong: {', '.join(DEEDS)}."})
    return {"person": deeds[do]()}


def _text(event: Told, name: str) -> str:
    value = event.get(name)
    if not isinstance(value, str) or not value:
        raise invalid({name: f"Cần ghi “{name}”."})
    return value


def _group(event: Told) -> str:
    group = event.get("group")
    if group not in GROUPS:
        raise invalid({"group": f"Phải là một trong: {', '.join(GROUPS)}."})
    return str(group)


def told(person: Person) -> Told:
    """A person as JSON: the fields of Person, `group` the strongest of the groups or None."""
    group = next((each for each in GROUPS if each in person.groups), None)
    return {**asdict(person), "factors": sorted(person.factors), "group": group}


def _nobody_left() -> Refusal:
    says = "Một người quản trị khác vừa thay đổi tài khoản. Xin tải lại danh sách rồi xem lại."
    return Refusal(Code.TRY_AGAIN, says)


def _nobody() -> Refusal:
    return invalid({"email": "Không có tài khoản với địa chỉ này; xin tải lại danh sách."})
