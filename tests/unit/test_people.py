"""Managing people: who may, what is refused, what is on record."""

import json
from typing import Any

import pytest

from chalicelib.domain.errors import Refusal
from chalicelib.usecases.auditing import acts
from chalicelib.usecases.people import DEEDS, manage
from tests.fake_people import FakePeople, a_person
from tests.fakes import FakeStores

OPENS_AT = 1_719_792_000_000
AN, BINH, CHI, DUNG = (f"{name}@example.vn" for name in ("an", "binh", "chi", "dung"))


def an_office(*more: Any) -> FakeStores:
    """An administers; Binh organizes; Chi looks."""
    stores = FakeStores(OPENS_AT)
    people = [a_person(AN, "quan-tri"), a_person(BINH, "to-chuc"), a_person(CHI, "theo-doi"), *more]
    stores.people = FakePeople(people)
    return stores


def ask(stores: FakeStores, do: str, email: str = "", by: str = AN, **over: Any) -> dict[str, Any]:
    event = {"do": do, "email": email, "by": by, "source": "203.0.113.7", "why": "vì", **over}
    return manage(event, True, stores)


def told(stores: FakeStores) -> list[tuple[str, str]]:
    return [(act["what"], act["on"]) for act in acts("_", stores.vault)]


def refused(stores: FakeStores, do: str, email: str, **over: Any) -> Refusal:
    before = dict(stores.people.known)
    with pytest.raises(Refusal) as refusal:
        ask(stores, do, email, **over)
    assert stores.people.known == before
    assert told(stores) == []
    return refusal.value


def test_everybody_is_listed_with_their_group() -> None:
    listed = ask(an_office(), "list")["people"]
    assert [(one["email"], one["group"]) for one in listed] == [
        (AN, "quan-tri"),
        (BINH, "to-chuc"),
        (CHI, "theo-doi"),
    ]
    assert json.dumps(listed)


def test_who_is_invited_is_mailed_and_in_the_group() -> None:
    stores = an_office()
    person = ask(stores, "invite", "Dung@Example.VN", group="to-chuc")["person"]
    assert (person["email"], person["group"], person["signed_in"]) == (DUNG, "to-chuc", False)
    assert stores.people.mailed == [DUNG]
    assert next(acts("_", stores.vault)) == {
        "by": AN,
        "what": "invite-person",
        "on": DUNG,
        "at": OPENS_AT,
        "why": "vì",
        "before": None,
        "after": "to-chuc",
        "source": "203.0.113.7",
        "previous": None,
    }


def test_inviting_twice_mails_once() -> None:
    stores = an_office()
    for _ in range(2):
        ask(stores, "invite", DUNG, group="to-chuc")
    assert stores.people.mailed == [DUNG]
    assert len(told(stores)) == 1


def test_an_invitation_that_died_half_way_is_mended() -> None:
    stores = an_office()
    stores.people.invite(DUNG)
    assert ask(stores, "invite", DUNG, group="theo-doi")["person"]["group"] == "theo-doi"


def test_who_is_there_in_another_group_is_not_invited() -> None:
    assert "email" in refused(an_office(), "invite", BINH, group="quan-tri").fields


def test_a_group_is_changed() -> None:
    stores = an_office()
    assert ask(stores, "set-group", CHI, group="to-chuc")["person"]["group"] == "to-chuc"
    assert told(stores) == [("change-group", CHI)]
    ask(stores, "set-group", CHI, group="to-chuc")
    assert len(told(stores)) == 1


def test_people_are_switched_off_signed_out_and_on_again() -> None:
    stores = an_office()
    assert ask(stores, "switch-off", BINH)["person"]["on"] is False
    assert stores.people.signed_out == [BINH]
    ask(stores, "switch-off", BINH)
    assert ask(stores, "switch-on", BINH)["person"]["on"] is True
    assert told(stores) == [("switch-off", BINH), ("switch-on", BINH)]


def test_another_password_is_mailed() -> None:
    stores = an_office()
    ask(stores, "send-password", BINH)
    assert stores.people.mailed == [BINH]
    assert told(stores) == [("send-password", BINH)]


def test_no_password_is_mailed_to_who_is_off() -> None:
    stores = an_office(a_person(DUNG, "to-chuc", on=False))
    assert "email" in refused(stores, "send-password", DUNG).fields


def test_the_codes_of_a_lost_phone_are_forgotten() -> None:
    stores = an_office()
    assert ask(stores, "forget-totp", BINH)["person"]["factors"] == []
    assert stores.people.signed_out == [BINH]
    ask(stores, "forget-totp", BINH)
    assert told(stores) == [("forget-totp", BINH)]


@pytest.mark.parametrize(
    ("do", "over"),
    [("switch-off", {}), ("set-group", {"group": "theo-doi"}), ("forget-totp", {})],
)
@pytest.mark.parametrize("spelled", [AN, AN.upper()])
def test_nobody_locks_themselves_out(do: str, over: dict[str, str], spelled: str) -> None:
    stores = an_office(a_person(DUNG, "quan-tri"))
    assert "email" in refused(stores, do, spelled, **over).fields


@pytest.mark.parametrize(("do", "over"), [("switch-off", {}), ("set-group", {"group": "to-chuc"})])
def test_an_administrator_can_be_changed_by_another(do: str, over: dict[str, str]) -> None:
    stores = an_office(a_person(DUNG, "quan-tri"))
    ask(stores, do, DUNG, **over)
    assert not stores.people.known[DUNG].administers


def test_one_administrator_always_stays() -> None:
    stores = an_office(a_person(DUNG, "quan-tri"))
    ask(stores, "switch-off", DUNG, by=AN)
    with pytest.raises(Refusal, match="forbidden"):
        ask(stores, "switch-off", AN, by=DUNG)
    assert stores.people.known[AN].administers


@pytest.mark.parametrize(("do", "over"), [("switch-off", {}), ("set-group", {"group": "to-chuc"})])
def test_of_two_who_switch_each_other_off_at_once_one_stays(do: str, over: dict[str, str]) -> None:
    stores = an_office(a_person(DUNG, "quan-tri"))
    stores.writes.meanwhile["vault.create"] = lambda: ask(stores, do, AN, by=DUNG, **over)
    with pytest.raises(Refusal, match="try_again"):
        ask(stores, do, DUNG, by=AN, **over)
    assert [one.email for one in stores.people.every() if one.administers] == [DUNG]


@pytest.mark.parametrize("by", [BINH, CHI, "la@example.vn", "off@example.vn"])
@pytest.mark.parametrize("do", DEEDS)
def test_others_manage_nobody(by: str, do: str) -> None:
    stores = an_office(a_person("off@example.vn", "quan-tri", on=False))
    refusal = refused(stores, do, CHI, by=by, group="quan-tri")
    assert refusal.code == "forbidden"


@pytest.mark.parametrize("do", DEEDS)
def test_an_administrator_without_codes_manages_nobody(do: str) -> None:
    stores = an_office(a_person(DUNG, "quan-tri", factors=frozenset()))
    assert refused(stores, do, CHI, by=DUNG, group="to-chuc").code == "totp_required"


def test_where_the_stage_does_not_demand_codes_they_do() -> None:
    stores = an_office(a_person(DUNG, "quan-tri", factors=frozenset()))
    assert manage({"do": "list", "by": DUNG}, False, stores)["people"]


@pytest.mark.parametrize("do", [None, "", "delete", 1, ["list"]])
def test_what_is_no_deed(do: Any) -> None:
    with pytest.raises(Refusal, match="invalid"):
        manage({"do": do, "by": AN, "email": BINH}, True, an_office())


@pytest.mark.parametrize("do", [deed for deed in DEEDS if deed not in ("list", "invite")])
def test_who_is_not_there(do: str) -> None:
    refusal = refused(an_office(), do, "khong@example.vn", group="to-chuc")
    assert list(refusal.fields) == ["email"]


@pytest.mark.parametrize("event", [{}, {"by": ""}, {"by": 1}, {"by": AN, "do": "switch-off"}])
def test_an_event_that_names_nobody(event: dict[str, Any]) -> None:
    with pytest.raises(Refusal, match="invalid"):
        manage(event, True, an_office())


@pytest.mark.parametrize("group", [None, "", "admin", "QUAN-TRI"])
def test_a_group_that_is_none(group: Any) -> None:
    assert "group" in refused(an_office(), "set-group", BINH, group=group).fields
